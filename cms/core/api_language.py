"""The parameter `language` of the API: the same for every resource."""

from typing import Annotated

from ninja import Field
from pydantic import AfterValidator

from cms.core.languages import BY_CODE


def _known_language(code: str) -> str:
    if code not in BY_CODE:
        raise ValueError(f"There are: {', '.join(BY_CODE)}.")
    return code


#: BCP 47 tag of a language that the site offers; others are refused with 422.
Language = Annotated[
    str,
    AfterValidator(_known_language),
    Field(
        description="BCP 47 tag: language of labels, addresses and, where there is one, of the text.",
        json_schema_extra={"enum": list(BY_CODE)},
    ),
]
