"""What is signed around feedback: which page the buttons belong to, and whose word a sentence is added to."""

import uuid

from django.core import signing

_PAGE, _RECEIPT = "guidance.feedback.page", "guidance.feedback.receipt"
_SECONDS_FOR_A_SENTENCE = 3600


class NotOurs(Exception):
    """The token was not made here, or is too old."""


def token_for(page_number: int) -> str:
    """Return what the buttons under a page send: the same at any time, so that pages can be kept by caches."""
    return signing.Signer(salt=_PAGE).sign(str(page_number))


def page_of(token: str) -> int:
    """Return the number of the page.

    Raises:
        NotOurs: it is not signed by us.
    """
    try:
        return int(signing.Signer(salt=_PAGE).unsign(token))
    except (signing.BadSignature, ValueError) as forged:
        raise NotOurs from forged


def sign_receipt(receipt: uuid.UUID) -> str:
    """Return what lets a reader add a sentence to their word for an hour."""
    return signing.TimestampSigner(salt=_RECEIPT).sign(receipt.hex)


def receipt_of(token: str) -> uuid.UUID:
    """Return the receipt.

    Raises:
        NotOurs: it is not signed by us, or older than an hour.
    """
    try:
        return uuid.UUID(hex=signing.TimestampSigner(salt=_RECEIPT).unsign(token, max_age=_SECONDS_FOR_A_SENTENCE))
    except (signing.BadSignature, ValueError) as forged:
        raise NotOurs from forged
