"""What is asked stands in the address, and what cannot be understood is said."""

import pytest
from django.http import QueryDict

from projects.asking import Question, Sort, read_question
from tests.factories.projects import town

pytestmark = pytest.mark.django_db


def ask(address: str) -> tuple[Question, list[str]]:
    question, problems = read_question(dict(QueryDict(address).lists()), language="de")
    return question, [problem.parameter for problem in problems]


def test_a_question_read_from_its_address_is_the_same_question() -> None:
    town("05315000", "Köln")
    question, problems = ask("q=tandem+k%C3%B6ln&field=work&field=sport&city=05315000&sort=title&per_page=50&page=3")
    assert problems == []
    assert question == Question("tandem köln", {"field": ("work", "sport"), "city": ("05315000",)}, Sort.TITLE, 3, 50)
    assert ask(question.address()[1:])[0] == question


def test_a_value_is_taken_back_alone_and_leads_to_the_first_page() -> None:
    question, _problems = ask("field=work&field=sport&status=running&page=4")
    assert question.without("field", "work").address() == "?field=sport&status=running"
    assert question.without("status", "running").address() == "?field=work&field=sport"


def test_the_simplest_question_needs_no_parameters() -> None:
    assert Question().address() == ""


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        ("field=unsinn", ["field"]),
        ("city=05315000", ["city"]),  # not in the list
        ("city=K%C3%B6ln", ["city"]),
        ("standing=none", ["standing"]),
        ("colour=red", ["colour"]),
        ("sort=random", ["sort"]),
        ("page=0", ["page"]),
        ("page=-1", ["page"]),
        ("page=1e3", ["page"]),
        ("page=%D9%A3", ["page"]),
        ("page=99999999999999999999", ["page"]),
        ("per_page=101", ["per_page"]),
        ("utm_source=mail&fbclid=1", []),
        ("field=&q=&page=", []),
        ("field=work&field=work", []),
        ("land=05&land=none", []),
    ],
)
def test_what_is_not_understood_is_named(address: str, parameters: list[str]) -> None:
    assert ask(address)[1] == parameters


def test_the_message_names_what_there_is() -> None:
    _question, problems = read_question({"status": ["x"]}, language="de")
    assert all(value in problems[0].message for value in ("planned", "running", "completed", "none"))


def test_what_is_understood_still_counts() -> None:
    question, _problems = ask("field=unsinn&field=work&status=running")
    assert question.chosen == {"field": ("work",), "status": ("running",)}
