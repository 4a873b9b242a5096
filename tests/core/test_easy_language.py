"""Easy German has a sentence a line, other languages do not."""

import pytest
from django.utils.translation import override

from cms.core.easy_language import sentence_a_line


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>Das ist neu. Das ist gut.</p>", "<p>Das ist neu.<br>Das ist gut.</p>"),
        ("<p>Wer hilft? Wir helfen! Kommen Sie.</p>", "<p>Wer hilft?<br>Wir helfen!<br>Kommen Sie.</p>"),
        ("Das Amt ist am 3. Januar zu.", "Das Amt ist am 3. Januar zu."),
        ('<a href="/a. B/">Der Weg. Hier.</a>', '<a href="/a. B/">Der Weg.<br>Hier.</a>'),
        ("<p>Das ist <b>neu.</b> Das auch.</p>", "<p>Das ist <b>neu.</b> Das auch.</p>"),
    ],
)
def test_each_sentence_begins_a_line(written: str, shown: str) -> None:
    with override("de-simple"):
        assert sentence_a_line(written) == shown


def test_other_languages_stay_as_they_are() -> None:
    with override("de"):
        assert sentence_a_line("<p>Eins. Zwei.</p>") == "<p>Eins. Zwei.</p>"
