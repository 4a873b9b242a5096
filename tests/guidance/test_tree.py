"""Where topics may lie."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from guidance.models import GuidanceIndexPage, GuidancePage
from tests.factories.guidance import topic, translate


def test_new_topics_are_offered_in_the_german_tree_only(index: GuidanceIndexPage) -> None:
    arabic = index.get_translations().get(locale__language_code="ar").specific
    assert GuidancePage.can_create_at(index)
    assert not GuidancePage.can_create_at(arabic)


def test_the_section_keeps_its_address_whatever_its_title(index: GuidanceIndexPage) -> None:
    index.title, index.slug = "Neu hier", "neu-hier"
    index.save_revision().publish()
    assert GuidanceIndexPage.objects.get(pk=index.pk).slug == "wegweiser"


def test_there_is_one_section_a_language(index: GuidanceIndexPage) -> None:
    assert not GuidanceIndexPage.can_create_at(index.get_parent())


@pytest.mark.parametrize("kind", ["section", "topic"])
def test_a_draft_can_be_previewed(index: GuidanceIndexPage, kind: str) -> None:
    page = index if kind == "section" else topic(index)
    page.unpublish()
    page.title = "Noch nicht gespeichert"
    response = page.make_preview_request()
    assert response.status_code == 200
    assert "Noch nicht gespeichert" in response.rendered_content


@pytest.mark.parametrize("kind", ["german", "arabic"])
@override_settings(ADMIN_REQUIRES_MFA=False)
def test_an_editor_can_open_a_topic(admin_client: Client, index: GuidanceIndexPage, kind: str) -> None:
    page = topic(index)
    opened = page if kind == "german" else translate(page, "ar")
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[opened.pk]), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain == ([] if kind == "german" else [(f"/admin/translations/{page.pk}/ar/", 302)])
