"""The addresses as they are with DEMO=1."""

from django.urls import include, path

from ontzorg.urls import handler500
from ontzorg.urls import urlpatterns as without_demo

__all__ = ["handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("ontzorg.demo.urls")), *without_demo]
