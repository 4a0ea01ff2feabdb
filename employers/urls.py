"""Names of the pages about employers and partners."""

from django.urls import path

from employers.views import contracts, employers, experts, login_link, managers, mandates, ohs, people, users

app_name = "employers"

urlpatterns = [
    path("", employers.listing, name="list"),
    path("nieuw/", employers.create, name="create"),
    path("werknemers/", people.listing, name="people"),
    path("<int:employer_id>/", employers.detail, name="detail"),
    path("<int:employer_id>/wijzigen/", employers.edit, name="edit"),
    path("<int:employer_id>/polis/", contracts.policy, name="policy"),
    path("polissen/<int:policy_id>/", contracts.policy_edit, name="policy_edit"),
    path("<int:employer_id>/arbocontract/", contracts.ohs_contract, name="contract"),
    path("<int:employer_id>/werknemers/nieuw/", people.register, name="register_employee"),
    path("<int:employer_id>/gebruiker/", employers.give_role, name="give_role"),
    path("<int:employer_id>/adviseur/", employers.give_adviser, name="give_adviser"),
    path("werknemers/<int:employee_id>/", people.correct, name="correct_employee"),
    path("werknemers/<int:employee_id>/uit-dienst/", people.end_employment, name="end_employment"),
    path("inloglink/<int:membership_id>/", login_link.login_link, name="login_link"),
    path("toegang/<int:membership_id>/", login_link.reset_access, name="reset_access"),
    path("gebruikers/", users.listing, name="users"),
    path("gebruikers/nieuw/", users.create, name="user_create"),
    path("gebruikers/<int:membership_id>/beeindigen/", users.end_role, name="end_role"),
    path("arbodiensten/", ohs.listing, name="ohs_list"),
    path("arbodiensten/nieuw/", ohs.create, name="ohs_create"),
    path("arbodiensten/<int:ohs_id>/", ohs.detail, name="ohs"),
    path("arbodiensten/<int:ohs_id>/wijzigen/", ohs.edit, name="ohs_edit"),
    path("arbodiensten/<int:ohs_id>/bedrijfsarts/", ohs.physician, name="physician"),
    path("arbodiensten/<int:ohs_id>/bedrijfsarts/<int:user_id>/", ohs.physician_edit, name="physician_edit"),
    path("arbodiensten/<int:ohs_id>/verzuimbegeleider/", ohs.adviser, name="adviser"),
    path("taakdelegatie/", mandates.delegations, name="delegations"),
    path("taakdelegatie/<int:delegation_id>/beeindigen/", mandates.end_delegation, name="end_delegation"),
    path("vervanging/", mandates.substitutions, name="substitutions"),
    path("vervanging/<int:substitution_id>/beeindigen/", mandates.end_substitution, name="end_substitution"),
    path("arbodiensten/<int:ohs_id>/gebruiker/", ohs.give_role, name="ohs_role"),
    path("arbeidsdeskundigen/", experts.listing, name="experts"),
    path("arbeidsdeskundigen/nieuw/", experts.create, name="expert_create"),
    path("arbeidsdeskundigen/<int:user_id>/", experts.edit, name="expert"),
    path("ontzorgmanagers/", managers.listing, name="managers"),
    path("ontzorgmanagers/<int:user_id>/", managers.edit, name="manager"),
    path("ontzorgmanagers/nieuw/", managers.create, name="manager_create"),
]
