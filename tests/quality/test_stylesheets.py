"""What the stylesheets promise: contrast, no left and right, colours in one place, small fonts."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "cms" / "static" / "css"
FONTS = Path(settings.BASE_DIR) / "cms" / "static" / "fonts"
STYLESHEETS = sorted(CSS.glob("*.css"))
WITHOUT_COLOURS = [path for path in STYLESHEETS if path.name not in ("tokens.css", "fields.css", "print.css")]

TEXT, LINE = 7.0, 3.0
GROUNDS = ("ground", "ground-soft", "ground-raised", "internal-ground")
TEXTS = [(ink, ground) for ink in ("ink", "ink-soft", "link", "link-visited", "danger-ink") for ground in GROUNDS] + [
    ("on-frame", "frame"),
    ("on-frame", "frame-strong"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-internal", "internal"),
    ("info-ink", "info-ground"),
    ("success-ink", "success-ground"),
    ("warning-ink", "warning-ground"),
    ("danger-ink", "danger-ground"),
]
LINES = [("line", ground) for ground in GROUNDS]
FOCUS_GROUNDS = (*GROUNDS, "accent", "info-ground", "warning-ground", "danger-ground", "success-ground")

PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:"
    r"(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-[a-z-]+)?|"
    r"left|right|top|bottom|(?:min-|max-)?(?:width|height)|"
    r"border-(?:top|bottom)-(?:left|right)-radius"
    r")\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def test_text_is_read_against_its_ground_in_light_and_dark() -> None:
    for mode in _tokens():
        low = [f"{ink} on {ground}: {_contrast(mode[ink], mode[ground]):.1f}" for ink, ground in TEXTS
               if _contrast(mode[ink], mode[ground]) < TEXT]  # fmt: skip
        assert not low


def test_lines_of_controls_are_seen_in_light_and_dark() -> None:
    for mode in _tokens():
        assert all(_contrast(mode[line], mode[ground]) >= LINE for line, ground in LINES)


def test_one_ring_of_the_focus_is_seen_on_any_ground() -> None:
    for mode in _tokens():
        for ground in FOCUS_GROUNDS:
            rings = [_contrast(mode[ring], mode[ground]) for ring in ("focus-inner", "focus-outer")]
            assert max(rings) >= LINE, ground


def test_each_field_of_action_has_a_readable_pair_in_light_and_dark() -> None:
    found = re.findall(
        r"\.field--([a-z]+) \{\s*--field-ground: (#[0-9a-f]{6});\s*--field-ink: (#[0-9a-f]{6});",
        (CSS / "fields.css").read_text(),
    )
    assert len(found) == 2 * 15
    assert len({name for name, _ground, _ink in found}) == 15
    assert not [name for name, ground, ink in found if _contrast(ink, ground) < TEXT]


@pytest.mark.parametrize("path", STYLESHEETS, ids=lambda path: path.name)
def test_no_stylesheet_knows_left_and_right(path: Path) -> None:
    rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", path.read_text(), flags=re.DOTALL)
    assert not PHYSICAL.findall(rules)


@pytest.mark.parametrize("path", WITHOUT_COLOURS, ids=lambda path: path.name)
def test_colours_stand_in_the_tokens(path: Path) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", path.read_text())


def test_spaces_are_steps_of_four_pixels() -> None:
    steps = re.findall(r"--space-(\d+): ([\d.]+)rem;", (CSS / "tokens.css").read_text())
    assert steps
    assert all(float(rem) * 16 == int(step) * 4 for step, rem in steps)


def test_each_size_of_type_is_a_fifth_larger() -> None:
    first = (CSS / "tokens.css").read_text().split("@media", maxsplit=1)[0]
    sizes = [float(rem) for rem in re.findall(r"--text-\w+: ([\d.]+)rem;", first)]
    assert len(sizes) == 7
    assert all(abs(after / before - 1.2) < 0.005 for before, after in pairwise(sizes))


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.woff2")), ids=lambda path: path.name)
def test_fonts_are_small(path: Path) -> None:
    assert path.stat().st_size <= 25_000


def _tokens() -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of the light and of the dark mode."""
    text = (CSS / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    colour = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
    in_light = dict(colour.findall(light))
    return in_light, {**in_light, **dict(colour.findall(dark))}


def _contrast(one: str, other: str) -> float:
    """Return the contrast as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
