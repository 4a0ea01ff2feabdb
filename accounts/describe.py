"""Write the access table as documentation: docs/access.md is the output of `describe(POLICY, records)`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.policy import Table
from accounts.terms import HUMAN_ROLES, ROLE_LABELS, SYSTEM_ROLES, Field, Grant, Role, Rows, Verb

_HEAD = """\
# Access

Generated from `accounts/policy/`; edit the table there, not this page.

Wie iets niet in deze tabellen vindt, mag het niet. Per rol staat hieronder welke gegevens de rol ziet, van wie, en wat
de rol daarmee mag doen. Een gebruiker handelt altijd in één rol tegelijk. De database bewaakt dezelfde tabel nog een
keer: wie een regel vergeet in te bouwen, krijgt een leeg antwoord en geen gegevens van een ander.

Medische gegevens hebben in de database een tweede slot. Dat laat alleen de bedrijfsarts, een verzuimbegeleider met die
taak en de werknemer zelf toe, ook als hieronder een regel te ruim zou zijn.
"""

ROLE_TEXTS: Mapping[Role, str] = {
    Role.VISITOR: "Wie is ingelogd maar nog geen rol heeft gekozen. Ziet alleen uit welke rollen te kiezen is.",
    Role.EMPLOYER: "Wie voor een werkgever handelt: eigenaar, leidinggevende of personeelszaken. Ziet alleen het eigen"
    " bedrijf, en nooit waarom iemand ziek is.",
    Role.EMPLOYEE: "De werknemer zelf. Ziet alles over zichzelf, behalve wat de werkgever over het werk noteert.",
    Role.ONTZORGMANAGER: "De casemanager van de verzekeraar. Ziet alleen de dossiers die aan hem of haar zijn"
    " toegewezen, en daarvan niet meer dan de werkgever mag weten.",
    Role.BEDRIJFSARTS: "De arts met een BIG-registratie. Ziet de dossiers waarvan hij of zij de bedrijfsarts is,"
    " en houdt daarvan het medisch dossier bij.",
    Role.ARBODIENST: "De planner van een arbodienst. Ziet meldingen, planning en doorgegeven uren van de eigen"
    " arbodienst, geen documenten.",
    Role.DESK: "Re-integratie en Diensten van de verzekeraar. Beheert organisaties en ziet de voortgang,"
    " doorgegeven uren en het percentage arbeidsongeschikt (Besluit SUWI), nooit de inhoud van een"
    " document en nooit waar een zieke bereikbaar is.",
    Role.DELEGATE: "De (medisch) verzuimbegeleider, praktijkondersteuner of verzuimconsultant die onder taakdelegatie"
    " werkt. Handelt altijd namens één bedrijfsarts, ziet alleen diens dossiers en alleen zolang de taakdelegatie"
    " loopt; het medisch dossier alleen als die taak is overgedragen. De bedrijfsarts blijft eindverantwoordelijk en"
    " ondertekent.",
    Role.LABOUR_EXPERT: "De arbeidsdeskundige, die het werk vergelijkt met wat iemand kan. Ziet alleen de dossiers"
    " waarvoor hij of zij is gevraagd, alleen zolang dat duurt, en nooit medische gegevens, het contactlogboek of het"
    " burgerservicenummer.",
    Role.PROVIDER: "Wie een werknemer met een interventie helpt. Ziet alleen de opdrachten aan de eigen organisatie,"
    " zolang die te zien zijn: naam, functie en telefoonnummer van de werknemer, het doel en wat iemand in het werk"
    " kan. Nooit een dossier, de werkgever, het burgerservicenummer of een andere opdracht.",
    Role.CLAIMS: "De afdelingen premie en schade van de verzekeraar. Zien welke werkgevers en polissen er zijn, en"
    " verder niets. Een dossier, een document of een werknemer zien zij nooit: de database houdt die muur zelf in"
    " stand.",
    Role.INTERMEDIARY: "De financieel adviseur die een werkgever heeft aangewezen. Ziet van die werkgever de gegevens"
    " van het bedrijf en de polissen, zolang die aanwijzing duurt, en nooit een persoon of een dossier. Wie meer"
    " klanten heeft, kiest voor welke klant hij of zij werkt.",
    Role.PLATFORM: "Het beheer van accounts en rollen. Ziet wie waar welke rol heeft, nodigt uit voor de rollen"
    " Platformbeheer, Privacyfunctionaris en Premie en schade, en beëindigt een rol met een laatste dag. Ziet geen"
    " document en geen gegevens van werknemers. Een dossier alleen in een noodgeval: één, voor enkele uren, als een"
    " tweede beheerder dat toestaat, en dan alleen wie eraan werkt en hoe ver het is.",
    Role.PRIVACY_OFFICER: "Houdt toezicht. Ziet wie wat deed en wat er is geweigerd, welke teksten met gemarkeerde"
    " woorden toch zijn bewaard en waarom (nooit de woorden zelf), welke dossiers langer bewaard blijven en wat er is"
    " verwijderd, en wanneer een beheerder noodtoegang kreeg. Kan die beëindigen. Ziet geen"
    " dossier, geen document en geen naam van een zieke werknemer. Dat de privacyfunctionaris"
    " meekeek in het logboek van een dossier, ziet de werknemer ook.",
    Role.PROJECTOR: "Rekent de termijnen van een dossier uit en bewaart de uitkomst.",
    Role.SCHEDULER: "Doet elke dag wat de kalender vraagt: herinneren, toewijzen, afsluiten.",
    Role.MAILER: "Verstuurt de e-mail bij een bericht.",
    Role.RENDERER: "Maakt van een ondertekend document een pdf, en bewaart de kopie die een werknemer van de eigen"
    " gegevens vroeg. Wat daarin komt, leest het systeem met de rechten van die werknemer.",
    Role.SPLITTER: "Maakt van één dossier twee als verzuim voor en na verlof niet samentelt, op het antwoord van de"
    " bedrijfsarts. Verplaatst wat bij het nieuwe dossier hoort en leest geen inhoud.",
    Role.PURGER: "Verwijdert wat niet langer bewaard mag worden.",
    Role.AUDITOR: "Controleert of het logboek heel is. Schrijft niets.",
}
ROWS_TEXTS: Mapping[Rows, str] = {
    Rows.ALL: "alle",
    Rows.SELF: "van het eigen account",
    Rows.INBOX: "aan deze rol gericht",
    Rows.OWN: "over zichzelf",
    Rows.EMPLOYER: "van de eigen werkgever",
    Rows.MANAGED: "van de dossiers die de werkgever zelf begeleidt, zonder Ontzorgmanager",
    Rows.ASSIGNED: "van de toegewezen dossiers",
    Rows.TREATED: "van de eigen dossiers als bedrijfsarts",
    Rows.CONTRACTED: "van de eigen arbodienst",
    Rows.DELEGATED: "van de dossiers van de bedrijfsarts, zolang de taakdelegatie loopt",
    Rows.OPENED: "van het dossier waartoe een tweede beheerder noodtoegang gaf, zolang dat duurt",
    Rows.CALLED: "van de dossiers waarvoor deze rol is gevraagd, zolang dat duurt",
    Rows.PROVIDED: "van de opdrachten aan de eigen organisatie, zolang die te zien zijn",
}
FIELD_TEXTS: Mapping[Field, str] = {
    Field.INTERNAL: "nummers en verwijzingen",
    Field.ADMINISTRATIVE: "administratie",
    Field.IDENTIFYING: "wie iemand is",
    Field.CONTACT: "waar de zieke bereikbaar is",
    Field.PROCESS: "datums en stappen",
    Field.APPOINTMENT: "uur, plaats en met wie van een gesprek, en hoe het afliep",
    Field.VANGNET: "vangnet ja of nee",
    Field.ACCIDENT: "ongeval en verhaal ja of nee",
    Field.HANDOVER: "over te dragen werk",
    Field.FUNCTIONAL: "wat iemand in het werk kan",
    Field.HOURS: "gewerkte uren",
    Field.INCAPACITY: "percentage arbeidsongeschikt",
    Field.INCOME: "loon en inkomen",
    Field.HELP: "doel en voortgang van een interventie",
    Field.PROVIDER_KIND: "welke dienstverlener en waarvoor",
    Field.VISION: "eigen visie op het werk",
    Field.COACHING: "coaching van de werknemer door de Ontzorgmanager",
    Field.CORRESPONDENCE: "berichten aan elkaar",
    Field.MEDICAL: "medische gegevens",
    Field.BSN: "burgerservicenummer",
    Field.AUDIT: "logboek",
    Field.REQUEST: "verzoek van de werknemer en het antwoord",
    Field.OWN_WORDS: "eigen concepttekst",
}
VERB_TEXTS: Mapping[Verb, str] = {
    Verb.REPORT_SICK: "ziek melden",
    Verb.REPORT_RECOVERY: "beter melden",
    Verb.RECORD_LEAVE: "verlof vastleggen",
    Verb.ACCEPT_REPORT: "ziekmelding in ontvangst nemen",
    Verb.TRIAGE: "inschatten of het lang duurt",
    Verb.ASSIGN: "Ontzorgmanager toewijzen",
    Verb.LOG_CONTACT: "contact vastleggen",
    Verb.PLAN_CONTACT: "het volgende contact plannen",
    Verb.RECORD_STEP: "stap vastleggen",
    Verb.WITHDRAW_STEP: "eigen vastlegging van een stap intrekken of verbeteren",
    Verb.RECORD_FACT: "feit vastleggen",
    Verb.WITHDRAW_FACT: "vastgelegd feit intrekken",
    Verb.CORRECT_REPORT: "eerste ziektedag verbeteren",
    Verb.CORRECT_RECOVERY: "betermelding verbeteren of intrekken",
    Verb.CANCEL_REPORT: "ziekmelding intrekken",
    Verb.RECORD_DEATH: "overlijden vastleggen",
    Verb.WAIVE_STEP: "vastleggen dat een stap niet nodig is",
    Verb.NAME_DELAY: "vastleggen wie een stap vertraagde",
    Verb.RECORD_HOURS: "gewerkte uren vastleggen",
    Verb.FORWARD_HOURS: "gewerkte uren doorgeven",
    Verb.TRY_CHANGE: "bekijken wat een wijziging zou doen",
    Verb.TRY_CAPACITY: "bekijken wat andere mogelijkheden om te werken zouden doen",
    Verb.PROPOSE_BUILD_UP: "opbouwschema voorstellen",
    Verb.ANSWER_BUILD_UP: "opbouwschema beantwoorden",
    Verb.CONFIRM_STEPS: "bevestigen wat in taakdelegatie is vastgelegd",
    Verb.SAVE_VIEW: "lijst bewaren",
    Verb.PROPOSE_RULE: "wetswijziging voorstellen",
    Verb.DECIDE_RULE: "over een wetswijziging beslissen",
    Verb.RECORD_POLICY_STEP: "afspraak uit de polis vastleggen",
    Verb.READ_CASE: "dossier openen",
    Verb.READ_TRAIL: "bekijken wie in het dossier keek",
    Verb.CLOSE_CASE: "dossier afsluiten",
    Verb.REMIND: "herinneren",
    Verb.MAIL: "e-mail sturen",
    Verb.ESCALATE: "aan de balie melden",
    Verb.READ_NOTICE: "bericht lezen",
    Verb.DRAFT_PROBLEM_ANALYSIS: "probleemanalyse schrijven",
    Verb.SIGN_PROBLEM_ANALYSIS: "probleemanalyse ondertekenen",
    Verb.DRAFT_PLAN: "plan van aanpak schrijven",
    Verb.PROPOSE_PLAN: "plan van aanpak voorleggen",
    Verb.WITHDRAW_PLAN: "plan van aanpak terugnemen",
    Verb.ADD_VISION: "visie geven",
    Verb.SIGN_PLAN: "plan van aanpak ondertekenen",
    Verb.REFUSE_PLAN: "plan van aanpak niet ondertekenen",
    Verb.READ_DOCUMENT: "document openen",
    Verb.ADD_ATTACHMENT: "stuk van buiten toevoegen",
    Verb.READ_ATTACHMENT: "stuk van buiten downloaden",
    Verb.WITHDRAW_ATTACHMENT: "stuk van buiten terugnemen",
    Verb.START_THREAD: "berichten over een onderwerp beginnen",
    Verb.SEND_MESSAGE: "bericht sturen",
    Verb.READ_THREAD: "berichten lezen",
    Verb.TAKE_ENCLOSURE: "bijlage van een bericht downloaden",
    Verb.GIVE_ADVICE: "advies met een termijn vastleggen",
    Verb.ANSWER_ADVICE: "zeggen wat er met een advies gebeurt",
    Verb.WITHDRAW_ADVICE: "eigen advies intrekken",
    Verb.CONFIRM_GUARANTEE: "stand van de Poortwachtergarantie bevestigen",
    Verb.RENDER: "pdf maken",
    Verb.RETRY_RENDER: "pdf opnieuw laten maken",
    Verb.MANAGE_ARBODIENST: "arbodienst beheren",
    Verb.MANAGE_PHYSICIAN: "bedrijfsarts beheren",
    Verb.MANAGE_ONTZORGMANAGER: "Ontzorgmanager beheren",
    Verb.MANAGE_CONTRACT: "arbocontract sluiten",
    Verb.MANAGE_EMPLOYER: "werkgever beheren",
    Verb.MANAGE_POLICY: "polis beheren",
    Verb.REGISTER_EMPLOYEE: "werknemer in- en uitschrijven",
    Verb.CORRECT_EMPLOYEE: "gegevens van een werknemer verbeteren",
    Verb.GIVE_ROLE: "rol geven",
    Verb.GIVE_OTHER_ROLE: "rol buiten de dossiers geven",
    Verb.INVITE: "uitnodigen",
    Verb.END_ROLE: "rol beëindigen",
    Verb.MANAGE_ADVISER: "verzuimbegeleider beheren",
    Verb.MANAGE_LABOUR_EXPERT: "arbeidsdeskundige beheren",
    Verb.DELEGATE: "taken overdragen",
    Verb.END_DELEGATION: "taakdelegatie beëindigen",
    Verb.SUBSTITUTE: "vervanging vastleggen",
    Verb.END_SUBSTITUTION: "vervanging beëindigen",
    Verb.RESET_ACCESS: "wachtwoord en tweede stap laten vervallen",
    Verb.HOLD_FILE: "dossier langer bewaren",
    Verb.WRITE_GUIDANCE: "visie en plan schrijven",
    Verb.REASSIGN: "overdracht aan een andere Ontzorgmanager vragen",
    Verb.MOVE_FILE: "dossier overdragen",
    Verb.DROP_TRANSFER: "overdracht laten vervallen",
    Verb.WRITE_TRANSFER: "overdrachtsnotitie schrijven",
    Verb.TAKE_TRANSFER: "overdracht als gezien markeren",
    Verb.CALCULATE_INCOME: "inkomen bij langdurige ziekte berekenen",
    Verb.READ_INCOME: "berekening van het inkomen openen",
    Verb.ACKNOWLEDGE_INCOME: "laten weten dat de berekening is gezien",
    Verb.SHARE_INCOME: "berekening van het inkomen delen of terugnemen",
    Verb.ASK_WAGE: "om loongegevens vragen",
    Verb.ANSWER_WAGE: "loongegevens geven",
    Verb.PROPOSE_FIGURE: "bedrag van de WIA-rekentool voorstellen",
    Verb.DECIDE_FIGURE: "over een bedrag van de WIA-rekentool beslissen",
    Verb.WRITE_TASKS: "taak-functieanalyse schrijven",
    Verb.CONFIRM_TASKS: "taak-functieanalyse bevestigen",
    Verb.RETURN_TASKS: "taak-functieanalyse teruggeven",
    Verb.ANSWER_TASKS: "per taak antwoorden in de taak-functieanalyse",
    Verb.READ_TASKS: "taak-functieanalyse openen",
    Verb.WRITE_VISION: "werknemersvisie invullen",
    Verb.CONFIRM_VISION: "werknemersvisie bevestigen",
    Verb.SHARE_VISION: "kiezen wie de werknemersvisie leest",
    Verb.READ_VISION: "werknemersvisie openen",
    Verb.PROPOSE_WORK: "passend werk voorstellen",
    Verb.ANSWER_WORK: "een voorstel voor passend werk beantwoorden",
    Verb.WITHDRAW_WORK: "eigen voorstel voor passend werk intrekken",
    Verb.WRITE_COACHING: "coachingnotitie schrijven",
    Verb.ADD_TO_COACHING: "reageren op een coachingnotitie",
    Verb.READ_COACHING: "coachingnotities openen",
    Verb.ASK_CORRECTION: "om correctie vragen",
    Verb.ANSWER_CORRECTION: "een verzoek om correctie beantwoorden",
    Verb.CONSIDER_EXPERT: "zeggen of een arbeidsdeskundige nodig is",
    Verb.WRITE_CONFERENCE: "multidisciplinair overleg vastleggen",
    Verb.CONFIRM_CONFERENCE: "conclusie van een overleg bevestigen",
    Verb.DO_ACTION: "afspraak uit een overleg afvinken",
    Verb.RECORD_TIME: "bestede tijd vastleggen",
    Verb.WITHDRAW_TIME: "bestede tijd intrekken",
    Verb.CALL_LABOUR_EXPERT: "arbeidsdeskundige vragen",
    Verb.END_CALL: "vraag aan de arbeidsdeskundige beëindigen",
    Verb.ANSWER_CALL: "vraag aan de arbeidsdeskundige beantwoorden",
    Verb.MANAGE_PROVIDER: "dienstverlener beheren",
    Verb.ORDER_INTERVENTION: "re-integratie-interventie aanvragen",
    Verb.UPDATE_ASSIGNMENT: "gegevens van een opdracht bijwerken",
    Verb.WITHDRAW_INTERVENTION: "re-integratie-interventie intrekken of stoppen",
    Verb.READ_ASSIGNMENT: "opdracht openen",
    Verb.ACCEPT_ASSIGNMENT: "opdracht aannemen",
    Verb.REFUSE_ASSIGNMENT: "opdracht weigeren",
    Verb.START_INTERVENTION: "begin van een interventie vastleggen",
    Verb.REPORT_PROGRESS: "voortgang van een interventie melden",
    Verb.END_INTERVENTION: "einde van een interventie vastleggen",
    Verb.READ_VAULT: "medisch dossier openen",
    Verb.READ_TREATMENT: "eigen medische verslagen openen",
    Verb.REPORT_TREATMENT: "medisch verslag voor de bedrijfsarts schrijven of verbeteren",
    Verb.WRITE_NOTE: "aantekening van het spreekuur schrijven of verbeteren",
    Verb.DRAFT_MEDICAL_INFORMATION: "Medische informatie voor UWV schrijven",
    Verb.SIGN_MEDICAL_INFORMATION: "Medische informatie voor UWV ondertekenen",
    Verb.GIVE_MEDICAL_INFORMATION: "Medische informatie aan de werknemer geven",
    Verb.ASK_CONSULT: "een vraag voor het spreekuur van de bedrijfsarts opschrijven",
    Verb.ANSWER_CONSULT: "een vraag voor het spreekuur lezen en erop reageren",
    Verb.SEND_CONSULT: "een vraag voor het spreekuur doorsturen",
    Verb.WITHDRAW_CONSULT: "een vraag voor het spreekuur intrekken",
    Verb.ASK_TALK: "zelf om een gesprek met de bedrijfsarts vragen",
    Verb.BEGIN_CONSULT: "zelf een gesprek met de werknemer beginnen",
    Verb.PLAN_CONSULT: "een gesprek met de bedrijfsarts plannen",
    Verb.MOVE_CONSULT: "een gesprek met de bedrijfsarts verplaatsen",
    Verb.CANCEL_CONSULT: "een gesprek met de bedrijfsarts afzeggen",
    Verb.RECORD_CONSULT: "vastleggen of een gesprek met de bedrijfsarts doorging",
    Verb.ANSWER_NO_SHOW: "reageren op een gesprek dat niet doorging",
    Verb.ASK_COPY: "kopie van de eigen gegevens vragen",
    Verb.MAKE_COPY: "gevraagde kopie maken",
    Verb.TAKE_COPY: "kopie van de eigen gegevens downloaden",
    Verb.ASK_EMERGENCY: "om noodtoegang vragen",
    Verb.DECIDE_EMERGENCY: "over noodtoegang van een ander beslissen",
    Verb.BREAK_GLASS: "dossier bekijken met noodtoegang",
    Verb.END_EMERGENCY: "noodtoegang beëindigen",
    Verb.PURGE: "verwijderen na de bewaartermijn",
    Verb.ROTATE_KEYS: "opnieuw versleutelen",
    Verb.OVERSEE: "toezicht houden",
    Verb.SAVE_DRAFT: "concept bewaren",
    Verb.KEEP_WORDING: "tekst met gemarkeerde woorden toch bewaren",
}


@dataclass(frozen=True, slots=True)
class Record:
    """What a kind of record is called, which fields belong to which class, and whether each row names its readers."""

    label: str
    fields: Mapping[Field, tuple[str, ...]]
    names_readers: bool = False


Records = Mapping[str, Record]


def describe(table: Table, records: Records) -> str:
    """Return the access table as Markdown: one section per role, then which fields belong to which class."""
    people = "".join(_section(role, table, records) for role in HUMAN_ROLES)
    system = "".join(_section(role, table, records) for role in Role if role in SYSTEM_ROLES)
    note = "\n¹ Elke rij noemt zelf welke rollen haar mogen zien; deze regel geldt voor de rijen die deze rol noemen.\n"
    return f"{_HEAD}{note}{people}\n# Parts of the system\n{system}{_classes(records)}"


def _section(role: Role, table: Table, records: Records) -> str:
    lines = [(records[resource], line) for (owner, resource), line in table.items() if owner is role]
    rows = "".join(
        _row(role, record, line) for record, line in sorted(lines, key=lambda pair: pair[0].label.casefold())
    )
    head = "| gegevens | welke | ziet | doet |\n|---|---|---|---|\n"
    return f"\n## {ROLE_LABELS[role]}\n\n{ROLE_TEXTS[role]}\n\n{head}{rows}"


def _row(role: Role, record: Record, line: Grant) -> str:
    label = f"{record.label} ¹" if record.names_readers and role not in SYSTEM_ROLES else record.label
    rows = "eigen handelingen" if role in SYSTEM_ROLES and line.rows is Rows.SELF else ROWS_TEXTS[line.rows]
    if line.reads:
        rows = f"{rows}; alleen lezen: {ROWS_TEXTS[line.reads]}"
    if line.not_about:
        rows = f"{rows}, behalve {_role_names(line.not_about)}"
    if line.nameless:
        rows = f"{rows}, zonder naam van wie handelde als {_role_names(line.nameless)}"
    if left := line.not_writing - line.not_about:
        rows = f"{rows}; alleen lezen: {_role_names(left)}"
    besides = f"; {ROWS_TEXTS[line.more.rows]} ook: {_done(line.more)}" if line.more else ""
    return f"| {label} | {rows} | {_seen(record, line)} | {_done(line)}{besides} |\n"


def _role_names(roles: Iterable[Role]) -> str:
    return ", ".join(ROLE_LABELS[role] for role in Role if role in frozenset(roles))


def _seen(record: Record, line: Grant) -> str:
    shown = [FIELD_TEXTS[field] for field in Field if _is_content(field) and field in line.fields & set(record.fields)]
    return ", ".join(shown) or "alleen dat het bestaat"


def _done(line: Grant) -> str:
    verbs = ", ".join(VERB_TEXTS[verb] for verb in Verb if verb in line.verbs)
    return verbs or ("als gevolg van een handeling" if line.writes else "alleen lezen")


def _classes(records: Records) -> str:
    ordered = sorted(records.values(), key=lambda record: record.label.casefold())
    rows = "".join(_class_row(record.label, field, names) for record in ordered for field, names in _content(record))
    return f"\n# Which fields belong to what\n\n| gegevens | soort | velden |\n|---|---|---|\n{rows}"


def _class_row(label: str, field: Field, names: Iterable[str]) -> str:
    return f"| {label} | {FIELD_TEXTS[field]} | {', '.join(names)} |\n"


def _content(record: Record) -> list[tuple[Field, tuple[str, ...]]]:
    return [(field, record.fields[field]) for field in Field if field in record.fields and _is_content(field)]


def _is_content(field: Field) -> bool:
    return field is not Field.INTERNAL
