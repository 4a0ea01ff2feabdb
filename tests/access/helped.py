"""Help that was asked of a provider, in the files of the access tests; by the date of the database."""

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from documents import operations as documents
from documents.models import TreatmentReport
from employers.acting import actor_for
from employers.models import Membership
from interventions.models import Intervention, Offering
from tests.access.world import NETWORK, NOW, File, first_manager
from tests.factories import interventions
from tests.factories.employers import ARRANGER


def helper_of(file: File) -> Actor:
    """Who works for the provider of a file: of those of the first Ontzorgmanager the one of this world."""
    name = NETWORK if file.ontzorgmanager.user_id == first_manager() else f"Praktijk {file.employee.last_name}"
    with acting_as(ARRANGER):
        found = Membership.objects.filter(role=Role.PROVIDER, provider__name=name).first()
    return actor_for(found) if found else interventions.make_helper(interventions.make_provider(name), "Hil Helper")


def some_offering(file: File, kind: str = "psychological") -> Offering:
    """What the provider of a file can be asked for."""
    provider = helper_of(file).organisation_id
    with acting_as(ARRANGER):
        return Offering.objects.get_or_create(provider_id=provider, kind=kind)[0]


def ordered_help(file: File, kind: str = "psychological") -> Intervention:
    """The Ontzorgmanager asked a provider for help, by the date of the database."""
    return interventions.order(file.ontzorgmanager, file.open(), some_offering(file, kind))


def treated(file: File) -> TreatmentReport:
    """A provider who took something else on gave the bedrijfsarts a medical report about it."""
    helper = helper_of(file)
    asked = interventions.accepted(helper, ordered_help(file, "physical_therapy"))
    told = {"sort": "intake", "text": "Besproken.", "at": NOW}
    return documents.report_treatment(actor=helper, intervention=asked, **told)


def reread(report: TreatmentReport, file: File) -> None:
    """The provider opens what he reported."""
    helper = helper_of(file)
    with acting_as(helper):
        asked = Intervention.objects.get(assignment=report.assignment_id)
    documents.read_treatments(actor=helper, intervention=asked)


def accepted_help(file: File) -> Intervention:
    """The provider took it."""
    return interventions.accepted(helper_of(file), ordered_help(file))


def running_help(file: File) -> Intervention:
    """It began."""
    return interventions.running(helper_of(file), ordered_help(file))


def reported_progress(file: File) -> Intervention:
    """It began, and there is a report."""
    return interventions.reported(helper_of(file), ordered_help(file))
