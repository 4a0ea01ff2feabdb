"""Invented employees: dealt out by a random generator with a fixed seed, so that every run makes the same people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from django.utils.text import slugify
from stdnum.nl import bsn

from cases.timeline.calendar import add_months
from cases.timeline.parameters import STATE_PENSION_AGE
from cases.timeline.pension import pension_day
from ontzorg.demo.companies import COMPANIES, Company
from ontzorg.demo.names import FIRST_NAMES, LAST_NAMES, STREETS
from ontzorg.demo.stories import STORIES, Story

SMALLEST_JOB = 12  # hours a week
DAYS_A_YEAR = 365.25
AGE_AT_LEAVE = 35


@dataclass(frozen=True, slots=True)
class Person:
    """One employee. `email` is empty for who needs no account."""

    company: str
    first_name: str
    last_name: str
    birth_date: date
    function: str
    hours: int
    started_on: date
    bsn: str
    email: str
    phone: str
    address: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


def numbers(first: int) -> Iterator[str]:
    """Numbers of nine digits from `first` up that pass the check of a BSN or RSIN; near the top they are nobody's."""
    return (f"{number:09d}" for number in range(first, 1_000_000_000) if bsn.is_valid(f"{number:09d}"))


def address_of(name: str, domain: str) -> str:
    """An invented mail address."""
    return f"{slugify(name).replace('-', '.')}@{domain}"


def deal(today: date, rng: Random) -> tuple[Person, ...]:
    """All employees of all companies; in each company those with a file first, in the order of the stories."""
    names = _names(rng)
    citizen_numbers = numbers(999_990_000)
    people: list[Person] = []
    for company in COMPANIES:
        stories = [story for story in STORIES if story.company == company.key]
        for place in range(company.size):
            fixed = stories[place].who if place < len(stories) else ""
            name = tuple(fixed.split(" ", 1)) if fixed else next(names)
            job = company.functions[place % len(company.functions)]
            person = _person(name, job, next(citizen_numbers), today, rng)
            placed = _placed(person, company, has_file=place < len(stories), rng=rng, today=today)
            people.append(_fitting(placed, stories[place], today) if place < len(stories) else placed)
    return tuple(people)


def _names(rng: Random) -> Iterator[tuple[str, ...]]:
    fixed = {tuple(story.who.split(" ", 1)) for story in STORIES if story.who}
    firsts, lasts = list(FIRST_NAMES), list(LAST_NAMES)
    seen = set(fixed)
    while True:
        rng.shuffle(firsts)
        rng.shuffle(lasts)
        for name in zip(firsts, lasts, strict=False):
            if name not in seen:
                seen.add(name)
                yield name


def _person(name: tuple[str, ...], job: tuple[str, int], number: str, today: date, rng: Random) -> Person:
    started_on = today - timedelta(days=rng.randint(900, 6000))
    age_at_start = rng.randint(18, 46)
    return Person(
        company="",
        first_name=name[0],
        last_name=name[1],
        birth_date=started_on - timedelta(days=int(age_at_start * DAYS_A_YEAR) + rng.randint(1, 364)),
        function=job[0],
        hours=max(SMALLEST_JOB, job[1] - rng.choice((0, 0, 0, 4, 8))),
        started_on=started_on,
        bsn=number,
        email="",
        phone=f"06 555{rng.randint(10, 99)} {rng.randint(100, 999)}",
        address=f"{rng.choice(STREETS)} {rng.randint(1, 180)}",
    )


def _fitting(person: Person, story: Story, today: date) -> Person:
    """Of an age at which the story can happen."""
    if story.pension is not None:
        return _aged(person, today - timedelta(days=story.pension))
    return _in_her_thirties(person, today) if story.leave else person


def _in_her_thirties(person: Person, today: date) -> Person:
    days = AGE_AT_LEAVE * DAYS_A_YEAR + person.birth_date.timetuple().tm_yday
    return replace(person, birth_date=today - timedelta(days=int(days)))


def _aged(person: Person, pension_on: date) -> Person:
    """Born so that state pension age is reached on this day, or the first later one on which anybody reaches it."""
    for later in range(120):
        for years, months in {row.value for row in STATE_PENSION_AGE.rows}:
            born = add_months(pension_on + timedelta(days=later), -12 * years - months)
            if pension_day(born) == pension_on + timedelta(days=later):
                return replace(person, birth_date=born)
    raise ValueError(f"Nobody reaches state pension age around {pension_on}")


def _placed(person: Person, company: Company, *, has_file: bool, rng: Random, today: date) -> Person:
    """At the company: who has a file has an account, and some of the others came lately."""
    address = f"{person.address}, {company.town}"
    email = address_of(person.name, company.domain) if has_file else ""
    lately = today - timedelta(days=rng.randint(20, 900))
    started_on = lately if not has_file and rng.random() < 0.2 else person.started_on
    return replace(person, company=company.key, address=address, email=email, started_on=started_on)
