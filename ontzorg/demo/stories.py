"""The files of the demo, one line each: who is where in the 104 weeks, and what went otherwise than planned."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A fact that somebody in the role `by` records. Days ago, negative ahead; recorded `told` days ago."""

    kind: str
    on: int
    told: int
    by: str = "employer"
    until: int | None = None
    ground: str = ""
    answer: bool | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """From so many days ago this share of the contract hours was worked."""

    on: int
    share: float
    therapeutic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildUp:
    """A schedule in the usual rhythm, proposed so many days ago; `agreed` is None while the answer waits."""

    proposed: int
    by: str = "employee"
    answered: int = 0
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One file. `day` is the calendar day of the file on which it is today: 1 fell ill today.

    Days ago: `fit` is the first fit day, `gap` the first fit day and the relapse of an interruption, `leave` the first
    and last day of maternity leave. `stops_at` is the first link of the chain of documents that did not happen;
    `without` names single steps that did not happen.
    """

    company: str
    day: int
    fit: int | None = None
    gap: tuple[int, int] | None = None
    leave: tuple[int, int] | None = None
    reported_after: int | None = None
    stops_at: str = ""
    without: tuple[str, ...] = ()
    quiet_for: int = 0
    """Days without an evaluation until today."""
    who: str = ""
    refused: bool = False
    vangnet: bool = False
    accident: bool = False
    duration: str = "unknown"
    before: tuple[tuple[int, int], ...] = ()
    """Earlier files of the same person: first sick day and first fit day."""
    pension: int | None = None
    """When state pension age was reached."""
    cancelled: int | None = None
    """When the employer took the report back."""
    died: int | None = None
    told: tuple[Told, ...] = ()
    hours: tuple[Hours, ...] = ()
    build_up: tuple[BuildUp, ...] = ()
    also: tuple[tuple[str, int], ...] = ()
    """Steps outside the routine, and when they were done."""
    waived: tuple[tuple[str, str, int], ...] = ()
    """Step, ground, and when the Ontzorgmanager recorded that it is not needed."""
    delays: tuple[tuple[str, str], ...] = ()
    """Step that is late today and what caused it, said by the Ontzorgmanager."""


CHAIN = ("analysis", "draft_plan", "propose", "sign_employee", "sign_employer", "periodic_evaluation")

# These employers have an Ontzorgmanager of their own choice; the desk assigns by hand.
CHOSEN_MANAGER = {"korenaar": "Sanne Lindeboom", "puntkomma": "Sanne Lindeboom"}

SICK_BAKER = "Youssef Amrani"
YOUNG_MOTHER = "Lotte Abbink"
SICK_HR = "Bas Rietveld"
SICK_DRIVER = "Pavel Novotny"
HALF_A_YEAR = "Marijke Elderhorst"

STORIES = (
    # De Korenaar: a plan that waits for both signatures, somebody just ill, somebody just recovered.
    Story("korenaar", 48, stops_at="sign_employee", who=SICK_BAKER, duration="longer", hours=(Hours(6, 0.2, True),)),
    Story("korenaar", 2, without=("accept",), duration="days", before=((290, 285), (120, 114))),
    Story("korenaar", 38, fit=9, duration="two_weeks"),
    Story("korenaar", 160, fit=82, duration="longer"),
    Story(
        "korenaar",
        212,
        quiet_for=37,
        duration="longer",
        hours=(Hours(60, 0.2, True), Hours(45, 0.25), Hours(31, 0.4), Hours(9, 0.5)),
        build_up=(BuildUp(proposed=52, answered=49, agreed=True),),
        told=(Told(kind="incapacity_percentage", on=49, told=49, by="bedrijfsarts", number=60),),
    ),
    Story("korenaar", 118, told=(Told(kind="contract_end", on=-19, told=20, ground="fixed_term"),)),
    # Sick up to and right after sixteen weeks of maternity leave; nobody has said yet whether the cause is the same.
    Story("korenaar", 194, leave=(129, 18), who=YOUNG_MOTHER, duration="longer"),
    # Autobedrijf Tolsteeg
    Story("tolsteeg", 9, without=("triage",), duration="two_weeks"),
    Story("tolsteeg", 45, accident=True, stops_at="analysis", duration="longer"),
    Story("tolsteeg", 298, without=("uwv_week_42_report",)),
    Story("tolsteeg", 330, fit=318, duration="week"),
    Story("tolsteeg", 75, pension=-25, hours=(Hours(20, 0.3),)),
    # Hoveniers De Linde
    Story("delinde", 37, stops_at="analysis", duration="longer"),
    Story("delinde", 181, without=("wia_income_insight",), who=HALF_A_YEAR),
    Story(
        "delinde",
        96,
        gap=(61, 40),
        hours=(Hours(75, 0.5), Hours(20, 0.3)),
        build_up=(BuildUp(proposed=1, by="employer"),),
    ),
    Story("delinde", 100, pension=14),
    Story("delinde", 13, duration="longer"),
    Story("delinde", 300, fit=290, duration="week"),
    # Wijngaard Installatietechniek
    Story("wijngaard", 4, duration="week"),
    Story("wijngaard", 40, stops_at="analysis", duration="longer"),
    Story("wijngaard", 58, duration="longer"),
    Story(
        "wijngaard",
        329,
        vangnet=True,
        without=("first_year_evaluation", "labour_expert_assessment"),
        waived=(("labour_expert_assessment", "return_expected", 5),),
    ),
    Story(
        "wijngaard",
        715,
        without=("wia_application", "riv_upload", "final_evaluation", "current_opinion"),
        told=(Told(kind="voluntary_extension", on=80, told=80, until=-193),),
    ),
    Story("wijngaard", 150, pension=60),
    Story("wijngaard", 612, without=("uwv_wia_letter", "current_opinion")),
    Story(
        "wijngaard",
        133,
        gap=(84, 63),
        hours=(Hours(40, 0.25),),
        build_up=(BuildUp(proposed=14, answered=10, agreed=False),),
    ),
    Story("wijngaard", 52, fit=20, duration="two_weeks"),
    Story("wijngaard", 210, fit=196, duration="two_weeks"),
    Story("wijngaard", 480, fit=330, duration="longer"),
    # Kinderopvang De Knikkerzak
    Story("knikkerzak", 205, leave=(118, 7), who="Samira Idrissi"),
    Story("knikkerzak", 6, duration="week"),
    Story("knikkerzak", 12, duration="two_weeks"),
    Story("knikkerzak", 95, quiet_for=46, duration="longer"),
    Story("knikkerzak", 178, without=("wia_income_insight",)),
    Story(
        "knikkerzak",
        345,
        without=("first_year_evaluation",),
        told=(Told(kind="expert_opinion_request", on=12, told=12, ground="suitable_work"),),
    ),
    Story(
        "knikkerzak",
        419,
        hours=(Hours(200, 0.3), Hours(120, 0.45)),
        told=(Told(kind="new_agreed_work", on=30, told=28, by="ontzorgmanager"),),
    ),
    Story(
        "knikkerzak",
        130,
        stops_at="draft_plan",
        told=(Told(kind="no_usable_capacity", on=88, told=88, by="bedrijfsarts"),),
    ),
    Story("knikkerzak", 60, fit=4, duration="longer"),
    Story("knikkerzak", 145, fit=138, duration="week"),
    Story("knikkerzak", 390, fit=350, duration="longer"),
    # Drukkerij Het Zetstuk
    Story("zetstuk", 54, stops_at="draft_plan", duration="longer"),
    Story("zetstuk", 290, without=("uwv_week_42_report",)),
    Story("zetstuk", 634, without=("final_evaluation",)),
    Story("zetstuk", 120, fit=111, duration="week"),
    # Zorgvilla De Wilgenhof
    Story("wilgenhof", 1, duration="days"),
    Story("wilgenhof", 3, duration="week"),
    Story("wilgenhof", 10, vangnet=True, without=("vangnet_report_uwv",), duration="longer"),
    Story("wilgenhof", 17, reported_after=16, duration="longer"),
    Story(
        "wilgenhof",
        30,
        without=("employee_intake",),
        duration="longer",
        delays=(("employee_intake", "employee"),),
    ),
    Story("wilgenhof", 57, stops_at="sign_employee", refused=True, duration="longer"),
    Story(
        "wilgenhof",
        88,
        hours=(Hours(34, 0.2, True), Hours(20, 0.25), Hours(6, 0.4)),
        build_up=(BuildUp(proposed=27, answered=24, agreed=True), BuildUp(proposed=3)),
        told=(Told(kind="capacity_changed", on=5, told=5, by="bedrijfsarts"),),
    ),
    Story("wilgenhof", 182, without=("wia_income_insight",)),
    Story("wilgenhof", 292),
    Story("wilgenhof", 316, without=("labour_expert_assessment", "first_year_evaluation")),
    Story("wilgenhof", 363, without=("first_year_evaluation",)),
    Story("wilgenhof", 415, without=("second_track_start",)),
    Story("wilgenhof", 646, without=("wia_application", "riv_upload")),
    Story("wilgenhof", 727),
    Story("wilgenhof", 745),
    Story(
        "wilgenhof",
        800,
        told=(
            Told(kind="wage_sanction", on=120, told=118, until=-290, ground="administrative"),
            Told(kind="shortening_request", on=15, told=15, by="ontzorgmanager"),
        ),
    ),
    Story(
        "wilgenhof",
        400,
        told=(
            Told(kind="early_iva_request", on=130, told=130, by="employee"),
            Told(kind="early_iva_granted", on=40, told=38),
        ),
    ),
    Story("wilgenhof", 330, died=18),
    Story("wilgenhof", 240, leave=(60, -51), who="Maaike Huisman"),
    Story("wilgenhof", 66, gap=(47, 26), fit=6),
    Story("wilgenhof", 70, fit=58, duration="two_weeks"),
    Story("wilgenhof", 260, fit=140, duration="longer"),
    # Timmerbedrijf Spaan
    Story("spaan", 20, without=("contact_employee",), duration="longer"),
    Story("spaan", 66, accident=True, stops_at="propose", duration="longer"),
    Story("spaan", 190, fit=181, duration="week"),
    # Kapsalon Krul en Kam
    Story("krulenkam", 8, without=("triage",), duration="two_weeks"),
    # Transportbedrijf Oostwaarts does its case management itself
    Story("oostwaarts", 5, duration="week"),
    Story("oostwaarts", 26, duration="longer", hours=(Hours(8, 0.5),)),
    Story(
        "oostwaarts",
        200,
        told=(Told(kind="contract_end", on=30, told=70, ground="ended"),),
        also=(("sick_leaving_employment_report", 31), ("sick_leaving_employment_riv", 31)),
    ),
    Story("oostwaarts", 41, stops_at="analysis", duration="longer"),
    Story("oostwaarts", 44, stops_at="draft_plan", duration="longer"),
    Story("oostwaarts", 49, stops_at="sign_employee", who=SICK_DRIVER, duration="longer"),
    Story("oostwaarts", 33, fit=11, duration="two_weeks"),
    Story("oostwaarts", 170, fit=159, duration="two_weeks"),
    # Webbureau Punt en Komma: who does HR is ill himself
    Story("puntkomma", 33, who=SICK_HR, duration="longer", build_up=(BuildUp(proposed=2),)),
    Story("puntkomma", 150, quiet_for=20, duration="longer"),
    Story("puntkomma", 97, fit=92, duration="days"),
    # Restaurant De Veerpont
    Story("veerpont", 8, without=("triage",), duration="longer"),
    Story("veerpont", 44, duration="longer"),
    Story("veerpont", 9, cancelled=7, duration="days"),
    Story("veerpont", 360, without=("first_year_evaluation",)),
    Story("veerpont", 700),
    Story("veerpont", 230, fit=221, duration="week"),
)
