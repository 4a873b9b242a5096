"""The machine translator, if there is one. Without an address or a key there is none."""

from typing import Any

import environ

_env = environ.Env()

_LIBRETRANSLATE_URL = _env("LIBRETRANSLATE_URL", default="")
_DEEPL_AUTH_KEY = _env("DEEPL_AUTH_KEY", default="")

WAGTAILLOCALIZE_MACHINE_TRANSLATOR: dict[str, Any] | None = None
if _LIBRETRANSLATE_URL:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "translations.machine.libretranslate.LibreTranslate",
        "OPTIONS": {"URL": _LIBRETRANSLATE_URL, "KEY": _env("LIBRETRANSLATE_API_KEY", default="")},
    }
elif _DEEPL_AUTH_KEY:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "translations.machine.deepl.DeepL",
        "OPTIONS": {"URL": _env("DEEPL_URL", default=""), "KEY": _DEEPL_AUTH_KEY},
    }
