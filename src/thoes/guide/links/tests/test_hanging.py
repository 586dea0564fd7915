"""A server that sends its answer a letter at a time holds up no round, and leaves nothing behind that waits for it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from thoes.foundation import public_internet
from thoes.foundation.public_internet import Fetched, fetch
from thoes.guide.links import opening
from thoes.guide.links.models import LinkOutcome
from thoes.guide.links.opening import Opened, open_link

UNREACHABLE = Opened(LinkOutcome.UNREACHABLE, None)
# The head of a record of the handshake that says that 16 kB follow.
_A_LONG_RECORD = b"\x16\x03\x03\x40\x00"


@pytest.fixture
def trickling() -> Iterator[int]:
    """A server on this machine that begins the handshake and then sends one byte after another, well within every wait."""
    server = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        line, _from = server.accept()
        with line, suppress(OSError):
            line.sendall(_A_LONG_RECORD)
            while not done.wait(0.02):
                line.sendall(b"\x00")

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    done.set()
    server.close()


def waiting() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.startswith("ask-outside")]


def soon(is_true) -> bool:
    until = time.monotonic() + 60
    while not is_true() and time.monotonic() < until:
        time.sleep(0.02)
    return is_true()


def test_a_server_that_trickles_is_given_up_in_time_and_leaves_no_thread(trickling, monkeypatch) -> None:
    monkeypatch.setattr(opening, "refuse_inside", lambda link, find: None)
    monkeypatch.setattr(public_internet, "_is_public", lambda address: True)
    begin = time.monotonic()

    assert open_link(f"https://127.0.0.1:{trickling}/", most_seconds=0.5) == UNREACHABLE

    # Without a limit it would go on for ever.
    assert 0.4 < time.monotonic() - begin < 20
    assert soon(lambda: not waiting())


def test_a_server_that_says_nothing_at_all_leaves_no_thread_either(monkeypatch) -> None:
    monkeypatch.setattr(opening, "refuse_inside", lambda link, find: None)
    monkeypatch.setattr(public_internet, "_is_public", lambda address: True)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert open_link(f"https://127.0.0.1:{silent.getsockname()[1]}/", most_seconds=0.3) == UNREACHABLE

        assert soon(lambda: not waiting())


def test_a_name_that_leads_inside_after_it_was_looked_up_gets_no_word(monkeypatch) -> None:
    monkeypatch.setattr(opening, "refuse_inside", lambda link, find: None)
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(60)
        assert open_link(f"https://localhost:{inside.getsockname()[1]}/", most_seconds=60) == UNREACHABLE
        line, _from = inside.accept()

        assert line.recv(10) == b""
        line.close()


def test_a_calendar_of_a_server_that_trickles_is_given_up_in_the_same_way(trickling, monkeypatch) -> None:
    monkeypatch.setattr(public_internet, "refuse_inside", lambda link, find: None)
    monkeypatch.setattr(public_internet, "_is_public", lambda address: True)

    came = fetch(f"https://127.0.0.1:{trickling}/", agent="Test", most_bytes=10, most_seconds=0.5)

    assert came == Fetched(None)
    assert soon(lambda: not waiting())
