"""Reading a page as a browser does, whatever the spaces between its tags."""

from bs4 import BeautifulSoup, Tag
from django.test import Client


def read(client: Client, url: str, *, status: int = 200) -> BeautifulSoup:
    """Ask for `url`, insist on `status`, and return the page."""
    response = client.get(url)
    assert response.status_code == status, url
    return BeautifulSoup(response.content, "html.parser")


def words(part: Tag | None) -> str:
    """Return the text of a part of a page, with single spaces."""
    assert part is not None
    return " ".join(part.get_text(" ").split())


def language_of(part: Tag) -> tuple[str, str]:
    """Return language and direction that hold for a part: those of the nearest element that names them."""
    element = part.find_parent(lang=True) if not part.has_attr("lang") else part
    assert element is not None
    return element["lang"], element["dir"]


def with_text(page: BeautifulSoup, text: str) -> Tag:
    """Return the innermost element that says `text` and nothing else."""
    found = page.find(string=lambda string: " ".join(string.split()) == text)
    assert found is not None, text
    return found.parent
