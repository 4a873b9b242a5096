"""The demo site: content, and the command that loads it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo site."""

    name = "cms.demo"
    label = "demo"
