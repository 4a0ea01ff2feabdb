"""Choosing rows of a worklist by what the address asks: filters with counts, search, order. Pure over rows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from cases.phases import STRETCHES
from cases.search import fits
from cases.timeline.rules import Party
from cases.worklist import Row

WAITS_FOR: Mapping[str, str] = MappingProxyType(
    {
        "mij": "Wacht op mij",
        "werkgever": "Wacht op de werkgever",
        "werknemer": "Wacht op de werknemer",
        "bedrijfsarts": "Wacht op de bedrijfsarts",
        "arbodienst": "Wacht op de arbodienst",
        "ontzorgmanager": "Wacht op de Ontzorgmanager",
        "verzekeraar": "Wacht op de verzekeraar",
        "uwv": "Wacht op UWV",
    }
)
GROUPS: Mapping[str, str] = MappingProxyType(
    {"laat": "Te laat", "lang": "Langer dan 13 weken", "zonder": "Zonder Ontzorgmanager"}
)
"""Filters that one asks or does not ask."""
_PARTIES = {
    "werkgever": Party.EMPLOYER,
    "werknemer": Party.EMPLOYEE,
    "bedrijfsarts": Party.BEDRIJFSARTS,
    "arbodienst": Party.ARBODIENST,
    "ontzorgmanager": Party.ONTZORGMANAGER,
    "verzekeraar": Party.DESK,
    "uwv": Party.UWV,
}
ORDERS: Mapping[str, Callable[[Row], Any]] = MappingProxyType(
    {
        "wanneer": attrgetter("due_on"),
        "wat": attrgetter("term"),
        "wie": attrgetter("waits_on"),
        "dossier": attrgetter("name"),
        "verloop": attrgetter("week"),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks. Each name is the name in the address; empty means not asked."""

    q: str = ""
    laat: str = ""
    lang: str = ""
    zonder: str = ""
    wie: str = ""
    fase: str = ""
    werkgever: str = ""
    arbodienst: str = ""
    sort: str = ""

    @property
    def query(self) -> str:
        """The same as an address would say it."""
        return urlencode({name: value for name, value in self._values() if value})

    @property
    def chosen(self) -> bool:
        """Whether anything but the order is asked."""
        return any(self.filters())

    @property
    def sorted_otherwise(self) -> bool:
        """Whether another order than the legal one is asked."""
        return bool(self.sort)

    def but(self, **changes: str) -> str:
        """The address of the same list with something else asked."""
        return f"?{replace(self, **changes).query}"

    def filters(self) -> Iterator[tuple[str, str]]:
        """What is asked beside the order, by name."""
        return ((name, value) for name, value in self._values() if value and name != "sort")

    def _values(self) -> list[tuple[str, str]]:
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of one filter, with how many rows it leaves beside the other filters."""

    key: str
    label: str
    count: int
    active: bool
    href: str
    """Asks it; when it is asked already, leaves it out."""

    @property
    def steps(self) -> str:
        """The count with its unit."""
        return count_steps(self.count)


def asked(query: Mapping[str, str]) -> Asked:
    """Read the address; what makes no sense counts as not asked."""
    sort = query.get("sort", "")
    return Asked(
        q=query.get("q", "").replace("\0", "").strip()[:100],
        laat=_one_of(query.get("laat"), ("1",)),
        lang=_one_of(query.get("lang"), ("1",)),
        zonder=_one_of(query.get("zonder"), ("1",)),
        wie=_one_of(query.get("wie"), WAITS_FOR),
        fase=_one_of(query.get("fase"), STRETCHES),
        werkgever=_number(query.get("werkgever", "")),
        arbodienst=_number(query.get("arbodienst", "")),
        sort=sort if sort.removeprefix("-") in ORDERS else "",
    )


def _one_of(value: str | None, known: Collection[str]) -> str:
    return value if value is not None and value in known else ""


def _number(value: str) -> str:
    return value if value.isdecimal() and value.isascii() and len(value) < 10 else ""


_KEEPS: Mapping[str, Callable[[Row, str], bool]] = MappingProxyType(
    {
        "q": lambda row, words: fits(row.step.case, words),
        "laat": lambda row, _: row.when.late,
        "lang": lambda row, _: row.is_long,
        "zonder": lambda row, _: row.unassigned,
        "wie": lambda row, who: row.mine if who == "mij" else _PARTIES[who] in row.holders,
        "fase": lambda row, key: STRETCHES[key].holds(row.week),
        "werkgever": lambda row, pk: str(row.step.case.employer_id) == pk,
        "arbodienst": lambda row, pk: str(row.step.case.ohs_id) == pk,
    }
)


def select(found: Iterable[Row], wish: Asked) -> list[Row]:
    """The rows that pass all filters, in legal order unless another order is asked ("-wat" turns it round)."""
    wanted = [(keep, getattr(wish, name)) for name, keep in _KEEPS.items() if getattr(wish, name)]
    kept = [row for row in found if all(keep(row, value) for keep, value in wanted)]
    order = ORDERS.get(wish.sort.removeprefix("-"))
    return sorted(kept, key=order, reverse=wish.sort.startswith("-")) if order else kept


def options(found: Collection[Row], wish: Asked, name: str, labels: Mapping[str, str]) -> list[Option]:
    """The values of one filter, each with how many rows it would leave while the other filters stay."""
    beside = select(found, replace(wish, **{name: "", "sort": ""}))
    keep, now = _KEEPS[name], getattr(wish, name)
    return [
        Option(
            key=key,
            label=label,
            count=sum(keep(row, key) for row in beside),
            active=key == now,
            href=wish.but(**{name: "" if key == now else key}),
        )
        for key, label in labels.items()
    ]


def employers(found: Iterable[Row]) -> dict[str, str]:
    """The employers on the list, by name."""
    pairs = {(str(row.step.case.employer_id), row.step.case.employer.name) for row in found}
    return dict(sorted(pairs, key=lambda pair: pair[1]))


def arbodiensten(found: Iterable[Row]) -> dict[str, str]:
    """The arbodiensten on the list, by name."""
    pairs = {(str(row.step.case.ohs_id), row.step.case.ohs.name) for row in found if row.step.case.ohs}
    return dict(sorted(pairs, key=lambda pair: pair[1]))


def described(wish: Asked, found: Collection[Row]) -> str:
    """A choice in words: "Te laat, Wacht op mij"; empty when nothing is chosen or left of it."""
    labels = {
        "wie": WAITS_FOR,
        "fase": {key: stretch.label for key, stretch in STRETCHES.items()},
        "werkgever": employers(found),
        "arbodienst": arbodiensten(found),
    }
    words = (
        f"“{value}”" if name == "q" else GROUPS.get(name) or labels[name].get(value) for name, value in wish.filters()
    )
    return ", ".join(filter(None, words))


def summary(found: Collection[Row], open_files: int) -> str:
    """The whole list in one line, each number with its unit: files, what is late, what comes this week."""
    late = sum(row.when.late for row in found)
    this_week = sum(0 <= row.when.days_left < 7 for row in found)
    return f"{_files(open_files, 'lopend')} · {count_steps(late)} te laat · {count_steps(this_week)} binnen een week"


def extent(found: Collection[Row]) -> str:
    """How much a choice shows: "3 stappen in 2 dossiers"."""
    return f"{count_steps(len(found))} in {_files(len({row.case_id for row in found}))}" if found else "Geen stappen"


def count_steps(number: int) -> str:
    """A number of steps, with the word."""
    return f"{number} stap" if number == 1 else f"{number} stappen"


def count_filters(number: int) -> str:
    """How many of the filters that can be folded away are in use: "1 filter aan"; empty when none is."""
    return "" if not number else f"{number} filter aan" if number == 1 else f"{number} filters aan"


def _files(number: int, kind: str = "") -> str:
    if number == 1:
        return " ".join(filter(None, ("1", kind, "dossier")))
    return " ".join(filter(None, (str(number), kind and f"{kind}e", "dossiers")))
