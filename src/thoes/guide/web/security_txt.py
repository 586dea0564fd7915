"""`/.well-known/security.txt` (RFC 9116): whom to tell of a weak spot. What the operator did not set is left out."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.guide.web.statements import operator

# The standard wants it to be less than a year ahead; it moves on every day, for as long as somebody serves it.
_HOLDS = timedelta(days=180)
_A_DAY = 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=_A_DAY)
def security_txt(request: HttpRequest) -> HttpResponse:
    """The same for everybody. Without https there is none: the standard takes no other addresses."""
    if not settings.THOES_URL.startswith("https://"):
        raise Http404
    lines = "".join(f"{field}: {value}\n" for field, value in _fields(timezone.now()))
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")


def _fields(now: datetime) -> list[tuple[str, str]]:
    site, email, policy = settings.THOES_URL.rstrip("/"), operator().email, settings.THOES_SECURITY_POLICY
    expires = now.replace(hour=0, minute=0, second=0, microsecond=0) + _HOLDS
    return [
        *([("Contact", f"mailto:{quote(email, safe='@')}")] if email else []),
        ("Contact", site + reverse("guide:contact")),
        ("Expires", f"{expires:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", site + reverse("guide:security-txt")),
        *([("Policy", policy)] if policy else []),
    ]
