"""A step that is not needed, and what caused that a step is late."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other
from cases import dossier, operations
from cases.forms.exceptions import DelayForm, UndoForm, WaiveForm
from cases.models import AbsenceCase
from cases.models.milestone import RULE_BY_KEY
from cases.operations.delays import STAYS


@require_http_methods(["GET", "POST"])
def waive_step(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """Record, with a reason that the rule allows, that a step is not needed."""
    case = _case(request, Verb.WAIVE_STEP, case_id)
    step = _step(request, case, key)
    if not step.may_waive:
        raise Http404

    def save(form: Form) -> None:
        operations.waive_step(actor=request.actor, case=case, key=key, today=timezone.localdate(), **form.cleaned_data)
        messages.success(request, f"Vastgelegd: {step.title} is niet nodig.")

    def fresh(data: object = None, **more: object) -> Form:
        return WaiveForm(request.actor.role, step.deadline.rule, case, data, **more)

    return _Page(request, case, step, "cases/waive_step.html").answer(fresh, save)


@require_POST
def undo_waiver(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """The step is needed after all."""
    case = _case(request, Verb.WAIVE_STEP, case_id)
    if key not in RULE_BY_KEY:
        raise Http404
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise NotNow("Open het dossier opnieuw en probeer het nog een keer.")
    operations.undo_waiver(actor=request.actor, case=case, key=key, **form.cleaned_data)
    messages.success(request, f"{RULE_BY_KEY[key].term} staat weer open.")
    return see_other(request, "cases:detail", case.pk)


@require_http_methods(["GET", "POST"])
def name_delay(request: ActorRequest, case_id: int, key: str, occurrence: int) -> HttpResponse:
    """Record who or what caused that a step is late."""
    case = _case(request, Verb.NAME_DELAY, case_id)
    step = _step(request, case, key, occurrence)
    if request.method == "GET" and not step.may_name_delay:
        if not step.delay:
            raise Http404
        messages.info(request, STAYS)
        return see_other(request, "cases:detail", case.pk)

    def save(form: Form) -> None:
        operations.name_delay(
            actor=request.actor,
            case=case,
            key=key,
            occurrence=occurrence,
            today=timezone.localdate(),
            **form.cleaned_data,
        )
        messages.success(request, f"De oorzaak bij {step.title} is vastgelegd.")

    def fresh(data: object = None, **more: object) -> Form:
        return DelayForm(request.actor.role, step.deadline.rule, case, data, **more)

    return _Page(request, case, step, "cases/name_delay.html").answer(fresh, save)


def _case(request: ActorRequest, verb: Verb, case_id: int) -> AbsenceCase:
    require_verb(request, verb, "cases.absencecase")
    found = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case: AbsenceCase = get_object_or_404(found, pk=case_id)
    return case


def _step(request: ActorRequest, case: AbsenceCase, key: str, occurrence: int | None = None) -> dossier.Step:
    """The step as this role sees it; of a repeating one the latest when no number is named."""
    steps = dossier.steps_of(case, request.actor.role, timezone.localdate())
    found = [step for step in steps if step.key == key and occurrence in (None, step.deadline.occurrence)]
    if not found:
        raise Http404
    return found[-1]


@dataclass(frozen=True, slots=True)
class _Page:
    """One question about one step: asked, answered, refused."""

    request: ActorRequest
    case: AbsenceCase
    step: dossier.Step
    template: str

    def answer(self, fresh: Callable[..., Form], save: Callable[[Form], None]) -> HttpResponse:
        """Ask it, or do what was answered."""
        if self.request.method == "GET":
            return self.show(fresh(initial={"expected_version": self.case.version}))
        form = fresh(self.request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            save(form)
        except ValidationError as error:
            refuse(form, error)
            return self.show(form, status=422)
        except NotNow as error:
            # What was chosen stays; sent again, it is about the file as it is now.
            form = fresh(self.request.POST.dict() | {"expected_version": self.case.version})
            form.add_error(None, str(error))
            return self.show(form, status=409)
        return see_other(self.request, "cases:detail", self.case.pk)

    def show(self, form: Form, *, status: int = 200) -> HttpResponse:
        """The page with the question."""
        context = {"case": Visible(self.case, self.request.actor.role), "step": self.step, "form": form}
        return render(self.request, self.template, context, status=status)
