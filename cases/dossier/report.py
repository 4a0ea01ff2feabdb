"""What the sick report of one file says to somebody in one role. Reads only."""

from accounts.terms import Role
from accounts.visible import can_read
from cases.models import AbsenceCase, SickReport
from cases.timeline.dutch import count_days, format_date

_YES_NO = {True: "Ja", False: "Nee"}
_FACTS = (
    ("duration_label", "Verwachte duur"),
    ("contact_phone", "Bereikbaar op"),
    ("stay_address", "Verblijft op"),
    ("vangnet_applies", "Vangnet van de Ziektewet"),
    ("work_accident", "Bedrijfsongeval"),
    ("recourse_possible", "Verkeersongeval met mogelijk verhaal"),
)


def report_facts(report: SickReport, role: Role) -> list[tuple[str, str]]:
    """What the sick report says, as far as this role may read it."""
    seen = [(label, getattr(report, name)) for name, label in _FACTS if can_read(report, role, name)]
    return [(label, _YES_NO[value] if isinstance(value, bool) else str(value)) for label, value in seen]


def late_report(case: AbsenceCase) -> str:
    """That the report came in after the first sick day; moves no date and is no reproach."""
    if not case.days_late:
        return ""
    return f"Gemeld op {format_date(case.reported_on)}, {count_days(case.days_late)} na de eerste ziektedag"
