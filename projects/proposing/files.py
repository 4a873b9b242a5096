"""Files of proposals: checked like all others, closed to everybody but editors until the proposal is accepted."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.models import Collection

from accounts.access import Person, require
from accounts.services import office_collection
from cms.core.models import SiteDocument, SiteImage
from cms.core.uploads import checked_document, checked_picture
from projects.errors import NotNow, TooMuch
from projects.models import Proposal, ProposalFile
from projects.proposing.services import account_of

#: Where files lie until a proposal is accepted; its name in the administration.
WAITING_COLLECTION = "Eingereicht, noch nicht angenommen"
MOST_FILES = 10


def waiting_collection() -> Collection:
    """Return the collection of files that wait; made if it is missing.

    It is closed and sealed to everybody (`projects/access.py`): author and editors get files by the address of the
    proposal, which asks whether they may see that proposal (`proposing/views.py`).
    """
    root = office_collection().get_parent()
    found: Collection | None = root.get_children().filter(name=WAITING_COLLECTION).first()
    return found or root.add_child(name=WAITING_COLLECTION)


@transaction.atomic
def add_file(proposal: Proposal, upload: UploadedFile, *, title: str, rights: str, by: Person) -> ProposalFile:
    """Store a picture or a document with a proposal.

    Args:
        proposal: locked here; must be a draft or sent back.
        upload: what came; told apart by its ending, checked by its content.
        title: for pictures what is to be seen on it, up to 150 characters.
        rights: whose it is and under which licence.
        by: the author.

    Raises:
        ValidationError: too large, of no kind that we take, or not what it says; the sentence is for people.
        TooMuch: the proposal has all the files it may have.
        NotNow, AccessDenied, NotVisible: it cannot be changed, or not by them.
    """
    locked = _locked(proposal, by)
    if locked.files.count() >= MOST_FILES:
        raise TooMuch(_("A proposal can have %(number)s files.") % {"number": MOST_FILES})
    about = {"title": title, "collection": waiting_collection(), "uploaded_by_user": account_of(by)}
    if _is_picture(upload):
        _refuse_if_large(upload, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        image = SiteImage(file=checked_picture(upload), description=title, credit=rights, **about)
        image._set_image_file_metadata()
        image.save()
        return ProposalFile.objects.create(proposal=locked, image=image, title=title, rights=rights)
    _refuse_if_large(upload, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    document = SiteDocument(file=checked_document(upload), **about)
    document._set_document_file_metadata()
    document.save()
    return ProposalFile.objects.create(proposal=locked, document=document, title=title, rights=rights)


@transaction.atomic
def remove_file(file: ProposalFile, *, by: Person) -> None:
    """Delete a file of a proposal. Raises: NotNow, AccessDenied, NotVisible."""
    _locked(file.proposal, by)
    delete_file(file)


def delete_file(file: ProposalFile) -> None:
    """Delete the stored file too; Wagtail removes it from the disk once the transaction is through."""
    file.stored.delete()


def publish_files(proposal: Proposal) -> None:
    """Move the files of an accepted proposal to where the office's own lie."""
    collection = office_collection()
    for file in proposal.files.select_related("image", "document"):
        stored = file.image or file.document
        if stored is not None:
            stored.collection = collection
            stored.save(update_fields=["collection"])


def _locked(proposal: Proposal, by: Person) -> Proposal:
    locked = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    require(by, "projects.change_proposal", locked)
    if not locked.is_editable:
        raise NotNow(locked.get_state_display())
    return locked


def _is_picture(upload: UploadedFile) -> bool:
    ending = PurePosixPath(upload.name or "").suffix.lower().removeprefix(".")
    return ending in settings.WAGTAILIMAGES_EXTENSIONS


def _refuse_if_large(upload: UploadedFile, limit: int) -> None:
    if (upload.size or 0) > limit:
        raise ValidationError(
            _("The file is too large: at most %(size)s.") % {"size": filesizeformat(limit)}, code="too_large"
        )
