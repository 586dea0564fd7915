"""Ask for an address that somebody typed: on the public internet alone, never inside our own network, and never for ever."""

import ipaddress
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

T = TypeVar("T")
Find = Callable[[str], list[str]]
_LEAD_ON = tuple(map(ipaddress.ip_network, ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32")))
_SECONDS = 15
_MOST_HOPS = 5
MOST_SECONDS = 60.0
"""Of a whole exchange, whatever comes in meanwhile."""
_PART = 2**16


class NotOurs(Exception):
    """An address that leads to no place on the public internet: it is not asked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: no `content` where nothing was read, no `status` where nothing answered; what is too large is not read."""

    status: int | None
    content: bytes | None = None
    is_too_large: bool = False


def refuse_inside(link: str, find: Find) -> None:
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


def addresses_of(host: str) -> list[str]:
    """The machines behind a name."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


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


def ask_outside(ask: Callable[[requests.Session], T], *, agent: str, most_seconds: float = MOST_SECONDS) -> T | None:
    """What `ask` makes of what it asks by the session; None where nothing answered, in time, on the public internet.

    Raises nothing but what the programmer did wrong. Each hop is for `ask` to look at, by `refuse_inside`.
    """
    came: Future[T | None] = Future()
    lines = Lines()

    def work() -> None:
        try:
            came.set_result(_asked(ask, agent, lines))
        except BaseException as wrong:  # noqa: BLE001 - it is raised where the answer is waited for
            came.set_exception(wrong)

    threading.Thread(target=work, name="ask-outside", daemon=True).start()
    try:
        return came.result(timeout=most_seconds)
    except TimeoutError:
        return None
    finally:
        lines.cut()


def _asked(ask: Callable[[requests.Session], T], agent: str, lines: Lines) -> T | None:
    try:
        with requests.Session() as session:
            session.headers.update({"User-Agent": agent})
            # No proxy, netrc or cookie of the machine comes along.
            session.trust_env = False
            session.mount("https://", _adapter(lines))
            return ask(session)
    except (requests.RequestException, NotOurs, OSError, UnicodeError, ValueError):
        return None


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


def fetch(
    link: str, *, agent: str, most_bytes: int, resolve: Find = addresses_of, most_seconds: float = MOST_SECONDS
) -> Fetched:
    """What an address gives, and where it leads on to."""
    came = ask_outside(
        lambda session: _follow(session, link, most_bytes, resolve), agent=agent, most_seconds=most_seconds
    )
    return came or Fetched(None)


def _follow(session: requests.Session, link: str, most_bytes: int, find: Find) -> Fetched:
    for _hop in range(_MOST_HOPS):
        refuse_inside(link, find)
        # Not followed by the library: each hop is looked at first.
        with session.get(link, timeout=_SECONDS, allow_redirects=False, stream=True) as answer:
            if answer.is_redirect:
                link = urljoin(link, answer.headers.get("Location", ""))
                continue
            if answer.status_code != 200:
                return Fetched(answer.status_code)
            return _read(answer, most_bytes)
    return Fetched(None)


def _read(answer: requests.Response, most_bytes: int) -> Fetched:
    """As much as may be, counted after it was unpacked: what is small on its way may be large."""
    content = b""
    for part in answer.iter_content(_PART):
        content += part
        if len(content) > most_bytes:
            return Fetched(answer.status_code, is_too_large=True)
    return Fetched(answer.status_code, content)
