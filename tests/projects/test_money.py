"""Money in all shapes."""

from decimal import Decimal

import pytest

from projects.importing.money import Money, parse_money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("980,00", "980.00"),
        ("1.200,00", "1200.00"),
        ("2.254,62 €", "2254.62"),
        ("2.399.088,00€", "2399088.00"),
        ("31450", "31450.00"),
        ("2060332.17", "2060332.17"),
        ("939.5", "939.50"),
        ("349856,4", "349856.40"),
        ("13.400.000", "13400000.00"),
        ("4,156.00", "4156.00"),
        ("1,224,900.00", "1224900.00"),
        ("5,819,053", "5819053.00"),
        ("€ 1570.00", "1570.00"),
        ("550.000 €", "550000.00"),
        ("640 €", "640.00"),
        ("23.885", "23885.00"),
        ("0.500", "0.50"),
        ("163504.321", "163504.32"),
        ("1 200,50 EUR", "1200.50"),
        ("1\u202f200,50\u00a0€", "1200.50"),
        ("500,- €", "500.00"),
        ("500,-- Euro", "500.00"),
        ("-35,90", "-35.90"),
        ("-70.934,84", "-70934.84"),
        ("0,00 €", "0.00"),
    ],
)
def test_an_amount_is_read_in_euros(text: str, amount: str) -> None:
    assert parse_money(text) == Money(Decimal(amount), "EUR")


def test_another_currency_stays_what_it_is() -> None:
    assert parse_money("CHF 1'200.50") == Money(Decimal("1200.50"), "CHF")
    assert parse_money("100 $") == Money(Decimal("100.00"), "USD")


@pytest.mark.parametrize(
    "text", ["25,45%", "48,39 %", "abc", "1.2.3", "12.34.567", "12 € 5", "1e5", "٣٤", "5 € USD", "1,2,3.4", "9" * 20]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  several causes, one consequence
        parse_money(text)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_amount_is_unknown_and_not_nothing(text: str) -> None:
    assert parse_money(text) is None
