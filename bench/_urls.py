"""The real pages plus one bare page: same server, same middleware, no database, one line of template."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from ontzorg.urls import handler500
from ontzorg.urls import urlpatterns as real

TEMPLATE = engines["django"].from_string("<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>")


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"title": "Bare"}))


urlpatterns = [path("bare/", bare), *real]

__all__ = ["handler500", "urlpatterns"]
