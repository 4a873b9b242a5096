"""Finding the municipality that a text means, or saying that it could be several: nothing is guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cms.core.folding import fold, spelled_out
from cms.core.models import Municipality
from cms.core.municipality_names import UNINHABITED, short_names, split_name

#: Brandenburg and Saxony: towns there have names in two languages.
_SORBIAN = {"12", "14"}


@dataclass(frozen=True)
class Town:
    """What of a municipality is needed to recognise it and to refer to it."""

    pk: int
    ags: str
    name: str
    land_code: str
    district: str
    postcode: str
    inhabitants: int | None = None

    def __str__(self) -> str:
        return f"{self.ags} {self.name} ({self.district})" if self.district != self.name else f"{self.ags} {self.name}"


class NoTownsKnown(Exception):
    """The list of municipalities has not been read yet."""

    def __init__(self) -> None:
        super().__init__(
            "The list of municipalities is empty. Read it first: manage.py import_municipalities FILE "
            "(Destatis GV100AD, from destatis.de)."
        )


class TownNotFound(Exception):
    """No municipality, or more than one, is called so.

    Attributes:
        candidates: those that could be meant; empty if none is known.
    """

    def __init__(self, name: str, candidates: Iterable[Town] = ()) -> None:
        self.candidates = sorted(candidates, key=lambda town: town.ags)
        super().__init__(name)


class TownIndex:
    """All inhabited municipalities in memory, by name. About 5 MB; built once for an import."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._by_ags: dict[str, Town] = {}
        self._named = defaultdict[str, list[Town]](list)
        self._called = defaultdict[str, list[Town]](list)
        self._without_umlauts = defaultdict[str, list[Town]](list)
        self._first_word = defaultdict[str, list[tuple[list[str], Town]]](list)
        for town in towns:
            self._by_ags[town.ags] = town
            for name in _full_names(town):
                key = spelled_out(name)
                self._named[key].append(town)
                self._without_umlauts[fold(name)].append(town)
                words = key.split()
                if len(words) > 1:
                    self._first_word[words[0]].append((words, town))
            for short in short_names(town.name):
                self._called[spelled_out(short)].append(town)

    @classmethod
    def load(cls) -> "TownIndex":
        """Read the municipalities from the database.

        Raises:
            NoTownsKnown: there are none.
        """
        columns = ("pk", "ags", "name", "land_code", "district", "postcode", "inhabitants")
        rows = Municipality.objects.exclude(kind=UNINHABITED).order_by("ags").values_list(*columns)
        index = cls(Town(*row) for row in rows)
        if not index._by_ags:
            raise NoTownsKnown
        return index

    def with_ags(self, ags: str) -> Town | None:
        """Return the municipality with this key, or None."""
        return self._by_ags.get(ags)

    def find(self, name: str, *, land_code: str = "", postcode: str = "", district: str = "") -> Town:
        """Return the one municipality that `name` means.

        Towns of the given Land go before others, because lists of a Land name its own towns in short. A
        short name ("Halle") is only accepted where no other town bears it in full. What is still open is
        decided by the seat's postcode or the district, and otherwise not at all.

        Args:
            name: as people write it: in full, short, abbreviated (Frankfurt a. M.), with or without its kind.
            land_code: first two digits of the AGS, if the Land is known.
            postcode: five digits, if known.
            district: name of the Kreis, if known.

        Raises:
            TownNotFound: none or more than one can be meant.
        """
        plain = split_name(name)[0]
        pool = self._pool(self._in_full(plain), self._called.get(spelled_out(plain), []), land_code)
        if not pool:  # "Heiligenhaus b Velbert": the list may know the town without the addition
            for short in short_names(plain):
                key = spelled_out(short)
                pool = self._pool(self._named.get(key, []), self._called.get(key, []), land_code)
        if len(pool) > 1:
            pool = _narrowed(pool, postcode=postcode, district=district)
        if len(pool) != 1:
            raise TownNotFound(name, pool)
        return pool[0]

    def _in_full(self, name: str) -> list[Town]:
        """Return those that bear the whole name, abbreviated or not."""
        key = spelled_out(name)
        words = key.split()
        found = list(self._named.get(key, []))
        if len(words) > 1:
            found += [
                town
                for known, town in self._first_word[words[0]]
                if len(known) == len(words) and known != words and _abbreviate_each_other(known, words)
            ]
        return found or self._without_umlauts.get(fold(name), [])

    @staticmethod
    def _pool(named: list[Town], called: list[Town], land_code: str) -> list[Town]:
        here = _unique(town for town in [*named, *called] if town.land_code == land_code)
        if here and (len(here) > 1 or here[0] in named):
            return here
        if here:  # bears the name only in short: another Land's town may bear it in full
            return _unique([*here, *named])
        return _unique(named) or _unique(called)


def _full_names(town: Town) -> list[str]:
    """Return the name, and where it is given in Sorbian too, the German one."""
    german, slash, _sorbian = town.name.partition("/")
    return [town.name, german.strip()] if slash and town.land_code in _SORBIAN else [town.name]


def _unique(towns: Iterable[Town]) -> list[Town]:
    return list(dict.fromkeys(towns))


def _abbreviate_each_other(some: list[str], others: list[str]) -> bool:
    return all(one.startswith(other) or other.startswith(one) for one, other in zip(some, others, strict=True))


def _narrowed(pool: list[Town], *, postcode: str, district: str) -> list[Town]:
    for choice in (
        [town for town in pool if postcode and town.postcode == postcode],
        [town for town in pool if district and fold(town.district) == fold(split_name(district)[0])],
    ):
        if len(choice) == 1:
            return choice
    return pool
