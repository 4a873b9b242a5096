"""Dates in all shapes."""

from datetime import date

import pytest

from projects.enums import Precision
from projects.importing.dates import PartialDate, SlashOrder, parse_date


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2012", date(2012, 1, 1), Precision.YEAR),
        ("2015-07", date(2015, 7, 1), Precision.MONTH),
        ("07.2015", date(2015, 7, 1), Precision.MONTH),
        ("08.10.2009", date(2009, 10, 8), Precision.DAY),
        ("8.1.2009", date(2009, 1, 8), Precision.DAY),
        ("05.02.16", date(2016, 2, 5), Precision.DAY),
        ("01-01-2014", date(2014, 1, 1), Precision.DAY),
        ("01-Jul-12", date(2012, 7, 1), Precision.DAY),
        ("30-Dez-2014", date(2014, 12, 30), Precision.DAY),
        ("2. März 2016", date(2016, 3, 2), Precision.DAY),
        ("2015-05-01", date(2015, 5, 1), Precision.DAY),
        ("2015-05-01T00:00:00Z", date(2015, 5, 1), Precision.DAY),
        ("2015-05-01 00:00:00+02:00", date(2015, 5, 1), Precision.DAY),
        ("10/14/2015", date(2015, 10, 14), Precision.DAY),
        ("14/10/2015", date(2015, 10, 14), Precision.DAY),
        ("5/5/2015", date(2015, 5, 5), Precision.DAY),
        ("  2012 ", date(2012, 1, 1), Precision.YEAR),
    ],
)
def test_a_date_is_read_with_the_precision_it_has(text: str, day: date, precision: Precision) -> None:
    assert parse_date(text) == PartialDate(day, precision)


@pytest.mark.parametrize(("order", "day"), [("month first", date(2015, 9, 7)), ("day first", date(2015, 7, 9))])
def test_a_date_with_slashes_is_read_as_its_list_writes_them(order: SlashOrder, day: date) -> None:
    assert parse_date("9/7/2015", slash=order) == PartialDate(day, Precision.DAY)


def test_a_date_with_slashes_that_can_be_two_days_is_refused() -> None:
    with pytest.raises(ValueError, match="can mean two days"):
        parse_date("9/7/2015")


@pytest.mark.parametrize(
    "text", ["25.11.0204", "31.02.2015", "13/13/2015", "gestern", "2015-13", "00.00.0000", "99999", "12", "1-Foo-12"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  several causes, one consequence
        parse_date(text)


def test_an_empty_date_is_no_date() -> None:
    assert parse_date("  ") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [("2012", date(2012, 12, 31)), ("02.2016", date(2016, 2, 29)), ("08.10.2009", date(2009, 10, 8))],
)
def test_the_last_day_of_a_date_follows_its_precision(text: str, last: date) -> None:
    day = parse_date(text)
    assert day is not None
    assert day.last_day == last
