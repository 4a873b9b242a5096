"""Makes the web fonts in cms/static/fonts from Debian's fonts-noto-core: `.venv/bin/python -m scripts.subset_fonts`.

Each script is a file of its own, so that a page fetches only what it shows. The stylesheet fonts.css is written
here too, so that its ranges are those of the files.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

from scripts.environment import PROJECT

SOURCE = Path("/usr/share/fonts/truetype/noto")
FONTS = PROJECT / "cms" / "static" / "fonts"
STYLESHEET = PROJECT / "cms" / "static" / "css" / "fonts.css"
FAMILY = "Wegweiser Sans"
WEIGHTS = {400: "Regular", 700: "Bold"}

HEAD = """/*
 * Own subsets of Noto Sans. Written by scripts/subset_fonts.py: change that, not this.
 * A browser fetches only the scripts that a page contains; Arabic is set a tenth larger.
 */
"""


@dataclass(frozen=True)
class Subset:
    """A part of a font.

    Attributes:
        name: stands in the file's name.
        font: file name in Debian's package up to the weight.
        unicodes: in the notation of CSS without "U+".
        size_adjust: per cent of the font size at which it is drawn.
        also: characters in the file that browsers are not told of: a page has spaces from the Latin file, but what
            draws PDF takes the spaces between words from the font of the words.
    """

    name: str
    font: str
    unicodes: str
    size_adjust: int = 100
    also: str = "20,A0"


SUBSETS = (
    # Latin-1 and the punctuation of our languages: German, English, French, Spanish need nothing else.
    Subset(
        "latin",
        "NotoSans",
        "20-7E,A0-FF,131,152-153,2BC,2013-2014,2018-201A,201C-201E,2022,2026,202F,2039-203A,20AC,2192",
    ),
    # Turkish, Polish, Romanian, Czech, Croatian, Kurdish, Vietnamese names
    Subset(
        "latin-ext",
        "NotoSans",
        "100-130,132-151,154-17F,18F,192,1A0-1A1,1AF-1B0,1CD-1DC,218-21B,259,2C6-2DD,1E80-1E85,1E9E,1EA0-1EF9,2116,2122,2190-2191,2193",
    ),
    # Serbian, Ukrainian, Russian, Bulgarian, Macedonian
    Subset("cyrillic", "NotoSans", "400-45F,490-491"),
    # Arabic, Persian, Dari, Urdu, Sorani
    Subset(
        "arabic",
        "NotoSansArabic",
        "60C,61B,61C,61F-63A,640-65F,660-66C,670-671,679,67E,686,688,691,695,698,6A9,6AF,6B5,6BA,6BE,6C0-6C1,6C6,6CC,6CE,6D2-6D5,6F0-6F9,FDFC",
        size_adjust=110,
    ),
)


def subset(part: Subset, weight: int) -> Path:
    """Write one file and return its path."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "rlig", "isol"]
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright and licence must stay with the font
    options.notdef_outline = True
    font = load_font(SOURCE / f"{part.font}-{WEIGHTS[weight]}.ttf", options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(f"{part.unicodes},{part.also}"))
    subsetter.subset(font)
    path = FONTS / f"noto-sans-{part.name}-{weight}.woff2"
    save_font(font, path, options)
    return path


def face(part: Subset, weight: int) -> str:
    """Return the rule that tells browsers of one file."""
    lines = [
        f'font-family: "{FAMILY}";',
        f"font-weight: {weight};",
        "font-display: swap;",
        *([f"size-adjust: {part.size_adjust}%;"] if part.size_adjust != 100 else []),
        f'src: url("../fonts/noto-sans-{part.name}-{weight}.woff2") format("woff2");',
        f"unicode-range: {', '.join('U+' + item for item in part.unicodes.split(','))};",
    ]
    return "@font-face {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def main() -> int:
    """Make all files and the stylesheet; say how large they are."""
    if not SOURCE.is_dir():
        print("Install the fonts first: apt-get install fonts-noto-core", file=sys.stderr)
        return 1
    rules = []
    for part in SUBSETS:
        for weight in WEIGHTS:
            path = subset(part, weight)
            rules.append(face(part, weight))
            print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
    STYLESHEET.write_text(HEAD + "\n".join(rules))
    return 0


if __name__ == "__main__":
    sys.exit(main())
