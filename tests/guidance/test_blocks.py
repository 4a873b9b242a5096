"""Parts of a page by themselves, as editors meet them."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from guidance.blocks import GuidanceBody
from guidance.blocks.asking import FormBlock
from guidance.blocks.finding import PhoneBlock

PARTS = sorted(GuidanceBody().child_blocks)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_a_preview_with_a_sample(name: str) -> None:
    block = GuidanceBody().child_blocks[name]
    assert block.is_previewable
    value = block.get_preview_value()
    words = " ".join(block.get_searchable_content(value)).split()
    shown = render_to_string(
        block.get_preview_template(value), {"bound_block": block.bind(value), "block_def": block, "page_title": "x"}
    )
    assert str(block.get_description())
    assert all(word.strip(".,") in shown for word in words)


@pytest.mark.parametrize("number", ["112", "+49 30 1234-0", "0800 0116016", "030 115"])
def test_numbers_as_people_write_them_are_taken(number: str) -> None:
    assert PhoneBlock().clean({"name": "Amt", "number": number, "text": ""})["number"] == number


def test_a_form_needs_a_place_where_it_can_be_got() -> None:
    form = FormBlock()
    empty = {"name": "Antrag", "document": None, "url": "", "text": ""}
    with pytest.raises(ValidationError):
        form.clean(form.normalize(empty))
    assert form.clean(form.normalize({**empty, "url": "https://example.org/a.pdf"})).href == "https://example.org/a.pdf"


@pytest.mark.parametrize("number", ["auf Anfrage", "030 / 12 (nur morgens)", "javascript:alert(1)"])
def test_what_no_telephone_can_dial_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        PhoneBlock().clean({"name": "Amt", "number": number, "text": ""})
