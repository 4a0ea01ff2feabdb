"""Messages: the list, one message, and marking them read."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, can_read, visible_all
from accounts.web import require_verb, see_other
from cases.models import AbsenceCase, Notice
from cases.operations import mark_read
from cases.timeline.explain import count_days, format_date

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the list shows it."""

    notice: Visible
    title: str
    about: str
    text: str
    url: str
    action: str = "Dossier openen"


@require_http_methods(["GET", "POST"])
def inbox(request: ActorRequest) -> HttpResponse:
    """All messages of this person in this role, unread first; POST marks them all read."""
    require_verb(request, Verb.READ_NOTICE, "cases.notice")
    mine = Notice.objects.visible_to(request.actor)
    if request.method == "POST":
        for notice in mine.filter(read_at=None):
            mark_read(actor=request.actor, notice=notice, at=timezone.now())
        messages.success(request, "Alle meldingen staan op gelezen.")
        return see_other(request, "cases:notices")
    is_unread = ExpressionWrapper(Q(read_at=None), BooleanField())
    unread_first = mine.annotate(is_unread=is_unread).order_by("-is_unread", "-created_at", "-pk")
    page = Paginator(unread_first, PER_PAGE).get_page(request.GET.get("page"))
    unread = mine.filter(read_at=None).count()
    below = f"{unread} ongelezen" if unread else "Alles is gelezen"
    context = {"page": page, "unread": unread, "below": below}
    return render(request, "cases/notices.html", context | _shown(list(page), request.actor))


@require_http_methods(["GET", "POST"])
def open_notice(request: ActorRequest, notice_id: int) -> HttpResponse:
    """One message with the way to what it is about; POST marks it read and goes on to there, or back to the list.

    The ways out of an unread message are buttons and no links: a scanner of mail or a browser that fetches ahead
    follows links, and would mark as read what nobody saw.
    """
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=notice_id)
    if request.method == "POST":
        mark_read(actor=request.actor, notice=notice, at=timezone.now())
        place = request.POST.get("open", "")
        is_ours = url_has_allowed_host_and_scheme(place, allowed_hosts=None)
        return see_other(request, place if is_ours else "cases:notices")
    return render(request, "cases/notice.html", _shown([notice], request.actor))


def _shown(notices: list[Notice], actor: Actor) -> dict[str, object]:
    """What each message says. Those to a provider, who sees no file, are of the app that knows his assignments."""
    if actor.role is Role.PROVIDER:
        return {"about_help": visible_all(notices, actor.role), "rows": []}
    return {"about_help": [], "rows": _messages(notices, actor)}


def _messages(notices: list[Notice], actor: Actor) -> list[Message]:
    """A file that went to somebody else is no longer named, but the message stays."""
    wanted = {notice.case_id for notice in notices}
    people = ("employee", "ontzorgmanager__user")
    cases = AbsenceCase.objects.visible_to(actor).select_related(*people).in_bulk(wanted)
    return [_message(notice, cases.get(notice.case_id), actor) for notice in notices]


def _message(notice: Notice, case: AbsenceCase | None, actor: Actor) -> Message:
    if notice.kind in ABOUT_EMERGENCIES:  # for who sees no file: the page of all requests
        text, url = TEXTS[Notice.Kind(notice.kind)], reverse("emergency:list")
        return Message(Visible(notice, actor.role), notice.kind_label, "Noodtoegang", text, url, "Verzoeken bekijken")
    if notice.kind in ABOUT_HAND_OVERS:  # of more than one file at once, some of which may have gone
        text, url = TEXTS[Notice.Kind(notice.kind)], reverse("cases:transfers")
        return Message(Visible(notice, actor.role), notice.kind_label, "Overdracht", text, url, "Overdrachten bekijken")
    place, action = PLACES.get(Notice.Kind(notice.kind), ("cases:detail", "Dossier openen"))
    return Message(
        notice=Visible(notice, actor.role),
        title=_title(notice),
        about=_about(case, actor),
        text=_text(notice, case),
        url=reverse(place, args=[case.pk]) if case else "",
        action=action,
    )


def _title(notice: Notice) -> str:
    """A reminder is called after its step; news about a step says what happened and to what."""
    if not notice.term:
        return notice.kind_label
    return notice.term if notice.kind == Notice.Kind.REMINDER else f"{notice.kind_label}: {notice.term}"


def _about(case: AbsenceCase | None, actor: Actor) -> str:
    if case is None:
        return "Dit dossier is niet meer bij u"
    number = f"Dossier {case.number}"
    named = actor.role is not Role.EMPLOYEE and can_read(case.employee, actor.role, "short_name")
    return f"{number} · {case.employee.short_name}" if named else number


def _text(notice: Notice, case: AbsenceCase | None) -> str:
    guide = case.ontzorgmanager if case is not None else None
    if notice.kind == Notice.Kind.REASSIGNED and guide is not None and guide.pk == notice.about_id:
        return f"{guide.name} begeleidt nu dit dossier. Telefoon {guide.phone}."
    if notice.kind == Notice.Kind.EXPERT_ANSWERED and notice.occurrence > 1:
        return ANSWERED_ANEW
    if notice.kind != Notice.Kind.REMINDER or notice.due_on is None or notice.days_before is None:
        whom = "werkgever" if case is not None and case.is_self_guided else "Ontzorgmanager"
        return TEXTS.get(Notice.Kind(notice.kind), "").replace("{guide}", whom)
    day = format_date(notice.due_on)
    if notice.days_before < 0:
        return f"De laatste dag was {day}. Deze stap is nog niet gedaan."
    left = (notice.due_on - timezone.localdate(notice.created_at)).days
    return f"De laatste dag is {day}. Dit bericht kwam {count_days(left)} van tevoren."


PLACES = dict.fromkeys(
    (Notice.Kind.VAULT_READY, Notice.Kind.VAULT_REPORT), ("documents:vault", "Medisch dossier openen")
) | {
    **dict.fromkeys(
        (
            Notice.Kind.ADVICE_GIVEN,
            Notice.Kind.ADVICE_SEEN,
            Notice.Kind.ADVICE_ANSWERED,
            Notice.Kind.ADVICE_WITHDRAWN,
            Notice.Kind.ADVICE_DUE,
            Notice.Kind.ADVICE_OVERDUE,
        ),
        ("ledger:list", "Adviezen openen"),
    ),
    **dict.fromkeys(
        (
            Notice.Kind.WORK_PROPOSED,
            Notice.Kind.WORK_ANSWERED,
            Notice.Kind.WORK_WITHDRAWN,
            Notice.Kind.WORK_DUE,
            Notice.Kind.WORK_OVERDUE,
        ),
        ("cases:work", "Voorstellen openen"),
    ),
    **dict.fromkeys((Notice.Kind.COACHING_WRITTEN, Notice.Kind.COACHING_ADDED), ("cases:coaching", "Coaching openen")),
    **dict.fromkeys(
        (
            Notice.Kind.CONSULT_ASKED,
            Notice.Kind.CONSULT_REACTED,
            Notice.Kind.CONSULT_WITHDRAWN,
            Notice.Kind.CONSULT_SENT,
            Notice.Kind.CONSULT_PLANNED,
            Notice.Kind.CONSULT_CHANGED,
            Notice.Kind.CONSULT_MISSED,
            Notice.Kind.CONSULT_REPLIED,
        ),
        ("consults:overview", "Spreekuur bekijken"),
    ),
    **dict.fromkeys(
        (Notice.Kind.CONFERENCE_WRITTEN, Notice.Kind.CONFERENCE_READY), ("cases:conferences", "Overleg openen")
    ),
    Notice.Kind.EXPERT_DUE: ("cases:considerations", "Antwoord geven"),
    Notice.Kind.MESSAGE_SENT: ("messages:list", "Berichten openen"),
    Notice.Kind.GUARANTEE_CONFIRMED: ("ledger:guarantee", "Garantie bekijken"),
}
"""What leads elsewhere than to the file, and how that is called."""
ABOUT_EMERGENCIES = {Notice.Kind.EMERGENCY_ASKED, Notice.Kind.EMERGENCY_ANSWERED}
ABOUT_HAND_OVERS = {Notice.Kind.FILES_CAME, Notice.Kind.FILES_WENT}
ANSWERED_ANEW = "De arbeidsdeskundige heeft zijn antwoord verbeterd. Het eerdere antwoord blijft ook te lezen."
TEXTS = {
    Notice.Kind.SICK_REPORTED: "De werkgever heeft een ziekmelding gedaan.",
    Notice.Kind.RELAPSED: "Er is een nieuwe ziekmelding binnen vier weken. Het dossier gaat verder.",
    Notice.Kind.RECOVERED: "De werkgever heeft beter gemeld. Open stappen staan stil zolang het dossier wacht.",
    Notice.Kind.ASSIGNED: "Dit dossier heeft nu een Ontzorgmanager.",
    Notice.Kind.REASSIGNED: "Dit dossier ging naar een andere Ontzorgmanager.",
    Notice.Kind.FILES_CAME: "U begeleidt nu dossiers van een collega. Bij elk dossier staat hoe het ervoor staat.",
    Notice.Kind.FILES_WENT: "Een collega neemt dossiers van u over. Zodra een dossier is overgedragen, ziet u het niet "
    "meer. De werkgever en de werknemer krijgen bericht.",
    Notice.Kind.UNASSIGNED: "Dit dossier is vijftien dagen oud en heeft nog geen Ontzorgmanager.",
    Notice.Kind.ANALYSIS_SIGNED: "De bedrijfsarts heeft de probleemanalyse ondertekend. U leest hem in het dossier.",
    Notice.Kind.PLAN_TO_SIGN: "Het plan staat klaar. Lees het, geef uw visie en onderteken het.",
    Notice.Kind.PLAN_REFUSED: "Iemand is niet akkoord met het plan. Bespreek samen wat anders moet.",
    Notice.Kind.DOCUMENT_READY: "U kunt het document nu openen in het dossier.",
    Notice.Kind.PAPER_ADDED: "Iemand heeft een stuk van buiten toegevoegd. U kunt het in het dossier lezen.",
    Notice.Kind.VAULT_READY: "Er staat iets nieuws voor u in het medisch dossier. Anderen zien dit bericht niet.",
    Notice.Kind.VAULT_REPORT: "Er staat een nieuw verslag voor u in het medisch dossier.",
    Notice.Kind.RENDER_FAILED: "Het maken van het document is niet gelukt. Probeer het opnieuw in het dossier.",
    Notice.Kind.BUILD_UP_PROPOSED: "Er ligt een voorstel voor de opbouw van uren. U geeft antwoord in het dossier.",
    Notice.Kind.BUILD_UP_ANSWERED: "De bedrijfsarts heeft geantwoord op het voorstel. U leest het in het dossier.",
    Notice.Kind.FIRST_DAY_CHANGED: "De eerste ziektedag is gewijzigd. De datums in het dossier zijn meegegaan.",
    Notice.Kind.FIRST_DAY_TO_UWV: "UWV heeft een andere eerste ziektedag. Geef de wijziging door aan UWV.",
    Notice.Kind.RECOVERY_CHANGED: "De werkgever heeft de betermelding gewijzigd of ingetrokken.",
    Notice.Kind.REPORT_CANCELLED: "De ziekmelding was een vergissing en is ingetrokken. U hoeft niets te doen.",
    Notice.Kind.FILE_CLOSED: "Het dossier is gesloten. U hoeft niets meer te doen.",
    Notice.Kind.WIA_WAIVED: "In het dossier staat dat u zelf heeft laten weten geen WIA aan te vragen. Zonder aanvraag "
    "krijgt u geen WIA-uitkering, en het loon stopt meestal na 104 weken. Klopt dit niet, of bedenkt u zich? Bel uw "
    "{guide}. Dan staat de aanvraag weer open.",
    Notice.Kind.WIA_NEEDED: "In het dossier staat niet meer dat u geen WIA aanvraagt. U ziet daar tot wanneer het kan.",
    Notice.Kind.FILE_SPLIT: "De datums zijn veranderd. Na het verlof is een nieuw dossier begonnen. Bekijk de stappen.",
    Notice.Kind.EMERGENCY_OPENED: "Een platformbeheerder mag een klein deel van dit dossier een paar uur zien. Dat "
    "is voor een noodgeval, met akkoord van een tweede beheerder. Er is niets te zien over gezondheid of over wat "
    "iemand in het werk kan. Vindt u dit niet terecht? Vraag het de privacyfunctionaris: die kan het beëindigen.",
    Notice.Kind.EMERGENCY_ASKED: "Een andere beheerder vraagt om noodtoegang tot een dossier. U beslist erover op de "
    "pagina Noodtoegang. Na 24 uur vervalt het verzoek.",
    Notice.Kind.EMERGENCY_ANSWERED: "Er is beslist over uw verzoek. U leest het op de pagina Noodtoegang.",
    Notice.Kind.WAGE_ASKED: "Een werknemer vraagt u om het loon volgens de administratie. U antwoordt in het dossier.",
    Notice.Kind.WAGE_ANSWERED: "U ziet het antwoord in uw dossier, bij de berekening van uw inkomen.",
    Notice.Kind.TASKS_PRESENTED: "Uw Ontzorgmanager schreef op welke taken u heeft. Lees het in uw dossier en vul in "
    "wat u kunt. Klopt het? Dan bevestigt u het en krijgt de bedrijfsarts de vraag.",
    Notice.Kind.TASKS_CONFIRMED: "De werknemer heeft de taken bevestigd. De vraag ligt bij de bedrijfsarts, die per "
    "taak antwoordt.",
    Notice.Kind.TASKS_RETURNED: "De werknemer wil de tekst over de taken anders. U leest in het dossier wat er "
    "anders is en schrijft een nieuwe versie.",
    Notice.Kind.TASKS_ANSWERED: "De bedrijfsarts heeft een vraag over het werk beantwoord. U leest het in het dossier.",
    Notice.Kind.VISION_TO_CONFIRM: "Uw Ontzorgmanager schreef op hoe u uw terugkeer naar werk ziet. Lees het in uw "
    "dossier. Klopt het? Dan bevestigt u het. U kiest ook wie het nog meer leest.",
    Notice.Kind.VISION_SHARED: "Een werknemer laat u antwoorden uit de werknemersvisie lezen. Ze staan in het dossier.",
    Notice.Kind.INCOME_SHARED: "Een werknemer laat u een berekening van het inkomen lezen. U opent die in het dossier.",
    Notice.Kind.WORK_PROPOSED: "De werknemer schreef op welk werk mogelijk is. De werkgever geeft antwoord.",
    Notice.Kind.WORK_ANSWERED: "De werkgever heeft geantwoord op een voorstel voor passend werk.",
    Notice.Kind.WORK_WITHDRAWN: "De werknemer heeft een voorstel ingetrokken. Een antwoord is niet meer nodig.",
    Notice.Kind.WORK_DUE: "De laatste dag om een voorstel van de werknemer te beantwoorden komt dichterbij. Zegt u "
    "geen gewoon ja? Schrijf dan op waarom.",
    Notice.Kind.WORK_OVERDUE: "De laatste dag om een voorstel van de werknemer te beantwoorden is voorbij. UWV kijkt "
    "later of de werkgever zo'n voorstel serieus heeft bekeken.",
    Notice.Kind.COACHING_WRITTEN: "Uw Ontzorgmanager schreef een notitie. Alleen u en uw Ontzorgmanager lezen die.",
    Notice.Kind.COACHING_ADDED: "De werknemer schreef een reactie bij een coachingnotitie. Alleen u beiden lezen die.",
    Notice.Kind.CORRECTION_ASKED: "De werknemer vraagt om iets aan te passen. U geeft antwoord in het dossier.",
    Notice.Kind.CORRECTION_ANSWERED: "Er is antwoord op uw verzoek om correctie. U leest het in het dossier.",
    Notice.Kind.GUIDANCE_WRITTEN: "De Ontzorgmanager heeft opgeschreven hoe de weg terug naar werk eruitziet. U leest "
    "het in het dossier, bij Wie doet wat.",
    Notice.Kind.GUIDANCE_REVIEW: "De dag is gekomen waarop u uw visie en plan opnieuw wilde bekijken. Klopt alles nog? "
    "Schrijf dan een nieuwe versie, met een nieuwe dag.",
    Notice.Kind.CONTACT_DUE: "U plande voor vandaag contact, of u sprak werkgever en werknemer twee weken niet. "
    "Sprak u elkaar al? Leg het dan vast. Of plan een andere dag.",
    Notice.Kind.CONFERENCE_WRITTEN: "De Ontzorgmanager schreef op wat de conclusie van een overleg is. Klopt het, en "
    "staat er niets medisch in? Bevestig het dan. Tot die tijd lezen werknemer en werkgever het niet.",
    Notice.Kind.CONFERENCE_READY: "De bedrijfsarts heeft de conclusie van een overleg bevestigd. U leest haar met de "
    "afspraken in het dossier.",
    Notice.Kind.EXPERT_DUE: "Zou een arbeidsdeskundige nu helpen? Leg uw antwoord vast en schrijf op waarom. Deze "
    "vraag komt elke dertien weken terug.",
    Notice.Kind.EXPERT_CALLED: "Een arbeidsdeskundige is gevraagd om het werk te vergelijken met wat iemand kan. De "
    "vraag staat in het dossier.",
    Notice.Kind.CONSULT_ASKED: "Er is een vraag voor de bedrijfsarts opgeschreven. U leest de precieze woorden eerst, "
    "en u kunt er iets bij zeggen.",
    Notice.Kind.CONSULT_REACTED: "De werknemer reageerde op de vraag voor een gesprek met de bedrijfsarts.",
    Notice.Kind.CONSULT_WITHDRAWN: "Een vraag aan de bedrijfsarts is ingetrokken. Er komt geen gesprek over.",
    Notice.Kind.CONSULT_SENT: "Er is een gesprek met de bedrijfsarts gevraagd. Plan een dag en een uur.",
    Notice.Kind.CONSULT_PLANNED: "Er is een gesprek met de bedrijfsarts gepland. De dag staat in het dossier.",
    Notice.Kind.CONSULT_CHANGED: "Een gesprek met de bedrijfsarts is verplaatst of gaat niet door. Bekijk het dossier.",
    Notice.Kind.CONSULT_MISSED: "In het dossier staat dat een gesprek met de bedrijfsarts niet doorging.",
    Notice.Kind.CONSULT_REPLIED: "De werknemer reageerde op een gesprek dat niet doorging. U leest het in het dossier.",
    Notice.Kind.MESSAGE_SENT: "Iemand die aan dit dossier werkt, schreef u een bericht. U leest het in het dossier.",
    Notice.Kind.FACT_ADVISED: "De bedrijfsarts legde iets vast dat voor het werk van belang is. U leest het in het "
    "dossier, bij wat is vastgelegd.",
    Notice.Kind.ADVICE_GIVEN: "Er staat een advies voor u klaar, met een laatste dag. Laat weten wat u ermee doet.",
    Notice.Kind.ADVICE_SEEN: "De bedrijfsarts gaf een advies. U leest het bij de adviezen in het dossier.",
    Notice.Kind.ADVICE_ANSWERED: "Er is een antwoord op uw advies. U leest het bij de adviezen in het dossier.",
    Notice.Kind.ADVICE_WITHDRAWN: "Een advies aan u is ingetrokken. U hoeft het niet meer te doen.",
    Notice.Kind.ADVICE_DUE: "De laatste dag van een advies aan u komt dichterbij. Is het gedaan? Leg dat dan vast.",
    Notice.Kind.ADVICE_OVERDUE: "De laatste dag van een advies is voorbij. Bespreek hoe het ervoor staat.",
    Notice.Kind.GUARANTEE_CONFIRMED: "De stand van de Poortwachtergarantie is bevestigd. U leest die in het dossier.",
    Notice.Kind.HELP_ORDERED: "Er is een re-integratie-interventie aangevraagd. Het doel staat in het dossier.",
    Notice.Kind.HELP_ACCEPTED: "De re-integratie-interventie gaat door. De datums staan in het dossier.",
    Notice.Kind.HELP_REFUSED: "De re-integratie-interventie gaat zo niet door. Er kan een andere worden aangevraagd.",
    Notice.Kind.HELP_STARTED: "De re-integratie-interventie is begonnen.",
    Notice.Kind.HELP_REPORTED: "Er is een verslag over de voortgang. U leest het in het dossier.",
    Notice.Kind.HELP_ENDED: "De re-integratie-interventie is voorbij. Het eindverslag staat in het dossier.",
    Notice.Kind.HELP_WITHDRAWN: "De re-integratie-interventie is ingetrokken of gestopt.",
    Notice.Kind.EXPERT_ANSWERED: "De arbeidsdeskundige heeft de vraag beantwoord. U leest het antwoord in het dossier.",
}
