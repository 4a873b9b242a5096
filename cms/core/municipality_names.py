"""How the official list of municipalities names Länder, towns and their kinds."""

import re

LANDS = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}
UNINHABITED = "Gemeindefreies Gebiet"
#: Short forms that the list puts behind the name.
_SHORT_KINDS = {"M": "Markt", "St": "Stadt", "GKSt": "Große Kreisstadt"}
_UNINHABITED = re.compile(r",\s*(gemfr\.?|gemeindefr)", re.IGNORECASE)
#: What tells towns of one name apart: (Westf.), /Sieg, am Main, a.d.Ilm, an der Ruhr, i.OB, bei Berlin, ob der Tauber.
_QUALIFIER = re.compile(r"\s*[(/]|,|\s+(?:am|an|auf|bei|im|in|ob|unter|vor|vorm|[abiouv](?:\.|(?=\s)))(?=\s|\w)")
_EPITHET = re.compile(r"^(?:Lutherstadt|Hansestadt|Reuterstadt)\s+")


def split_name(official: str) -> tuple[str, str]:
    """Split an official name into name and kind.

    >>> split_name("Flensburg, Stadt")
    ('Flensburg', 'Stadt')
    """
    if _UNINHABITED.search(official):
        return _UNINHABITED.split(official)[0].strip(), UNINHABITED
    name, _comma, kind = official.partition(",")
    kind = " ".join(kind.split())
    return " ".join(name.split()), _SHORT_KINDS.get(kind, kind)


def short_names(name: str) -> list[str]:
    """Return what people leave away of a name.

    >>> short_names("Frankfurt am Main")
    ['Frankfurt']
    >>> short_names("Lübben (Spreewald) / Lubin (Błota)")
    ['Lübben']
    >>> short_names("Lutherstadt Wittenberg")
    ['Wittenberg']
    """
    short = _EPITHET.sub("", _QUALIFIER.split(name, maxsplit=1)[0]).strip()
    return [short] if short and short != name else []
