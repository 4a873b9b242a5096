"""Machine translators, as plug-ins of wagtail-localize."""
