"""Pages leave compressed, files as they are."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from thoes.ui.compressing import CompressTextMiddleware

LONG = b"the same words " * 200


def _answer(content_type: str) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    return CompressTextMiddleware(lambda _request: HttpResponse(LONG, content_type=content_type))(request)


def test_a_page_is_compressed_for_who_takes_that() -> None:
    answer = _answer("text/html; charset=utf-8")

    assert gzip.decompress(answer.content) == LONG
    assert len(answer.content) < len(LONG) / 4


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf", "application/zip"])
def test_a_file_that_is_compressed_in_itself_is_left_alone(kind: str) -> None:
    assert _answer(kind).content == LONG


@pytest.mark.django_db
def test_the_rule_book_is_small_on_its_way_and_its_form_token_is_new_each_time() -> None:
    url, headers = reverse("guide:rule-topic", args=["registration"]), {"accept-encoding": "gzip"}
    client = Client()
    one, other = (gzip.decompress(client.get(url, headers=headers).content).decode() for _ in range(2))

    def token(page: str) -> str:
        return page.split('"X-CSRFToken": "')[1].split('"')[0]

    assert len(client.get(url, headers=headers).content) < 40_000 < len(one)
    assert token(one) != token(other)
