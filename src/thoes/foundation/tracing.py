"""One trace id for everything that one request, job or command does, so that what was written down can be joined.

The id is always our own. One that a caller brings along (`traceparent`) could be sent twice by whoever wants to muddle
the logs, so none is believed. A user finds the id in the header `Thoes-Trace-Id` of each answer and can quote it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "Thoes-Trace-Id"


@dataclass(slots=True)
class Trace:
    """The id, and what the audit log wants to know of what happened under it."""

    id: UUID = field(default_factory=uuid4)
    # Somebody's data were shown or changed.
    looked: bool = False
    # The action has a line of its own in the record of accounts; a second one would say the same.
    is_recorded: bool = False
    # The code of the last refusal that was explained to the user.
    refusal: str = ""


_now: ContextVar[Trace | None] = ContextVar("_now", default=None)


@contextmanager
def new_trace() -> Iterator[Trace]:
    """Run the block under a trace of its own."""
    trace = Trace()
    token = _now.set(trace)
    try:
        yield trace
    finally:
        _now.reset(token)


def current_trace() -> Trace:
    """The trace of this request, job or command; the first to ask begins one."""
    trace = _now.get()
    if trace is None:
        trace = Trace()
        _now.set(trace)
    return trace


class TraceMiddleware:
    """Stands first: every request has its trace, also one that is refused at the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with new_trace() as trace:
            request.trace_id = trace.id  # type: ignore[attr-defined]
            response = self.get_response(request)
            response[HEADER] = trace.id.hex
            return response
