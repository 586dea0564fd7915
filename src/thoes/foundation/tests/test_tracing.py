"""One trace id for everything of one request."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from thoes.foundation.tracing import HEADER, TraceMiddleware, current_trace, new_trace


def test_everything_of_one_request_has_the_id_that_the_answer_tells() -> None:
    seen: list[UUID] = []

    def answer(request):
        seen.extend([current_trace().id, current_trace().id, request.trace_id])
        return HttpResponse()

    response = TraceMiddleware(answer)(RequestFactory().get("/"))

    assert {one.hex for one in seen} == {response[HEADER]}


def test_an_id_that_the_caller_brings_is_not_believed() -> None:
    brought = "0af7651916cd43dd8448eb211c80319c"
    request = RequestFactory().get("/", headers={"traceparent": f"00-{brought}-b7ad6b7169203331-01"})

    response = TraceMiddleware(lambda request: HttpResponse())(request)

    assert response[HEADER] != brought


def test_a_trace_ends_with_its_block_also_after_an_error() -> None:
    with new_trace() as outer:
        with pytest.raises(ZeroDivisionError), new_trace():
            1 / 0  # noqa: B018

        assert current_trace() is outer
