"""Passing on a change: what can change, what it would do, carried through.

Nothing of the file is stored before that. What was filled in is kept as a draft of one's own, so that the page with the
consequences has an address: it can be loaded again and gone back to, and says nothing about anybody.
"""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.operation import NotNow, Stale
from accounts.operations import draft_of, forget_draft
from accounts.policy import may
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import keep_answers, kept_answers, refuse, require_verb, see_other, wants_part
from cases.computation import known_of
from cases.forms.changes import ChangeForm
from cases.meanwhile import say_meanwhile
from cases.models import AbsenceCase
from cases.side_by_side import Sides, side_by_side
from cases.views.changes.change import Change, File, Group, Typed
from cases.views.changes.registry import CHANGES
from cases.whatif import check_pay_lasts

ANYBODY_GUIDING = (Verb.RECORD_FACT, "cases.absencecase")
LOOKING = "gevolgen"
"""In the address of the page that says what it would do."""
KEPT = timedelta(days=1)
"""For how long a form begins with what was looked at before."""
_NOT_KEPT = {"csrfmiddlewaretoken", "intent"}
LOOK_AGAIN = "Hieronder ziet u de nieuwe stand."


@require_GET
def changes(request: ActorRequest, case_id: int) -> HttpResponse:
    """What may change in this file, as far as this role may carry it through or try it."""
    require_verb(request, *ANYBODY_GUIDING)
    file = file_of(request, case_id)
    role = request.actor.role
    offered = [change for change in CHANGES.values() if change.is_for(role) and not change.closed(file)]
    groups = [(group, [(one, one.may_send(role)) for one in offered if one.group is group]) for group in Group]
    works = file.case.is_sick and may(role, Verb.RECORD_HOURS, "cases.absencecase")
    shown = [(group.value, works and group is Group.CAPACITY, rows) for group, rows in groups]
    context = {"case": Visible(file.case, role), "groups": [one for one in shown if one[1] or one[2]]}
    return render(request, "cases/changes.html", context | _about(file))


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """The form, what it would do, carried through."""
    require_verb(request, *ANYBODY_GUIDING)
    found = CHANGES.get(key)
    if found is None or not found.is_for(request.actor.role):
        raise Http404
    file = file_of(request, case_id)
    page = ChangePage(request, found, file)
    if refusal := found.closed(file):
        messages.info(request, " ".join(filter(None, (page.meanwhile(), refusal))))
        return see_other(request, "cases:detail", file.case.pk)
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
        """The form as it was left, or what it would do when the address asks for that."""
        kept = self._kept()
        if LOOKING in self.request.GET:
            return self.look(kept) if kept else see_other(self.request, self.request.path)
        chosen = self.request.GET.get("key")  # a link in the file names the step
        if kept is None or (chosen and kept.get("key") != chosen):
            return self.show(self.change.form(self.file, None, self._start({"key": chosen} if chosen else {})))
        return self.show(self.change.form(self.file, None, self._start(_typed_in(kept))))

    def look(self, kept: QueryDict) -> HttpResponse:
        """What was filled in and what it would do, to the file as it is now."""
        changed = kept.get("expected_version") != str(self.file.case.version)
        conflict = f"{self._say_meanwhile()} {LOOK_AGAIN}" if changed else ""
        form = self.renewed(kept)
        if not form.is_valid():
            return self._ask_again(form, conflict)
        try:
            self.judge(form)
        except ValidationError as error:
            refuse(form, error)
            return self.show(form, conflict=conflict, status=422)
        except NotNow as error:
            return self.show(form, conflict=str(error), status=409)
        return self.show(form, preview=True, conflict=conflict)

    def answer(self) -> HttpResponse:
        """What was asked for: back to the form, look, or carry through."""
        form = self.change.form(self.file, self.request.POST, None)
        intent = self.intent(form)
        if intent != "send" and not wants_part(self.request):
            self._keep(form)
            back = intent == "edit"
            return see_other(self.request, self.request.path if back else f"{self.request.path}?{LOOKING}")
        try:
            return self.try_out(form, send=intent == "send")
        except ValidationError as error:
            refuse(form, error)
            return self.show(form, status=422)
        except NotNow as error:
            return self.show(form, conflict=str(error), status=409)

    def intent(self, _: ChangeForm) -> str:
        """Which button was pressed; empty for none."""
        return self.request.POST.get("intent", "")

    def try_out(self, form: ChangeForm, *, send: bool) -> HttpResponse:
        """Do it, or say to who is still typing what it would do. Raises what the operation refuses."""
        if send and not self.may_send:
            raise PermissionDenied(f"{self.request.actor.role} may not carry through {self.change.key}")
        if not form.is_valid():
            meanwhile = self.meanwhile()
            return self._ask_again(form, f"{meanwhile} {LOOK_AGAIN}" if meanwhile else "")
        if send:
            return self.send(form)
        self.judge(form)
        return self.show(form, preview=True)

    def judge(self, form: ChangeForm) -> None:
        """Refuse what cannot be. Raises ValidationError by field, NotNow."""
        if not form.is_valid():
            return
        self.change.check(self.file, form.typed)
        check_pay_lasts(self.change.after(self.file, form.typed), self.file.today)

    def _ask_again(self, form: ChangeForm, conflict: str) -> HttpResponse:
        """What was chosen may be gone because the file changed in between: then that is what is wrong."""
        if not conflict or wants_part(self.request):
            return self.show(form, status=422)
        typed = {name: form[name].data for name in form.fields if form[name].data is not None}
        return self.show(self.change.form(self.file, None, self._start(typed)), conflict=conflict, status=409)

    def meanwhile(self) -> str:
        """Who changed the file since the page was opened from which this was sent; empty when nobody did."""
        sent = self.request.POST.get("expected_version")
        return self._say_meanwhile() if sent and sent != str(self.file.case.version) else ""

    def _say_meanwhile(self) -> str:
        return say_meanwhile(self.file.case, self.request.actor.role)

    def send(self, form: ChangeForm) -> HttpResponse:
        """Carry it through. When the file changed in between: on to what the same answers would do to it now."""
        try:
            sent = self.change.apply(self.file, form.typed, form.cleaned_data["expected_version"])
        except Stale as error:
            return self.stale(form, error)
        forget_draft(self.request.actor, *self._place)
        messages.success(self.request, sent.message)
        return see_other(self.request, *(sent.then or ("cases:detail", self.file.case.pk)))

    def stale(self, form: ChangeForm, _: Stale) -> HttpResponse:
        """On to what the same answers would do to the file as it is now."""
        self._keep(form)
        return see_other(self.request, f"{self.request.path}?{LOOKING}")

    @property
    def _place(self) -> tuple[str, int]:
        """Of the draft: the change, with the record it is about where there is one, and the file."""
        address = self.request.resolver_match.kwargs if self.request.resolver_match else {}
        about = [str(value) for name, value in address.items() if name not in ("case_id", "key")]
        return ":".join(["change", self.change.key, *about]), self.file.case.pk

    def _kept(self) -> QueryDict | None:
        draft = draft_of(self.request.actor, *self._place)
        if draft is None or timezone.now() - draft.saved_at > KEPT:
            return None
        return kept_answers(draft)

    def _keep(self, form: ChangeForm) -> None:
        name, about_id = self._place
        keep_answers(self.request, form, name=name, about_id=about_id)

    def _start(self, typed: Typed) -> Typed:
        return typed | {"expected_version": self.file.case.version}

    def renewed(self, sent: QueryDict) -> ChangeForm:
        """The same answers, about the file as it is now."""
        form = self.change.form(self.file, sent.dict() | {"expected_version": str(self.file.case.version)}, None)
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
            "readers": self.change.readers(role, self.file),
        }
        if wants_part(self.request):  # while somebody is still typing nothing is wrong yet
            return render(self.request, "cases/_change_outcome.html", context)
        return render(self.request, "cases/change.html", context | _about(self.file), status=status)

    def outcome(self, form: ChangeForm) -> dict[str, object]:
        """What it would do: in words, and in dates."""
        file, typed = self.file, form.typed
        return {
            "title": "Wat er verandert" if self.change.compares else "Wat er gebeurt",
            "sides": self._sides(typed) if self.change.compares else None,
            "tells": self.change.tells(file, typed),
            "hindrance": self.change.hindrance(file, typed) if self.may_send else "",
        }

    def _sides(self, typed: Typed) -> Sides:
        after = self.change.after(self.file, typed)
        return side_by_side(self.file.known, after, role=self.file.actor.role, today=self.file.today)


def _typed_in(sent: QueryDict) -> Typed:
    return {name: value for name, value in sent.dict().items() if name not in _NOT_KEPT}
