"""Reading the official list of municipalities."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.core.models import Municipality
from cms.core.municipalities import NoMunicipalityList, read_municipalities

TABLE = "ags\tars\tname\tland\tkreis\tflaeche_ha\tbevoelkerung\tplz_sitz\n"
MUNICH = "09162000\t091620000000\tMünchen, Landeshauptstadt\tBayern\tMünchen\t31070.0\t1510378\t80331\n"


def gv100ad(kind: str, ags: str, name: str, *, association: str = "", mark: str = "", **numbers: int) -> str:
    """Return a line of GV100AD: type, date, keys, name, mark, area, inhabitants, postcode at their places."""
    line = f"{kind}20231130{ags:<8}{association:<4}{name:<50}{'':<50}{mark:<2}{'':<4}"
    line += f"{numbers.get('area', 0):011d}{numbers.get('people', 0):011d}{numbers.get('men', 0):011d}{'':<4}"
    return f"{line}{numbers.get('postcode', 0):05d}".ljust(220)


@pytest.fixture
def gv100ad_file(tmp_path: Path) -> Path:
    lines = [
        gv100ad("10", "03", "Niedersachsen"),
        gv100ad("40", "03357", "Rotenburg (Wümme)", mark="44"),
        gv100ad("50", "03357", "Sottrum", association="5407", mark="50"),
        gv100ad(
            "60",
            "03357008",
            "Bremervörde, Stadt",
            association="0008",
            mark="63",
            area=15060,
            people=18800,
            postcode=27432,
        ),
        gv100ad("60", "03357044", "Sottrum", association="5407", mark="64", area=4300, people=6500, postcode=27367),
        gv100ad("60", "03358501", "Osterheide, gemfr. Bezirk", association="9501", mark="65", area=17000, people=400),
    ]
    path = tmp_path / "GV100AD_301123.txt"
    path.write_text("\n".join(lines) + "\n", encoding="latin-1")
    return path


def test_gv100ad_gives_names_keys_districts_and_numbers(gv100ad_file: Path) -> None:
    town, village, area = read_municipalities(gv100ad_file)

    assert (town.ags, town.ars, town.name, town.kind) == ("03357008", "033570008008", "Bremervörde", "Stadt")
    assert (town.district, town.area_ha, town.inhabitants) == ("Rotenburg (Wümme)", Decimal(15060), 18800)
    assert (town.postcode, town.as_of) == ("27432", date(2023, 11, 30))
    assert (village.name, village.kind, village.ars) == ("Sottrum", "", "033575407044")
    assert (area.name, area.kind) == ("Osterheide", "Gemeindefreies Gebiet")


def test_the_list_is_brought_up_to_date_and_nothing_is_doubled(db: None, tmp_path: Path) -> None:
    path = tmp_path / "list_2023-11-30.tsv"
    path.write_text(TABLE + MUNICH)
    call_command("import_municipalities", path)
    path.write_text(TABLE + MUNICH.replace("1510378", "1512491"))
    call_command("import_municipalities", path)

    munich = Municipality.objects.get()
    assert (munich.inhabitants, munich.land, munich.land_code) == (1512491, "Bayern", "09")
    assert munich.as_of == date(2023, 11, 30)


def test_a_town_is_where_geonames_says_and_doubtful_ones_are_nowhere(db: None, tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(
        TABLE
        + MUNICH
        + "05515000\t055150000000\tMünster, Stadt\tNordrhein-Westfalen\tMünster\t30328.0\t320946\t48143\n"
        + "03255016\t032550016016\tHalle\tNiedersachsen\tHolzminden\t3350.0\t1582\t37620\n"
        + "03456008\t034565402008\tHalle\tNiedersachsen\tGrafschaft Bentheim\t2270.0\t707\t49843\n"
    )
    call_command("import_municipalities", path)

    places = {town.ags: town for town in Municipality.objects.all()}
    assert places["09162000"].latitude == pytest.approx(Decimal("48.14"), abs=Decimal("0.05"))
    assert places["05515000"].longitude == pytest.approx(Decimal("7.63"), abs=Decimal("0.05"))
    assert places["03456008"].latitude is None or places["03456008"].latitude != places["03255016"].latitude


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"name,ags\nKiel,01002000\n", "neither GV100AD"),
        (b"PK\x03\x04\x00\x00", "neither GV100AD"),
        ((TABLE + MUNICH.replace("09162000", "9162000")).encode(), "Line 2: '9162000' is no municipality key"),
        ((TABLE + MUNICH.replace("31070.0", "viel")).encode(), "Line 2: 'viel' is no number"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_reason(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "list.tsv"
    path.write_bytes(content)
    with pytest.raises(NoMunicipalityList, match=sentence):
        list(read_municipalities(path))


def test_a_missing_file_is_said_in_one_line(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_municipalities", tmp_path / "nothing.txt")


def test_a_list_with_a_bad_line_changes_nothing(db: None, tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(TABLE + MUNICH + "xx\t\tUnsinn\t\t\t\t\t\n")
    with pytest.raises(CommandError):
        call_command("import_municipalities", path)
    assert not Municipality.objects.exists()


def test_the_large_cities_of_the_demo_have_places(db: None) -> None:
    path = Path(__file__).parents[2] / "cms/demo/content/municipalities.tsv"
    call_command("import_municipalities", path)
    assert Municipality.objects.count() == 82
    assert not Municipality.objects.filter(latitude=None).exists()
    assert not Municipality.objects.filter(inhabitants__lte=100_000).exists()
