"""Name of the agenda."""

from django.urls import path

from cases.views import agenda

app_name = "agenda"

urlpatterns = [path("", agenda.week, name="week")]
