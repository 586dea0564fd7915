"""Open an address as a browser would, and say what came of it. Asks no more than it must, and never inside our own network.

What comes back is not read: only that it comes. A page that says "not found" with a friendly 200 is taken for one that opens.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from thoes.guide.links.models import LinkOutcome

_SECONDS = 15
_MOST_HOPS = 5
# Of the whole exchange, whatever comes in meanwhile.
_MOST_SECONDS = 60.0
_LEAD_ON = tuple(map(ipaddress.ip_network, ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32")))
_GONE = (404, 410)
# What many servers answer to a machine: no such way of asking, not you, too often, or a wall that only people pass.
_TRY_TO_GET = (400, 401, 403, 404, 405, 406, 429, 500, 501, 503)
_AGENT = {"User-Agent": "Thoes link check (one look a week; it reads no content)"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it, and what the server answered last; None where it answered nothing."""

    outcome: LinkOutcome
    status: int | None


class NotOurs(Exception):
    """An address that leads to no place on the public internet: it is not asked."""


class Lines:
    """The connections of one exchange, so that it can be ended from outside, whatever part of it hangs.

    The library waits so long for each part of an answer; a server that sends a letter at a time would hold it for days. A line
    that is shut gives the read that waits on it its end, and the thread with it. Nothing ends a look-up of a name, which the
    machine itself gives up within a minute.
    """

    def __init__(self) -> None:
        self._own = threading.Lock()
        self._handles: list[socket.socket] = []
        self._is_cut = False

    def opened(self, line: socket.socket) -> socket.socket:
        """Watch over a line; what is opened after the end is refused, and so is one that leads inside our own network."""
        if not _is_public(line.getpeername()[0]):
            # The name may lead elsewhere now than when it was looked up.
            line.close()
            raise OSError("leads inside")
        # A handle of its own: encryption takes over the one that was opened.
        handle = line.dup()
        with self._own:
            if not self._is_cut:
                self._handles.append(handle)
                return line
        handle.close()
        line.close()
        raise TimeoutError

    def cut(self) -> None:
        """End every line, also those that something still waits on."""
        with self._own:
            self._is_cut = True
            handles, self._handles = self._handles, []
        for handle in handles:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()


def open_link(
    link: str, *, resolve: Callable[[str], list[str]] | None = None, most_seconds: float = _MOST_SECONDS
) -> Opened:
    """Ask for an address, and for where it leads on to; raises nothing but what the programmer did wrong."""
    came: Future[Opened] = Future()
    lines = Lines()

    def ask() -> None:
        try:
            came.set_result(_open(link, resolve or _addresses, lines))
        except BaseException as wrong:  # noqa: BLE001 - it is raised where the answer is waited for
            came.set_exception(wrong)

    threading.Thread(target=ask, name=f"open-link {link}", daemon=True).start()
    try:
        return came.result(timeout=most_seconds)
    except TimeoutError:
        return Opened(LinkOutcome.UNREACHABLE, None)
    finally:
        lines.cut()


def _open(link: str, find: Callable[[str], list[str]], lines: Lines) -> Opened:
    try:
        with requests.Session() as session:
            session.headers.update(_AGENT)
            # No proxy, netrc or cookie of the machine comes along.
            session.trust_env = False
            session.mount("https://", _adapter(lines))
            return _follow(session, link, find)
    except (requests.RequestException, NotOurs, OSError, UnicodeError, ValueError):
        return Opened(LinkOutcome.UNREACHABLE, None)


def _adapter(lines: Lines) -> HTTPAdapter:
    """Opens each connection on these lines."""

    class Connection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return lines.opened(super()._new_conn())

    class Pool(HTTPSConnectionPool):
        ConnectionCls = Connection

    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"https": Pool}
    return adapter


def _follow(session: requests.Session, link: str, find: Callable[[str], list[str]]) -> Opened:
    for _hop in range(_MOST_HOPS):
        _refuse_inside(link, find)
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


def _refuse_inside(link: str, find: Callable[[str], list[str]]) -> None:
    """An editor types addresses, and the server asks for them: never one of a machine beside it."""
    parts = urlsplit(link)
    if parts.scheme != "https" or not parts.hostname or parts.port not in (None, 443) or "@" in parts.netloc:
        raise NotOurs(parts.scheme)
    if not all(_is_public(address) for address in find(parts.hostname)):
        raise NotOurs(parts.hostname)


def _is_public(address: str) -> bool:
    """One machine on the internet. A way through that leads on to another address (RFC 3056, RFC 6052) may end inside."""
    read = ipaddress.ip_address(address)
    leads_on = read.version == 6 and any(read in network for network in _LEAD_ON)
    return read.is_global and not (leads_on or read.is_multicast or getattr(read, "is_site_local", False))


def _addresses(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
