"""Reading the official list of municipalities: Destatis' GV100AD or a table made from it.

GV100AD is a text of fixed width, one record a line. The positions are those of the record description that
lies beside the list on destatis.de ("Datensatzbeschreibung GV100AD"): type 40 names a district, type 60 a
municipality. © Statistisches Bundesamt (Destatis), Datenlizenz Deutschland - Namensnennung - Version 2.0.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.db import transaction

from cms.core.bulk import announce
from cms.core.coordinates import coordinates_of
from cms.core.folding import fold
from cms.core.models import Municipality
from cms.core.municipality_names import LANDS, UNINHABITED, short_names, split_name

#: GV100AD's mark of a municipality (Textkennzeichen, record type 60); what needs no word is left out.
_KINDS = {
    "60": "Markt",
    "61": "Kreisfreie Stadt",
    "62": "Stadtkreis",
    "63": "Stadt",
    "65": UNINHABITED,
    "66": UNINHABITED,
    "67": "Große Kreisstadt",
}
_AGS = re.compile(r"\d{8}")
_TABLE_COLUMNS = {"ags", "ars", "name", "kreis", "flaeche_ha", "bevoelkerung", "plz_sitz"}
_AS_OF = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_BATCH = 2000


class NoMunicipalityList(Exception):
    """The file is neither GV100AD nor the table, or has a line that cannot be read. Says which."""


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality as the list has it; names as in `Municipality`, area in ha."""

    ags: str
    ars: str
    name: str
    kind: str
    district: str
    area_ha: Decimal | None
    inhabitants: int | None
    postcode: str
    as_of: date | None

    @property
    def land_code(self) -> str:
        """The Land's two digits."""
        return self.ags[:2]


def read_municipalities(path: Path) -> Iterator[MunicipalityRow]:
    """Read the official list.

    Args:
        path: GV100AD as published (UTF-8 or Latin-1), or a tab-separated table with the columns ags, ars,
            name, kreis, flaeche_ha, bevoelkerung, plz_sitz; lines that begin with # are remarks.

    Raises:
        NoMunicipalityList: it is neither.
    """
    text = _text_of(path)
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if not lines:
        raise NoMunicipalityList(f"{path.name} is empty.")
    if set(lines[0].split("\t")) >= _TABLE_COLUMNS:
        return _read_table(lines, as_of=_as_of(path.name, text))
    if re.match(r"[1-6]0\d{8}", lines[0]):
        return _read_gv100ad(lines)
    raise NoMunicipalityList(
        f"{path.name} is neither GV100AD (fixed width, record types 10 to 60) nor a tab-separated table with the "
        f"columns {', '.join(sorted(_TABLE_COLUMNS))}."
    )


@transaction.atomic
def store_municipalities(rows: Iterable[MunicipalityRow]) -> int:
    """Write the list: new municipalities are added, known ones brought up to date, none is removed.

    Those that no longer exist stay, because projects and people refer to them.

    Returns: how many were written.
    """
    rows = list(rows)
    of_a_name = Counter((row.land_code, fold(row.name)) for row in rows)
    municipalities = [_municipality(row, is_only_one=of_a_name[row.land_code, fold(row.name)] == 1) for row in rows]
    names = dict(Municipality.objects.values_list("ags", "name"))
    fields = [field.name for field in Municipality._meta.concrete_fields if not field.primary_key]
    Municipality.objects.bulk_create(
        municipalities,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["ags"],
        update_fields=[name for name in fields if name != "ags"],
    )
    renamed = [one.ags for one in municipalities if names.get(one.ags, one.name) != one.name]
    announce(Municipality, list(Municipality.objects.filter(ags__in=renamed).values_list("pk", flat=True)))
    return len(municipalities)


def _municipality(row: MunicipalityRow, *, is_only_one: bool) -> Municipality:
    names = (row.name, *short_names(row.name))
    place = coordinates_of(names, row.land_code, row.inhabitants, is_only_one=is_only_one)
    return Municipality(
        ags=row.ags,
        ars=row.ars,
        name=row.name,
        name_folded=fold(row.name),
        kind=row.kind,
        land_code=row.land_code,
        land=LANDS[row.land_code],
        district=row.district,
        area_ha=row.area_ha,
        inhabitants=row.inhabitants,
        postcode=row.postcode,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        as_of=row.as_of,
    )


def _read_table(lines: list[str], *, as_of: date | None) -> Iterator[MunicipalityRow]:
    for number, cells in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
        name, kind = split_name(cells["name"] or "")
        inhabitants = _whole(cells["bevoelkerung"], number)
        yield MunicipalityRow(
            ags=_checked_ags(cells["ags"], number),
            ars=cells["ars"] or "",
            name=name,
            kind=kind or (UNINHABITED if inhabitants == 0 else ""),
            district=split_name(cells["kreis"] or "")[0],
            area_ha=_decimal(cells["flaeche_ha"], number),
            inhabitants=inhabitants,
            postcode=cells["plz_sitz"] or "",
            as_of=as_of,
        )


def _read_gv100ad(lines: list[str]) -> Iterator[MunicipalityRow]:
    districts: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if line[:2] == "40":
            districts[line[10:15]] = split_name(line[22:72].strip())[0]
        if line[:2] != "60":
            continue
        name, kind = split_name(line[22:72].strip())
        area = _whole(line[128:139], number)
        yield MunicipalityRow(
            ags=_checked_ags(line[10:18], number),
            ars=(line[10:15] + line[18:22] + line[15:18]).strip(),
            name=name,
            kind=kind or _KINDS.get(line[122:124], ""),
            district=districts.get(line[10:15], ""),
            area_ha=None if area is None else Decimal(area),
            inhabitants=_whole(line[139:150], number),
            postcode=line[165:170].strip(),
            as_of=date(int(line[2:6]), int(line[6:8]), int(line[8:10])),
        )


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # editions before 2019


def _as_of(file_name: str, text: str) -> date | None:
    """Return the date that stands in the name of the file or in its first remark."""
    remark = text.partition("\n")[0] if text.startswith("#") else ""
    found = _AS_OF.search(file_name) or _AS_OF.search(remark)
    return date(*map(int, found.groups())) if found else None


def _checked_ags(text: str | None, number: int) -> str:
    if not text or not _AGS.fullmatch(text) or text[:2] not in LANDS:
        raise NoMunicipalityList(f"Line {number}: {text!r} is no municipality key (AGS).")
    return text


def _whole(text: str | None, number: int) -> int | None:
    value = _decimal(text, number)
    return None if value is None else int(value)


def _decimal(text: str | None, number: int) -> Decimal | None:
    if not text or not text.strip():
        return None
    try:
        return Decimal(text.strip())
    except InvalidOperation as error:
        raise NoMunicipalityList(f"Line {number}: {text.strip()!r} is no number.") from error
