"""The Medische informatie: writing it, signing it, giving it to the employee, and its PDF."""

import io
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, see_other
from cases.models import AbsenceCase
from documents import operations
from documents.contents import SECTIONS
from documents.forms.fields import typed
from documents.forms.vault import EnvelopeForm, EnvelopeSignForm
from documents.models import MedicalInformation
from documents.operations.vault import ENVELOPES
from documents.render import lay_out_envelope, write_pdf
from documents.views._vault import envelope_of, file_of, vault_page
from employers.models import EmployeeIdentity


@vault_page(Verb.DRAFT_MEDICAL_INFORMATION, ENVELOPES)
@require_http_methods(["GET", "POST"])
def draft(request: ActorRequest, case_id: int) -> HttpResponse:
    """The draft, which is kept in the vault itself."""
    case = file_of(request, case_id)
    if request.method == "GET":
        return _draft_page(request, case, EnvelopeForm(initial=_begun(request, case)))
    form = EnvelopeForm(request.POST)
    if not form.is_valid():
        return _draft_page(request, case, form, status=422)
    version = form.cleaned_data["expected_version"]
    try:
        operations.draft_medical_information(
            actor=request.actor, case=case, parts=form.parts, expected_version=version, at=timezone.now()
        )
    except ValidationError as error:
        refuse(form, error)
        return _draft_page(request, case, form, status=422)
    except NotNow as error:
        # What was typed stays, beside what stands there now; sent again it replaces that. A part in which nothing was
        # typed is filled with what somebody else wrote there: it would be emptied without a word.
        now = _begun(request, case)
        written = {key: value for key, value in typed(dict(request.POST.lists())).items() if value}
        again = EnvelopeForm(initial=now | written | {"expected_version": now["expected_version"]})
        return _draft_page(request, case, again, conflict=str(error), now=now, status=409)
    messages.success(request, "Het concept is bewaard in het medisch dossier.")
    return see_other(request, "documents:vault", case.pk)


def _begun(request: ActorRequest, case: AbsenceCase) -> dict[str, object]:
    """What stands in the draft; the text of the last signed one to begin with when there is none."""
    found = MedicalInformation.objects.visible_to(request.actor).filter(case=case).order_by("-edition", "-pk").first()
    if found is None:
        return {"expected_version": 0}
    operations.read_envelope(actor=request.actor, information=found)
    return dict(found.said["parts"]) | {"expected_version": 0 if found.is_signed else found.version_no}


def _draft_page(
    request: ActorRequest,
    case: AbsenceCase,
    form: EnvelopeForm,
    *,
    conflict: str = "",
    now: Mapping[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    theirs = [(title, now[key]) for key, title, _ in SECTIONS if now.get(key)] if now else []
    context = {"case": Visible(case, request.actor.role), "form": form, "conflict": conflict, "theirs": theirs}
    return render(request, "documents/envelope_draft.html", context, status=status)


@vault_page(Verb.SIGN_MEDICAL_INFORMATION, ENVELOPES)
@require_http_methods(["GET", "POST"])
def sign(request: ActorRequest, case_id: int, information_id: int) -> HttpResponse:
    """Read it all once more, and sign."""
    information = envelope_of(request, case_id, information_id)
    if information.is_signed:
        messages.info(request, "Deze Medische informatie is al ondertekend.")
        return see_other(request, "documents:vault", case_id)
    if request.method == "GET":
        return _sign_page(request, information, EnvelopeSignForm(initial={"expected_version": information.version_no}))
    form = EnvelopeSignForm(request.POST)
    if not form.is_valid():
        return _sign_page(request, information, form, status=422)
    values: dict[str, Any] = {"actor": request.actor, "information": information, "at": timezone.now()}
    try:
        operations.sign_medical_information(**values, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _sign_page(request, information, form, status=422)
    except NotNow as error:
        information = envelope_of(request, case_id, information_id)
        again = EnvelopeSignForm(initial=form.cleaned_data | {"expected_version": information.version_no})
        return _sign_page(request, information, again, conflict=str(error), status=409)
    messages.success(request, "Ondertekend. De werknemer heeft het nog niet.")
    return see_other(request, "documents:vault", case_id)


def _sign_page(
    request: ActorRequest,
    information: MedicalInformation,
    form: EnvelopeSignForm,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole text stands on it, so showing it leaves a trace."""
    operations.read_envelope(actor=request.actor, information=information)
    role = request.actor.role
    context = {
        "case": Visible(information.case, role),
        "envelope": Visible(information, role),
        "form": form,
        "conflict": conflict,
    }
    return render(request, "documents/envelope_sign.html", context, status=status)


@vault_page(Verb.GIVE_MEDICAL_INFORMATION, ENVELOPES)
@require_POST
def give(request: ActorRequest, case_id: int, information_id: int) -> HttpResponse:
    """From now on the employee can open it."""
    information = envelope_of(request, case_id, information_id)
    today = timezone.localdate()
    try:
        operations.give_medical_information(actor=request.actor, information=information, today=today)
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "De werknemer kan het nu openen en downloaden, en niemand anders.")
    return see_other(request, "documents:vault", case_id)


@vault_page(Verb.READ_VAULT, ENVELOPES, download=True)
@require_safe
def pdf(request: ActorRequest, case_id: int, information_id: int) -> FileResponse:
    """The PDF, made now and kept nowhere; leaves a trace. The BSN is on the copy of the employee only."""
    information = envelope_of(request, case_id, information_id)
    operations.read_envelope(actor=request.actor, information=information)
    identity = EmployeeIdentity.objects.visible_to(request.actor).filter(employee=information.employee_id).first()
    content = write_pdf(lay_out_envelope(information, identity.bsn if identity else ""))
    name = f"stuk-{information.case.number}-{information.edition}.pdf"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
