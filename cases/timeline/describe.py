"""Write the rules as documentation: docs/timeline.md is the output of `describe(RULES)`."""

from collections.abc import Iterable
from datetime import date

from cases.timeline.predicates import never
from cases.timeline.rules import EVERYBODY, Party, Phase, Rule, Scope

_HEAD = """\
# Timeline

Generated from `cases/timeline/rules/`; edit the rules, not this page.

Day 1 is the first sick day (eerste ziektedag). Counted days are days of sickness: a recovery shorter than four weeks \
and maternity leave do not count, so every later date moves by the interruption. Dates are inclusive: a step is late \
on the day after its due date.

A file ends after its last paid day only once the WIA application was recorded, or recorded as not needed: until then \
the employer pays on, and a late application moves the end by as many days (BW art. 7:629 lid 11 onder a). So does \
`script/manage timeline`: without `--done wia_application=DAY` its file stays open after day 728 and the application \
is late. By how many days the pay is longer is known only once the application is: until then `last_paid_day` and \
`wia_start` are those of an application in time, days 728 and 729.

In a file that the employer guides himself, without an Ontzorgmanager, the employer does everything that rests with \
one below, and gets those reminders.

| step | Dutch term | opens | due | responsible | category | article |
|---|---|---|---|---|---|---|
"""


def describe(rules: Iterable[Rule]) -> str:
    """Return the rules as Markdown: a table of all steps, then one section per step."""
    rules = tuple(rules)
    table = "".join(f"{_row(rule)}\n" for rule in rules)
    return _HEAD + table + "".join(f"\n{_section(rule)}" for rule in rules)


def _row(rule: Rule) -> str:
    cells = (_name(rule), rule.term, rule.opens, rule.due, rule.responsible, rule.category, rule.basis)
    return f"| {' | '.join(map(str, cells))} |"


def _name(rule: Rule) -> str:
    return f"`{rule.key}`" if rule.version == 1 else f"`{rule.key}` v{rule.version}"


def _section(rule: Rule) -> str:
    lines = [(label, value) for label, value in _properties(rule) if value]
    return f"## {_name(rule)}: {rule.term}\n\n" + "".join(f"* **{label}:** {value}\n" for label, value in lines)


def _properties(rule: Rule) -> tuple[tuple[str, str], ...]:
    return (
        ("Purpose", rule.explain),
        ("Opens", str(rule.opens)),
        ("Due", str(rule.due)),
        ("Internal target", str(rule.target or "")),
        ("Responsible", rule.responsible),
        ("Together with", _parties(rule.together)),
        ("Signed by", _parties(rule.signs)),
        ("Reminders to", _parties(rule.remind)),
        ("Shown only to", "" if rule.shown_to == EVERYBODY else _parties(sorted(rule.shown_to))),
        ("After", ", ".join(f"`{key}`" for key in rule.prerequisites)),
        ("Applies", f"{rule.applies} (`{rule.predicate.__name__}`)"),
        ("Done when", rule.closes),
        ("Closed by", f"{rule.closed_by}, or `{rule.done_by}`" if rule.done_by else rule.closed_by),
        ("Comes up", f"for each of `{rule.each}`" if rule.each else ""),
        ("Stands still", "" if rule.pauses is never else f"`{rule.pauses.__name__}`"),
        ("Not needed when", "; ".join(text for _, text in rule.waive_grounds)),
        ("When late", f"{rule.consequence} (weight {int(rule.weight)})"),
        ("Course", _course(rule)),
        ("In force", _in_force(rule)),
        ("Repaired", f"{rule.repaired_on}: {rule.repair}" if rule.repaired_on else ""),
        ("Article", rule.basis),
    )


def _parties(parties: Iterable[Party]) -> str:
    return ", ".join(parties)


def _course(rule: Rule) -> str:
    """Name what sets a step apart from one that is done once, by somebody, during sickness."""
    traits = (
        (rule.repeats, "repeats"),
        (rule.can_be_waived, "may be recorded as not needed"),
        (rule.in_order, "recorded after the steps before it only"),
        (rule.lapses, "lapses after its due date"),
        (rule.answered_later, "the answer may come after its due date"),
        (rule.phase is Phase.RECOVERY, "begins with recovery"),
        (rule.phase is Phase.ALWAYS, "goes on after recovery"),
        (rule.scope is Scope.POLICY, "belongs to the policy, not to a file"),
        (rule.towards_wia, "void when the state pension comes before the WIA"),
        (rule.survives_iva, "stays after an early IVA"),
    )
    return ", ".join(text for holds, text in traits if holds)


def _in_force(rule: Rule) -> str:
    """Write the first sick days for which the row holds; nothing when it always did."""
    parts = []
    if rule.in_force_from > date.min:
        parts.append(f"from {rule.in_force_from}")
    if rule.in_force_until < date.max:
        parts.append(f"until {rule.in_force_until} (exclusive)")
    return "first sick day " + " ".join(parts) if parts else ""
