"""The words of the access table: roles, row scopes, field classes, verbs. Facts only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """In which capacity somebody acts. A person has one role at a time."""

    VISITOR = "visitor"  # signed in, no role chosen yet
    EMPLOYER = "employer"
    EMPLOYEE = "employee"
    ONTZORGMANAGER = "ontzorgmanager"
    BEDRIJFSARTS = "bedrijfsarts"
    ARBODIENST = "arbodienst"
    DESK = "desk"
    DELEGATE = "delegate"  # works under taakdelegatie, for one bedrijfsarts
    LABOUR_EXPERT = "labour_expert"  # the arbeidsdeskundige, called to a file
    PROVIDER = "provider"  # helps an employee back, knows the own assignment only
    CLAIMS = "claims"  # the insurer's premium and claims side: never a file
    INTERMEDIARY = "intermediary"  # the adviser of one employer at a time
    PLATFORM = "platform"  # keeps the accounts, sees no file
    PRIVACY_OFFICER = "privacy_officer"  # watches over what is recorded, sees no file
    # The system itself, each with a narrow task of its own.
    PROJECTOR = "projector"  # writes computed milestones
    SCHEDULER = "scheduler"  # the daily sweep
    MAILER = "mailer"  # sends what the sweep wrote
    RENDERER = "renderer"  # turns a signed document into a PDF
    SPLITTER = "splitter"  # makes two files of one when the law does not add them up
    PURGER = "purger"  # removes what may no longer be kept
    AUDITOR = "auditor"  # checks that the audit trail is whole


SYSTEM_ROLES = frozenset(
    {Role.PROJECTOR, Role.SCHEDULER, Role.MAILER, Role.RENDERER, Role.SPLITTER, Role.PURGER, Role.AUDITOR}
)
HUMAN_ROLES = tuple(role for role in Role if role not in SYSTEM_ROLES)
BESIDE_THE_FILES = (Role.PLATFORM, Role.PRIVACY_OFFICER, Role.CLAIMS)

ROLE_LABELS: Mapping[Role, str] = MappingProxyType(
    {
        Role.VISITOR: "Nog geen rol gekozen",
        Role.EMPLOYER: "Werkgever",
        Role.EMPLOYEE: "Werknemer",
        Role.ONTZORGMANAGER: "Ontzorgmanager",
        Role.BEDRIJFSARTS: "Bedrijfsarts",
        Role.ARBODIENST: "Arbodienst",
        Role.DESK: "Re-integratie en Diensten",
        Role.DELEGATE: "Verzuimbegeleider (taakdelegatie)",
        Role.LABOUR_EXPERT: "Arbeidsdeskundige",
        Role.PROVIDER: "Dienstverlener",
        Role.CLAIMS: "Premie en schade",
        Role.INTERMEDIARY: "Adviseur",
        Role.PLATFORM: "Platformbeheer",
        Role.PRIVACY_OFFICER: "Privacyfunctionaris",
        Role.PROJECTOR: "Systeem (termijnen)",
        Role.SCHEDULER: "Systeem (planning)",
        Role.MAILER: "Systeem (berichten)",
        Role.RENDERER: "Systeem (documenten)",
        Role.SPLITTER: "Systeem (splitsen van dossiers)",
        Role.PURGER: "Systeem (bewaartermijnen)",
        Role.AUDITOR: "Systeem (controle van het logboek)",
    }
)

# Works in the place of another role: is shown what that role is shown, within rows and fields of its own lines.
EYES: Mapping[Role, Role] = MappingProxyType({Role.DELEGATE: Role.BEDRIJFSARTS})


def seen_as(role: Role) -> Role:
    """Through whose eyes this role looks: its own, except who works in the place of another role."""
    return EYES.get(role, role)


class Rows(StrEnum):
    """Which rows of a table. Each model says which of its columns each of these compares."""

    ALL = "all"
    SELF = "self"  # belongs to my account
    INBOX = "inbox"  # sent to me in the role I act in
    OWN = "own"  # is about me as an employee
    EMPLOYER = "employer"  # belongs to the company I act for
    MANAGED = "managed"  # of a file that my company guides itself: no Ontzorgmanager will come, and there is none
    ASSIGNED = "assigned"  # of a file of which I am the Ontzorgmanager
    TREATED = "treated"  # of a file of which I am the bedrijfsarts
    CONTRACTED = "contracted"  # of a file or contract of the arbodienst I work for
    DELEGATED = "delegated"  # of a file of the bedrijfsarts who delegated tasks to me, as long as that lasts
    OPENED = "opened"  # of a file that a second administrator opened to me, as long as that lasts
    CALLED = "called"  # of a file to which I am called, as long as that lasts
    PROVIDED = "provided"  # of an assignment to the provider for which I act, as long as that lasts


class Field(StrEnum):
    """The class of a field: what kind of information it is, and so who may read it."""

    INTERNAL = "internal"  # keys and bookkeeping
    ADMINISTRATIVE = "administrative"  # organisations, contracts, registrations
    IDENTIFYING = "identifying"  # name, birth date, function, hours
    CONTACT = "contact"  # where the sick employee can be reached
    PROCESS = "process"  # dates and steps of the file
    APPOINTMENT = "appointment"  # hour, place and with whom of a talk with the bedrijfsarts, and how it ended
    VANGNET = "vangnet"  # yes or no, never which ground
    ACCIDENT = "accident"  # work accident or recourse, yes or no
    HANDOVER = "handover"  # work to hand over; stays with the employer
    FUNCTIONAL = "functional"  # what somebody can do in work terms
    HOURS = "hours"  # what somebody works during sickness
    INCAPACITY = "incapacity"  # the percentage that the bedrijfsarts sets
    INCOME = "income"  # wage, and what sickness does to it: between the employee and who helps with it
    HELP = "help"  # goal and progress of an intervention, in terms of work
    PROVIDER_KIND = "provider_kind"  # who helps and with what: that can tell why somebody is sick
    VISION = "vision"  # how the employee sees the way back to work, in own words
    COACHING = "coaching"  # between the employee and the Ontzorgmanager, and nobody else
    CORRESPONDENCE = "correspondence"  # what the people of a file write to each other
    MEDICAL = "medical"  # what the bedrijfsarts knows of somebody's health: in tables with a second lock only
    BSN = "bsn"
    AUDIT = "audit"
    REQUEST = "request"  # what an employee asks to put right, and the answer
    OWN_WORDS = "own_words"  # what somebody is still typing


class Verb(StrEnum):
    """What somebody can do. One verb, one operation."""

    REPORT_SICK = "report_sick"
    REPORT_RECOVERY = "report_recovery"
    RECORD_LEAVE = "record_leave"
    ACCEPT_REPORT = "accept_report"
    TRIAGE = "triage"
    ASSIGN = "assign"
    LOG_CONTACT = "log_contact"
    PLAN_CONTACT = "plan_contact"
    CONSIDER_EXPERT = "consider_expert"
    WRITE_CONFERENCE = "write_conference"
    CONFIRM_CONFERENCE = "confirm_conference"
    DO_ACTION = "do_action"
    RECORD_TIME = "record_time"
    WITHDRAW_TIME = "withdraw_time"
    RECORD_STEP = "record_step"
    WITHDRAW_STEP = "withdraw_step"
    RECORD_FACT = "record_fact"
    WITHDRAW_FACT = "withdraw_fact"
    CORRECT_REPORT = "correct_report"
    CORRECT_RECOVERY = "correct_recovery"
    CANCEL_REPORT = "cancel_report"
    RECORD_DEATH = "record_death"
    WAIVE_STEP = "waive_step"
    NAME_DELAY = "name_delay"
    RECORD_HOURS = "record_hours"
    FORWARD_HOURS = "forward_hours"
    TRY_CHANGE = "try_change"
    TRY_CAPACITY = "try_capacity"
    PROPOSE_BUILD_UP = "propose_build_up"
    ANSWER_BUILD_UP = "answer_build_up"
    CONFIRM_STEPS = "confirm_steps"
    SAVE_VIEW = "save_view"
    PROPOSE_RULE = "propose_rule"
    DECIDE_RULE = "decide_rule"
    RECORD_POLICY_STEP = "record_policy_step"
    READ_CASE = "read_case"
    READ_TRAIL = "read_trail"
    CLOSE_CASE = "close_case"
    REMIND = "remind"
    MAIL = "mail"
    ESCALATE = "escalate"
    READ_NOTICE = "read_notice"
    DRAFT_PROBLEM_ANALYSIS = "draft_problem_analysis"
    SIGN_PROBLEM_ANALYSIS = "sign_problem_analysis"
    DRAFT_PLAN = "draft_plan"
    PROPOSE_PLAN = "propose_plan"
    WITHDRAW_PLAN = "withdraw_plan"
    ADD_VISION = "add_vision"
    SIGN_PLAN = "sign_plan"
    REFUSE_PLAN = "refuse_plan"
    READ_DOCUMENT = "read_document"
    RENDER = "render"
    RETRY_RENDER = "retry_render"
    MANAGE_ARBODIENST = "manage_arbodienst"
    MANAGE_PHYSICIAN = "manage_physician"
    MANAGE_ONTZORGMANAGER = "manage_ontzorgmanager"
    MANAGE_CONTRACT = "manage_contract"
    MANAGE_EMPLOYER = "manage_employer"
    MANAGE_POLICY = "manage_policy"
    REGISTER_EMPLOYEE = "register_employee"
    CORRECT_EMPLOYEE = "correct_employee"
    GIVE_ROLE = "give_role"
    GIVE_OTHER_ROLE = "give_other_role"
    INVITE = "invite"
    END_ROLE = "end_role"
    MANAGE_ADVISER = "manage_adviser"
    MANAGE_LABOUR_EXPERT = "manage_labour_expert"
    DELEGATE = "delegate"
    END_DELEGATION = "end_delegation"
    SUBSTITUTE = "substitute"
    END_SUBSTITUTION = "end_substitution"
    RESET_ACCESS = "reset_access"
    SAVE_DRAFT = "save_draft"
    KEEP_WORDING = "keep_wording"
    HOLD_FILE = "hold_file"
    WRITE_GUIDANCE = "write_guidance"
    REASSIGN = "reassign"
    MOVE_FILE = "move_file"
    DROP_TRANSFER = "drop_transfer"
    WRITE_TRANSFER = "write_transfer"
    TAKE_TRANSFER = "take_transfer"
    CALCULATE_INCOME = "calculate_income"
    READ_INCOME = "read_income"
    ACKNOWLEDGE_INCOME = "acknowledge_income"
    SHARE_INCOME = "share_income"
    ASK_WAGE = "ask_wage"
    ANSWER_WAGE = "answer_wage"
    PROPOSE_FIGURE = "propose_figure"
    DECIDE_FIGURE = "decide_figure"
    WRITE_TASKS = "write_tasks"
    CONFIRM_TASKS = "confirm_tasks"
    RETURN_TASKS = "return_tasks"
    ANSWER_TASKS = "answer_tasks"
    READ_TASKS = "read_tasks"
    WRITE_VISION = "write_vision"
    CONFIRM_VISION = "confirm_vision"
    SHARE_VISION = "share_vision"
    READ_VISION = "read_vision"
    PROPOSE_WORK = "propose_work"
    ANSWER_WORK = "answer_work"
    WITHDRAW_WORK = "withdraw_work"
    WRITE_COACHING = "write_coaching"
    ADD_TO_COACHING = "add_to_coaching"
    READ_COACHING = "read_coaching"
    ASK_CORRECTION = "ask_correction"
    ANSWER_CORRECTION = "answer_correction"
    ADD_ATTACHMENT = "add_attachment"
    READ_ATTACHMENT = "read_attachment"
    WITHDRAW_ATTACHMENT = "withdraw_attachment"
    START_THREAD = "start_thread"
    SEND_MESSAGE = "send_message"
    READ_THREAD = "read_thread"
    TAKE_ENCLOSURE = "take_enclosure"
    GIVE_ADVICE = "give_advice"
    ANSWER_ADVICE = "answer_advice"
    WITHDRAW_ADVICE = "withdraw_advice"
    CONFIRM_GUARANTEE = "confirm_guarantee"
    CALL_LABOUR_EXPERT = "call_labour_expert"
    END_CALL = "end_call"
    ANSWER_CALL = "answer_call"
    MANAGE_PROVIDER = "manage_provider"
    ORDER_INTERVENTION = "order_intervention"
    UPDATE_ASSIGNMENT = "update_assignment"
    WITHDRAW_INTERVENTION = "withdraw_intervention"
    READ_ASSIGNMENT = "read_assignment"
    ACCEPT_ASSIGNMENT = "accept_assignment"
    REFUSE_ASSIGNMENT = "refuse_assignment"
    START_INTERVENTION = "start_intervention"
    REPORT_PROGRESS = "report_progress"
    END_INTERVENTION = "end_intervention"
    READ_VAULT = "read_vault"
    READ_TREATMENT = "read_treatment"
    REPORT_TREATMENT = "report_treatment"
    WRITE_NOTE = "write_note"
    DRAFT_MEDICAL_INFORMATION = "draft_medical_information"
    SIGN_MEDICAL_INFORMATION = "sign_medical_information"
    GIVE_MEDICAL_INFORMATION = "give_medical_information"
    ASK_CONSULT = "ask_consult"
    ANSWER_CONSULT = "answer_consult"
    SEND_CONSULT = "send_consult"
    WITHDRAW_CONSULT = "withdraw_consult"
    ASK_TALK = "ask_talk"
    BEGIN_CONSULT = "begin_consult"
    PLAN_CONSULT = "plan_consult"
    MOVE_CONSULT = "move_consult"
    CANCEL_CONSULT = "cancel_consult"
    RECORD_CONSULT = "record_consult"
    ANSWER_NO_SHOW = "answer_no_show"
    ASK_COPY = "ask_copy"
    MAKE_COPY = "make_copy"
    TAKE_COPY = "take_copy"
    ASK_EMERGENCY = "ask_emergency"
    DECIDE_EMERGENCY = "decide_emergency"
    BREAK_GLASS = "break_glass"
    END_EMERGENCY = "end_emergency"
    PURGE = "purge"
    ROTATE_KEYS = "rotate_keys"
    OVERSEE = "oversee"


# Leaves a trace, changes nothing.
READING = frozenset(
    {
        Verb.TRY_CHANGE,
        Verb.TRY_CAPACITY,
        Verb.READ_CASE,
        Verb.READ_TRAIL,
        Verb.READ_DOCUMENT,
        Verb.READ_ATTACHMENT,
        Verb.READ_THREAD,
        Verb.TAKE_ENCLOSURE,
        Verb.READ_INCOME,
        Verb.READ_ASSIGNMENT,
        Verb.READ_TASKS,
        Verb.READ_VISION,
        Verb.READ_COACHING,
        Verb.READ_VAULT,
        Verb.READ_TREATMENT,
        Verb.TAKE_COPY,
        Verb.OVERSEE,
        Verb.BREAK_GLASS,
    }
)


class Write(StrEnum):
    """What an operation does to the rows of a table: the database allows a role no more than this."""

    ADD = "insert"
    CHANGE = "update"
    REMOVE = "delete"
    LOCK = "lock"  # holds a row while it works and leaves it as it is


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role may do with one kind of record. `reads` are rows that it may see beside those it may write.

    `more` is what it may do besides with a part of these rows only. Where rows name a role: it sees none that name a
    role of `not_about`, and writes none that name one of `not_writing`; it reads no name of who acted in a role of
    `nameless`.
    """

    rows: Rows
    fields: frozenset[Field]
    verbs: frozenset[Verb]
    writes: frozenset[Write]
    reads: Rows | None = None
    more: "Grant | None" = None
    not_about: frozenset[Role] = frozenset()
    not_writing: frozenset[Role] = frozenset()
    nameless: frozenset[Role] = frozenset()

    def rows_for(self, verb: Verb) -> Rows | None:
        """With which rows this verb is done; None when it is not done at all."""
        if verb in self.verbs:
            return self.rows
        return self.more.rows_for(verb) if self.more else None


def grant(
    rows: Rows,
    fields: Iterable[Field],
    *verbs: Verb,
    writes: str = "",
    reads: Rows | None = None,
    more: Grant | None = None,
    not_about: Iterable[Role] = (),
    not_writing: Iterable[Role] = (),
    nameless: Iterable[Role] = (),
) -> Grant:
    """A line of the table. `writes` names what operations of this role do to these rows: "add change remove lock".

    Verbs that change something change the record itself unless `writes` says otherwise. `reads` names rows that this
    role sees beside its own, and may only look at; `more` is what it may do besides with some of its rows. Rows that
    name a role of `not_about` are left out altogether, those of `not_writing` may only be looked at, and those of
    `nameless` do not say who it was.
    """
    changing = set(verbs) - READING
    words = writes or ("change" if changing else "")
    allowed = frozenset(_WRITES[word] for word in words.split())
    left_out = frozenset(not_about)
    return Grant(
        rows=rows,
        fields=frozenset(fields) | {Field.INTERNAL},
        verbs=frozenset(verbs),
        writes=allowed,
        reads=reads,
        more=more,
        not_about=left_out,
        not_writing=left_out | frozenset(not_writing),
        nameless=frozenset(nameless),
    )


_WRITES = {"add": Write.ADD, "change": Write.CHANGE, "remove": Write.REMOVE, "lock": Write.LOCK}
