"""Finding the municipality that a text means."""

import pytest

from cms.core.towns import NoTownsKnown, Town, TownIndex, TownNotFound


def town(ags: str, name: str, district: str = "", postcode: str = "") -> Town:
    return Town(pk=int(ags), ags=ags, name=name, land_code=ags[:2], district=district or name, postcode=postcode)


TOWNS = [
    town("05315000", "Köln", postcode="50667"),
    town("06412000", "Frankfurt am Main"),
    town("12053000", "Frankfurt (Oder)"),
    town("05754012", "Halle (Westf.)", "Gütersloh"),
    town("03255016", "Halle", "Holzminden"),
    town("03456008", "Halle", "Grafschaft Bentheim", "49843"),
    town("15002000", "Halle (Saale)"),
    town("09563000", "Fürth"),
    town("09274132", "Furth", "Landshut"),
    town("05970036", "Neunkirchen", "Siegen-Wittgenstein"),
    town("05566060", "Neuenkirchen", "Steinfurt"),
    town("12071076", "Forst (Lausitz)/Baršć (Łužyca)"),
    town("05158020", "Langenfeld (Rheinland)"),
    town("07137060", "Langenfeld", "Mayen-Koblenz"),
    town("05158024", "Heiligenhaus"),
    town("15091375", "Lutherstadt Wittenberg"),
    town("09183128", "Mühldorf a.Inn"),
]


@pytest.fixture(scope="module")
def towns() -> TownIndex:
    return TownIndex(TOWNS)


@pytest.mark.parametrize(
    ("text", "land", "ags"),
    [
        ("Köln", "", "05315000"),
        ("KOELN", "", "05315000"),
        ("Koln", "", "05315000"),
        ("Köln, Stadt", "", "05315000"),
        ("Frankfurt am Main", "", "06412000"),
        ("Frankfurt a. M.", "", "06412000"),
        ("Frankfurt/Oder", "", "12053000"),
        ("Frankfurt", "06", "06412000"),
        ("Halle/Westfalen", "05", "05754012"),
        ("Halle (Saale)", "", "15002000"),
        ("Fürth", "", "09563000"),
        ("Fuerth", "", "09563000"),
        ("Furth", "", "09274132"),
        ("Neunkirchen", "05", "05970036"),
        ("Forst (Lausitz), Stadt", "12", "12071076"),
        ("Heiligenhaus b Velbert", "05", "05158024"),
        ("Wittenberg", "15", "15091375"),
        ("Mühldorf a Inn", "09", "09183128"),
        ("Köln", "12", "05315000"),
    ],
)
def test_one_town_is_found_however_it_is_written(towns: TownIndex, text: str, land: str, ags: str) -> None:
    assert towns.find(text, land_code=land).ags == ags


@pytest.mark.parametrize(
    ("text", "land", "candidates"),
    [
        ("Frankfurt", "", {"06412000", "12053000"}),
        ("Halle", "", {"03255016", "03456008"}),
        ("Halle", "05", {"05754012", "03255016", "03456008"}),
        ("Langenfeld", "05", {"05158020", "07137060"}),
        ("Atlantis", "05", set()),
        ("", "", set()),
    ],
)
def test_what_several_or_none_can_be_is_never_guessed(
    towns: TownIndex, text: str, land: str, candidates: set[str]
) -> None:
    with pytest.raises(TownNotFound) as error:
        towns.find(text, land_code=land)
    assert {candidate.ags for candidate in error.value.candidates} == candidates


def test_the_postcode_of_the_seat_or_the_district_decides(towns: TownIndex) -> None:
    assert towns.find("Halle", land_code="03", postcode="49843").ags == "03456008"
    assert towns.find("Halle", land_code="03", district="Holzminden").ags == "03255016"


def test_a_postcode_that_is_nobodys_seat_decides_nothing(towns: TownIndex) -> None:
    with pytest.raises(TownNotFound):
        towns.find("Halle", land_code="03", postcode="37621")


def test_without_the_list_one_learns_which_command_to_run(db: None) -> None:
    with pytest.raises(NoTownsKnown, match="import_municipalities FILE"):
        TownIndex.load()
