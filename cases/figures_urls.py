"""Names of the pages about the numbers of the WIA calculation."""

from django.urls import path

from cases.views import figures

app_name = "figures"

urlpatterns = [
    path("", figures.listing, name="list"),
    path("nieuw/", figures.propose, name="propose"),
    path("<int:figure_id>/", figures.detail, name="figure"),
    path("<int:figure_id>/besluit/", figures.decide, name="decide"),
]
