"""Whether the gettext catalogues say everything that the interface says, in every language.

python -m scripts.check_catalogues            fails on what is missing, left over or fuzzy, in German also untranslated
python -m scripts.check_catalogues --update   brings the entries up to date; translating them is left to people
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation import to_locale

from cms.core.languages import LANGUAGES
from scripts.environment import PROJECT, PYTHON

SOURCE = "en"  # what the code says; needs no catalogue
_LEAVE_OUT = ("tests", "benchmarks", "node_modules", "var", "static-root", "docs", "scripts")
#: Catalogues in which nothing may be left untranslated. The others show the German text where theirs is missing.
COMPLETE = ("de",)
_SHOWN = 10  # of each kind; the rest is counted


def main(arguments: list[str]) -> int:
    """Check, or update; return 1 if a catalogue is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="wegweiser-catalogues-") as place:
        copy = Path(place) / "project"
        _copy_sources(copy)
        _make_messages(copy)
        if "--update" in arguments:
            for fresh in copy.glob("locale/*/LC_MESSAGES/*.po"):
                target = PROJECT / fresh.relative_to(copy)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(fresh, target)
            return 0
        problems = [line for fresh in sorted(copy.glob("locale/*/LC_MESSAGES/*.po")) for line in _problems(fresh, copy)]
    print("\n".join(problems))
    return 1 if problems else 0


def _copy_sources(copy: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, listed):
        source, target = PROJECT / name, copy / name
        if source.is_file() and Path(name).parts[0] not in _LEAVE_OUT:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _make_messages(copy: Path) -> None:
    for language in LANGUAGES:
        if language.code != SOURCE:
            (copy / "locale" / to_locale(language.code) / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    for domain in ("django", "djangojs"):
        command = [
            str(PYTHON),
            "-m",
            "django",
            "makemessages",
            "--all",
            "--no-location",
            "--no-wrap",
            "--domain",
            domain,
        ]
        done = subprocess.run(command, cwd=copy, env=_environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"makemessages failed: {done.stderr.strip().splitlines()[-1]}")


def _environment() -> dict[str, str]:
    # Without settings, Django takes the `locale` of the folder it stands in, which is the copy's.
    return {"PATH": f"{PYTHON.parent}:/usr/local/bin:/usr/bin:/bin"}


def _problems(fresh: Path, copy: Path) -> Iterator[str]:
    """Say what is wrong with the project's catalogue, beside a fresh one made from it and the sources."""
    name = fresh.relative_to(copy)
    if not (PROJECT / name).exists():
        yield f"{name}: is missing ({len(polib.pofile(str(fresh)))} entries)"
        return
    old, new = polib.pofile(str(PROJECT / name)), polib.pofile(str(fresh))
    had, has = ({_key(entry) for entry in file if not entry.obsolete} for file in (old, new))
    kinds = {
        "is missing": sorted(has - had),
        "is said nowhere any more": sorted((had - has) | {_key(entry) for entry in old.obsolete_entries()}),
        "is fuzzy": sorted(_key(entry) for entry in old if entry.fuzzy and not entry.obsolete),
        "is not translated": sorted(_untranslated(old) if name.parts[1] in COMPLETE else ()),
    }
    for kind, keys in kinds.items():
        yield from (f"{name}: “{key}” {kind}" for key in keys[:_SHOWN])
        if len(keys) > _SHOWN:
            yield f"{name}: and {len(keys) - _SHOWN} more of which each {kind}"


def _untranslated(catalogue: polib.POFile) -> Iterator[str]:
    return (_key(entry) for entry in catalogue if not (entry.translated() or entry.fuzzy or entry.obsolete))


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt}: {entry.msgid}" if entry.msgctxt else str(entry.msgid)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
