"""A step that somebody records as done: at once, or after a look at what else moves by it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from accounts.operation import NotNow, Stale
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import wants_part
from cases import dossier
from cases.forms.changes import ChangeForm
from cases.forms.step import StepForm
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import check_recorded
from cases.readers import roles_of
from cases.side_by_side import moves_others
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.pages import ChangePage
from cases.views.changes.steps import done_facts, pay_words, record


def recording(key: str) -> Change:
    """Recording this step, as one of the changes of a file."""

    def named(typed: Typed) -> Typed:
        return typed | {"key": key}

    def after(file: File, typed: Typed) -> Facts:
        return done_facts(file, named(typed))

    def check(file: File, typed: Typed) -> None:
        check_recorded(file.case, key, typed["done_on"], file.today)

    def apply(file: File, typed: Typed, version: int) -> Sent:
        return record(file, named(typed), version)

    return Change(
        key=f"vastleggen-{key}",
        title=RULE_BY_KEY[key].term,
        explain="Er verandert meer dan deze stap. Bekijk eerst wat.",
        basis=RULE_BY_KEY[key].basis,
        group=Group.STEPS,
        verb=Verb.RECORD_STEP,
        form=make(StepForm, lambda file: {"done_on": file.today}),
        after=after,
        check=check,
        tells=lambda file, typed: pay_words(file, named(typed)),
        apply=apply,
        shown_to=roles_of(RULE_BY_KEY[key].shown_to),
        action="Vastleggen",
    )


class RecordingPage(ChangePage):
    """One request about recording one step."""

    def __init__(self, request: ActorRequest, key: str, file: File) -> None:
        super().__init__(request, recording(key), file)
        self.key = key

    def intent(self, form: ChangeForm) -> str:
        """Whoever fills in the day records it, unless other dates move: these are looked at first."""
        return super().intent(form) or ("preview" if self._moves(form) else "send")

    def stale(self, form: ChangeForm, error: Stale) -> HttpResponse:
        """The same day, about the file as it is now."""
        renewed = self.renewed(self.request.POST)
        if self._moves(renewed):
            return super().stale(form, error)
        return self.show(renewed, conflict=str(error), status=409)

    def _ask_again(self, form: ChangeForm, _: str) -> HttpResponse:
        return self.show(form, status=422)  # that the file changed is said once there is a day

    def show(self, form: ChangeForm, *, preview: bool = False, conflict: str = "", status: int = 200) -> HttpResponse:
        """The question about the day, unless there is something to look at."""
        if preview or wants_part(self.request):
            return super().show(form, preview=preview, conflict=conflict, status=status)
        if conflict and form.is_bound:
            form.add_error(None, conflict)
        return render(self.request, "cases/record_step.html", self._about_step() | {"form": form}, status=status)

    def _about_step(self) -> dict[str, object]:
        role = self.request.actor.role
        steps = dossier.steps_of(self.file.case, role, self.file.today)
        return {
            "case": Visible(self.file.case, role),
            "rule": RULE_BY_KEY[self.key],
            "step": next((step for step in reversed(steps) if step.key == self.key), None),
        }

    def _moves(self, form: ChangeForm) -> bool:
        """Whether more moves than this step; what is refused moves nothing."""
        try:
            self.judge(form)
        except (ValidationError, NotNow):
            return False
        return form.is_valid() and moves_others(
            self.file.known, self.key, form.typed["done_on"], role=self.request.actor.role, today=self.file.today
        )
