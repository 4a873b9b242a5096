"""Measurements, each run by one command: `python -m benchmarks.<name>`.

Importing this sets Django up, with the settings of the tests unless others are named.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
os.environ.setdefault("LOG_LEVEL", "WARNING")
django.setup()
