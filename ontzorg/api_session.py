"""Who asks for JSON: whoever is logged in on the pages."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

NOT_FROM_A_PAGE = (
    "Dit is niet uitgevoerd, omdat het beveiligingskenmerk ontbreekt of is verlopen. Open de pagina opnieuw en probeer"
    " het nog eens."
)


class Session(SessionAuthentication):
    """As the framework's own, and a change without the token of our pages (X-CSRFToken) is refused in Dutch."""

    def enforce_csrf(self, request: Request) -> None:
        """Raises PermissionDenied (403)."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise PermissionDenied({"fout": NOT_FROM_A_PAGE}) from error
