"""A request in which somebody acts, for annotations of views."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails
from rest_framework.request import Request

from accounts.actor import Actor
from accounts.audit import Refusal
from accounts.models import Draft, User


class ActorRequest(HttpRequest):
    """What the middleware makes of a request before a view sees it."""

    actor: Actor
    user: User
    htmx: HtmxDetails
    refusal: Refusal
    """What was refused, once something was."""
    brought_back: Draft
    """What was typed before and stands in the form of this page, once something does."""


class ApiRequest(Request):
    """The same for JSON."""

    actor: Actor
