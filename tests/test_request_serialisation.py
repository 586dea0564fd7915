"""Requests of one server process take turns, and nobody waits long for it."""

import threading
from io import BytesIO

import pytest

from thoes.cli.request_serialisation import serialising_requests

LONG = 20.0


class Pages:
    """An application whose slow page lasts until it may end; it remembers what was asked and how many ran at once."""

    def __init__(self):
        self.may_end, self.slow_begins = threading.Event(), threading.Event()
        self.running, self.most = 0, 0
        self.read = []

    def __call__(self, environ, start_response):
        self.running += 1
        self.most = max(self.most, self.running)
        if environ["PATH_INFO"] == "/slow":
            self.slow_begins.set()
            assert self.may_end.wait(LONG)
        self.read.append(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
        self.running -= 1
        return [b"done"]


class Line(BytesIO):
    """What a browser sends; tells when it was read."""

    def __init__(self, content=b""):
        super().__init__(content)
        self.was_read = threading.Event()

    def read(self, *args):
        self.was_read.set()
        return super().read(*args)


@pytest.fixture
def pages():
    pages = Pages()
    yield pages
    pages.may_end.set()


def ask(application, path, sent=None, length=None):
    line = sent or Line()
    environ = {"PATH_INFO": path, "wsgi.input": line, "CONTENT_LENGTH": str(length or len(line.getvalue()))}
    thread = threading.Thread(target=application, args=(environ, None), daemon=True)
    thread.start()
    return thread


def test_a_request_waits_until_the_one_before_it_is_answered(pages) -> None:
    application = serialising_requests(pages, patience=LONG)
    slow = ask(application, "/slow")
    assert pages.slow_begins.wait(LONG)

    sent = Line(b"name=Proef")
    quick = ask(application, "/quick", sent)

    # What is sent is read before the turn begins.
    assert sent.was_read.wait(LONG)
    assert not pages.read
    assert quick.is_alive()
    pages.may_end.set()
    slow.join(LONG)
    quick.join(LONG)
    assert pages.most == 1
    assert pages.read == [b"", b"name=Proef"]


def test_behind_a_slow_page_nobody_waits_longer_than_a_moment(pages) -> None:
    application = serialising_requests(pages, patience=0.01)
    slow = ask(application, "/slow")
    assert pages.slow_begins.wait(LONG)

    ask(application, "/quick").join(LONG)

    assert pages.read == [b""]
    assert slow.is_alive()


def test_a_file_stands_in_no_line(pages) -> None:
    application = serialising_requests(pages, patience=LONG)
    ask(application, "/slow")
    assert pages.slow_begins.wait(LONG)

    ask(application, "/file", length=50_000_000).join(LONG)

    assert pages.read == [b""]


def test_an_error_gives_the_turn_to_the_next(pages) -> None:
    def fails(environ, start_response):
        if environ["PATH_INFO"] == "/fails":
            raise RuntimeError
        return pages(environ, start_response)

    application = serialising_requests(fails, patience=LONG)
    with pytest.raises(RuntimeError):
        application({"PATH_INFO": "/fails", "wsgi.input": Line()}, lambda *_: None)

    ask(application, "/quick").join(LONG)

    assert pages.read == [b""]
