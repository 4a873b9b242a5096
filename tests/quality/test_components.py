"""The components: described, shown with samples, kept to the rules for templates."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from cms.core.components import FOLDER, FRAME, components

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PARTS = sorted(path.stem for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_component_renders_with_its_samples(language: str) -> None:
    with override(language):
        shown = [
            render_to_string(sample.template, sample.arguments)
            for component in components(language)
            for sample in component.samples
        ]
    assert len(shown) > len(PARTS) - len(FRAME)
    assert all(html.strip() for html in shown)


@pytest.mark.parametrize("part", PARTS)
def test_each_component_is_in_the_readme(part: str) -> None:
    assert f"`{part}`" in (FOLDER / "README.md").read_text()


@pytest.mark.parametrize("part", PARTS)
def test_each_component_says_what_it_takes(part: str) -> None:
    text = (FOLDER / f"{part}.html").read_text()
    assert text.startswith("{% comment %}")
    assert re.search(r"\b[Tt]akes\b", text.partition("{% endcomment %}")[0])


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    sprite = (Path(settings.BASE_DIR) / "cms" / "static" / "icons" / "sprite.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    asked = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'components/icon\.html" with name="([a-z-]+)"', path.read_text())
    }
    assert asked <= drawn, asked - drawn


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_has_styles_or_scripts_in_it(path: Path) -> None:
    text = path.read_text()
    in_it = r"<style|\sstyle=|<script(?![^>]*\ssrc=|[^>]*\stype=\"application/ld\+json\")|\son[a-z]+=\"|javascript:"
    assert not re.search(in_it, text)  # JSON-LD is data


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_components_get_named_arguments_only(path: Path) -> None:
    includes = re.findall(r"\{% include \"components/[^%]*%\}", path.read_text())
    assert not [include for include in includes if not include.endswith("only %}")]
