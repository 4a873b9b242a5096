"""The demo's texts in other languages than German: one file for each language, named by its BCP 47 tag."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from cms.core.languages import LANGUAGES, SOURCE_LANGUAGE


def translations(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each language that has a file in `folder`, with its texts by the key of what they belong to."""
    for language in LANGUAGES:
        file = folder / f"{language.code}.yaml"
        if language.code != SOURCE_LANGUAGE and file.exists():
            yield language.code, yaml.safe_load(file.read_text())
