"""The shapes of the API's answers about search."""

from datetime import datetime

from ninja import Field, Schema


class SearchHitOut(Schema):
    """Something that was found."""

    key: str = Field(description="Kind and number; `similar` takes it.", examples=["project:17"])
    kind: str
    language: str = Field(description="BCP 47 tag of the text.")
    url: str = Field(description="Address of the page; empty while it has none.")
    title: str
    title_html: str = Field(description="Safe HTML; what was asked for stands in <mark>.")
    excerpt_html: str = Field(description="Safe HTML; what was asked for stands in <mark>.")
    place: str
    dated: datetime | None


class SearchFacetValueOut(Schema):
    """A value that can be chosen."""

    value: str
    label: str
    count: int = Field(description="How many hits choosing it would give, with all other filters kept.")
    selected: bool


class SearchOut(Schema):
    """The answer to a question."""

    items: list[SearchHitOut]
    best_bets: list[SearchHitOut] = Field(description="What editors put first for this question.")
    total: int
    facets: dict[str, list[SearchFacetValueOut]]
    cut_facets: list[str] = Field(description="Facets with more values than `facet_values`.")
    matched_all_words: bool = Field(description="False where nothing has all the words and some were let go.")
    in_other_languages: bool = Field(description="The language asked for has nothing; these are others'.")
    suggestion: str = Field(description="Another spelling that finds something, or empty.")
    problems: list[str] = Field(description="What of the text could not be understood.")
    engine: str = Field(description="postgres or elasticsearch")
    degraded: bool = Field(description="The wanted engine did not answer; this answer is whole all the same.")
    took_ms: float
    next_cursor: str = Field(description="For `cursor`: the page after this one; empty at the end.")


class SuggestionOut(Schema):
    """A title that somebody may mean who is typing."""

    title: str
    url: str
    kind: str
    language: str


class SuggestOut(Schema):
    """Titles that begin with what was typed."""

    items: list[SuggestionOut]


class SimilarOut(Schema):
    """What resembles an entry, best first."""

    items: list[SearchHitOut]
