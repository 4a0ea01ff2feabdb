"""Mounts each app under a Dutch path."""

from django.conf import settings
from django.urls import include, path

from ontzorg import single_sign_on, views

handler500 = "ontzorg.errors.server_error"

urlpatterns = [
    path("", views.start_page, name="start"),
    path("rol/", views.choose_role, name="choose_role"),
    path("health/", views.health, name="health"),
    path("account/beveiliging/webauthn/keys/<int:pk>/remove/", views.remove_passkey, name="remove_passkey"),
    path("account/beveiliging/", include("allauth.mfa.urls")),
    path("account/organisatie/niet-ingelogd/", single_sign_on.cancelled, name="socialaccount_login_cancelled"),
    path("account/organisatie/<slug:provider_id>/", single_sign_on.login, name="openid_connect_login"),
    path("account/organisatie/<slug:provider_id>/terug/", single_sign_on.callback, name="openid_connect_callback"),
    path("account/", include("allauth.account.urls")),
    path("dossiers/", include("cases.urls")),
    path("dossiers/", include("cases.consult_urls")),
    path("dossiers/", include("documents.ledger_urls")),
    path("agenda/", include("cases.agenda_urls")),
    path("dossiers/", include("documents.message_urls")),
    path("werkgevers/", include("employers.urls")),
    path("interventies/", include("interventions.urls")),
    path("documenten/", include("documents.urls")),
    path("concept/", include("accounts.urls")),
    path("wetswijzigingen/", include("cases.law_urls")),
    path("noodtoegang/", include("cases.emergency_urls")),
    path("rekenbedragen/", include("cases.figures_urls")),
    path("toezicht/", include("cases.oversight_urls")),
    path("api/", include("cases.api_urls")),
]

if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("ontzorg.demo.urls")))
