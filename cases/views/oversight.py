"""The pages of the privacy officer. Looking at what others did leaves a trace of its own."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.audit import DENIED
from accounts.models import AuditEvent, WordingOverride
from accounts.operations import oversee
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import visible_all
from accounts.web import require_verb
from cases import oversight
from cases.forms.oversight import TrailForm
from cases.models import EmergencyAccess, LegalHold, PurgeRecord
from cases.views import emergency

PAGE = 50
LATELY = timedelta(days=30)
RESOURCE = "accounts.auditevent"


def start(request: ActorRequest) -> HttpResponse:
    """What there is to look at, in numbers."""
    actor, today = request.actor, timezone.localdate()
    since = timezone.now() - LATELY
    context = {
        "refused": AuditEvent.objects.visible_to(actor).filter(at__gte=since, result=DENIED).count(),
        "kept": WordingOverride.objects.visible_to(actor).filter(at__gte=since).count(),
        "held": LegalHold.objects.visible_to(actor).in_force(today).count(),
        "opened": EmergencyAccess.objects.visible_to(actor).open(timezone.now()).count(),
        "last_purge": PurgeRecord.objects.visible_to(actor).order_by("-ran_at").first(),
    }
    return render(request, "cases/oversight.html", context)


@require_safe
def log(request: ActorRequest) -> HttpResponse:
    """Day by day who did what and what was refused, of everybody or in one file."""
    require_verb(request, Verb.OVERSEE, RESOURCE)
    form = TrailForm(request.GET)
    chosen, case_id = form.chosen(), oversight.file_called(form.number())
    oversee(actor=request.actor, case_id=case_id)
    since: date = chosen.get("sinds") or (date(2000, 1, 1) if case_id else timezone.localdate() - LATELY)
    page = Paginator(oversight.acts(request.actor, since, chosen, case_id), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "days": oversight.told(request.actor, page),
        "since": since,
        "filtered": bool(chosen),
        "one_file": bool(case_id),
    }
    return render(request, "cases/oversight_log.html", context)


@require_safe
def texts(request: ActorRequest) -> HttpResponse:
    """Texts that were kept with marked words in them, and why; never the words."""
    require_verb(request, Verb.OVERSEE, RESOURCE)
    oversee(actor=request.actor)
    kept = WordingOverride.objects.visible_to(request.actor).select_related("user").order_by("-pk")
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "cases/oversight_texts.html", {"page": page, "rows": oversight.kept_texts(request.actor, page)}
    )


@require_safe
def emergencies(request: ActorRequest) -> HttpResponse:
    """Which administrator was allowed to see a file, by whom and until when; each can be ended here."""
    require_verb(request, Verb.OVERSEE, RESOURCE)
    oversee(actor=request.actor)
    page, found = emergency.rows(request, timezone.now())
    return render(request, "cases/oversight_emergencies.html", {"page": page, "rows": found})


@require_safe
def holds(request: ActorRequest) -> HttpResponse:
    """Files that stay longer than their period, those that ended as well."""
    require_verb(request, Verb.OVERSEE, RESOURCE)
    oversee(actor=request.actor)
    actor, today = request.actor, timezone.localdate()
    held = LegalHold.objects.visible_to(actor).select_related("placed_by", "lifted_by").order_by("-since", "-pk")
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    running = set(LegalHold.objects.visible_to(actor).in_force(today).values_list("pk", flat=True))
    rows = [(one, one.pk in running) for one in visible_all(page, actor.role)]
    return render(request, "cases/oversight_holds.html", {"page": page, "rows": rows})
