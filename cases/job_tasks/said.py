"""What three people say of a task, as the operations take it, and what is wrong with it in Dutch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.job_tasks.hours import MOST_TASKS, say_share_problem
from cases.job_tasks.words import Ability, Frequency, Verdict, same_name
from cases.timeline.product_terms import latest_task_answer_until


@dataclass(frozen=True, slots=True)
class Described:
    """A task as the Ontzorgmanager describes it; `share` in percent, loads of 0 to 3 by key."""

    name: str
    share: int
    frequency: Frequency
    essential: bool
    adaptable: str = ""
    loads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What the employee says of a task; `with_what` only where it can be done with an adaptation."""

    can: Ability
    with_what: str = ""


@dataclass(frozen=True, slots=True)
class Advised:
    """What the bedrijfsarts answers about a task; `until` is the last day on which it holds."""

    verdict: Verdict
    until: date
    remark: str = ""


def say_problem(tasks: Sequence[Described]) -> str:
    """Say in Dutch what is wrong with these tasks together; empty when nothing is. The form asks it as well."""
    if not tasks:
        return "Vul ten minste één taak in."
    if len(tasks) > MOST_TASKS:
        return f"Een functie heeft hier ten hoogste {MOST_TASKS} taken. Voeg taken samen."
    names = [same_name(task.name) for task in tasks]
    if len(set(names)) < len(names):
        return "Twee taken hebben dezelfde naam. Geef elke taak een eigen naam."
    return say_share_problem(task.share for task in tasks)


def say_wrong_ability(said: Said | None) -> str:
    """Say in Dutch what is missing in what the employee says of a task; empty when nothing is. The form asks it too."""
    if said is None:
        return "Kies of u deze taak kunt doen."
    if said.can is Ability.ADAPTED and not said.with_what.strip():
        return "Schrijf op met welke aanpassing."
    if said.can is not Ability.ADAPTED and said.with_what.strip():
        return "Kies ‘Kan met aanpassing’, of haal de aanpassing weg."
    return ""


def problems_of(answer: Advised, today: date) -> dict[str, str]:
    """What is wrong with an answer about a task, a Dutch sentence by field. The form asks it too."""
    found = {}
    if answer.verdict is Verdict.ADAPTED and not answer.remark.strip():
        found["remark"] = "Schrijf op met welke aanpassing, in werktermen."
    if answer.until < today:
        found["until"] = "Kies vandaag of een latere dag."
    if answer.until > latest_task_answer_until(today):
        found["until"] = "Kies een dag binnen een jaar."
    return found
