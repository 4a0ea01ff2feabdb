"""Names of the pages about break-glass access."""

from django.urls import path

from cases.views import emergency

app_name = "emergency"

urlpatterns = [
    path("", emergency.listing, name="list"),
    path("<int:access_id>/besluit/", emergency.decide, name="decide"),
    path("<int:access_id>/dossier/", emergency.look, name="file"),
    path("<int:access_id>/beeindigen/", emergency.end, name="end"),
]
