"""Tries at a password: who guesses is stopped, and who knows the password is not stopped by somebody else's guesses.

Counted are tries that failed, per account (whatever it was called), or per typed name where there is no such account:

- from a browser in which this account logged in before: per account and browser. Nobody else's tries touch it.
- from another browser: per account and address, and beyond that no password is looked at. Then per address, how many
  accounts failed there, and per account, over all addresses. Beyond these two a right password is still taken where this
  account logged in before: a town hall has one address, and somebody who guesses there, or elsewhere, may not keep the
  colleagues out. Everybody else gets the answer of a refusal, so that it does not tell whose account is known here.

The numbers stay below the hundred failures an hour per account of OWASP ASVS 4.0.3, 2.2.1; that a known browser is counted
apart is the "device cookie" of OWASP (Slow Down Online Guessing Attacks with Device Cookies). A lock ends by itself:
a try that was refused counts for nothing.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from thoes.accounts.inside_allauth import ratelimit
from thoes.accounts.models import AccountEvent, User

_RATES = {"account_here": "5/5m/key", "account_elsewhere": "40/h/key", "accounts_here": "100/h/ip"}
_HOUR = 60 * 60
# As long as somebody may be away from work and still be known here; our own choice.
KNOWN_DAYS = 90
_MOST_ACCOUNTS_OF_A_BROWSER = 10
_SALT = "thoes.known_browser"


@dataclass(slots=True)
class Try:
    """One try: what was counted for it, to be taken back when the password was right.

    `is_beyond`: there were too many tries around this one; a right password is good where the account is known only.
    """

    is_beyond: bool = False
    usages: list[ratelimit.RateLimitUsage] = field(default_factory=list)
    marked: str = ""

    def was_right(self) -> None:
        """A try that succeeded counts for nothing."""
        for usage in self.usages:
            usage.rollback()
        if self.marked:
            cache.delete(self.marked)


def begin_try(request: HttpRequest, typed: str) -> Try | None:
    """Count a try before the password is looked at, so that many at once count too; None when it is one too many."""
    user = account_named(typed)
    who = str(user.pk) if user else f"name {typed.lower()}"
    browser = _browsers(request).get(_mark(user)) if user else None
    made, here = Try(), ratelimit.get_ip(request)
    if not _count(made, request, "account_here", f"{who} in {browser}" if browser else f"{who} at {here}"):
        return None
    if not browser:
        made.is_beyond = not (_fits_here(made, request, who, here) and _count(made, request, "account_elsewhere", who))
    return made


def is_known_here(request: HttpRequest, user: User) -> bool:
    """Whether this account came in from this address before, or proved itself here with a link in a letter."""
    here = ratelimit.get_ip(request)
    if cache.get(_proven(user, here)):
        return True
    return any(ratelimit.truncate_ip(origin) == here for origin in _origins(user.pk))


def account_named(typed: str) -> User | None:
    """The account with this name or address, as the log-in understands it."""
    if not typed:
        return None
    named = User.objects.filter(
        Q(username__iexact=typed) | Q(email__iexact=typed) | Q(emailaddress__email__iexact=typed)
    )
    return named.order_by("pk").distinct().first()


def forget_tries(request: HttpRequest, user: User) -> None:
    """After a new password by e-mail: what was guessed before says nothing of the new one, and here is somebody known."""
    here = ratelimit.get_ip(request)
    for action, key in (("account_here", f"{user.pk} at {here}"), ("account_elsewhere", str(user.pk))):
        ratelimit.clear(request, app="thoes", action=action, config=_RATES, key=key)
    cache.set(_proven(user, here), "y", timeout=_HOUR)


def know_browser(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Remember in the browser that this account logged in there: a mark that tells nobody who it is, and a random number."""
    mark = _mark(user)
    known = {name: number for name, number in _browsers(request).items() if name != mark}
    kept = list(known.items())[-(_MOST_ACCOUNTS_OF_A_BROWSER - 1) :]
    response.set_cookie(
        cookie_name(),
        signing.dumps({**dict(kept), mark: secrets.token_urlsafe(9)}, salt=_SALT),
        max_age=KNOWN_DAYS * 24 * _HOUR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def cookie_name() -> str:
    """As the other cookies: with https, browsers then refuse it from a neighbouring host."""
    return "__Host-known-browser" if settings.SESSION_COOKIE_SECURE else "known-browser"


def _count(made: Try, request: HttpRequest, action: str, key: str) -> bool:
    usage = ratelimit.consume(request, app="thoes", action=action, config=_RATES, key=key)
    if usage is None:
        return False
    made.usages.append(usage)
    return True


def _fits_here(made: Try, request: HttpRequest, who: str, here: str) -> bool:
    """Whether so few accounts failed from this address that this one may be tried too."""
    name = f"thoes.failed_here:{salted_hmac(_SALT, f'{who} at {here}', algorithm='sha256').hexdigest()}"
    # Of each account the first failure here counts: of a colleague who forgot the password there are many tries.
    if not cache.add(name, "y", timeout=_HOUR):
        return True
    made.marked = name
    if _count(made, request, "accounts_here", ""):
        return True
    cache.delete(name)
    return False


def _origins(user_id: UUID) -> Iterator[str]:
    since = timezone.now() - timedelta(days=KNOWN_DAYS)
    events = AccountEvent.objects.filter(
        verb=AccountEvent.Verb.LOGGED_IN, subject_id=user_id, at__gte=since, origin__isnull=False
    )
    return (str(origin) for origin in events.order_by().values_list("origin", flat=True).distinct())


def _proven(user: User, here: str) -> str:
    return f"thoes.proven_here:{salted_hmac(_SALT, f'{user.pk} at {here}', algorithm='sha256').hexdigest()}"


def _browsers(request: HttpRequest) -> dict[str, str]:
    """Which accounts logged in in this browser, each with the random number of that time."""
    try:
        found = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=timedelta(days=KNOWN_DAYS))
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _mark(user: User) -> str:
    """Stands for an account in a cookie; another password makes another one."""
    return salted_hmac(_SALT, f"{user.pk} {user.password}", algorithm="sha256").hexdigest()[:24]
