"""Every form of the own pages, sent with what no browser would let somebody fill in: no answer breaks."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.timezone import localdate

from tests.attacks.conftest import World
from tests.attacks.looking import addresses
from tests.attacks.test_forged_fields import LEAVES
from thoes.accounts.models import Membership
from thoes.accounts.public import actor_of
from thoes.ui.forms import DayField

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

IMPOSSIBLE = {
    "date": ("0001-01-01", "9999-12-31"),
    "time": ("24:00",),
    "number": ("-1", "1e400", "9" * 5000),
    "text": ("\u202e\u200b", "9999-12-31"),
    "hidden": ("x", "00000000-0000-0000-0000-000000000000"),
}
FILLED_IN = {"time": "10:00", "number": "2", "email": "a@example.nl", "text": "Proef"}
OTHERS = {"select", "radio", "checkbox", "button"}


def _filled_in(kind: str) -> str:
    return localdate().isoformat() if kind == "date" else FILLED_IN.get(kind, "")


class _Forms(HTMLParser):
    """The forms of a page: method, action, and each field with its type and what it would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, tuple[str, str]]]] = []
        self._fields: dict[str, tuple[str, str]] | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form":
            self._fields = {}
            self.found.append((said.get("method", "get").lower(), said.get("action", ""), self._fields))
        elif self._fields is None:
            return
        elif tag == "option" and self._select and ("selected" in said or not self._fields[self._select][1]):
            self._fields[self._select] = ("select", value)
        elif name and tag == "select":
            self._select, self._fields[name] = name, ("select", "")
        elif name and tag == "textarea":
            self._fields[name] = ("text", "")
        elif name and tag in ("input", "button"):
            kind = "button" if tag == "button" else said.get("type", "text")
            if name not in self._fields or "checked" in said:
                self._fields[name] = (kind, value or _filled_in(kind))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = ""


def _forms(client: Client, world: World) -> dict[tuple[Any, ...], tuple[str, str, dict[str, tuple[str, str]]]]:
    """Each form of the own pages once, however many sites or people it is shown for."""
    found = {}
    for namespace, name, parts in addresses(get_resolver(), with_parts=False):
        if name in LEAVES:
            continue
        path = reverse(name, kwargs={part: world.value(namespace, part) for part in parts})
        page = client.get(path)
        if page.status_code != 200 or page.streaming or not page.headers["Content-Type"].startswith("text/html"):
            continue
        for method, action, fields in _Forms(page.content.decode()).found:
            if action not in ("/account/logout/", "/language/"):
                where = action or path
                found.setdefault(
                    (method, name if not action else where.split("?")[0], *fields), (method, where, fields)
                )
    return found


@pytest.mark.parametrize("who", ["nobody", "alice", "bob", "sofie", "vera"])
def test_no_form_breaks_on_a_value_that_cannot_be(who, world, request, logged_in) -> None:
    client = Client() if who == "nobody" else logged_in(request.getfixturevalue(who))
    client.raise_request_exception = False
    forms = _forms(client, world)
    wrong = []

    for method, where, fields in forms.values():
        sent = {name: value for name, (kind, value) in fields.items() if kind != "button"}
        for name, (kind, _value) in fields.items():
            for value in () if kind in OTHERS else IMPOSSIBLE.get(kind, IMPOSSIBLE["text"]):
                point = transaction.savepoint()
                answer = getattr(client, method)(where, {**sent, name: value})
                transaction.savepoint_rollback(point)
                if answer.status_code >= 500:
                    wrong.append(f"{method} {where} with {name}={value[:30]!r} answers {answer.status_code}")

    assert forms
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["nobody", "alice", "bob", "sofie", "vera", "ada"])
@pytest.mark.parametrize("number", ["0", "9" * 10, "9" * 30])
def test_no_number_in_an_address_breaks_a_page(who, number, world, request, logged_in) -> None:
    client = {"nobody": Client, "ada": lambda: logged_in(_ada())}.get(
        who, lambda: logged_in(request.getfixturevalue(who))
    )()
    client.raise_request_exception = False
    wrong = []

    for namespace, name, parts in addresses(get_resolver()):
        values = {part: world.value(namespace, part) for part in parts}
        for part in [part for part in parts if isinstance(values[part], int)]:
            path = reverse(name, kwargs={**values, part: int(number)})
            for answer in (client.get(path), client.post(path)):
                if answer.status_code >= 500:
                    wrong.append(f"{path} answers {answer.status_code}")

    assert not wrong, "\n".join(wrong)


def _ada() -> Any:
    """The administrator of the municipality in the world of the attacks."""
    return actor_of(Membership.objects.get(user__username="ada"))


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "31-12-9999"])
def test_a_year_that_nobody_means_is_no_day(typed) -> None:
    with pytest.raises(Exception, match=r"jaar|year"):
        DayField().clean(typed)


def test_the_first_and_the_last_day_are_days() -> None:
    assert [DayField().clean(typed).year for typed in ("1900-01-01", "2199-12-31")] == [1900, 2199]


def test_a_refused_arrival_is_said_and_does_not_break(alice, site, logged_in) -> None:
    bed = site.units.first().beds.first()
    facts = {"family_name": "Nieuw", "document_kind": "passport", "bed": str(bed.pk), "nonce": str(site.pk)}

    answer = logged_in(alice).post(f"/sites-board/{site.pk}/check-in/", {**facts, "arrival": "2199-12-31"})

    assert answer.status_code == 200
    assert b'aria-invalid="true"' in answer.content


@pytest.mark.parametrize(
    ("who", "length", "status"), [("nobody", 2**20 + 1, 413), ("alice", 2**20 + 1, 302), ("alice", 2**30, 413)]
)
def test_a_body_that_nobody_needs_is_not_read(who, length, status, alice, logged_in) -> None:
    client = Client() if who == "nobody" else logged_in(alice)

    answer = client.post("/language/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(length))

    assert answer.status_code == status
