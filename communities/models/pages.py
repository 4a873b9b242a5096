"""The pages of communities: the public side, and the room that only members enter."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from accounts.sealing import SealedPage
from cms.core.models import BasePage
from communities.models.community import Community

TEXT_FEATURES = ["h2", "h3", "bold", "ul", "ol", "link"]


class CommunityIndexPage(BasePage):
    """All communities."""

    is_kept_by_office: ClassVar[bool] = False  # below it lie rooms that the office does not enter
    door_icon: ClassVar[str] = "people"

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar = ["home.HomePage"]
    subpage_types: ClassVar = ["communities.CommunityPage"]
    override_translatable_fields: ClassVar = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("list of communities")
        verbose_name_plural = _("lists of communities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the cards of those communities that the person who asks may see."""
        from communities.presenting import cards_for  # noqa: PLC0415  it asks the models

        return {**super().get_context(request, *args, **kwargs), "cards": cards_for(request)}


class CommunityPage(BasePage):
    """The public side of a community in one language."""

    community = models.ForeignKey(
        Community, verbose_name=_("community"), on_delete=models.PROTECT, related_name="pages"
    )
    for_whom = models.CharField(_("for whom"), max_length=250)
    body = RichTextField(_("about us"), features=TEXT_FEATURES)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("community"),
        FieldPanel("for_whom"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["communities.CommunityIndexPage"]
    subpage_types: ClassVar = ["communities.CommunityRoomPage"]
    override_translatable_fields: ClassVar = [SynchronizedField("slug"), SynchronizedField("community")]

    class Meta:
        verbose_name = _("community page")
        verbose_name_plural = _("community pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how the person who asks stands to the community."""
        from communities.presenting import standing_of  # noqa: PLC0415  it asks the models

        return {**super().get_context(request, *args, **kwargs), "standing": standing_of(request, self)}


class CommunityRoomPage(SealedPage, BasePage):
    """The room of a community: whoever is no member learns nothing of it or of what lies below.

    It knows whose it is by itself, not by where it lies: moved elsewhere, it stays the room of its members.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="rooms", editable=False)
    intro = RichTextField(_("welcome"), features=TEXT_FEATURES, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar = ["communities.CommunityPage"]
    subpage_types: ClassVar = ["communities.RoomArticlePage"]
    max_count_per_parent = 1
    override_translatable_fields: ClassVar = [SynchronizedField("slug"), SynchronizedField("community")]

    class Meta:
        verbose_name = _("community room")
        verbose_name_plural = _("community rooms")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Belong to the community that the room is made below."""
        if self.community_id is None:
            self.community = self.get_parent().specific.community
        super().save(*args, **kwargs)

    def can_move_to(self, parent: Page) -> bool:
        """Stay with the community."""
        return bool(super().can_move_to(parent)) and parent.specific.community == self.community

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the board, the members and the articles."""
        from communities.presenting import room_of  # noqa: PLC0415  it asks the models

        return {**super().get_context(request, *args, **kwargs), **room_of(request, self)}


class RoomArticlePage(SealedPage, BasePage):
    """Something longer to read in the room."""

    body = RichTextField(_("text"), features=TEXT_FEATURES)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["communities.CommunityRoomPage"]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields: ClassVar = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("article in a room")
        verbose_name_plural = _("articles in rooms")

    def can_move_to(self, parent: Page) -> bool:
        """Stay with the community; its other room may be another language's."""
        return bool(super().can_move_to(parent)) and parent.specific.community == self.get_parent().specific.community

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whose room it is in."""
        from communities.presenting import band_of  # noqa: PLC0415  it asks the models

        return {**super().get_context(request, *args, **kwargs), **band_of(request, self.get_parent().specific)}
