"""Open an address as a browser would, and say what came of it. Asks no more than it must, and never inside our own network.

What comes back is not read: only that it comes. A page that says "not found" with a friendly 200 is taken for one that opens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

import requests

from thoes.foundation.public_internet import MOST_SECONDS, addresses_of, ask_outside, refuse_inside
from thoes.guide.links.models import LinkOutcome

_SECONDS = 15
_MOST_HOPS = 5
_GONE = (404, 410)
# What many servers answer to a machine: no such way of asking, not you, too often, or a wall that only people pass.
_TRY_TO_GET = (400, 401, 403, 404, 405, 406, 429, 500, 501, 503)
_AGENT = "Thoes link check (one look a week; it reads no content)"


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it, and what the server answered last; None where it answered nothing."""

    outcome: LinkOutcome
    status: int | None


def open_link(
    link: str, *, resolve: Callable[[str], list[str]] | None = None, most_seconds: float = MOST_SECONDS
) -> Opened:
    """Ask for an address, and for where it leads on to; raises nothing but what the programmer did wrong."""
    came = ask_outside(
        lambda session: _follow(session, link, resolve or addresses_of), agent=_AGENT, most_seconds=most_seconds
    )
    return came or Opened(LinkOutcome.UNREACHABLE, None)


def _follow(session: requests.Session, link: str, find: Callable[[str], list[str]]) -> Opened:
    for _hop in range(_MOST_HOPS):
        refuse_inside(link, find)
        status, onward = _ask(session, "HEAD", link)
        if status in _TRY_TO_GET:
            status, onward = _ask(session, "GET", link)
        if not onward:
            return Opened(_outcome(status), status)
        link = urljoin(link, onward)
    return Opened(LinkOutcome.UNREACHABLE, None)


def _ask(session: requests.Session, how: str, link: str) -> tuple[int, str]:
    # Not followed by the library: each hop is looked at first.
    with session.request(how, link, timeout=_SECONDS, allow_redirects=False, stream=True) as answer:
        return answer.status_code, answer.headers.get("Location", "") if answer.is_redirect else ""


def _outcome(status: int) -> LinkOutcome:
    if status in _GONE:
        return LinkOutcome.GONE
    if status < 400:
        return LinkOutcome.ALIVE
    return LinkOutcome.REFUSED if status < 500 else LinkOutcome.UNREACHABLE
