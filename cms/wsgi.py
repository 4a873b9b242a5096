"""WSGI entry point; production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# The dictionary of German takes half a second to load; loaded here, before workers part, nobody waits for it.
from search.analysis.words import analysed  # noqa: E402  apps must be ready

analysed("Sprachkurs", "de")
