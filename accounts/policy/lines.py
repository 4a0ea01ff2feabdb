"""What several lines of the access table share."""

from accounts.terms import Field, Rows, Verb, grant

F = Field
NOTHING: tuple[Field, ...] = ()
ADMIN = (F.ADMINISTRATIVE,)
PERSON = (F.IDENTIFYING,)
PROCESS = (F.PROCESS,)
FUNCTIONAL = (F.PROCESS, F.FUNCTIONAL)
HOURS = (F.HOURS,)
RECORDED = (F.PROCESS, F.INCAPACITY)
REQUESTS = (F.PROCESS, F.REQUEST)
INCOME = (F.PROCESS, F.INCOME)
VISION = (F.PROCESS, F.VISION)
COACHING = (F.PROCESS, F.COACHING)
LETTERS = (F.PROCESS, F.CORRESPONDENCE)
MEDICAL = (F.PROCESS, F.MEDICAL)
REPORT_EMPLOYER = (F.PROCESS, F.CONTACT, F.VANGNET, F.ACCIDENT)
REPORT_ARBODIENST = (F.PROCESS, F.CONTACT, F.VANGNET)
REPORT_DESK = (F.PROCESS, F.VANGNET, F.ACCIDENT)
EVERYTHING_IN_A_CASE = (F.PROCESS, F.CONTACT, F.VANGNET, F.ACCIDENT, F.FUNCTIONAL)


ACCOUNT = {  # whoever is logged in: the own roles, and a trace of what he does
    "employers.membership": grant(Rows.SELF, ADMIN),
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
}
MINE = {
    **ACCOUNT,
    "accounts.draft": grant(Rows.SELF, (F.OWN_WORDS,), Verb.SAVE_DRAFT, writes="add change remove"),
    "accounts.wordingoverride": grant(Rows.SELF, (F.AUDIT,), Verb.KEEP_WORDING, writes="add"),
    "cases.notice": grant(Rows.INBOX, PROCESS, Verb.READ_NOTICE),
}
GUIDING = {
    **MINE,
    "cases.savedview": grant(Rows.SELF, (F.OWN_WORDS,), Verb.SAVE_VIEW, writes="add change remove"),
}
STEPS = (Verb.RECORD_STEP, Verb.WITHDRAW_STEP, Verb.NAME_DELAY)
HELP = (F.PROCESS, F.HELP)
PROVIDED = (F.PROCESS, F.PROVIDER_KIND)
BRIEFED = (F.IDENTIFYING, F.CONTACT, F.FUNCTIONAL)
GUIDES_HELP = (Verb.UPDATE_ASSIGNMENT, Verb.WITHDRAW_INTERVENTION)
KINDS = (F.PROVIDER_KIND,)
CALLING = (Verb.CALL_LABOUR_EXPERT, Verb.END_CALL)
CONSULT = (F.PROCESS, F.APPOINTMENT)
KEEPS_CONSULTS = (Verb.PLAN_CONSULT, Verb.MOVE_CONSULT, Verb.CANCEL_CONSULT, Verb.RECORD_CONSULT)
ASKED_CONSULT = (Verb.SEND_CONSULT, Verb.WITHDRAW_CONSULT)
FACTS = (Verb.RECORD_FACT, Verb.WITHDRAW_FACT)
TRIES = (Verb.TRY_CHANGE, Verb.TRY_CAPACITY)
"""Looks at what would happen, and stores nothing."""
WRITES = (Verb.START_THREAD, Verb.SEND_MESSAGE, Verb.READ_THREAD)
"""With whom somebody writes, a thread says itself; these are in its own name."""
DIRECTORY = {  # who the partners are is known to everybody who works with them
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN),
    "employers.occupationalphysician": grant(Rows.ALL, ADMIN),
    "employers.ontzorgmanager": grant(Rows.ALL, ADMIN),
    "employers.delegatedadviser": grant(Rows.ALL, ADMIN),
    "employers.labourexpert": grant(Rows.ALL, ADMIN),
}
