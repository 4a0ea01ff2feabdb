"""Why somebody handles data, and which classes of data that touches: facts for the audit trail."""

from collections.abc import Mapping
from enum import StrEnum

from accounts.policy import POLICY
from accounts.terms import SYSTEM_ROLES, Field, Role, Verb


class Purpose(StrEnum):
    """The purpose of one act, as the audit trail keeps it; AVG art. 5 lid 1 onder b."""

    OWN_FILE = "own_file"
    EMPLOYER_DUTY = "employer_duty"
    GUIDANCE = "guidance"
    ADVICE = "advice"
    CARE = "care"
    PLANNING = "planning"
    PROGRESS = "progress"
    HELP = "help"
    INSURANCE = "insurance"
    KEEPING = "keeping"
    OVERSIGHT = "oversight"
    EMERGENCY = "emergency"
    AUTOMATIC = "automatic"


PURPOSE_TEXTS: Mapping[Purpose, str] = {
    Purpose.OWN_FILE: "inzage in het eigen dossier",
    Purpose.EMPLOYER_DUTY: "taak van de werkgever bij ziekte",
    Purpose.GUIDANCE: "begeleiding bij verzuim",
    Purpose.ADVICE: "advies over wat iemand in het werk kan",
    Purpose.CARE: "medische begeleiding, onder het beroepsgeheim",
    Purpose.PLANNING: "planning van de arbodienst",
    Purpose.PROGRESS: "toezien op de stappen van het dossier",
    Purpose.HELP: "hulp bij de terugkeer naar werk",
    Purpose.INSURANCE: "uitvoering van de verzekering",
    Purpose.KEEPING: "beheer van organisaties en accounts",
    Purpose.OVERSIGHT: "toezicht op de omgang met gegevens",
    Purpose.EMERGENCY: "een noodgeval",
    Purpose.AUTOMATIC: "automatische verwerking van het dossier",
}

_OF_ROLE: Mapping[Role, Purpose] = {
    Role.VISITOR: Purpose.KEEPING,
    Role.EMPLOYER: Purpose.EMPLOYER_DUTY,
    Role.EMPLOYEE: Purpose.OWN_FILE,
    Role.ONTZORGMANAGER: Purpose.GUIDANCE,
    Role.BEDRIJFSARTS: Purpose.ADVICE,
    Role.ARBODIENST: Purpose.PLANNING,
    Role.DESK: Purpose.PROGRESS,
    Role.DELEGATE: Purpose.ADVICE,
    Role.LABOUR_EXPERT: Purpose.ADVICE,
    Role.PROVIDER: Purpose.HELP,
    Role.CLAIMS: Purpose.INSURANCE,
    Role.INTERMEDIARY: Purpose.INSURANCE,
    Role.PLATFORM: Purpose.KEEPING,
    Role.PRIVACY_OFFICER: Purpose.OVERSIGHT,
} | dict.fromkeys(SYSTEM_ROLES, Purpose.AUTOMATIC)

# Whoever does this does not do it for a file.
_KEEPING = frozenset(verb for verb in Verb if verb.value.startswith("manage_")) | {
    Verb.REGISTER_EMPLOYEE,
    Verb.CORRECT_EMPLOYEE,
    Verb.GIVE_ROLE,
    Verb.GIVE_OTHER_ROLE,
    Verb.INVITE,
    Verb.END_ROLE,
    Verb.RESET_ACCESS,
    Verb.DELEGATE,
    Verb.END_DELEGATION,
    Verb.SUBSTITUTE,
    Verb.END_SUBSTITUTION,
    Verb.PROPOSE_RULE,
    Verb.DECIDE_RULE,
    Verb.PROPOSE_FIGURE,
    Verb.DECIDE_FIGURE,
}

_EMERGENCY = frozenset({Verb.ASK_EMERGENCY, Verb.DECIDE_EMERGENCY, Verb.BREAK_GLASS, Verb.END_EMERGENCY})

_CARE = frozenset(
    {
        Verb.READ_VAULT,
        Verb.READ_TREATMENT,
        Verb.REPORT_TREATMENT,
        Verb.WRITE_NOTE,
        Verb.DRAFT_MEDICAL_INFORMATION,
        Verb.SIGN_MEDICAL_INFORMATION,
        Verb.GIVE_MEDICAL_INFORMATION,
    }
)

_DOCUMENT = ("documents.document", "documents.problemanalysis", "documents.planofaction", "documents.signature")
_HELP = (
    "interventions.assignment",
    "interventions.briefing",
    "interventions.intervention",
    "interventions.progressreport",
)
_TASKS = ("cases.taskanalysis", "cases.jobtask", "cases.taskability", "cases.taskadvice")
_ADVICE = ("documents.advice", "documents.advicefollowup", "documents.guaranteeconfirmation")
_WORK = ("cases.workproposal", "cases.workreply")
_COACHING = ("cases.coachingnote", "cases.coachingreaction")
_HOURS = ("cases.capacitychange", "cases.buildupschedule")
# What somebody has before him while doing it, where that is more than the record itself.
_BESIDE: Mapping[Verb, tuple[str, ...]] = {
    Verb.READ_CASE: ("cases.sickreport", "cases.handovernote", "cases.casefact", *_HOURS, *_HELP, *_ADVICE, *_WORK),
    Verb.READ_TRAIL: ("accounts.auditevent",),
    Verb.READ_DOCUMENT: _DOCUMENT,
    Verb.DRAFT_PROBLEM_ANALYSIS: _DOCUMENT,
    Verb.SIGN_PROBLEM_ANALYSIS: _DOCUMENT,
    Verb.DRAFT_PLAN: _DOCUMENT,
    Verb.PROPOSE_PLAN: _DOCUMENT,
    Verb.ADD_VISION: _DOCUMENT,
    Verb.SIGN_PLAN: _DOCUMENT,
    Verb.REFUSE_PLAN: _DOCUMENT,
    Verb.CALCULATE_INCOME: ("cases.wiacalculation",),
    Verb.ACKNOWLEDGE_INCOME: ("cases.wiacalculation",),
    Verb.SHARE_INCOME: ("cases.wiacalculation",),
    Verb.ASK_WAGE: ("cases.wagerequest",),
    **dict.fromkeys(
        (Verb.WRITE_TASKS, Verb.CONFIRM_TASKS, Verb.RETURN_TASKS, Verb.ANSWER_TASKS, Verb.READ_TASKS), _TASKS
    ),
    Verb.WRITE_VISION: ("cases.employeevision", "cases.visionanswer"),
    Verb.CONFIRM_VISION: ("cases.employeevision", "cases.visionanswer"),
    Verb.SHARE_VISION: ("cases.visionanswer",),
    Verb.READ_VISION: ("cases.visionanswer",),
    **dict.fromkeys((Verb.PROPOSE_WORK, Verb.ANSWER_WORK, Verb.WITHDRAW_WORK), _WORK),
    **dict.fromkeys((Verb.WRITE_COACHING, Verb.ADD_TO_COACHING, Verb.READ_COACHING), _COACHING),
    **dict.fromkeys((Verb.START_THREAD, Verb.SEND_MESSAGE, Verb.READ_THREAD), ("documents.message",)),
    Verb.GIVE_ADVICE: _ADVICE,
    Verb.ANSWER_ADVICE: _ADVICE,
    Verb.WITHDRAW_ADVICE: _ADVICE,
    Verb.CONFIRM_GUARANTEE: _ADVICE,
    Verb.RENDER: (*_DOCUMENT, "employers.employee"),
    Verb.RECORD_HOURS: _HOURS,
    Verb.FORWARD_HOURS: _HOURS,
    Verb.PROPOSE_BUILD_UP: _HOURS,
    Verb.RECORD_FACT: ("cases.casefact",),
    Verb.WITHDRAW_FACT: ("cases.casefact",),
    Verb.REPORT_SICK: ("cases.sickreport",),
    Verb.CONSIDER_EXPERT: ("cases.expertconsideration",),
    **dict.fromkeys(
        (Verb.WRITE_CONFERENCE, Verb.CONFIRM_CONFERENCE, Verb.DO_ACTION),
        ("cases.caseconference", "cases.conferenceaction"),
    ),
    Verb.RECORD_TIME: ("cases.timespent",),
    Verb.CALL_LABOUR_EXPERT: ("cases.labourexpertcall",),
    Verb.END_CALL: ("cases.labourexpertcall",),
    Verb.ANSWER_CALL: ("cases.labourexpertcall",),
    **dict.fromkeys(
        (
            Verb.ORDER_INTERVENTION,
            Verb.UPDATE_ASSIGNMENT,
            Verb.WITHDRAW_INTERVENTION,
            Verb.READ_ASSIGNMENT,
            Verb.ACCEPT_ASSIGNMENT,
            Verb.REFUSE_ASSIGNMENT,
            Verb.START_INTERVENTION,
            Verb.REPORT_PROGRESS,
            Verb.END_INTERVENTION,
        ),
        _HELP,
    ),
}


def purpose_of(role: Role, action: str) -> Purpose:
    """Why somebody in this role does this; an action that is no verb has the purpose of the role."""
    if role is Role.PLATFORM and action in _EMERGENCY:
        return Purpose.EMERGENCY
    if role in (Role.BEDRIJFSARTS, Role.DELEGATE) and action in _CARE:
        return Purpose.CARE
    return Purpose.KEEPING if action in _KEEPING else _OF_ROLE[role]


def touched(role: Role, action: str, resource: str) -> list[str]:
    """The classes of fields that this role has before it while doing this, in the order of `Field`."""
    tables = (resource, *_BESIDE.get(Verb(action), ())) if action in set(Verb) else (resource,)
    lines = [line for table in tables if (line := POLICY.get((role, table)))]
    seen = {field for line in lines for field in line.fields} - {Field.INTERNAL}
    return [field.value for field in Field if field in seen]
