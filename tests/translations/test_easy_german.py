"""Advice on Easy German."""

import pytest

from accounts.access import Person
from accounts.models import User
from guidance.models import GuidanceIndexPage
from tests.factories.guidance import topic
from tests.translations.conftest import at_desk
from translations.easy_german.rules import advice_on, sentences

ADVICE = [
    ("Sie brauchen Ihren Pass.", []),
    ("Gehen Sie zum Bundes·amt für Aus·länder·angelegen·heiten.", []),
    ("Gehen Sie zur Ausländerbehörde.", ["word"]),
    ("Ihr Antrag wird geprüft.", ["passive"]),
    ("Der Brief wurde nach Haus geschickt.", ["passive"]),
    ("Sie werden viel Geld brauchen.", []),
    ("Sie gehen nicht hin.", ["negation"]),
    ("Das kostet kein Geld.", ["negation"]),
    ("Bringen Sie z. B. den Pass mit.", ["abbreviation"]),
    ("Das BAMF hilft.", ["abbreviation"]),
    ("Der Brief kommt am 1. Januar.", []),
    ("Sie gehen zum Amt und nehmen Ihren Pass mit und auch noch den Brief.", ["sentence"]),
    ("Mehr steht auf www.integrationsbeauftragte.de.", []),
    ("<b>Kommen</b> Sie<br>und <a id='a1'>lesen</a> Sie.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "rules"), ADVICE)
def test_what_is_hard_is_named(text: str, rules: list[str]) -> None:
    assert [one.rule for one in advice_on(text)] == rules


def test_sentences_end_where_readers_end_them() -> None:
    assert sentences("Am 3. Mai kommt Dr. Müller. Er hilft!\nSie auch?") == [
        "Am 3. Mai kommt Dr. Müller.", "Er hilft!", "Sie auch?",
    ]  # fmt: skip


def test_advice_comes_while_one_writes_and_is_no_wall(index: GuidanceIndexPage, person: type[User]) -> None:
    writer = Person(person("translator", language="de-simple"))
    client = at_desk(writer)
    answer = client.post("/admin/translations/easy-german/", {"text": "Ihr Antrag wird geprüft. <script>"})
    assert [one["rule"] for one in answer.json()["advice"]] == ["passive"]
    page = topic(index, body=[])
    shown = client.get(f"/admin/translations/{page.pk}/de-simple/").content.decode()
    assert 'data-easy-german="/admin/translations/easy-german/"' in shown
