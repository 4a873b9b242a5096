"""Search in the API: the same questions and the same answers as on the page."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Field, Query, Router, Schema
from ninja.errors import ValidationError
from pydantic import create_model
from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.errors import ProblemDetail

from accounts.access import person_of
from cms.core.api_language import Language
from cms.core.languages import SOURCE_LANGUAGE
from search.asking import known_facets, read_text
from search.best_bets import best_bets_for
from search.contract import LAST_PAGE, LONGEST_TEXT, MOST_PER_PAGE, MOST_VALUES, PER_PAGE, Sort
from search.parameters import FACET_VALUES, read_parameters
from search.representing import hit_out, represent
from search.schemas import SearchOut, SimilarOut, SuggestionOut, SuggestOut
from search.searching import BadCursor, answer
from search.similar import MOST, NoSuchEntry, similar_to
from search.suggesting import titles_for

router = Router(tags=["search"], auth=[BearerTokenAuth(), AllowAnonymous()])

_PROBLEMS = {404: ProblemDetail, 422: ProblemDetail}


def _facet_parameters() -> dict[str, Any]:
    with override("en"):  # the document is in English
        return {
            name: (list[str], Field([], description=f"{facet.label}. May be repeated: any of the values."))
            for name, facet in known_facets().items()
        }


SearchQuestion = create_model(
    "SearchQuestion",
    __base__=Schema,
    q=(
        str,
        Field(
            "",
            description=f"Words; phrases in quotes, `-` before what must not be there, `field:` and `city:` before a "
            f"name. The first {LONGEST_TEXT} characters count.",
        ),
    ),
    kind=(list[str], Field([], description="May be repeated: any of the kinds.")),
    **_facet_parameters(),
    sort=(Sort, Sort.RELEVANCE),
    page=(int, Field(1, ge=1, le=LAST_PAGE)),
    per_page=(int, Field(PER_PAGE, ge=1, le=MOST_PER_PAGE)),
    cursor=(str, Field("", max_length=200, description="`next_cursor` of the page before; instead of `page`.")),
    facet_values=(
        int,
        Field(
            FACET_VALUES,
            ge=1,
            le=MOST_VALUES,
            description="How many values of a facet are told: the most frequent, and those that are chosen.",
        ),
    ),
    everywhere=(bool, Field(False, description="In all languages, not only in `language`.")),
    language=(Language, SOURCE_LANGUAGE),
)


@router.get("/", response={200: SearchOut, **_PROBLEMS}, operation_id="search_everything", url_name="search")
def search_everything(request: HttpRequest, parameters: Query[SearchQuestion]) -> SearchOut:
    """Search over everything that you may see. Several values of a facet mean “or”, several facets mean “and”."""
    language = str(parameters.dict()["language"])
    with override(language):
        asked, problems = read_parameters(dict(request.GET.lists()), language)
        if problems:
            raise ValidationError(
                [{"type": "unknown", "loc": ["query", one.parameter], "msg": one.message} for one in problems]
            )
        held = person_of(request).tokens
        try:
            found = answer(asked.query(language, held))
        except BadCursor as error:
            message = _("This cursor is not one of ours. Begin again without it.")
            raise ValidationError([{"type": "unknown", "loc": ["query", "cursor"], "msg": message}]) from error
        bets = best_bets_for(asked.text, language, held) if asked.page == 1 and not asked.cursor else []
        understood = read_text(asked.text, language).problems
        return represent(found, asked, bets, understood, language=language, root_url=_root_url(request))


@router.get("/suggest/", response={200: SuggestOut, **_PROBLEMS}, operation_id="search_suggest", url_name="suggest")
def suggest(
    request: HttpRequest,
    q: Annotated[str, Field(max_length=1000, description="What has been typed so far.")] = "",
    language: Language = SOURCE_LANGUAGE,
) -> SuggestOut:
    """Return titles with words that begin like those typed; nothing for less than two letters."""
    titles = titles_for(q, language, person_of(request).tokens)
    root = _root_url(request)
    return SuggestOut(
        items=[
            SuggestionOut(
                title=one.title, url=f"{root}{one.url}" if one.url else "", kind=one.kind, language=one.language
            )
            for one in titles
        ]
    )


@router.get(
    "/similar/{key}/", response={200: SimilarOut, **_PROBLEMS}, operation_id="search_similar", url_name="similar"
)
def similar(
    request: HttpRequest,
    key: str,
    same_kind: bool = False,
    limit: Annotated[int, Field(ge=1, le=MOST)] = 5,
) -> SimilarOut:
    """Return what resembles a hit, in its language."""
    try:
        hits = similar_to(key, person_of(request).tokens, same_kind=same_kind, limit=limit)
    except NoSuchEntry as error:
        raise Http404(_("There is nothing called %(key)s.") % {"key": key[:50]}) from error
    return SimilarOut(items=[hit_out(hit, _root_url(request)) for hit in hits])


def _root_url(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
