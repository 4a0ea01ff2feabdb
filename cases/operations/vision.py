"""The werknemersvisie: written by the employee or with the Ontzorgmanager, confirmed and shared by the employee."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of
from cases.events import vision_shared, vision_written
from cases.models import AbsenceCase, EmployeeVision, VisionAnswer
from cases.models.vision import OWN, WRITTEN_TOGETHER, readers_with
from cases.operations.steps import complete, touch
from cases.timeline.schedule import State
from cases.vision_questions import EVERYBODY, LONGEST, NEWEST, asked_in

INTAKE = "employee_intake"
CASE, VISION = "cases.absencecase", "cases.employeevision"
CLOSED = "Dit dossier is gesloten. Een nieuwe visie kan niet meer. Wat er staat, blijft te lezen."
OLDER = "Er is een nieuwere versie van uw visie. Bekijk die."
Shares = Mapping[str, Collection[Role]]
"""By question, with whom the answer is shared; a question that is not named is shared with nobody."""


def sharable(case: AbsenceCase) -> frozenset[Role]:
    """With whom the employee of this file can share an answer: without an Ontzorgmanager there is none to choose."""
    return EVERYBODY - {Role.ONTZORGMANAGER} if case.is_self_guided else EVERYBODY


@operation(Verb.WRITE_VISION, on="case", resource=CASE, announces=vision_written)
def write_vision(
    *, actor: Actor, case: AbsenceCase, answers: Mapping[str, str], shared: Shares, today: date
) -> EmployeeVision:
    """Keep a version. That of the employee counts at once; that of the Ontzorgmanager when the employee confirms it.

    `answers` by question, open ones left out or empty; `shared` is heard from the employee only. A version that counts
    closes the earlier ones: nobody but the employee reads those any longer. Raises ValidationError for no answer at
    all or one that is too long, NotNow for a file that is closed.
    """
    if not case.is_open:
        raise NotNow(CLOSED)
    own = actor.role is Role.EMPLOYEE
    texts = _checked(case, answers)
    readers = {key: _readers(case, shared, key) if own else WRITTEN_TOGETHER for key in texts}
    vision: EmployeeVision = EmployeeVision.objects.create(
        case=case,
        employer_id=case.employer_id,
        number=_next_number(case),
        edition=NEWEST,
        filled_by_id=actor.person_id,
        filled_as=actor.role.value,
        written_on=today,
        confirmed_on=today if own else None,
        shown_to=_together(readers.values()),
    )
    VisionAnswer.objects.bulk_create(
        VisionAnswer(vision=vision, case=case, employer_id=case.employer_id, key=key, text=text, shown_to=readers[key])
        for key, text in texts.items()
    )
    if own:
        _take_the_place(vision, actor, today)
        _tell(vision, _roles(vision.shown_to), today)
    return vision


@operation(Verb.CONFIRM_VISION, on="case", resource=CASE)
def confirm_vision(
    *, actor: Actor, case: AbsenceCase, vision: EmployeeVision, shared: Shares, today: date
) -> EmployeeVision:
    """The employee stands behind what the Ontzorgmanager wrote down, word for word, and says who reads it.

    Raises DoesNotExist for a version of another file, NotNow for one that was confirmed before, that is not the newest
    one any longer, or in a closed file.
    """
    found: EmployeeVision = EmployeeVision.objects.visible_to(actor).get(pk=vision.pk, case=case)
    if not case.is_open:
        raise NotNow(CLOSED)
    if found.is_confirmed:
        raise NotNow("U heeft deze versie al bevestigd.")
    _check_newest(found)
    found.case, found.confirmed_on = case, today
    found.save(update_fields=["confirmed_on"])
    _share(found, shared)
    _take_the_place(found, actor, today)
    _tell(found, _roles(found.shown_to), today)
    return found


@operation(Verb.SHARE_VISION, on="vision", resource=VISION)
def share_vision(*, actor: Actor, vision: EmployeeVision, shared: Shares, today: date) -> EmployeeVision:
    """The employee says anew who reads which answer, at any time, also after the file was closed.

    Whoever may read an answer since now gets a message. Raises NotNow for a version that is not confirmed, or not the
    newest one that is.
    """
    if not vision.is_confirmed:
        raise NotNow("Bevestig deze versie eerst. Daarna kiest u wie het leest.")
    _check_newest(vision, confirmed_on__isnull=False)
    _tell(vision, _share(vision, shared), today)
    return vision


@operation(Verb.READ_VISION, on="vision", resource=VISION)
def read_vision(*, actor: Actor, vision: EmployeeVision) -> EmployeeVision:
    """Open a version, or what of it is shared, on a page or as a PDF; leaves a trace of who looked."""
    return vision


def _checked(case: AbsenceCase, answers: Mapping[str, str]) -> dict[str, str]:
    """What was answered, in the order of the questions."""
    known = [question.key for question in asked_in(guided=not case.is_self_guided)]
    if odd := set(answers) - set(known):
        raise ValueError(f"Nobody asks {', '.join(sorted(odd))} in this file")
    texts = {key: text for key in known if (text := answers.get(key, "").strip())}
    too_long = {key: f"Maak dit antwoord korter dan {LONGEST} tekens." for key in texts if len(texts[key]) > LONGEST}
    if too_long:
        raise ValidationError(dict(too_long))
    if not texts:
        raise ValidationError("Beantwoord ten minste een vraag. De andere mogen leeg blijven.")
    return texts


def _next_number(case: AbsenceCase) -> int:
    """Who writes does not see every version; the file is locked meanwhile."""
    with acting_as(system(Role.PROJECTOR)):
        last = EmployeeVision.objects.filter(case=case.pk).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _readers(case: AbsenceCase, shared: Shares, key: str) -> list[str]:
    return readers_with(sharable(case).intersection(shared.get(key, ())))


def _together(readers: Collection[list[str]]) -> list[str]:
    """Who reads any of these: the version itself shows no more than that."""
    return readers_with(Role(role) for one in readers for role in one)


def _roles(shown_to: Collection[str]) -> frozenset[Role]:
    return frozenset(Role(role) for role in shown_to) - {Role.EMPLOYEE}


def _share(vision: EmployeeVision, shared: Shares) -> frozenset[Role]:
    """Name the readers of each answer; who reads something now that was closed to him before."""
    answers = list(VisionAnswer.objects.filter(vision=vision))
    wanted = {one.pk: _readers(vision.case, shared, one.key) for one in answers}
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    gained: set[Role] = set()
    for one in answers:
        if one.shown_to != wanted[one.pk]:
            groups[tuple(wanted[one.pk])].append(one.pk)
            gained |= _roles(wanted[one.pk]) - one.readers
    for readers, keys in groups.items():
        VisionAnswer.objects.filter(pk__in=keys).update(shown_to=list(readers))
    vision.shown_to = _together(wanted.values())
    vision.save(update_fields=["shown_to"])
    return frozenset(gained)


def _take_the_place(vision: EmployeeVision, actor: Actor, today: date) -> None:
    """Close the earlier versions to everybody but the employee, and count this one as what the intake is for."""
    earlier = EmployeeVision.objects.filter(case=vision.case_id, number__lt=vision.number)
    # Held before they are looked at: somebody may be sharing one of them on another page at this moment.
    held = earlier.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True)
    earlier = earlier.filter(pk__in=list(held)).exclude(shown_to=OWN)
    VisionAnswer.objects.filter(vision__in=earlier).exclude(shown_to=OWN).update(shown_to=OWN)
    earlier.update(shown_to=OWN)
    steps = (step for step in deadlines_of(vision.case) if step.key == INTAKE)
    waiting = next((step for step in steps if step.state in (State.PENDING, State.PAUSED)), None)
    if waiting is not None and vision.case.ontzorgmanager_id is not None:
        complete(case=vision.case, key=INTAKE, done_on=today, by=actor)
        touch(vision.case)


def _tell(vision: EmployeeVision, roles: frozenset[Role], today: date) -> None:
    """Once a day at most, however often somebody changes his mind."""
    if roles:
        occasion = (today - vision.written_on).days + 1
        vision_shared.send(sender=EmployeeVision, subject=vision, roles=roles, occasion=occasion)


def _check_newest(vision: EmployeeVision, **among: object) -> None:
    if EmployeeVision.objects.filter(case=vision.case_id, number__gt=vision.number, **among).exists():
        raise NotNow(OLDER)
