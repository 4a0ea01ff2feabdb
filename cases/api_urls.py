"""Names of the JSON addresses about files."""

from django.urls import path

from cases import api

app_name = "cases_api"

urlpatterns = [
    path("cases/", api.Cases.as_view(), name="cases"),
    path("cases/<int:case_id>/", api.Case.as_view(), name="case"),
    path("cases/<int:case_id>/looks/", api.Looks.as_view(), name="looks"),
    path("cases/<int:case_id>/recovery/", api.Recovery.as_view(), name="recovery"),
]
