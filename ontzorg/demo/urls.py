"""Addresses of the demo's own pages."""

from django.urls import path

from ontzorg.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.people, name="people"),
    path("als/<int:number>/", views.become, name="become"),
    path("mail/", views.mail, name="mail"),
    path("mail/<slug:name>/", views.letter, name="letter"),
]
