"""Towns out of what the columns of a list hold: postcodes, keys and names mixed, in the wrong column."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cms.core.folding import fold
from cms.core.municipality_names import LANDS
from cms.core.towns import Town, TownIndex, TownNotFound
from projects.importing.records import TownInDoubt, one_line

_AGS = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_POSTCODE = re.compile(r"(?<!\d)(?:D[- ])?(\d{5})(?!\d)")
_SHORT_POSTCODE = re.compile(r"\d{4}")
#: An answer: the line is taken without this town.
LEFT_OUT = "none"
_LEFTOVERS = " -–,;/"


@dataclass(frozen=True)
class PlaceText:
    """What a cell says about a place; every part may be empty."""

    name: str = ""
    postcode: str = ""
    ags: str = ""


def read_place(text: str) -> PlaceText:
    """Take a cell apart.

    >>> read_place("24103 Kiel")
    PlaceText(name='Kiel', postcode='24103', ags='')

    Args:
        text: 24103 Kiel · Kiel · 24103 · 7745 (a leading zero was lost) · 10041100 - Saarbrücken ·
            20097 Hamburg, 22177 Hamburg.
    """
    text = one_line(text)
    if _SHORT_POSTCODE.fullmatch(text):
        return PlaceText(postcode=f"0{text}")
    ags = _AGS.search(text)
    postcodes = _POSTCODE.findall(text)
    rest = _POSTCODE.sub(";", _AGS.sub(";", text)) if ags or postcodes else text
    names = list(dict.fromkeys(part.strip(_LEFTOVERS) for part in rest.split(";") if part.strip(_LEFTOVERS)))
    return PlaceText(
        name=names[0] if len(names) == 1 else "; ".join(names),
        postcode=postcodes[0] if len(set(postcodes)) == 1 else "",
        ags=ags[1] if ags else "",
    )


class TownFinder:
    """Finds towns and remembers: a list names the same few thousand places over and over."""

    def __init__(self, towns: TownIndex, answers: Mapping[tuple[str, str], str] | None = None) -> None:
        """Take the official list and what people answered earlier, as `read_answers` returns it."""
        self._towns = towns
        self._answers = dict(answers or {})
        self._known: dict[tuple[str, str, str, str], Town | TownInDoubt] = {}

    def by_ags(self, ags: str) -> Town | None:
        """Return the town with this key, or None."""
        return self._towns.with_ags(ags)

    def find(self, place: PlaceText, *, land_code: str = "", district: str = "") -> Town:
        """Return the town that `place` means.

        Raises:
            TownInDoubt: none or several can be meant.
        """
        key = (place.ags or place.name, land_code, place.postcode, district)
        if key not in self._known:
            self._known[key] = self._look_up(place, land_code, district)
        found = self._known[key]
        if isinstance(found, TownInDoubt):
            raise TownInDoubt(
                found.code,
                found.explanation,
                place=found.place,
                land_code=land_code,
                candidates=found.candidates,
            )
        return found

    def find_or_leave_out(self, place: PlaceText, *, land_code: str = "", district: str = "") -> Town | None:
        """Return the town that `place` means, or None if people have answered that it is to be left out.

        Raises:
            TownInDoubt: as `find`.
        """
        if LEFT_OUT in self._answers_to(place, land_code):
            return None
        return self.find(place, land_code=land_code, district=district)

    def _answers_to(self, place: PlaceText, land_code: str) -> list[str]:
        name = fold(place.name or place.ags)
        return [answer for key in ((name, land_code), (name, "")) if (answer := self._answers.get(key))]

    def _look_up(self, place: PlaceText, land_code: str, district: str) -> Town | TownInDoubt:
        answer = next(iter(self._answers_to(place, land_code)), "")
        town = self._towns.with_ags(answer or place.ags)
        if town:
            return town
        try:
            return self._towns.find(place.name, land_code=land_code, postcode=place.postcode, district=district)
        except TownNotFound as error:
            candidates = error.candidates
        if candidates:
            code, sentence = "town_ambiguous", _("“%(place)s” can be one of several municipalities: %(candidates)s.")
        else:
            code, sentence = "town_unknown", _("No municipality of the official list is called “%(place)s”.")
        return TownInDoubt(
            code,
            sentence % {"place": place.name or place.ags, "candidates": ", ".join(map(str, candidates))},
            place=place.name or place.ags,
            land_code=land_code,
            candidates=candidates,
        )


class BadAnswers(Exception):
    """The file of answers cannot be used. Says why."""


def read_answers(path: Path, towns: TownIndex) -> dict[tuple[str, str], str]:
    """Read which municipality is meant by names that were in doubt.

    Args:
        path: CSV as the import writes it beside its log, with the column `ags` filled in.
        towns: the official list, against which the answers are checked.
    Returns: AGS by folded place and Land; lines without an answer are left out.

    Raises:
        BadAnswers: a column is missing, or an answer is no municipality key.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not {"place", "land", "ags"} <= set(rows.fieldnames or ()):
            raise BadAnswers(_("%(file)s needs the columns place, land and ags.") % {"file": path.name})
        answers = {}
        for number, row in enumerate(rows, start=2):
            ags = (row["ags"] or "").strip()
            if ags and not towns.with_ags(ags):
                raise BadAnswers(
                    _("%(file)s, line %(number)s: %(ags)s is not in the list of municipalities.")
                    % {"file": path.name, "number": number, "ags": ags}
                )
            if ags:
                land = (row["land"] or "").strip()
                land_code = next((code for code, name in LANDS.items() if name == land), "")
                answers[(fold(row["place"] or ""), land_code)] = ags
    return answers
