"""The parts of the demo, in the order in which they need each other."""

from collections.abc import Callable

from cms.demo import communities, glossary, guidance, home, people, projects, proposals, search

Loader = Callable[[Callable[[str], None]], None]

LOADERS: tuple[tuple[str, Loader], ...] = (
    ("people", people.load),
    ("home", home.load),
    ("guidance", guidance.load),
    ("glossary", glossary.load),
    ("projects", projects.load),
    ("proposals", proposals.load),
    ("communities", communities.load),
    ("search", search.load),
    ("menus", lambda _progress: home.open_sections()),
)
