"""A link that is gone is told to who keeps the article; one that could not be reached is not taken for gone."""

import io
import threading
from datetime import date, timedelta

import pytest
import requests
from django.core import mail
from django.test import Client
from django.utils import timezone

from thoes.foundation import public_internet
from thoes.foundation.outbox import send_waiting
from thoes.guide.checking import of_links
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.keeping.tests.conftest import piotr as piotr
from thoes.guide.links.checking import broken_links, check_links, links_of_articles
from thoes.guide.links.models import LinkCheck, LinkOutcome
from thoes.guide.links.opening import Opened, open_link
from thoes.guide.links.writing import write_to_keepers
from thoes.guide.tests.conftest import samples as samples

ON = date(2026, 11, 29)
ALIVE, GONE = Opened(LinkOutcome.ALIVE, 200), Opened(LinkOutcome.GONE, 404)
UNREACHABLE = Opened(LinkOutcome.UNREACHABLE, None)
OUTSIDE = ["93.184.216.34"]


class Server:
    """Answers what it is told, and remembers what it was asked."""

    def __init__(self, monkeypatch, answers) -> None:
        self.asked: list[tuple[str, str]] = []
        self._answers = answers
        monkeypatch.setattr(requests.Session, "request", self._request)

    def _request(self, how, link, **said):
        assert said["allow_redirects"] is False
        assert said["timeout"]
        self.asked.append((how, link))
        came = self._answers[how, link] if (how, link) in self._answers else self._answers[link]
        if isinstance(came, Exception):
            raise came
        answer = requests.Response()
        answer.raw = io.BytesIO()
        answer.status_code, location = came if isinstance(came, tuple) else (came, "")
        if location:
            answer.headers["Location"] = location
        return answer


def opened(link: str = "https://voorbeeld.example/") -> Opened:
    return open_link(link, resolve=lambda host: OUTSIDE)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "alive"),
        (204, "alive"),
        (404, "gone"),
        (410, "gone"),
        (403, "refused"),
        (429, "refused"),
        (503, "unreachable"),
    ],
)
def test_what_a_server_says_is_an_outcome(monkeypatch, status, outcome) -> None:
    Server(monkeypatch, {"https://voorbeeld.example/": status})

    assert opened() == Opened(LinkOutcome(outcome), status)


@pytest.mark.parametrize("error", [requests.ConnectionError(), requests.Timeout(), requests.exceptions.SSLError()])
def test_a_server_that_does_not_answer_is_not_gone(monkeypatch, error) -> None:
    Server(monkeypatch, {"https://voorbeeld.example/": error})

    assert opened() == UNREACHABLE


def test_a_server_that_answers_no_short_question_is_asked_as_a_browser_asks(monkeypatch) -> None:
    server = Server(
        monkeypatch, {("HEAD", "https://voorbeeld.example/"): 405, ("GET", "https://voorbeeld.example/"): 200}
    )

    assert opened() == ALIVE
    assert [how for how, _link in server.asked] == ["HEAD", "GET"]


def test_where_a_page_moved_to_is_looked_at_and_a_circle_ends(monkeypatch) -> None:
    Server(monkeypatch, {"https://voorbeeld.example/": (301, "/nieuw"), "https://voorbeeld.example/nieuw": 404})
    assert opened() == GONE

    circle = Server(monkeypatch, {"https://voorbeeld.example/": (302, "https://voorbeeld.example/")})
    assert opened() == UNREACHABLE
    assert len(circle.asked) == 5


@pytest.mark.parametrize(
    ("link", "addresses"),
    [
        ("http://voorbeeld.example/", OUTSIDE),
        ("https://voorbeeld.example:8443/", OUTSIDE),
        ("https://iemand@voorbeeld.example/", OUTSIDE),
        ("file:///etc/passwd", OUTSIDE),
        ("https://voorbeeld.example/", ["10.0.0.7"]),
        ("https://voorbeeld.example/", ["93.184.216.34", "127.0.0.1"]),
        ("https://voorbeeld.example/", ["169.254.169.254"]),
        ("https://voorbeeld.example/", ["::1"]),
        ("https://[::1]/", ["::1"]),
    ],
)
def test_no_address_inside_our_own_network_is_asked(monkeypatch, link, addresses) -> None:
    server = Server(monkeypatch, {})

    assert open_link(link, resolve=lambda host: addresses) == UNREACHABLE
    assert server.asked == []


def test_a_page_that_leads_on_to_our_own_network_is_not_followed(monkeypatch) -> None:
    server = Server(monkeypatch, {"https://voorbeeld.example/": (302, "https://intern.example/")})
    places = {"voorbeeld.example": OUTSIDE, "intern.example": ["192.168.1.1"]}

    assert open_link("https://voorbeeld.example/", resolve=places.__getitem__) == UNREACHABLE
    assert len(server.asked) == 1


def test_a_name_that_does_not_exist_is_not_gone(monkeypatch) -> None:
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(public_internet.socket, "getaddrinfo", fail)
    assert open_link("https://voorbeeld.example/") == UNREACHABLE


@pytest.mark.django_db
def test_the_links_of_articles_and_their_sources_are_known_with_their_articles(samples) -> None:
    found = links_of_articles()

    assert found["https://voorbeeld.example/gemeente"] == ["first-days"]
    assert found["https://voorbeeld.example/een"]
    assert not [link for link in found if not link.startswith("https://")]


@pytest.mark.django_db
def test_what_came_of_it_is_kept_with_its_day_and_the_day_it_last_opened() -> None:
    links = ["https://a.example/", "https://b.example/"]
    check_links(links, on=ON, open_one=lambda link: ALIVE, pause=0)
    later = ON + timedelta(days=7)
    check_links(links, on=later, open_one=lambda link: GONE if "a." in link else ALIVE, pause=0)

    gone = LinkCheck.objects.get(link="https://a.example/")
    assert (gone.outcome, gone.status, gone.checked_on, gone.alive_on) == ("gone", 404, later, ON)
    assert [check.link for check in broken_links()] == ["https://a.example/"]


@pytest.mark.django_db
def test_without_a_network_nothing_is_kept_and_nothing_is_lost() -> None:
    links = ["https://a.example/", "https://b.example/"]
    check_links(links, on=ON, open_one=lambda link: ALIVE, pause=0)

    checked = check_links(links, on=ON + timedelta(days=7), open_one=lambda link: UNREACHABLE, pause=0)

    assert not checked.has_network
    assert set(LinkCheck.objects.values_list("outcome", "checked_on")) == {("alive", ON)}


@pytest.mark.django_db
def test_a_link_that_no_article_has_any_more_is_forgotten_and_no_server_is_asked_twice_in_a_row() -> None:
    check_links(["https://weg.example/"], on=ON, open_one=lambda link: GONE, pause=0)
    asked: list[str] = []

    check_links(
        ["https://a.example/1", "https://a.example/2", "https://b.example/1"], on=ON, pause=0,
        open_one=lambda link: asked.append(link) or ALIVE,
    )  # fmt: skip

    assert not LinkCheck.objects.filter(link="https://weg.example/").exists()
    assert asked == ["https://a.example/1", "https://b.example/1", "https://a.example/2"]


@pytest.mark.django_db
@pytest.mark.usefixtures("samples")
def test_the_keeper_gets_one_letter_about_the_same_links(hanna, piotr) -> None:
    check_links(links_of_articles(), on=ON, open_one=lambda link: GONE if link.endswith("gemeente") else ALIVE, pause=0)
    at = timezone.now()

    assert (write_to_keepers(on=ON, at=at), write_to_keepers(on=ON, at=at)) == (1, 0)
    send_waiting(at=at)
    (letter,) = mail.outbox
    assert letter.to == ["hanna@example.nl"]
    assert "https://voorbeeld.example/gemeente (Uw eerste dagen)" in letter.body


@pytest.mark.django_db
@pytest.mark.usefixtures("samples")
def test_no_letter_is_written_where_nothing_is_wrong(hanna) -> None:
    assert write_to_keepers(on=date(2026, 1, 1), at=timezone.now()) == 0
    assert write_to_keepers(on=date(2028, 1, 1), at=timezone.now()) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("samples")
def test_the_list_tells_what_is_gone_and_where_it_stands_to_keepers_only(hanna, alice, logged_in) -> None:
    check_links(links_of_articles(), on=ON, open_one=lambda link: GONE, pause=0)

    page = logged_in(hanna).get("/guide-links/").content.decode()

    assert "https://voorbeeld.example/gemeente" in page
    assert "Uw eerste dagen" in page
    assert logged_in(alice).get("/guide-links/").status_code == 403
    assert Client().get("/guide-links/").status_code == 302
    assert logged_in(hanna).get("/guide-links/?part=alive").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::a00:7", "64:ff9b:1::a00:7", "2002:a00:7::1", "::ffff:10.0.0.7", "fec0::7", "224.0.0.1", "ff0e::1", "fd00::7"],
)  # fmt: skip
def test_an_address_that_leads_on_to_our_own_network_is_not_asked_either(monkeypatch, address) -> None:
    server = Server(monkeypatch, {})

    assert open_link("https://voorbeeld.example/", resolve=lambda host: [address]) == UNREACHABLE
    assert server.asked == []


def test_a_server_that_never_finishes_its_answer_holds_up_no_other(monkeypatch) -> None:
    finished = threading.Event()
    monkeypatch.setattr(requests.Session, "request", lambda *args, **said: finished.wait(30))

    assert open_link("https://traag.example/", resolve=lambda host: OUTSIDE, most_seconds=0.1) == UNREACHABLE
    assert not finished.is_set()
    finished.set()


@pytest.mark.django_db
def test_what_is_no_address_stops_no_round() -> None:
    checked = check_links(["https://[", "https://a.example/"], on=ON, pause=0, open_one=lambda link: ALIVE)

    assert checked.counts[LinkOutcome.ALIVE] == 2


@pytest.mark.parametrize("link", ["https://[", "https://", "https://a.example/" + "x" * 500])
def test_a_link_that_cannot_be_opened_or_kept_is_a_mistake_of_its_text(link) -> None:
    assert [str(mistake) for mistake in of_links([link, "https://a.example/"], {})] == [
        f"the link to “{link}” leads nowhere."
    ]
