"""Every URL of the map: what a stranger, a visitor and each role get. An address that nobody decided about fails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.terms import Role
from cases.models import BuildUpSchedule, Notice, PolicyStep
from cases.tasks import keep_policy_steps
from documents.models import Document
from employers.models import Membership, Policy
from ontzorg.demo import urls as demo
from ontzorg.isolation.addresses import (
    DEMO,
    DIRECTORY,
    JSON,
    OPEN,
    OWN,
    PAGES,
    RECORDS,
    Address,
    the_map,
    undecided,
)
from tests.access.advice import advised
from tests.access.consults import own_planned, planned_talk, put_question
from tests.access.guiding_drivers import agreed, timed
from tests.access.helped import helper_of, running_help, treated
from tests.access.job_tasks import sent_tasks, waiting_tasks
from tests.access.letters import for_all, with_file
from tests.access.medical import given_envelope, noted
from tests.access.transfers import words_ready
from tests.access.visions import shared_vision
from tests.access.work import coached, proposed_work
from tests.access.world import (
    World,
    arranged_substitution,
    asked_correction,
    asked_emergency,
    asked_wage,
    contract_ending,
    held,
    left_tasks,
    make_world,
    on_leave,
    own_copy,
    paper_of_employer,
    proposed_build_up,
    proposed_plan,
    saved_view,
    shared_income,
)
from tests.cast import Cast
from tests.conftest import AsActor, logged_in
from tests.factories.employers import ARRANGER, make_user

LETTERS = {"E": "anna", "W": "carla", "O": "noor", "B": "daan", "A": "bert", "D": "ina"}
OTHERS = {"L": Role.LABOUR_EXPERT, "V": Role.PROVIDER}
WITHOUT_A_FILE = {"P": Role.PRIVACY_OFFICER, "T": Role.PLATFORM, "C": Role.CLAIMS, "I": Role.INTERMEDIARY}
EXAMPLES: dict[str, Any] = {"key": "x", "uidb36": "1", "case_id": 1, "form": "vision", "about_id": 1}
LEAKS = ("Finn", "Prins", "Garage", "Eva Dam")
KNOWN = {"D": LEAKS} | dict.fromkeys("PTC", ("Garage", "Eva Dam"))  # who works for whom; never who is sick


MAP = the_map()


def test_every_url_is_decided_about() -> None:
    assert undecided() == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_is_sent_to_log_in(method: str) -> None:
    client, wrong = Client(), {}
    for name in set(MAP) - set(OPEN):
        answer = getattr(client, method)(MAP[name].url(EXAMPLES))
        to_login = answer.headers.get("Location", "").startswith(reverse("account_login"))
        kept = method == "post" or name in JSON | OWN  # what was sent stays where it is, with a way to log in
        if (answer.status_code, to_login) != ((403, False) if kept else (302, True)):
            wrong[name] = answer.status_code
    assert wrong == {}


def test_open_url_shows_nothing_but_itself(cast: Cast) -> None:
    client, wrong = Client(), {}
    for name, expected in OPEN.items():
        answer = client.get(MAP[name].url(EXAMPLES))
        leaked = [word for word in LEAKS if word in answer.content.decode()]
        if answer.status_code not in expected or leaked:
            wrong[name] = (answer.status_code, leaked)
    assert wrong == {}


@pytest.mark.parametrize("pattern", demo.urlpatterns, ids=lambda pattern: str(pattern.name))
def test_demo_url_is_listed_and_open(pattern: URLPattern) -> None:
    assert pattern.name in DEMO
    assert pattern.callback.login_required is False  # type: ignore[attr-defined]  # set by Django's decorator
    assert pattern.name not in MAP


@pytest.mark.django_db
def test_account_without_a_role_is_asked_to_choose() -> None:
    client, wrong = logged_in(make_user("Niemand")), {}
    for name in {*PAGES, *RECORDS, *DIRECTORY, *OWN}:
        answer = client.get(MAP[name].url(EXAMPLES))
        asked = (403, None) if name.startswith("cases_api:") else (302, reverse("choose_role"))
        if (answer.status_code, answer.headers.get("Location")) != asked:
            wrong[name] = answer.status_code
    assert wrong == {}


@pytest.fixture
def world(cast: Cast) -> World:
    """Files on both sides, with a signed probleemanalyse, a proposed plan and a proposed build-up."""
    made = make_world(cast)
    made.open()
    for file in (made.own, made.other):
        proposed_plan(file)
        proposed_build_up(file)
    return made


@pytest.fixture
def theirs(world: World) -> dict[str, list[Any]]:
    """Of everything that has a number: that of the other employer."""
    file, cast = world.other, world.cast
    with acting_as(system(Role.RENDERER)):
        documents = list(Document.objects.filter(case=file.open()).values_list("pk", flat=True))
    with acting_as(system(Role.MAILER)):
        notices = list(Notice.objects.filter(case=file.open()).values_list("pk", flat=True))
    with acting_as(ARRANGER):
        policies = list(Policy.objects.filter(employer=cast.garage).values_list("pk", flat=True))
        members = list(Membership.objects.filter(employer=cast.garage).values_list("pk", flat=True))
    with acting_as(file.bedrijfsarts):
        schedules = list(BuildUpSchedule.objects.filter(case=file.open()).values_list("pk", flat=True))
    keep_policy_steps()
    with acting_as(ARRANGER):
        steps = list(PolicyStep.objects.filter(employer=cast.garage).values_list("pk", flat=True))
    assert steps
    assert len(documents) == 2
    assert len(schedules) == 1
    assert notices
    shared, action = shared_income(file), agreed(file, "employer")
    return {
        "case_id": [file.open().pk],
        "employee_id": [cast.finn_file.pk],
        "employer_id": [cast.garage.pk],
        "document_id": documents,
        "notice_id": notices,
        "policy_id": policies,
        "membership_id": members,
        "schedule_id": schedules,
        "step_id": steps,
        "fact_id": [contract_ending(file).pk],
        "leave_id": [on_leave(file).pk],
        "hold_id": [held(file).pk],
        "request_id": [asked_correction(file).pk],
        "calculation_id": [shared.calculation_id],
        "share_id": [shared.pk],
        "provider_id": [helper_of(file).organisation_id],
        "intervention_id": [running_help(file).pk],
        "consult_id": [put_question(file).pk],
        "appointment_id": [own_planned(file).pk],
        "conference_id": [action.conference_id],
        "action_id": [action.pk],
        "entry_id": [timed(file).pk],
        "thread_id": [for_all(file).pk],
        "message_id": [with_file(file).pk],
        "wage_id": [asked_wage(file).pk],
        "vision_id": [shared_vision(file).pk],
        "analysis_id": [sent_tasks(file).pk],
        "other_id": [sent_tasks(file).pk],
        "transfer_id": [words_ready(file).pk],
        "talk": ["werkgever"],
        "slug": ["intake"],
        "key": ["uwv_week_42_report", "terugval"],
        "occurrence": [1],
        "view_id": [saved_view(file).pk],
        "delegation_id": [left_tasks(file).pk],
        "substitution_id": [arranged_substitution(file).pk],
        "copy_id": [own_copy(file).pk],
        "advice_id": [advised(file).pk],
        "proposal_id": [proposed_work(file).pk],
        "coaching_id": [coached(file).pk],
        "attachment_id": [paper_of_employer(file).pk],
        "note_id": [noted(file).pk],
        "information_id": [given_envelope(file).pk],
        "report_id": [treated(file).pk],
        "access_id": [asked_emergency(file).pk],
    }


def person(world: World, letter: str) -> Actor:
    found: Actor = (
        getattr(world.cast, LETTERS[letter]) if letter in LETTERS else world.actor((OTHERS | WITHOUT_A_FILE)[letter])
    )
    return found


def browser(as_actor: AsActor, actor: Actor) -> Client:
    client = as_actor(actor)
    client.raise_request_exception = False
    return client


def each(address: Address, theirs: dict[str, list[Any]]) -> Iterator[str]:
    """The address with every record of the other employer that fits."""
    longest = max(len(theirs[name]) for name in address.arguments)
    for index in range(longest):
        yield address.url({name: theirs[name][min(index, len(theirs[name]) - 1)] for name in address.arguments})


def ask(client: Client, url: str, method: str) -> int:
    answer = getattr(client, method)(url)
    if answer.status_code == 404:
        assert not [word for word in LEAKS if word in answer.content.decode()]
    return int(answer.status_code)


@pytest.mark.parametrize("letter", "EWOBALV")
def test_record_of_the_other_employer_is_as_one_that_does_not_exist(
    world: World, theirs: dict[str, list[Any]], as_actor: AsActor, letter: str
) -> None:
    """404 for whoever may use the page; who may not use it at all hears so, whichever number he tries."""
    client = browser(as_actor, person(world, letter))
    wrong = {}
    for name, letters in RECORDS.items():
        allowed = {404, 405} if letter in letters else {403, 404, 405}
        empty = MAP[name].url({"key": "uwv_week_42_report"})
        nothing = {method: ask(client, empty, method) for method in ("get", "post")}
        for url in each(MAP[name], theirs):
            for method in ("get", "post"):
                status = ask(client, url, method)
                if status not in allowed or status != nothing[method]:
                    wrong[f"{method} {name}"] = (status, nothing[method])
    assert wrong == {}


@pytest.mark.parametrize("letter", WITHOUT_A_FILE)
def test_record_is_refused_to_who_has_no_file(
    world: World, theirs: dict[str, list[Any]], as_actor: AsActor, letter: str
) -> None:
    client, wrong = browser(as_actor, person(world, letter)), {}
    for name, letters in RECORDS.items():
        for url in each(MAP[name], theirs) if letter not in letters else ():
            for method in ("get", "post"):
                if (status := ask(client, url, method)) not in (403, 404, 405):
                    wrong[f"{method} {name}"] = status
    assert wrong == {}


def test_every_page_answers_404_for_some_method(world: World, theirs: dict[str, list[Any]], as_actor: AsActor) -> None:
    """Or the test above would pass on addresses that refuse everything."""
    clients = {letter: browser(as_actor, person(world, letter)) for letter in (*LETTERS, *OTHERS, *WITHOUT_A_FILE)}
    silent = []
    for name, letters in RECORDS.items():
        client = clients[letters[0]]
        url = MAP[name].url({"key": "uwv_week_42_report"})
        if 404 not in {ask(client, url, "get"), ask(client, url, "post")}:
            silent.append(name)
    assert silent == []


@pytest.mark.parametrize("letter", "EWOBADPTCILV")
def test_page_is_for_its_roles_and_names_nobody_else(world: World, as_actor: AsActor, letter: str) -> None:
    client = browser(as_actor, person(world, letter))
    wrong = {}
    for name, letters in PAGES.items():
        answer = client.get(MAP[name].url({}))
        body = answer.content.decode()
        leaked = [word for word in LEAKS if word in body and word not in KNOWN.get(letter, ())]
        if answer.status_code != (200 if letter in letters else 403) or leaked:
            wrong[name] = (answer.status_code, leaked)
    assert wrong == {}


@pytest.mark.parametrize("letter", "EWOBAPTCILV")
def test_pages_about_partners_are_for_the_desk(world: World, as_actor: AsActor, letter: str) -> None:
    client = browser(as_actor, person(world, letter))
    doctor = {"ohs_id": world.cast.oost.pk, "user_id": world.cast.gijs.user_id}
    manager = {"user_id": world.cast.loes.user_id}
    found = {
        (name, method): ask(client, MAP[name].url(manager if name == "employers:manager" else doctor), method)
        for name in DIRECTORY
        for method in ("get", "post")
    }
    assert {key: status for key, status in found.items() if status not in (403, 405)} == {}


def test_own_record_is_really_there(world: World, as_actor: AsActor) -> None:
    """The refusals above are about the other employer, not about a page that never works."""
    with acting_as(system(Role.RENDERER)):
        documents = Document.objects.filter(case=world.own.open()).order_by("pk")
        analysis, plan = documents.values_list("pk", flat=True)
    with acting_as(world.cast.daan):
        schedule = BuildUpSchedule.objects.get(case=world.own.open()).pk
    case_id = world.own.open().pk
    running = running_help(world.own).pk
    tasks, waiting = sent_tasks(world.own).pk, waiting_tasks(world.own).pk
    question, talk = put_question(world.own).pk, planned_talk(world.own).pk
    good: dict[str, tuple[str, dict[str, Any]]] = {
        "cases:detail": ("EWOBADL", {"case_id": case_id}),
        "cases:call_labour_expert": ("O", {"case_id": case_id}),
        "consults:overview": ("EWOBA", {"case_id": case_id}),
        "consults:ask": ("O", {"case_id": case_id}),
        "consults:react": ("W", {"case_id": case_id, "consult_id": question}),
        "consults:ask_talk": ("W", {"case_id": case_id}),
        "consults:begin": ("B", {"case_id": case_id}),
        "consults:move": ("BA", {"case_id": case_id, "appointment_id": talk}),
        "consults:cancel": ("BA", {"case_id": case_id, "appointment_id": talk}),
        "consults:outcome": ("BA", {"case_id": case_id, "appointment_id": talk}),
        "cases:answer_call": ("L", {"case_id": case_id}),
        "cases:conferences": ("EWOB", {"case_id": case_id}),
        "cases:write_conference": ("O", {"case_id": case_id}),
        "cases:considerations": ("EWOB", {"case_id": case_id}),
        "cases:time": ("O", {"case_id": case_id}),
        "messages:list": ("EWOB", {"case_id": case_id}),
        "messages:start": ("EWOB", {"case_id": case_id}),
        "messages:thread": ("EWOB", {"case_id": case_id, "thread_id": for_all(world.own).pk}),
        "interventions:order": ("OB", {"case_id": case_id}),
        "interventions:update": ("OB", {"intervention_id": running}),
        "interventions:assignment": ("V", {"intervention_id": running}),
        "interventions:report": ("V", {"intervention_id": running}),
        "interventions:end": ("V", {"intervention_id": running}),
        "cases:recovery": ("EWOBD", {"case_id": case_id}),
        "cases:changes": ("EWOBD", {"case_id": case_id}),
        "cases:change": ("EWOBD", {"case_id": case_id, "key": "terugval"}),
        "cases:triage": ("BA", {"case_id": case_id}),
        "cases:transfer": ("OWD", {"case_id": case_id}),
        "cases:contact": ("O", {"case_id": case_id}),
        "cases:plan_contact": ("O", {"case_id": case_id}),
        "cases:talk": ("O", {"case_id": case_id, "slug": "intake"}),
        "cases:hours": ("EWO", {"case_id": case_id}),
        "cases:build_up": ("E", {"case_id": case_id}),
        "cases:income": ("WO", {"case_id": case_id}),
        "cases:income_new": ("W", {"case_id": case_id}),
        "cases:tasks": ("EWOBL", {"case_id": case_id}),
        "cases:write_tasks": ("O", {"case_id": case_id}),
        "cases:tasks_version": ("EWOBL", {"case_id": case_id, "analysis_id": tasks}),
        "cases:compare_tasks": ("EWOBL", {"case_id": case_id, "analysis_id": tasks, "other_id": tasks}),
        "cases:confirm_tasks": ("W", {"case_id": case_id, "analysis_id": waiting}),
        "cases:return_tasks": ("W", {"case_id": case_id, "analysis_id": waiting}),
        "cases:answer_tasks": ("B", {"case_id": case_id, "analysis_id": tasks}),
        "cases:vision": ("EWOB", {"case_id": case_id}),
        "cases:work": ("EWOBL", {"case_id": case_id}),
        "cases:propose_work": ("W", {"case_id": case_id}),
        "cases:work_proposal": ("EWOBL", {"case_id": case_id, "proposal_id": proposed_work(world.own).pk}),
        "cases:coaching": ("WO", {"case_id": case_id}),
        "cases:write_coaching": ("O", {"case_id": case_id}),
        "cases:add_to_coaching": ("W", {"case_id": case_id, "coaching_id": coached(world.own).pk}),
        "cases:write_vision": ("WO", {"case_id": case_id}),
        "cases:prepare_talk": ("W", {"case_id": case_id, "talk": "bedrijfsarts"}),
        "documents:preparation": ("W", {"case_id": case_id, "talk": "werkgever"}),
        "cases:build_up_answer": ("B", {"case_id": case_id, "schedule_id": schedule}),
        "cases:build_up_advice": ("B", {"case_id": case_id, "schedule_id": schedule}),
        "cases:record_step": ("EO", {"case_id": case_id, "key": "uwv_week_42_report"}),
        "cases_api:case": ("EWOBAD", {"case_id": case_id}),
        "documents:detail": ("EWOBL", {"document_id": analysis}),
        "documents:sign": ("EW", {"document_id": plan}),
        "documents:vault": ("WB", {"case_id": case_id}),
        "documents:vault_copy": ("WB", {"case_id": case_id}),
        "documents:note": ("B", {"case_id": case_id}),
        "documents:envelope": ("B", {"case_id": case_id}),
        "employers:detail": ("D", {"employer_id": world.cast.bakery.pk}),
    }
    wrong = {}
    clients = {letter: browser(as_actor, person(world, letter)) for letter in (*LETTERS, *OTHERS)}
    for name, (letters, values) in good.items():
        for letter in letters:
            answer = clients[letter].get(MAP[name].url(values))
            if answer.status_code != 200:
                wrong[f"{letter} {name}"] = answer.status_code
    assert wrong == {}


def test_looking_at_a_file_leaves_a_trace(world: World, as_actor: AsActor) -> None:
    as_actor(world.cast.bert).get(reverse("cases:detail", args=[world.own.open().pk]))
    with acting_as(world.cast.bert):
        event = AuditEvent.objects.visible_to(world.cast.bert).order_by("-pk")[0]
    assert (event.action, event.case_id) == ("read_case", world.own.open().pk)
