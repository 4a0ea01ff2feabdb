"""Whose a row is, and what the access table lets somebody do with it: stated here anew, from who works on which file.

Neither the querysets nor the generated policies are asked: they are what is being proved. A table or a row scope that
is not listed here stops the proof, so that whoever adds one says whose its rows are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from accounts.models import AuditEvent
from accounts.policy import POLICY
from accounts.terms import HUMAN_ROLES, Role, Rows, Write
from ontzorg.isolation.files import File
from ontzorg.isolation.world import World

HANGS_ON_A_FILE = {"file": "case_id", "employer": "employer_id"}
OF_AN_EMPLOYEE = {**HANGS_ON_A_FILE, "employee": "employee_id"}
OF_SOMEBODY = {"user": "user_id", "file": "case_id"}
# Column in which each table says whose the row is.
WHOSE: Mapping[str, Mapping[str, str]] = {
    "accounts.auditevent": {"user": "actor_id", "file": "case_id", "employee": "subject_id", "system": "role"},
    "accounts.draft": {"user": "user_id", "file": "about_id"},
    "accounts.wordingoverride": OF_SOMEBODY,
    "employers.employer": {"employer": "id"},
    "employers.policy": {"employer": "employer_id"},
    "employers.employee": {"employee": "id", "employer": "employer_id"},
    "employers.employeeidentity": {"employee": "employee_id", "employer": "employer_id"},
    "documents.owncopy": {"employee": "employee_id"},
    "employers.membership": {"user": "user_id", "employer": "employer_id", "ohs": "ohs_id"},
    "employers.occupationalhealthservice": {"ohs": "id"},
    "employers.occupationalphysician": {"user": "user_id", "ohs": "ohs_id"},
    "employers.ontzorgmanager": {"user": "user_id"},
    "employers.labourexpert": {"user": "user_id"},
    "employers.provider": {"provider": "id"},
    "interventions.offering": {"provider": "provider_id"},
    "employers.ohscontract": {"employer": "employer_id", "ohs": "ohs_id"},
    "employers.delegatedadviser": {"user": "user_id", "ohs": "ohs_id"},
    "employers.delegation": {"user": "delegate_id", "doctor": "bedrijfsarts_id", "ohs": "ohs_id"},
    "employers.substitution": {"user": "substitute_id", "manager": "absent_id"},
    "cases.absencecase": {"file": "id", "employer": "employer_id"},
    "cases.notice": {"membership": "membership_id", "file": "case_id", "employer": "employer_id"},
    "cases.savedview": {"user": "user_id"},
    "cases.policystep": {"employer": "employer_id"},
    "cases.rulechange": {},
    "cases.wiafigure": {},
    "cases.purgerecord": {},
    "cases.emergencyaccess": {"user": "asked_by_id", "file": "case_id", "employer": "employer_id"},
    "cases.emergencydecision": {"user": "decided_by_id", "file": "case_id", "employer": "employer_id"},
    "documents.consultnote": OF_AN_EMPLOYEE,
    "documents.medicalinformation": OF_AN_EMPLOYEE,
    "documents.treatmentreport": OF_AN_EMPLOYEE,
    "cases.emergencyend": {"user": "ended_by_id", "file": "case_id", "employer": "employer_id"},
} | dict.fromkeys(
    (
        "cases.spell cases.sickreport cases.handovernote cases.milestone cases.completion cases.contactmoment "
        "cases.waiver cases.advisedground cases.advisedderivation cases.delay cases.capacitychange "
        "cases.buildupschedule cases.builduphours cases.casefact cases.maternityleave cases.legalhold "
        "cases.employeevision cases.visionanswer cases.guidanceplan cases.casetransfer "
        "cases.taskanalysis cases.jobtask cases.taskability cases.taskadvice cases.stepconfirmation "
        "cases.workproposal cases.workreply cases.coachingnote cases.coachingreaction "
        "cases.wiacalculation cases.wiaacknowledgement cases.wiashare cases.wagerequest "
        "cases.correctionrequest cases.labourexpertcall cases.expertconsideration cases.timespent "
        "cases.caseconference cases.conferenceaction "
        "cases.consultrequest cases.consultappointment cases.consultreply "
        "interventions.assignment interventions.briefing interventions.intervention interventions.progressreport "
        "documents.document documents.problemanalysis documents.limitation "
        "documents.attachment documents.advice documents.advicefollowup documents.guaranteeconfirmation "
        "documents.thread documents.message documents.messagereceipt "
        "documents.planofaction documents.planactivity documents.buildupstep documents.signature documents.rendition"
    ).split(),
    HANGS_ON_A_FILE,
)
# Rows that name a party: these roles write those of their own party only.
WRITES_AS: Mapping[str, tuple[str, frozenset[Role]]] = {
    "cases.casefact": ("recorded_as", frozenset(HUMAN_ROLES)),
    "cases.delay": ("recorded_as", frozenset(HUMAN_ROLES)),
    "cases.completion": ("recorded_as", frozenset(HUMAN_ROLES)),
    "documents.advice": ("written_as", frozenset({Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.LABOUR_EXPERT})),
    "documents.advicefollowup": (
        "acted_as",
        frozenset({Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.LABOUR_EXPERT}),
    ),
    "cases.workreply": ("acted_as", frozenset({Role.EMPLOYER, Role.EMPLOYEE})),
    "documents.guaranteeconfirmation": ("confirmed_as", frozenset({Role.ONTZORGMANAGER, Role.DESK})),
    "documents.thread": ("started_as", frozenset(HUMAN_ROLES)),
    "documents.message": ("written_as", frozenset(HUMAN_ROLES)),
    "documents.messagereceipt": ("read_as", frozenset(HUMAN_ROLES)),
    "documents.attachment": ("added_as", frozenset({Role.EMPLOYER, Role.EMPLOYEE})),
    "documents.signature": ("party", frozenset({Role.EMPLOYER, Role.EMPLOYEE, Role.BEDRIJFSARTS})),
}
# A party's row in which nothing is filled in: who sends the document lays those of others out, and leaves their words.
LAID_OUT: Mapping[str, tuple[str, ...]] = {"documents.signature": ("signed_at", "refused_at", "vision", "no_vision")}
ANSWERED = ("signed_at", "refused_at")
# Column and value with which a row begins: nobody adds one that somebody else would have answered.
BEGINS: Mapping[str, tuple[str, str]] = {"interventions.intervention": ("state", "ordered")}
# Rows that name a role: which of these somebody does not even see, and which of these somebody leaves as they are.
UNSEEN: Mapping[tuple[Role, str], frozenset[str]] = {
    (Role.PLATFORM, "employers.membership"): frozenset({"employee"}),
}
UNTOUCHED: Mapping[tuple[Role, str], frozenset[str]] = {
    (Role.DESK, "employers.membership"): frozenset({"platform", "privacy_officer", "claims"}),
}
# What was done with these is read by who reads them.
VAULT = frozenset({"documents.consultnote", "documents.medicalinformation", "documents.treatmentreport"})
# Rows that somebody adds in the own name only, before the employee stands behind them.
ADDS: Mapping[tuple[Role, str], Callable[[Mapping[str, Any]], bool]] = {
    (Role.EMPLOYEE, "cases.employeevision"): lambda row: row["filled_as"] == Role.EMPLOYEE.value,
    (Role.ONTZORGMANAGER, "cases.employeevision"): lambda row: (
        row["filled_as"] == Role.ONTZORGMANAGER.value and row["confirmed_on"] is None
    ),
    # The only answers of this world that these two alone read are those that wait for the employee.
    (Role.ONTZORGMANAGER, "cases.visionanswer"): lambda row: set(row["shown_to"]) <= {"employee", "ontzorgmanager"},
    (Role.ONTZORGMANAGER, "cases.taskanalysis"): lambda row: row["confirmed_on"] is None,
    (Role.ONTZORGMANAGER, "cases.caseconference"): lambda row: row["confirmed_on"] is None,
    (Role.ONTZORGMANAGER, "cases.conferenceaction"): lambda row: (
        set(row["shown_to"]) <= {"ontzorgmanager", "bedrijfsarts"}
    ),
    (Role.ONTZORGMANAGER, "cases.timespent"): lambda row: row["withdrawn_on"] is None,
    (Role.ONTZORGMANAGER, "cases.jobtask"): lambda row: set(row["shown_to"]) <= {"employee", "ontzorgmanager"},
    # A question begins without an answer. Who asks adds a talk without an hour, the arbodienst one with, each in the
    # own name: all of this world were planned by the planner.
    (Role.ONTZORGMANAGER, "cases.consultrequest"): lambda row: not (row["reaction"] or row["sent_on"] or row["ending"]),
    (Role.EMPLOYEE, "cases.consultappointment"): lambda row: row["state"] == "wanted",
    (Role.ONTZORGMANAGER, "cases.consultappointment"): lambda row: row["state"] == "wanted" and not row["private"],
    (Role.ARBODIENST, "cases.consultappointment"): lambda row: row["state"] == "planned",
    (Role.BEDRIJFSARTS, "cases.consultappointment"): lambda row: False,
    (Role.DELEGATE, "cases.consultappointment"): lambda row: False,
    # Said once, with the confirmation: every task of this world of which something is said was confirmed.
    (Role.EMPLOYEE, "cases.taskability"): lambda row: False,
}
# The column with whose words a row has: people add one in the own name only, also who stands in for another.
IN_OWN_NAME: Mapping[str, str] = {
    "cases.buildupschedule": "proposed_by_id",
    "cases.capacitychange": "recorded_by_id",
    "cases.caseconference": "written_by_id",
    "cases.casefact": "recorded_by_id",
    "cases.casetransfer": "worded_by_id",
    "cases.coachingnote": "written_by_id",
    "cases.coachingreaction": "written_by_id",
    "cases.completion": "recorded_by_id",
    "cases.consultrequest": "asked_by_id",
    "cases.contactmoment": "recorded_by_id",
    "cases.delay": "recorded_by_id",
    "cases.emergencyaccess": "asked_by_id",
    "cases.emergencydecision": "decided_by_id",
    "cases.emergencyend": "ended_by_id",
    "cases.employeevision": "filled_by_id",
    "cases.expertconsideration": "considered_by_id",
    "cases.guidanceplan": "written_by_id",
    "cases.labourexpertcall": "called_by_id",
    "cases.legalhold": "placed_by_id",
    "cases.rulechange": "proposed_by_id",
    "cases.sickreport": "reported_by_id",
    "cases.stepconfirmation": "confirmed_by_id",
    "cases.taskadvice": "answered_by_id",
    "cases.taskanalysis": "written_by_id",
    "cases.timespent": "written_by_id",
    "cases.waiver": "recorded_by_id",
    "cases.wiacalculation": "made_by_id",
    "cases.wiafigure": "proposed_by_id",
    "cases.workproposal": "written_by_id",
    "cases.workreply": "acted_by_id",
    "documents.advice": "written_by_id",
    "documents.advicefollowup": "acted_by_id",
    "documents.attachment": "added_by_id",
    "documents.consultnote": "written_by_id",
    "documents.document": "created_by_id",
    "documents.guaranteeconfirmation": "confirmed_by_id",
    "documents.medicalinformation": "written_by_id",
    "documents.message": "written_by_id",
    "documents.messagereceipt": "reader_id",
    "documents.thread": "started_by_id",
    "documents.treatmentreport": "written_by_id",
    "interventions.intervention": "ordered_by_id",
}
# Columns with who did something with a row later: people add none in which another did, nor write such a name.
DONE_LATER_BY: Mapping[str, tuple[str, ...]] = {
    "cases.absencecase": ("triaged_by_id",),
    "cases.buildupschedule": ("answered_by_id",),
    "cases.capacitychange": ("passed_by_id",),
    "cases.caseconference": ("confirmed_by_id",),
    "cases.casefact": ("withdrawn_by_id",),
    "cases.casetransfer": ("asked_by_id", "worded_by_id", "taken_by_id"),
    "cases.completion": ("withdrawn_by_id",),
    "cases.conferenceaction": ("done_by_id",),
    "cases.consultappointment": ("planned_by_id", "closed_by_id", "confirmed_by_id"),
    "cases.correctionrequest": ("answered_by_id",),
    "cases.legalhold": ("lifted_by_id",),
    "cases.rulechange": ("decided_by_id",),
    "cases.taskanalysis": ("seen_by_id",),
    "cases.timespent": ("withdrawn_by_id",),
    "cases.wagerequest": ("answered_by_id",),
    "cases.wiafigure": ("decided_by_id",),
    "documents.medicalinformation": ("signed_by_id",),
    "documents.signature": ("signed_by_id", "refused_by_id"),
}
# The column with in which role a row was added, where `WRITES_AS` has none: people add one in the own role only.
IN_OWN_ROLE: Mapping[str, str] = {
    "cases.buildupschedule": "proposed_as",
    "cases.labourexpertcall": "called_as",
    "documents.consultnote": "written_as",
    "documents.medicalinformation": "written_as",
    "documents.treatmentreport": "written_as",
    "interventions.intervention": "ordered_as",
}
# Works in the place of another role, and is shown what that role is shown.
SHOWN_AS: Mapping[Role, Role] = {Role.DELEGATE: Role.BEDRIJFSARTS}


class Undecided(Exception):
    """A table, a role or a scope about which nobody said whose its rows are."""


@dataclass(frozen=True)
class Row:
    """One row of the world and whose it is; numbers, None where it does not apply."""

    label: str
    pk: int
    values: Mapping[str, Any] = field(hash=False, compare=False)

    def whose(self, what: str) -> Any:
        """The number of its file, employer, employee, arbodienst, user or membership."""
        column = WHOSE[self.label].get(what)
        return None if column is None else self.values[column]


@dataclass(frozen=True)
class Ownership:
    """What follows for everybody from who works on which file."""

    world: World

    def files_of(self, row: Row) -> list[File]:
        """The file a row hangs on; those of its employee or employer when it hangs on none."""
        number, employee, employer = row.whose("file"), row.whose("employee"), row.whose("employer")
        if "file" in WHOSE[row.label]:
            return [file for file in self.world.files if file.case.pk == number]
        if employee is not None:
            return [file for file in self.world.files if file.employee.pk == employee]
        if row.whose("doctor") is not None:
            return [file for file in self.world.files if file.bedrijfsarts.user_id == row.whose("doctor")]
        if row.whose("manager") is not None:
            return [file for file in self.world.files if file.ontzorgmanager.user_id == row.whose("manager")]
        if row.whose("provider") is not None:
            return [file for file in self.world.files if file.provider.organisation_id == row.whose("provider")]
        return [file for file in self.world.files if file.employee.employer_id == employer]

    def reaches(self, actor: Actor, rows: Rows, row: Row) -> bool:
        """Whether a row is within this scope for this person."""
        files, principal = self.files_of(row), self.world.principal(actor)
        within: dict[Rows, Callable[[], bool]] = {
            Rows.ALL: lambda: True,
            Rows.SELF: lambda: self._self(actor, row),
            Rows.INBOX: lambda: principal is not None and row.whose("membership") == principal.membership_id,
            Rows.OWN: lambda: self._about(actor, row, files),
            Rows.EMPLOYER: lambda: self._employer(row) == actor.organisation_id,
            Rows.MANAGED: lambda: False,  # each file of this world has an Ontzorgmanager
            Rows.ASSIGNED: lambda: any(file.ontzorgmanager == principal for file in files),
            Rows.TREATED: lambda: any(file.bedrijfsarts == actor for file in files),
            Rows.DELEGATED: lambda: any(file.bedrijfsarts == principal for file in files),
            Rows.CALLED: lambda: any(file.labour_expert == actor for file in files),
            Rows.PROVIDED: lambda: any(file.provider == actor for file in files),
            Rows.OPENED: lambda: actor == self.world.opened[0] and self.world.opened[1] in files,
            Rows.CONTRACTED: lambda: self._contracted(actor, row, files),
        }
        if rows not in within:
            raise Undecided(f"Nobody said in ontzorg/isolation/ownership.py which rows {rows} are.")
        return within[rows]()

    def may(self, actor: Actor, row: Row, *writes: Write) -> bool:
        """Whether the table lets this person read the row, or do one of these to it."""
        line = POLICY.get((actor.role, row.label))
        if line is None or (writes and not line.writes.intersection(writes)):
            return False
        readers = row.values.get("shown_to")
        if readers is not None and not actor.is_system and SHOWN_AS.get(actor.role, actor.role).value not in readers:
            return False
        column, parties = WRITES_AS.get(row.label, ("", frozenset()))
        if writes and actor.role in parties and row.values[column] != actor.role.value:
            return False
        if not self._leaves_to_others(actor, row, writes):
            return False
        seen = self.reaches(actor, line.rows, row)
        if seen or writes or line.reads is None:
            return seen
        others = self.reaches(actor, line.reads, row) and not self._in_a_vault(actor, row)
        return others and not self._behind_a_request(actor, row)

    def _behind_a_request(self, actor: Actor, row: Row) -> bool:
        """An event about a record that this role does not see, or about a request that was put to somebody else."""
        if actor.role is not Role.BEDRIJFSARTS or row.label != "accounts.auditevent":
            return False
        about = AuditEvent.behind.get(row.values["action"])
        if about is None or (actor.role, about) not in POLICY:
            return about is not None
        read: dict[str, Callable[[], set[int | None]]] = {
            "cases.employeevision": self.world.shared_with_doctors,
            "cases.taskanalysis": self.world.tasks_of_doctors,
            "cases.correctionrequest": self.world.asked_of_doctors,
            "documents.thread": self.world.threads_of_doctors,
            "documents.message": self.world.messages_of_doctors,
            "cases.consultrequest": self.world.consults_of_doctors,
        }
        if about not in read:
            raise Undecided(f"Nobody said in ontzorg/isolation/ownership.py which {about} this role sees.")
        return row.values["object_id"] not in read[about]()

    def _in_a_vault(self, actor: Actor, row: Row) -> bool:
        """An event about a medical file: for the doctor of the file, when it names a record, and for the employee."""
        if row.label != "accounts.auditevent" or actor.is_system or actor.role is Role.EMPLOYEE:
            return False
        if row.values["resource"] not in VAULT or row.values["result"] == "denied":
            return False
        return actor.role is not Role.BEDRIJFSARTS or row.values["object_id"] is None

    def _leaves_to_others(self, actor: Actor, row: Row, writes: tuple[Write, ...]) -> bool:
        """Whether this touches nothing that another role or party filled in, or that it does not see."""
        key = (actor.role, row.label)
        if Write.ADD in writes and key in ADDS and not ADDS[key](row.values):
            return False
        if Write.ADD in writes and not actor.is_system and not self._in_own_name(actor, row):
            return False
        left = UNSEEN.get(key, frozenset()) | (UNTOUCHED.get(key, frozenset()) if writes else frozenset())
        if row.values.get("role") in left:
            return False
        begins = BEGINS.get(row.label)
        if begins and Write.ADD in writes and row.values[begins[0]] != begins[1]:
            return False
        if row.label not in LAID_OUT or not writes or actor.is_system or row.values["party"] == actor.role.value:
            return True
        filled = LAID_OUT[row.label] if Write.ADD in writes else ANSWERED
        return not any(row.values[name] for name in filled)

    def _in_own_name(self, actor: Actor, row: Row) -> bool:
        """Whether a row names this person, and this role, as who adds it, and no other as who did something later."""
        if any(row.values[name] not in (None, actor.user_id) for name in DONE_LATER_BY.get(row.label, ())):
            return False
        person, role = IN_OWN_NAME.get(row.label), IN_OWN_ROLE.get(row.label)
        own = person is None or row.values[person] == actor.user_id
        return own and (role is None or row.values[role] == actor.role.value)

    def _about(self, actor: Actor, row: Row, files: list[File]) -> bool:
        if "employee" in WHOSE[row.label]:
            return row.whose("employee") is not None and row.whose("employee") == actor.employee_id
        return any(file.own == actor for file in files)

    def _self(self, actor: Actor, row: Row) -> bool:
        if actor.is_system:
            return row.whose("user") is None and row.whose("system") == actor.role.value
        return bool(row.whose("user") == actor.user_id)

    def _employer(self, row: Row) -> int | None:
        if row.whose("employer") is not None:
            return int(row.whose("employer"))
        return next((file.employee.employer_id for file in self.files_of(row)), None)

    def _contracted(self, actor: Actor, row: Row, files: list[File]) -> bool:
        if row.label == "employers.employer":
            return (row.pk, actor.organisation_id) in self.world.contracts
        if row.whose("ohs") is not None:
            return bool(row.whose("ohs") == actor.organisation_id)
        return any(file.arbodienst.organisation_id == actor.organisation_id for file in files)
