"""Passing on a change: what can change, what it would do, carried through. Nothing is stored before that."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.operation import NotNow, Stale
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb, see_other, wants_part
from cases.computation import known_of
from cases.forms.changes import ChangeForm
from cases.models import AbsenceCase
from cases.views.changes.change import Change, File, Group
from cases.views.changes.comparison import side_by_side
from cases.views.changes.registry import CHANGES

ANYBODY_GUIDING = (Verb.RECORD_FACT, "cases.absencecase")


@require_GET
def changes(request: ActorRequest, case_id: int) -> HttpResponse:
    """What may change in this file, as far as this role may carry it through or try it."""
    require_verb(request, *ANYBODY_GUIDING)
    file = file_of(request, case_id)
    role = request.actor.role
    offered = [change for change in CHANGES.values() if change.is_for(role) and not change.closed(file)]
    groups = [(group.value, [(one, one.may_send(role)) for one in offered if one.group is group]) for group in Group]
    context = {"case": Visible(file.case, role), "groups": [(title, rows) for title, rows in groups if rows]}
    return render(request, "cases/changes.html", context | _about(file))


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """The form, what it would do, carried through."""
    require_verb(request, *ANYBODY_GUIDING)
    found = CHANGES.get(key)
    if found is None or not found.is_for(request.actor.role):
        raise Http404
    file = file_of(request, case_id)
    if refusal := found.closed(file):
        messages.info(request, refusal)
        return see_other(request, "cases:detail", file.case.pk)
    page = ChangePage(request, found, file)
    return page.blank() if request.method == "GET" else page.answer()


def file_of(request: ActorRequest, case_id: int) -> File:
    """The file as this person may see it, with everything that its dates follow from."""
    rows = AbsenceCase.objects.visible_to(request.actor).with_people().with_facts()
    case = get_object_or_404(rows, pk=case_id)
    return File(case, known_of(case), request.actor, timezone.localdate())


def _about(file: File) -> dict[str, object]:
    own = file.actor.role is Role.EMPLOYEE
    return {"who": "Uw dossier" if own else file.case.employee.short_name, "today": file.today}


class ChangePage:
    """One request about one change of one file."""

    def __init__(self, request: ActorRequest, change: Change, file: File) -> None:
        self.request, self.change, self.file = request, change, file
        self.may_send = change.may_send(request.actor.role)

    def blank(self) -> HttpResponse:
        """The empty form."""
        chosen = self.request.GET.get("key")  # a link in the file names the step
        start = {"expected_version": self.file.case.version} | ({"key": chosen} if chosen else {})
        return self.show(self.change.form(self.file, None, start))

    def answer(self) -> HttpResponse:
        """What was asked for: back to the form, look, or carry through."""
        form = self.change.form(self.file, self.request.POST, None)
        intent = self.request.POST.get("intent")
        if intent == "edit":
            return self.show(form)
        try:
            return self.try_out(form, send=intent == "send")
        except ValidationError as error:
            refuse(form, error)
            return self.show(form, status=422)
        except NotNow as error:
            return self.show(form, conflict=str(error), status=409)

    def try_out(self, form: ChangeForm, *, send: bool) -> HttpResponse:
        """Look at what it would do and, when asked, do it. Raises what the operation refuses."""
        if send and not self.may_send:
            raise PermissionDenied(f"{self.request.actor.role} may not carry through {self.change.key}")
        if not form.is_valid():
            return self.show(form, status=422)
        if send:
            return self.send(form)
        self.change.check(self.file, form.typed)
        return self.show(form, preview=True)

    def send(self, form: ChangeForm) -> HttpResponse:
        """Carry it through. When the file changed in between: the same answers, and what they would do to it now."""
        try:
            sent = self.change.apply(self.file, form.typed, form.cleaned_data["expected_version"])
        except Stale as error:
            renewed = self._renewed()
            self.change.check(self.file, renewed.typed)
            return self.show(renewed, preview=True, conflict=str(error), status=409)
        messages.success(self.request, sent.message)
        return see_other(self.request, *(sent.then or ("cases:detail", self.file.case.pk)))

    def _renewed(self) -> ChangeForm:
        """The same answers, about the file as it is now."""
        typed = self.request.POST.dict() | {"expected_version": str(self.file.case.version)}
        form = self.change.form(self.file, typed, None)
        form.is_valid()
        return form

    def show(self, form: ChangeForm, *, preview: bool = False, conflict: str = "", status: int = 200) -> HttpResponse:
        """The page, or for htmx the part that says what it would do."""
        role = self.request.actor.role
        context = {
            "case": Visible(self.file.case, role),
            "change": self.change,
            "form": form,
            "conflict": conflict,
            "may_send": self.may_send,
            "outcome": self.outcome(form) if preview else None,
            "readers": self.change.readers(role),
        }
        if wants_part(self.request):  # while somebody is still typing nothing is wrong yet
            return render(self.request, "cases/_change_outcome.html", context)
        return render(self.request, "cases/change.html", context | _about(self.file), status=status)

    def outcome(self, form: ChangeForm) -> dict[str, object]:
        """What it would do: in words, and in dates."""
        file, typed = self.file, form.typed
        after = self.change.after(file, typed)
        return {
            "sides": side_by_side(file.known, after, role=file.actor.role, today=file.today),
            "tells": self.change.tells(file, typed),
            "hindrance": self.change.hindrance(file, typed) if self.may_send else "",
        }
