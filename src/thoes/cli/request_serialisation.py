"""Let the requests that one server process has in hand answer one after the other.

A process of Python computes for one thread at a time, and hands over only every 5 ms. A check-in asks the database some
thirty times and waits for that hand-over after each answer: beside another one it takes five times as long as before it.
"""

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# A form; more than this is a file.
_SMALL = 1_000_000
# Behind a slow page nobody waits longer for the turn, in seconds; from then on both run.
_PATIENCE = 0.1


def serialising_requests(application: Application, *, patience: float = _PATIENCE) -> Application:
    """The application with one request at a time, as far as nobody waits longer than `patience` seconds for it.

    What is sent is read before the turn begins, so a phone on a bad line holds up nobody; a file, which is written to
    disk while it comes in, stands in no line. An answer that is made while it is sent is sent after the turn.
    """
    turn = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or "0"
        length = int(announced) if announced.isascii() and announced.isdecimal() else 0
        if length > _SMALL:
            return application(environ, start_response)
        if length:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
        is_mine = turn.acquire(timeout=patience)
        try:
            return application(environ, start_response)
        finally:
            if is_mine:
                turn.release()

    return answer
