"""Names of the pages about changes of law."""

from django.urls import path

from cases.views import law

app_name = "law"

urlpatterns = [
    path("", law.listing, name="list"),
    path("nieuw/", law.propose, name="propose"),
    path("<int:change_id>/", law.detail, name="change"),
    path("<int:change_id>/besluit/", law.decide, name="decide"),
]
