"""The people of every test: two companies that must never see each other, and those who work for them."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.models import User
from accounts.terms import Role
from employers.acting import actor_for
from employers.models import (
    Employee,
    Employer,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    Ontzorgmanager,
)
from tests.factories import employers as make


@dataclass(frozen=True)
class Cast:
    """Anna (HR), Carla (employee), Daan (bedrijfsarts), Bert (planner), Noor (Ontzorgmanager), Ina (desk).

    Eva (HR), Finn (employee), Gijs (bedrijfsarts), Hans (planner) and Loes (Ontzorgmanager) belong to the other side.
    """

    bakery: Employer
    garage: Employer
    vitaal: OccupationalHealthService
    oost: OccupationalHealthService
    carla_file: Employee
    finn_file: Employee
    noor_profile: Ontzorgmanager
    loes_profile: Ontzorgmanager
    daan_profile: OccupationalPhysician
    gijs_profile: OccupationalPhysician
    anna: Actor
    carla: Actor
    daan: Actor
    bert: Actor
    noor: Actor
    ina: Actor
    eva: Actor
    finn: Actor
    gijs: Actor
    hans: Actor
    loes: Actor

    @property
    def desk(self) -> Actor:
        """The insurer's desk."""
        return self.ina

    def user(self, actor: Actor) -> User:
        """The account behind an actor."""
        return User.objects.get(pk=actor.user_id)


def _act(user: User, role: Role, **organisation: object) -> Actor:
    membership: Membership = make.make_membership(user, role, **organisation)
    return actor_for(membership)


def make_cast() -> Cast:
    """Everybody, with roles, contracts and policies."""
    bakery, garage = make.make_employer("Bakkerij De Korenaar"), make.make_employer("Garage Van Dam")
    vitaal, oost = make.make_ohs("Vitaal Werk"), make.make_ohs("Arbo Oost")
    daan, gijs = make.make_physician(vitaal, "Daan Dokter"), make.make_physician(oost, "Gijs Genezer")
    noor, loes = make.make_manager("Noor de Wit"), make.make_manager("Loes Vos")
    carla_user, finn_user = make.make_user("Carla Bos"), make.make_user("Finn Prins")
    carla = make.make_employee(bakery, "Carla", "Bos", user=carla_user)
    finn = make.make_employee(garage, "Finn", "Prins", user=finn_user)
    for employer, physician in ((bakery, daan), (garage, gijs)):
        make.make_contract(employer, physician)
        make.make_policy(employer)
    return Cast(
        bakery=bakery,
        garage=garage,
        vitaal=vitaal,
        oost=oost,
        carla_file=carla,
        finn_file=finn,
        noor_profile=noor,
        loes_profile=loes,
        daan_profile=daan,
        gijs_profile=gijs,
        anna=_act(make.make_user("Anna Smit"), Role.EMPLOYER, employer=bakery),
        carla=_act(carla_user, Role.EMPLOYEE, employer=bakery, employee=carla),
        daan=_act(daan.user, Role.BEDRIJFSARTS, ohs=vitaal),
        bert=_act(make.make_user("Bert Planner"), Role.ARBODIENST, ohs=vitaal),
        noor=_act(noor.user, Role.ONTZORGMANAGER),
        ina=_act(make.make_user("Ina Balie"), Role.DESK),
        eva=_act(make.make_user("Eva Dam"), Role.EMPLOYER, employer=garage),
        finn=_act(finn_user, Role.EMPLOYEE, employer=garage, employee=finn),
        gijs=_act(gijs.user, Role.BEDRIJFSARTS, ohs=oost),
        hans=_act(make.make_user("Hans Helder"), Role.ARBODIENST, ohs=oost),
        loes=_act(loes.user, Role.ONTZORGMANAGER),
    )
