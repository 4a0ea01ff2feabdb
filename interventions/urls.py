"""Names of the pages about help on the way back to work. No address says who helps or with what."""

from django.urls import path

from interventions.views import assignment, network, order

app_name = "interventions"

urlpatterns = [
    path("dienstverleners/", network.listing, name="network"),
    path("dienstverleners/nieuw/", network.create, name="provider_create"),
    path("dienstverleners/<int:provider_id>/", network.detail, name="provider"),
    path("dienstverleners/<int:provider_id>/wijzigen/", network.edit, name="provider_edit"),
    path("dienstverleners/<int:provider_id>/gebruiker/", network.give_role, name="provider_role"),
    path("dossier/<int:case_id>/aanvragen/", order.order, name="order"),
    path("<int:intervention_id>/bijwerken/", order.update, name="update"),
    path("<int:intervention_id>/intrekken/", order.withdraw, name="withdraw"),
    path("<int:intervention_id>/opdracht/", assignment.assignment, name="assignment"),
    path("<int:intervention_id>/aannemen/", assignment.accept, name="accept"),
    path("<int:intervention_id>/weigeren/", assignment.refuse_it, name="refuse"),
    path("<int:intervention_id>/begin/", assignment.begin, name="start"),
    path("<int:intervention_id>/voortgang/", assignment.report, name="report"),
    path("<int:intervention_id>/einde/", assignment.end, name="end"),
]
