"""The system. Each part sees and writes what its one task needs."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, FUNCTIONAL, NOTHING, PERSON, PROCESS, F
from accounts.terms import Grant, Rows, Verb, grant

_BEGUN = "cases.absencecase cases.completion cases.maternityleave cases.casefact"
_MOVED = (  # from one file to another, without being read
    "cases.spell cases.sickreport cases.handovernote cases.contactmoment cases.capacitychange cases.buildupschedule "
    "cases.builduphours cases.waiver cases.advisedground cases.advisedderivation cases.delay cases.notice "
    "cases.consultrequest cases.consultappointment cases.consultreply "
    "cases.correctionrequest cases.labourexpertcall cases.guidanceplan cases.employeevision cases.visionanswer "
    "cases.taskanalysis cases.jobtask cases.taskability cases.taskadvice cases.casetransfer cases.stepconfirmation "
    "cases.workproposal cases.workreply cases.coachingnote cases.coachingreaction "
    "cases.expertconsideration cases.timespent cases.caseconference cases.conferenceaction "
    "interventions.assignment interventions.briefing interventions.intervention interventions.progressreport "
    "documents.document "
    "documents.problemanalysis documents.limitation documents.planofaction documents.planactivity "
    "documents.buildupstep documents.signature documents.rendition documents.attachment "
    "documents.advice documents.advicefollowup documents.guaranteeconfirmation "
    "documents.thread documents.message documents.messagereceipt"
)
_EMERGENCY = "cases.emergencyaccess cases.emergencydecision cases.emergencyend"
_INCOME = "cases.wiacalculation cases.wiashare cases.wagerequest"  # stays in the file that it was computed for
# Outlives the file; nobody but the purger has a line.
_VAULT = "documents.consultnote documents.medicalinformation documents.treatmentreport"
_IN_A_FILE = (
    f"{_MOVED} {_EMERGENCY} cases.completion cases.maternityleave cases.casefact cases.milestone "
    "cases.wiaacknowledgement"
)
_NAMES_ACCOUNTS = (  # an account that one of these names is not made anonymous
    "employers.employer employers.ohscontract employers.occupationalhealthservice "
    "employers.occupationalphysician employers.ontzorgmanager employers.policy cases.policystep cases.rulechange "
    "cases.wiafigure employers.delegatedadviser employers.delegation employers.substitution employers.labourexpert"
)

PROJECTOR: Mapping[str, Grant] = {
    "employers.employee": grant(Rows.ALL, NOTHING),
    "employers.employer": grant(Rows.ALL, NOTHING),
    "cases.absencecase": grant(Rows.ALL, PROCESS, writes="lock"),
    "cases.casefact": grant(Rows.ALL, PROCESS),
    # The end of a file ends the question, whoever ends it.
    "cases.labourexpertcall": grant(Rows.ALL, NOTHING, writes="change"),
    # As it ends the help that still runs. State and last day of that go into the note of a hand-over.
    "interventions.assignment": grant(Rows.ALL, NOTHING, writes="change"),
    "interventions.intervention": grant(Rows.ALL, PROCESS, writes="change"),
    "cases.capacitychange": grant(Rows.ALL, NOTHING),
    "cases.waiver": grant(Rows.ALL, PROCESS),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.policystep": grant(Rows.ALL, ADMIN, writes="add change remove"),
    "employers.policy": grant(Rows.ALL, NOTHING),
    "cases.spell": grant(Rows.ALL, PROCESS),
    "cases.maternityleave": grant(Rows.ALL, PROCESS),
    "cases.sickreport": grant(Rows.ALL, (F.VANGNET,)),
    "cases.completion": grant(Rows.ALL, PROCESS),
    "cases.contactmoment": grant(Rows.ALL, PROCESS),
    "cases.advisedderivation": grant(Rows.ALL, NOTHING, writes="add"),
    "cases.milestone": grant(Rows.ALL, PROCESS, writes="add change remove"),
    "cases.employeevision": grant(Rows.ALL, NOTHING),  # numbers a version; who writes it does not see all of them
    "cases.notice": grant(Rows.ALL, PROCESS, writes="add change"),
    "employers.membership": grant(Rows.ALL, ADMIN),
    # The state of the guarantee does not depend on who looks at it.
    "cases.delay": grant(Rows.ALL, PROCESS),
    "documents.advice": grant(Rows.ALL, PROCESS),
    "documents.advicefollowup": grant(Rows.ALL, PROCESS),
    "documents.document": grant(Rows.ALL, PROCESS),
    "documents.signature": grant(Rows.ALL, PROCESS),
}
SCHEDULER: Mapping[str, Grant] = {
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
    "employers.membership": grant(Rows.ALL, ADMIN),
    "employers.employer": grant(Rows.ALL, NOTHING),
    "employers.employee": grant(Rows.ALL, NOTHING),
    "employers.ontzorgmanager": grant(Rows.ALL, ADMIN),
    "cases.absencecase": grant(Rows.ALL, PROCESS, Verb.ASSIGN, Verb.MOVE_FILE, Verb.DROP_TRANSFER, Verb.CLOSE_CASE),
    "cases.casetransfer": grant(Rows.ALL, PROCESS, writes="add change"),  # adds the words of a file that stayed
    "cases.maternityleave": grant(Rows.ALL, PROCESS),
    "cases.casefact": grant(Rows.ALL, PROCESS),
    "cases.waiver": grant(Rows.ALL, PROCESS),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.policystep": grant(Rows.ALL, ADMIN),
    "employers.policy": grant(Rows.ALL, NOTHING),
    "cases.spell": grant(Rows.ALL, PROCESS),
    "cases.completion": grant(Rows.ALL, PROCESS, writes="add"),
    "cases.contactmoment": grant(Rows.ALL, PROCESS),
    "cases.milestone": grant(Rows.ALL, PROCESS),
    "cases.guidanceplan": grant(Rows.ALL, PROCESS),  # for the note of a hand-over, and the day on which to look again
    "cases.workproposal": grant(Rows.ALL, PROCESS),  # the day until which it is to be answered
    "cases.workreply": grant(Rows.ALL, PROCESS),
    "cases.expertconsideration": grant(Rows.ALL, PROCESS),  # the day on which to ask again
    "documents.advice": grant(Rows.ALL, PROCESS),  # the day until which it is to be followed
    "documents.advicefollowup": grant(Rows.ALL, PROCESS),
    "cases.notice": grant(Rows.ALL, PROCESS, Verb.REMIND, Verb.ESCALATE, writes="add"),
}
MAILER: Mapping[str, Grant] = {
    "cases.notice": grant(Rows.ALL, PROCESS, Verb.MAIL),
    "employers.membership": grant(Rows.ALL, ADMIN),
    "cases.absencecase": grant(Rows.ALL, PROCESS),
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
}
RENDERER: Mapping[str, Grant] = {
    **DIRECTORY,
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
    "employers.employer": grant(Rows.ALL, ADMIN),
    "employers.employee": grant(Rows.ALL, PERSON),
    "employers.employeeidentity": grant(Rows.ALL, (F.BSN,)),
    "cases.absencecase": grant(Rows.ALL, PROCESS),
    "cases.spell": grant(Rows.ALL, PROCESS),
    "documents.document": grant(Rows.ALL, PROCESS, Verb.RENDER),
    "documents.problemanalysis": grant(Rows.ALL, FUNCTIONAL),
    "documents.limitation": grant(Rows.ALL, FUNCTIONAL),
    "documents.planofaction": grant(Rows.ALL, FUNCTIONAL),
    "documents.planactivity": grant(Rows.ALL, FUNCTIONAL),
    "documents.buildupstep": grant(Rows.ALL, FUNCTIONAL),
    "documents.signature": grant(Rows.ALL, FUNCTIONAL),
    "documents.rendition": grant(Rows.ALL, PROCESS, writes="add change"),
    "documents.owncopy": grant(Rows.ALL, PROCESS, Verb.MAKE_COPY, writes="change"),
}
SPLITTER: Mapping[str, Grant] = (
    {"accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add")}
    | dict.fromkeys("employers.employee employers.employer employers.policy".split(), grant(Rows.ALL, NOTHING))
    | dict.fromkeys(_BEGUN.split(), grant(Rows.ALL, PROCESS, writes="add change"))
    | dict.fromkeys(_MOVED.split(), grant(Rows.ALL, NOTHING, writes="change"))
    | {"cases.spell": grant(Rows.ALL, NOTHING, writes="add change")}  # sickness that ran on through the leave
    | {"cases.legalhold": grant(Rows.ALL, NOTHING, writes="add")}  # evidence in one file is so in both
)
PURGER: Mapping[str, Grant] = (
    {
        # Read to the end of its period: whoever it names keeps the name. Removed by a function of the owner only.
        "accounts.auditevent": grant(
            Rows.SELF, (F.AUDIT,), writes="add", reads=Rows.ALL, more=grant(Rows.ALL, NOTHING, writes="remove")
        ),
        "accounts.wordingoverride": grant(Rows.ALL, NOTHING, writes="remove"),
        "accounts.draft": grant(Rows.ALL, NOTHING, writes="remove"),
        "cases.savedview": grant(Rows.ALL, (F.OWN_WORDS,), writes="remove"),
        "cases.absencecase": grant(Rows.ALL, PROCESS, writes="lock remove"),
        "cases.legalhold": grant(Rows.ALL, PROCESS, writes="remove"),
        "cases.purgerecord": grant(Rows.ALL, ADMIN, Verb.PURGE, writes="add"),
        "employers.employee": grant(Rows.ALL, PERSON, writes="lock remove"),
        # Never read: taken away with the person, and written again under a new key.
        "employers.employeeidentity": grant(Rows.ALL, NOTHING, Verb.ROTATE_KEYS, writes="change remove"),
        "employers.membership": grant(Rows.ALL, ADMIN, writes="remove"),
        "documents.owncopy": grant(Rows.ALL, PROCESS, writes="lock remove"),
    }
    | dict.fromkeys(_NAMES_ACCOUNTS.split(), grant(Rows.ALL, NOTHING))
    | dict.fromkeys(_IN_A_FILE.split(), grant(Rows.ALL, NOTHING, writes="remove"))
    # Encrypted: never read, written again under a new key.
    | dict.fromkeys(f"{_INCOME} {_VAULT}".split(), grant(Rows.ALL, NOTHING, writes="change remove"))
)
AUDITOR: Mapping[str, Grant] = {"accounts.auditevent": grant(Rows.ALL, (F.AUDIT,))}
