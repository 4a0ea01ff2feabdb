"""Two files of the demo with a taak-functieanalyse: one answered in part, one that waits for the employee."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases import operations
from cases.job_tasks.examples import EXAMPLES, Task
from cases.job_tasks.said import Advised, Described, Said
from cases.job_tasks.words import Ability, Verdict
from cases.models import AbsenceCase, JobTask, TaskAnalysis
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

QUESTION = "Welke taken passen nu, voor hoeveel uur, en met welke aanpassing?"
FIRST = (Said(Ability.NOT_YET), Said(Ability.NOT_YET), Said(Ability.YES), Said(Ability.YES), Said(Ability.NOT_YET))
LATER = (
    Said(Ability.ADAPTED, "Alleen afwegen, zittend aan de tafel"),
    Said(Ability.NOT_YET),
    Said(Ability.ADAPTED, "Met kratten tot 5 kilo"),
    Said(Ability.YES),
    Said(Ability.NOT_YET),
)


def write_tasks(world: World, today: date) -> None:
    """The baker has two versions, the newest answered in part; the gardener has yet to read his first."""
    baker, case = _own(world, SICK_BAKER, "korenaar")
    tasks = _described(EXAMPLES["baker"].tasks)
    first = today - timedelta(days=18)
    _confirm(baker, case, _present(world, case, tasks, first), FIRST, first)
    tasks[2] = replace(tasks[2], share=20)
    tasks[4] = replace(tasks[4], share=5, adaptable="In delen over de week, zonder de oven.")
    recent = today - timedelta(days=5)
    made = _present(world, case, tasks, recent)
    _confirm(baker, case, made, LATER, recent)
    _answer(world, case, made, today - timedelta(days=2))
    _, other = _own(world, HALF_A_YEAR, "delinde")
    _present(world, other, _described(EXAMPLES["gardener"].tasks), today - timedelta(days=1))


def _described(tasks: Iterable[Task]) -> list[Described]:
    return [Described(one.name, one.share, one.frequency, one.essential, one.adaptable, one.loads) for one in tasks]


def _present(world: World, case: AbsenceCase, tasks: list[Described], on: date) -> TaskAnalysis:
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    with acting_as(guide):
        number = TaskAnalysis.objects.filter(case=case).count()
    return operations.write_tasks(
        actor=guide, case=case, question=QUESTION, tasks=tasks, expected_number=number, today=on
    )


def _confirm(own: Actor, case: AbsenceCase, made: TaskAnalysis, said: Iterable[Said], on: date) -> None:
    answers = dict(zip(_places(own, made), said, strict=True))
    operations.confirm_tasks(actor=own, case=case, analysis=made, said=answers, today=on)


def _answer(world: World, case: AbsenceCase, made: TaskAnalysis, on: date) -> None:
    """About three of the five; the others wait for the next consult."""
    doctor = world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)
    operations.read_tasks(actor=doctor, analysis=made, today=on)
    _, baking, orders, stock, _ = _places(doctor, made)
    until = on + timedelta(days=42)
    answers = {
        baking: Advised(Verdict.NOT_FIT, until),
        orders: Advised(Verdict.ADAPTED, until, "Kratten tot 5 kilo, met na elk uur een korte pauze."),
        stock: Advised(Verdict.FIT, until),
    }
    operations.answer_tasks(actor=doctor, analysis=made, answers=answers, expected_rounds=0, today=on)


def _places(actor: Actor, made: TaskAnalysis) -> list[int]:
    with acting_as(actor):
        return list(JobTask.objects.filter(analysis=made).order_by("position").values_list("pk", flat=True))


def _own(world: World, name: str, company: str) -> tuple[Actor, AbsenceCase]:
    """An employee and the file of today."""
    actor = world.by_email(address_of(name, COMPANY[company].domain), Role.EMPLOYEE)
    with acting_as(actor):
        return actor, AbsenceCase.objects.open().get()
