"""What accounts, Wagtail and its companions keep about people. Wagtail knows no registry of this kind."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.privacy import (
    PersonalData,
    delete_rows,
    forget_person,
    goes_with_the_account,
    nothing_to_export,
    personal_data,
    rows,
)

_WORK = _("What was done stays, because others need it; who did it is forgotten.")

#: Work in the administration that stays without a name: relation, what it is, the columns exported.
_WORK_OF_STAFF: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "core.SiteImage.uploaded_by_user": (_("Pictures you uploaded"), ("title", "created_at")),
    "core.SiteDocument.uploaded_by_user": (_("Documents you uploaded"), ("title", "created_at")),
    "wagtailcore.Page.owner": (_("Pages you began"), ("title", "first_published_at")),
    "wagtailcore.Page.locked_by": (_("Pages you locked"), ("title", "locked_at")),
    "wagtailcore.Revision.user": (_("Versions you saved"), ("object_str", "created_at")),
    "wagtailcore.PageLogEntry.user": (_("Your steps with pages"), ("action", "label", "timestamp")),
    "wagtailcore.ModelLogEntry.user": (_("Your steps with other content"), ("action", "label", "timestamp")),
    "wagtailcore.WorkflowState.requested_by": (_("Checks you asked for"), ("created_at", "status")),
    "wagtailcore.TaskState.finished_by": (_("Checks you did"), ("finished_at", "status", "comment")),
    "wagtailcore.Comment.resolved_by": (_("Comments you resolved"), ("resolved_at",)),
    "wagtail_localize.StringTranslation.last_translated_by": (_("Sentences you translated"), ("data", "updated_at")),
    "wagtail_localize.SegmentOverride.last_translated_by": (_("Values you set in translations"), ("updated_at",)),
}

#: What goes with the account: relation, what it is, the columns exported (none: nothing about the person).
_OWN: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "account.EmailAddress.user": (_("E-mail addresses"), ("email", "verified", "primary")),
    "mfa.Authenticator.user": (_("Second factors"), ("type", "created_at", "last_used_at")),
    "wagtailcore.APIToken.user": (_("API tokens"), ("name", "prefix", "created", "last_used_at", "revoked_at")),
    "wagtailcore.Comment.user": (_("Comments on drafts"), ("text", "created_at", "updated_at")),
    "wagtailcore.CommentReply.user": (_("Replies to comments on drafts"), ("text", "created_at", "updated_at")),
    "wagtailcore.PageSubscription.user": (_("Pages whose comments you follow"), ("page__title",)),
    "wagtailusers.UserProfile.user": (_("Settings of the administration"), ("preferred_language", "theme", "density")),
    "wagtailadmin.EditingSession.user": (_("Pages you have open in the editor"), ("last_seen_at",)),
    "wagtailadmin.FormState.user": (_("Forms of the administration you left open"), ()),
}

#: Wagtail's own models of files, which the site does not use (see WAGTAILIMAGES_IMAGE_MODEL).
_UNUSED = ("wagtailimages.Image.uploaded_by_user", "wagtaildocs.Document.uploaded_by_user")


def declare_personal_data() -> None:
    """Register everything of this module; called once, when the app is ready."""
    for relation, (label, columns) in _WORK_OF_STAFF.items():
        where = relation.split(".")
        personal_data.register(
            relation,
            PersonalData(label=label, export=rows(*where, *columns), erase=forget_person(*where), kept=_WORK),
        )
    for relation, (label, columns) in _OWN.items():
        where = relation.split(".")
        export = rows(*where, *columns) if columns else nothing_to_export
        personal_data.register(relation, PersonalData(label=label, export=export, erase=delete_rows(*where)))
    for relation in _UNUSED:
        personal_data.register(
            relation, PersonalData(label=_("Unused"), export=nothing_to_export, erase=goes_with_the_account)
        )
    uploads = ("wagtailcore", "UploadedFile", "uploaded_by_user")
    personal_data.register(
        ".".join(uploads),
        PersonalData(label=_("Files you began to upload"), export=rows(*uploads, "file"), erase=delete_rows(*uploads)),
    )
