"""Answers that carry a whole list away, made while they are sent."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import override

from accounts.access import person_of
from projects.addresses import SLUG
from projects.asking import Question
from projects.exporting.answers import content_type, root_url
from projects.exporting.formats import Format
from projects.exporting.head import Head
from projects.exporting.records import all_records

#: Bytes that are sent at once; single lines would be packed badly and cost more than they carry.
_PIECE = 64 * 1024


def list_answer(request: HttpRequest, question: Question, language: str, form: Format) -> StreamingHttpResponse:
    """Return everything that `question` asks for as a file, made while it is sent."""
    head = Head(request.build_absolute_uri(), timezone.localtime(), language)
    records = all_records(question, person_of(request), language, root_url=root_url(request))
    response = StreamingHttpResponse(
        _in_language(_in_pieces(form.write(records, head)), language), content_type=content_type(form)
    )
    response["Content-Language"] = language
    response["Content-Disposition"] = content_disposition_header(True, f"{SLUG}-{head.made_at:%Y-%m-%d}.{form.name}")
    response["X-Robots-Tag"] = "noindex"
    return response


def _in_pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _in_language(pieces: Iterator[bytes], language: str) -> Iterator[bytes]:
    """Make each piece in `language`: by the time it is sent, the request's own language has been put away."""
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
