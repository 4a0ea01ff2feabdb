"""Which rows: the access table turned into a WHERE. The first of two locks; the database holds the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Subquery

from accounts.actor import Actor, current_actor
from accounts.dated import counting, in_force, mandate_model
from accounts.policy import POLICY
from accounts.retention import Retention
from accounts.terms import SYSTEM_ROLES, Field, Grant, Role, Rows, Verb, seen_as

M = TypeVar("M", bound="TenantModel")


def scalar(actor: Actor, rows: Rows, task: str = "") -> int | Subquery | None:
    """The one number of the actor with which a row's column is compared; nothing when `task` was not left to it."""
    if actor.mandate_id is not None and rows in (Rows.DELEGATED, Rows.ASSIGNED, Rows.INBOX):
        inbox = rows is Rows.INBOX
        return _stood_in_for(actor, Rows.ASSIGNED if inbox else rows, "inbox" if inbox else "", task)
    match rows:
        case Rows.DELEGATED | Rows.OPENED:
            return None
        case Rows.EMPLOYER | Rows.CONTRACTED | Rows.MANAGED | Rows.PROVIDED:
            return actor.organisation_id
        case Rows.OWN:
            return actor.employee_id
        case Rows.INBOX:
            return actor.membership_id
        case _:
            return actor.user_id


def _stood_in_for(actor: Actor, rows: Rows, name: str = "", task: str = "") -> Subquery:
    """The person in whose place the actor looks, or that person's inbox; nobody once that has ended."""
    model: Any = mandate_model(rows)
    papers = model._base_manager.filter(
        in_force(*model.lasts_with), pk=actor.mandate_id, **{model.holder: actor.user_id}
    )
    papers = papers.filter(tasks__contains=[task]) if task else papers
    return Subquery(papers.values(name or model.principal)[:1])


def behind(model: Any, rows: Rows) -> dict[str, str]:
    """What stays behind another record for who reads these rows beside the own; nothing for who it is about."""
    found: dict[str, str] = {} if rows in (Rows.ALL, Rows.OWN) else getattr(model, "behind", {})
    return found


def sealed(model: Any, role: Role, rows: Rows) -> list[type["TenantModel"]]:
    """The tables with a second lock whose events this role has only with the record, also when it reads all of them.

    Not for who it is about, and not for a part of the system: that keeps the trail whole and reads nothing.
    """
    if rows is Rows.OWN or role in SYSTEM_ROLES or not model.seals_vaults:
        return []
    found = [one for one in apps.get_models() if issubclass(one, TenantModel) and one.vault]
    return sorted(found, key=lambda one: one._meta.label_lower)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that knows through whose eyes it looks."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the rows that this actor's role may see; nothing when the table has no line for the role."""
        line = POLICY.get((actor.role, self.model._meta.label_lower))
        if line is None:
            return self.none()
        seen: Self = self if line.rows is Rows.ALL else self.filter(self._conditions(actor, line))
        if getattr(self.model, "shown_to_column", None) and not actor.is_system:
            seen = seen.filter(**{f"{self.model.shown_to_column}__contains": [seen_as(actor.role).value]})
        if line.not_about:
            seen = seen.exclude(**{f"{self.model.role_column}__in": line.not_about})
        return seen.filter(self._at_most(actor, self.model.vault)) if self.model.vault else seen

    def writable_by(self, actor: Actor) -> Self:
        """Of the rows that this actor sees, without those that name a role which its own leaves alone."""
        line = POLICY.get((actor.role, self.model._meta.label_lower))
        seen: Self = self.visible_to(actor)
        left = line.not_writing - line.not_about if line else None
        return seen.exclude(**{f"{self.model.role_column}__in": left}) if left else seen

    def _at_most(self, actor: Actor, vault: "Vault") -> Q:
        """What the second lock of a table leaves to this actor; the database holds the same."""
        rows = vault.readers.get(actor.role)
        if rows is None:
            return Q(pk__in=[])
        if rows is Rows.ALL:
            return Q()
        kept = Q(**{vault.kept_by: F(f"case__{vault.kept_by}")}) if vault.is_kept(rows) else Q()
        task = vault.task if rows is Rows.DELEGATED else ""
        asked = Q(**{f"{vault.asked_by}__employee": F("employee")}) if vault.is_asked(rows) else Q()
        return self._condition(actor, rows, task) & kept & asked

    def _conditions(self, actor: Actor, line: Grant) -> Q:
        own = self._condition(actor, line.rows)
        return own | self._condition(actor, line.reads) & self._behind(actor, line.reads) if line.reads else own

    def _behind(self, actor: Actor, rows: Rows) -> Q:
        allowed = Q()
        for action, label in behind(self.model, rows).items():
            allowed &= ~Q(action=action) | self._about_seen(actor, apps.get_model(label))
        for other in sealed(self.model, actor.role, rows):
            open_to_all = ~Q(resource=other._meta.label_lower) | Q(result="denied")
            allowed &= open_to_all | self._about_seen(actor, other)
        return allowed

    def _about_seen(self, actor: Actor, other: Any) -> Q:
        return Q(object_id__in=other._default_manager.visible_to(actor).order_by().values("pk"))

    def _condition(self, actor: Actor, rows: Rows, task: str = "") -> Q:
        if rows is Rows.ALL:
            return ~Q(pk__in=[])  # an empty Q would fall out of an "or"
        path = self.model.row_paths[rows]
        left = self.model.delegated_task if rows is Rows.DELEGATED else ""
        value: object = scalar(actor, rows, task or left)
        if rows is Rows.OPENED:
            opening: Any = mandate_model(rows)
            path, value = f"{path}__in", opening.opened_to(actor.user_id)
        if value is None:
            return Q(pk__in=[])
        if "__" not in self.model.row_paths[rows]:
            return counting(path, value)
        # A sub-select instead of a join: one row stays one row when the path leads to many.
        inner = self.model._base_manager.filter(counting(path, value)).order_by()
        return Q(pk__in=inner.values("pk"))


class ScopedManager(models.Manager[M]):
    """The default manager of every tenant table: refuses to look when nobody is acting."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Raises NoActor: an empty answer would look like a true one."""
        current_actor()
        return super().get_queryset()


TenantManager = ScopedManager.from_queryset(ScopedQuerySet)


@dataclass(frozen=True, slots=True)
class OwnChange:
    """The only columns of a row that a role changes; `when` is SQL about the row as it was.

    `alone`: nobody else changes these columns, and nobody fills them in beforehand.
    """

    columns: tuple[str, ...]
    when: str = "true"
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Vault:
    """A second lock on a table: who alone can have rows of it, whatever a line of the access table says.

    `readers` names for each role the rows that it has at most; nobody else has any. `task` must be among what was left
    to who works in the place of another. `kept_by` is the column with the organisation that keeps a row: who works on
    the file sees it only while the file is with that organisation. `asked_by` is the column with what a provider was
    asked: his rows are about the person whom that is about.
    """

    readers: Mapping[Role, Rows]
    task: str = ""
    kept_by: str = ""
    asked_by: str = ""

    def is_kept(self, rows: Rows) -> bool:
        """Whether who has these rows has them only from the organisation that the file is with."""
        return bool(self.kept_by) and rows in (Rows.TREATED, Rows.DELEGATED)

    def is_asked(self, rows: Rows) -> bool:
        """Whether who has these rows has them only about the person whom he was asked about."""
        return bool(self.asked_by) and rows is Rows.PROVIDED


class TenantModel(models.Model):
    """A table with rows of several organisations: row paths, field classes and row-level security.

    `row_paths` says which column each kind of row scope compares; `field_classes` gives every field (and every
    property that screens may show) its class; `retention` says how long its rows are kept.
    """

    vault: ClassVar[Vault | None] = None
    row_paths: ClassVar[dict[Rows, str]] = {}
    field_classes: ClassVar[dict[str, Field]] = {}
    retention: ClassVar[Retention | None] = None
    shown_to_column: ClassVar[str | None] = None
    # What must be among the tasks of who works in the place of another: without it none of these rows.
    delegated_task: ClassVar[str] = ""
    # Rows that name a role, which a line of the access table may leave out.
    role_column: ClassVar[str] = ""
    # Who acted in that role: a line may leave the names of some out.
    people: ClassVar[tuple[str, ...]] = ()
    # Action → kind of record that names its readers: who looks at rows of others sees one about such a record only if
    # he sees that record.
    behind: ClassVar[dict[str, str]] = {}
    # Rows that say what was done with a record: of one with a second lock, others have them only with that record.
    seals_vaults: ClassVar[bool] = False
    # Rows that name a party: these roles write the rows of their own party only.
    own_rows_column: ClassVar[str] = ""
    own_rows_of: ClassVar[frozenset[str]] = frozenset()
    # With which fields a row says who added it, and in which role: a person adds a row only in the own name.
    in_own_name: ClassVar[tuple[str, ...]] = ()
    # Fields with who did something with a row, then or later: a person fills in no other name than the own.
    filled_in_by: ClassVar[tuple[str, ...]] = ()
    # Where somebody lays out the rows of others too, as SQL: what may be added for another (nothing filled in), and how
    # another's row may be left (without an answer).
    blank_row: ClassVar[str] = ""
    open_row: ClassVar[str] = ""
    # Of another party's row only these columns change; besides, an answer may lapse as a whole under this condition.
    others_change: ClassVar[tuple[str, ...]] = ()
    others_lapse: ClassVar[tuple[str, ...]] = ()
    lapses_when: ClassVar[str] = ""
    # Role → what it changes of a row that others change as well.
    own_changes: ClassVar[dict[Role, OwnChange]] = {}
    # A function of the owner works on this table, and is bound by the policies of whoever calls it.
    owner_obeys: ClassVar[bool] = False
    # Column and value that, once reached, never change any more.
    final: ClassVar[tuple[str, str] | None] = None
    # Column that, once filled in, lets nobody change the row any more; the purge writes it again under a new key.
    settled_by: ClassVar[str] = ""
    # The only columns that are ever changed, as the database knows them; every column when empty.
    changed_columns: ClassVar[tuple[str, ...]] = ()

    if TYPE_CHECKING:
        pk: Any

    objects: ClassVar[Any] = TenantManager()

    class Meta:
        abstract = True


def may_with(actor: Actor, verb: Verb, record: models.Model) -> bool:
    """Whether this actor, who sees this record, may do this verb with it: the verb may be for a part of the rows."""
    label = record._meta.label_lower
    line = POLICY.get((actor.role, label))
    if line is None or not actor.may(verb, label):
        return False
    rows = line.rows_for(verb)
    return rows is line.rows or (rows is not None and _reaches(actor, rows, record))


def _reaches(actor: Actor, rows: Rows, record: Any) -> bool:
    """Whether a record, whose parents are known, is among these rows."""
    value, found = scalar(actor, rows), record
    for name in record.row_paths[rows].split("__"):
        found = getattr(found, name)
    return value is not None and found == value


def case_paths(**more: str) -> dict[Rows, str]:
    """The row paths of everything that hangs on a file: a child is visible to whom its file is visible."""
    paths = {
        Rows.EMPLOYER: "employer",
        Rows.MANAGED: "case__self_guided_by",
        Rows.OWN: "case__employee",
        Rows.ASSIGNED: "case__ontzorgmanager",
        Rows.TREATED: "case__physician",
        Rows.DELEGATED: "case__physician",
        Rows.CONTRACTED: "case__ohs",
        Rows.CALLED: "case__labour_expert",
    }
    return paths | {Rows(key): path for key, path in more.items()}
