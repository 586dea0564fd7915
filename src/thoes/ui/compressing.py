"""Pages leave compressed: the rule book is 194 kB of HTML and 21 kB on its way.

A compressed page can leak a secret in it to who makes a reader open addresses with guesses and measures the length of the
answers (BREACH). Three things stand against it: the form token is masked anew in every answer (Django), the session cookie
does not go along with requests from other sites (SameSite), and the length gets a random part (Django, "Heal the BREACH").
Files are left alone: those worth it are compressed in themselves.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXT = ("text/html", "application/json", "application/manifest+json")


class CompressTextMiddleware(GZipMiddleware):
    """Compress what is text."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(_TEXT):
            return response
        return super().process_response(request, response)
