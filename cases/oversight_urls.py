"""Names of the pages of the privacy officer."""

from django.urls import path

from cases.views import oversight

app_name = "oversight"

urlpatterns = [
    path("logboek/", oversight.log, name="log"),
    path("teksten/", oversight.texts, name="texts"),
    path("noodtoegang/", oversight.emergencies, name="emergencies"),
    path("langer-bewaard/", oversight.holds, name="holds"),
]
