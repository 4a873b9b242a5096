"""What searchers expect, language by language, on both engines."""

import pytest

from search.models import SynonymGroup
from tests.search.conftest import Searching

#: Question, language, title that it must find, title that it must not.
FOUND = [
    ("Unterkunft", "de", "Flüchtlingsunterkunft am Park", "Sprachcafé"),
    ("Sprachkurs", "de", "Drei Sprachkurse", "Drei Feste"),
    ("Kurse Sprache", "de", "Kurs in einfacher Sprache", "Tanzfest"),
    ("Muenchen", "de", "Hilfe in München", "Hilfe in Münster"),
    ("Strasse", "de", "Fest auf der Straße", "Fest im Park"),
    ("straße", "de", "Fest auf der Strasse", "Fest im Park"),
    ("Häuser", "de", "Ein Haus für alle", "Ein Garten für alle"),
    ("flüchtlings unterkunft", "de", "Flüchtlingsunterkunft am Park", "Sprachcafé"),
    ("Stadtteilcafe", "de", "Café im Stadtteil", "Garten"),
    ("Sprachkurs", "de-simple", "Ein Sprach·kurs für Sie", "Ein Fest"),
    ("registrations", "en", "How to register an address", "How to find work"),
    ("l'école", "fr", "Inscrire un enfant à une ecole", "Trouver un logement"),
    ("inscripcion", "es", "Inscripción en el registro", "Buscar trabajo"),
    ("okullarda", "tr", "Okula kayıt", "İş bulmak"),
    ("ISTANBUL", "tr", "İstanbul'dan gelenler", "Ankara'dan gelenler"),
    ("التسجيل", "ar", "تسجيل العنوان", "البحث عن عمل"),
    ("اقامة", "ar", "تصريح الإقامة", "البحث عن عمل"),
    ("реєстрації", "uk", "Реєстрація адреси", "Пошук роботи"),
    ("пять", "uk", "П'ять кроків", "Пошук роботи"),
    ("skola", "sr", "Упис у школу", "Тражење посла"),
    ("школе", "sr", "Upis u školu", "Traženje posla"),
    ("работе", "ru", "Поиск работы", "Регистрация"),
    ("كتاب", "fa", "کتاب آموزش زبان", "کار"),
    ("كتاب", "ckb", "کتاب", "کار"),
    ("szkoly", "pl", "Zapisy do szkoły", "Praca"),
    ("tieng duc", "vi", "Học tiếng Đức", "Tìm việc"),
    ("德語", "zh", "在柏林學習德語", "找工作"),
    ("ภาษา", "th", "เรียนภาษาเยอรมัน", "หางาน"),
]


@pytest.mark.parametrize(("question", "language", "right", "wrong"), FOUND)
def test_a_word_is_found_in_its_other_forms(
    searching: Searching, question: str, language: str, right: str, wrong: str
) -> None:
    searching.write(right, wrong, language=language)
    searching.ready()

    assert searching.titles(question, language, stays_in_language=True) == [right]


def test_phrases_are_found_as_they_stand(searching: Searching) -> None:
    searching.write("Gutes Leben im Alter", "Leben mit gutem Alter", "Alter, gutes Leben")
    searching.ready()

    assert set(searching.titles('"gutes Leben"')) == {"Gutes Leben im Alter", "Alter, gutes Leben"}
    assert set(searching.titles("„gutes Leben“")) == {"Gutes Leben im Alter", "Alter, gutes Leben"}


def test_a_phrase_that_nobody_wrote_is_found_by_its_words(searching: Searching) -> None:
    searching.write("Leben in der Stadt", "Garten")
    searching.ready()

    answer = searching.ask('"Stadt Leben"')

    assert [hit.title for hit in answer.hits] == ["Leben in der Stadt"]
    assert not answer.matched_all_words


def test_a_minus_leaves_out(searching: Searching) -> None:
    searching.write("Deutschkurs online", "Deutschkurs am Abend")
    searching.ready()

    assert searching.titles("Deutschkurs -online") == ["Deutschkurs am Abend"]
    assert searching.titles("-online") == ["Deutschkurs am Abend"]


def test_exact_words_stand_before_typos_and_are_not_drowned(searching: Searching) -> None:
    searching.write("Beratung für Frauen", "Berufung zum Amt", "Berstung im Keller")
    searching.ready()

    assert searching.titles("Beratung") == ["Beratung für Frauen"]


def test_a_typo_finds_what_was_meant_and_says_so(searching: Searching) -> None:
    searching.write("Einbürgerung leicht gemacht", "Sprachcafé")
    searching.ready()

    answer = searching.ask("Einbürgreung")

    assert [hit.title for hit in answer.hits] == ["Einbürgerung leicht gemacht"]
    assert answer.suggestion == "einburgerung"


def test_the_beginning_of_a_word_finds_it(searching: Searching) -> None:
    searching.write("Integrationsbeauftragte der Stadt", "Garten")
    searching.ready()

    assert searching.titles("Integrationsbeauf") == ["Integrationsbeauftragte der Stadt"]


def test_where_nothing_has_all_words_some_are_enough(searching: Searching) -> None:
    searching.write("Schwimmen für Frauen", "Kochen für Männer", "Rad fahren", *[f"Gruppe {n}" for n in range(20)])
    searching.ready()

    answer = searching.ask("Schwimmen Kochen Kind Berlin")

    assert {hit.title for hit in answer.hits} == {"Schwimmen für Frauen", "Kochen für Männer"}
    assert not answer.matched_all_words


def test_words_that_ask_for_nothing_are_not_needed(searching: Searching) -> None:
    searching.write("Wohnung anmelden", "Hund anmelden")
    searching.ready()

    assert searching.titles("Wie melde ich meine Wohnung an?")[0] == "Wohnung anmelden"


def test_stop_words_alone_are_meant(searching: Searching) -> None:
    searching.write("Wer wir sind", "Haus")
    searching.ready()

    assert searching.titles("wer wir sind") == ["Wer wir sind"]


def test_another_language_answers_where_the_readers_has_nothing(searching: Searching) -> None:
    searching.write("Kindergarten finden", language="de")
    searching.write("حديقة", language="ar")
    searching.ready()

    answer = searching.ask("Kindergarten", "ar")

    assert [hit.title for hit in answer.hits] == ["Kindergarten finden"]
    assert answer.is_in_other_languages
    assert not searching.ask("Kindergarten", "ar", stays_in_language=True).total


def test_synonyms_find_each_other_once_they_are_live(searching: Searching) -> None:
    group = SynonymGroup.objects.create(words="Kita\nKindertagesstätte\nKindergarten", language="de")
    searching.write("Platz in der Kindertagesstätte", "Platz im Park")
    searching.ready()
    assert searching.titles("Kita") == []

    group.is_live = True
    group.save()

    assert searching.titles("Kita") == ["Platz in der Kindertagesstätte"]


def test_synonyms_of_several_words(searching: Searching) -> None:
    SynonymGroup.objects.create(words="BAMF\nBundesamt für Migration und Flüchtlinge", language="de", is_live=True)
    searching.write("Kurse beim Bundesamt für Migration und Flüchtlinge", "Kurse im Bundesamt für Naturschutz")
    searching.ready()

    assert searching.titles("BAMF") == ["Kurse beim Bundesamt für Migration und Flüchtlinge"]


def test_titles_weigh_more_than_texts(searching: Searching) -> None:
    searching.write("Garten", body={"C": "Hier lernt man auch kochen, wenn man will."})
    searching.write("Kochen", body={"C": "Ein Treffen in der Küche für alle, die das wollen."})
    searching.ready()

    assert searching.titles("kochen") == ["Kochen", "Garten"]


def test_sorting_by_title_and_paging(searching: Searching) -> None:
    searching.write(*[f"Gruppe {letter}" for letter in "hgfedcba"])
    searching.ready()

    first = searching.ask("Gruppe", sort="title", per_page=3)
    rest = searching.ask("Gruppe", sort="title", per_page=3, cursor=first.next_cursor)

    assert [hit.title for hit in first.hits] == ["Gruppe a", "Gruppe b", "Gruppe c"]
    assert [hit.title for hit in rest.hits] == ["Gruppe d", "Gruppe e", "Gruppe f"]
    assert first.total == rest.total == 8
    assert searching.ask("Gruppe", page=3, per_page=3).next_cursor == ""


HOSTILE = [
    "x" * 1_000_000, "?!.,;", "🙂🙃", "\u202egnutareB\u202c", "*:*", '{"query":', '"', 'a"b', "-", "- -", "\x00\x07",
    "field:", "city:", "kind:x", "'; DROP TABLE search_indexentry; --", "a & b | !c <-> (d", "\\", "%", "=haus", "a:*",
    "city:Atlantis", 'title:"', "و", "İ", "ǅ", "\u0301", "·", "'", "die und der", "1" * 500,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_gets_a_proper_answer(searching: Searching, text: str) -> None:
    searching.write("Beratung")
    searching.ready()

    answer = searching.ask(text)

    assert answer.total in {0, 1}
    assert "<script" not in "".join(hit.title_html + hit.excerpt_html for hit in answer.hits)
