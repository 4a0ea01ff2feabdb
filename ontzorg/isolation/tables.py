"""Raw SQL as the runtime role: everybody tries to read, add, change, remove and take over every row of the world."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

from django.apps import apps
from django.db import Error, connection, transaction

from accounts.actor import Actor, acting_as
from accounts.rows import TenantModel
from accounts.terms import Role, Write
from ontzorg.isolation.ownership import WHOSE, Ownership, Row, Undecided
from ontzorg.isolation.scopes import Scope, scope_of

REFUSED, BY_A_TRIGGER = "42501", "P0001"
BY_CONSTRAINT = "23"  # beyond row-level security: the row would have been let in
LETTERS = {None: "S", Write.ADD: "I", Write.CHANGE: "U", Write.REMOVE: "D"}
_fresh = count(900_000_000)


@dataclass
class Cell:
    """What one role could do with the rows of one table in one scope."""

    letters: str = ""
    rows: int = 0


@dataclass
class Outcome:
    """The matrix, and everything in it that the access table does not say."""

    everything: dict[str, dict[int, Row]] = field(default_factory=dict)
    """Every row that anybody can read, by table and number."""
    cells: dict[tuple[Role, str, Scope], Cell] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def models() -> Mapping[str, type[TenantModel]]:
    """Every tenant table by its label. Raises Undecided for one whose rows are nobody's, or that is gone."""
    found = {model._meta.label_lower: model for model in apps.get_models() if issubclass(model, TenantModel)}
    if odd := sorted(set(found) ^ set(WHOSE)):
        raise Undecided(f"Nobody said in ontzorg/isolation/ownership.py whose the rows are of: {', '.join(odd)}")
    return found


def read(model: type[TenantModel]) -> dict[int, Row]:
    """The rows that whoever acts now can read by raw SQL, by primary key."""
    table, key, label = model._meta.db_table, model._meta.pk.column, model._meta.label_lower
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t.{key}, to_jsonb(t)::text FROM {table} t ORDER BY 1")  # noqa: S608 (names of our models)
        return {pk: Row(label, pk, json.loads(text)) for pk, text in cursor.fetchall()}


def all_rows(people: Iterable[Actor], chosen: Mapping[str, type[TenantModel]]) -> dict[str, dict[int, Row]]:
    """Every row that anybody can read, by table and number."""
    found: dict[str, dict[int, Row]] = {label: {} for label in chosen}
    for actor in people:
        with acting_as(actor):
            for label, model in chosen.items():
                found[label] |= read(model)
    return found


def probe_tables(
    ownership: Ownership, roles: Iterable[Role], say: Callable[[str], None], only: str | None = None
) -> Outcome:
    """Every role against every table, or one; what differs from the access table is a problem."""
    roles = tuple(roles)
    chosen = {label: model for label, model in models().items() if only in (None, label)}
    everything = all_rows(ownership.world.people(), chosen)
    outcome = Outcome(everything)
    outcome.problems += [f"{label}: no rows in this world" for label, rows in everything.items() if not rows]
    for label, rows in everything.items():
        _probe_nobody(models()[label], rows, outcome)
    for role in roles:
        say(f"{role.value}: {len(everything)} tables")
        actor = ownership.world.actor(role)
        _probe(actor, chosen, ownership, outcome)
    _probe_papers(ownership, chosen, outcome, frozenset(roles))
    return outcome


def _probe(actor: Actor, chosen: Mapping[str, type[TenantModel]], ownership: Ownership, outcome: Outcome) -> None:
    with acting_as(actor):
        for label, model in chosen.items():
            Attempt(actor, model, outcome.everything[label], ownership, outcome).run()


def _probe_papers(
    ownership: Ownership, chosen: Mapping[str, type[TenantModel]], outcome: Outcome, roles: frozenset[Role]
) -> None:
    """Who stands in for a colleague, and who did: not in the matrix, because their role is in it already."""
    papers = ownership.world.standing_in
    for actor in (papers.substitute, *papers.former):
        beside = Outcome(outcome.everything)
        if actor.role in roles:
            _probe(actor, chosen, ownership, beside)
        state = "standing in" if actor == papers.substitute else "after it was ended"
        outcome.problems += [f"{line} ({state})" for line in beside.problems]


def _probe_nobody(model: type[TenantModel], rows: dict[int, Row], outcome: Outcome) -> None:
    label, some = model._meta.label_lower, next(iter(rows.values()), None)
    done = [("read", len(read(model))), ("removed", rows_hit(f"DELETE FROM {model._meta.db_table}"))]  # noqa: S608 (names of our models)
    if some is not None:
        done.append(("changed", rows_hit(*change(model, [some.pk]))))
        done.append(("added", rows_hit(*insert(model, some))))
    outcome.problems += [f"without anybody acting: {n} rows of {label} {verb}" for verb, n in done if n]


@dataclass
class Attempt:
    """One person against one table."""

    actor: Actor
    model: type[TenantModel]
    rows: dict[int, Row]
    ownership: Ownership
    outcome: Outcome

    def run(self) -> None:
        """Try everything; each write is undone at once."""
        seen = read(self.model)
        for pk, row in self.rows.items():
            self._note(None, row, pk in seen)
        for rows in self._by_scope().values():
            self._write(rows)
        self._blindly()

    def _by_scope(self) -> dict[Scope, list[Row]]:
        pairs = [(scope_of(self.actor, row, self.ownership), row) for row in self.rows.values()]
        ordered = sorted(pairs, key=lambda pair: list(Scope).index(pair[0]))
        return {scope: [row for _, row in group] for scope, group in groupby(ordered, key=lambda pair: pair[0])}

    def _may(self, row: Row, *writes: Write) -> bool:
        return self.ownership.may(self.actor, row, *writes)

    def _note(self, write: Write | None, row: Row, could: bool) -> None:
        scope = scope_of(self.actor, row, self.ownership)
        cell = self.outcome.cells.setdefault((self.actor.role, row.label, scope), Cell())
        letter = LETTERS[write]
        if could and letter not in cell.letters:
            cell.letters += letter
        if could != self._may(row, *([write] if write else [])):
            verb = {"S": "read", "I": "add", "U": "change", "D": "remove"}[letter]
            what = "LEAK: could" if could else "too strict: could not"
            self._problem(f"{what} {verb} a row of {row.label} ({scope.value}, number {row.pk})")

    def _problem(self, text: str) -> None:
        line = f"{self.actor.role.value}: {text}"
        if line not in self.outcome.problems:
            self.outcome.problems.append(line)

    def _write(self, rows: list[Row]) -> None:
        """Each kind of write on the rows of one scope: first all that may not succeed, then one by one what may."""
        for write, statement in ((Write.CHANGE, change), (Write.REMOVE, remove)):
            closed = [row.pk for row in rows if not self._may(row, write)]
            if closed and rows_hit(*statement(self.model, closed)):
                for row in rows:
                    self._note(write, row, bool(rows_hit(*statement(self.model, [row.pk]))))
            if opened := [row for row in rows if self._may(row, write)][:2]:
                for row in opened:
                    self._note(write, row, bool(rows_hit(*statement(self.model, [row.pk]))))
        for row in different(rows, self.model):
            self._note(Write.ADD, row, bool(rows_hit(*insert(self.model, row))))

    def _blindly(self) -> None:
        """Without naming a row, so that only the policy of this command stands in the way."""
        allowed = sum(self._may(row, Write.REMOVE) for row in self.rows.values())
        gone = rows_hit(f"DELETE FROM {self.model._meta.db_table}")  # noqa: S608 (names of our models)
        if gone > allowed:
            self._problem(f"LEAK: removed {gone} rows of {self.model._meta.label_lower}, {allowed} are allowed")
        if any(self._may(row, Write.CHANGE) for row in self.rows.values()):
            return
        for row in different(self.rows.values(), self.model):
            if rows_hit(*take_over(self.model, row)):
                self._problem(f"LEAK: took over rows of {self.model._meta.label_lower}")


def different(rows: Iterable[Row], model: type[TenantModel]) -> Iterator[Row]:
    """One row of each kind that the policies could tell apart."""
    seen = set()
    for row in rows:
        named = (str(row.values.get(name)) for name in ("shown_to", "recorded_as", "party", "role", "user_id"))
        kind = (row.label, *named)
        if kind not in seen:
            seen.add(kind)
            yield row


def change(model: type[TenantModel], keys: list[int]) -> tuple[str, list[Any]]:
    """Write a column as it is: what matters is whether the row may be touched."""
    column = model.changed_columns[0] if model.changed_columns else model._meta.pk.column
    table, key = model._meta.db_table, model._meta.pk.column
    return f"UPDATE {table} SET {column} = {column} WHERE {key} = ANY(%s)", [keys]  # noqa: S608 (names of our models)


def remove(model: type[TenantModel], keys: list[int]) -> tuple[str, list[Any]]:
    """Remove these rows."""
    return f"DELETE FROM {model._meta.db_table} WHERE {model._meta.pk.column} = ANY(%s)", [keys]  # noqa: S608 (names of our models)


def insert(model: type[TenantModel], row: Row) -> tuple[str, list[Any]]:
    """A second row like this one."""
    table, key = model._meta.db_table, model._meta.pk
    values = dict(row.values) if key.is_relation else {**row.values, key.column: next(_fresh)}
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated)
    return (
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s)",  # noqa: S608 (names of our models)
        [json.dumps(values)],
    )


def take_over(model: type[TenantModel], row: Row) -> tuple[str, list[Any]]:
    """Make every row belong to whom this one belongs to, without reading any."""
    key = model._meta.pk.column
    columns = [column for column in WHOSE[row.label].values() if column != key]
    columns = columns or [next(name for name, value in row.values.items() if name != key and isinstance(value, str))]
    pairs = ", ".join(f'"{column}" = %s' for column in columns)
    return f"UPDATE {model._meta.db_table} SET {pairs}", [row.values.get(column) for column in columns]  # noqa: S608 (names of our models)


def rows_hit(statement: str, values: list[Any] | None = None) -> int:
    """How many rows a statement reaches, undone at once. One that only a constraint stopped did reach its row."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"SAVEPOINT attempt; {statement}", values)
            return int(cursor.rowcount)
        except Error as error:
            state = getattr(error.__cause__, "pgcode", "") or ""
            if state in (REFUSED, BY_A_TRIGGER):
                return 0
            if state.startswith(BY_CONSTRAINT):
                return 1
            raise
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that is always rolled back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        # Going back leaves the savepoint there; thousands inside each other use up the locks of the server.
        transaction.savepoint_commit(point)
