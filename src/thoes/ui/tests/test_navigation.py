"""The main menu: five places on every screen, and nothing out of reach."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from thoes.foundation.modules import MenuItem, Module, Permission
from thoes.ui import navigation
from thoes.ui.navigation import PLACES, menu_for


@pytest.fixture
def request_at(rf: RequestFactory):
    """request_at("/search/", may={...}) -> a request of somebody with these permissions."""

    def make(path: str, *, may: set[str]):
        request = rf.get(path)
        request.actor = SimpleNamespace(may=lambda permission: permission in may)
        return request

    return make


@pytest.fixture
def _items(monkeypatch) -> None:
    addresses = [
        "guide:start",
        "guide:rulebook",
        "accounts:login",
        "accounts:overview",
        "accounts:rights",
        "ui:language",
    ]
    may = [Permission(f"may {n}", "", roles=()) for n in range(len(addresses))]
    menu = tuple(MenuItem(url, url, may[n], order=n) for n, url in enumerate(addresses))
    monkeypatch.setattr(navigation, "modules", lambda: (Module(name="test", menu=menu),))


def test_a_visitor_has_no_menu(rf) -> None:
    menu = menu_for(rf.get("/"))

    assert not menu.bar
    assert not menu.more


@pytest.mark.usefixtures("_items")
def test_what_fits_stands_in_the_bar(request_at) -> None:
    menu = menu_for(request_at("/", may={f"may {n}" for n in range(PLACES)}))

    assert len(menu.bar) == PLACES
    assert not menu.more


@pytest.mark.usefixtures("_items")
def test_one_too_many_goes_behind_more_with_the_last_of_the_bar(request_at) -> None:
    menu = menu_for(request_at("/", may={f"may {n}" for n in range(PLACES + 1)}))

    assert [item.label for item in menu.bar] == ["guide:start", "guide:rulebook", "accounts:login", "accounts:overview"]
    assert [item.label for item in menu.more] == ["accounts:rights", "ui:language"]


@pytest.mark.usefixtures("_items")
def test_more_tells_that_the_reader_is_there(request_at) -> None:
    everything = {f"may {n}" for n in range(PLACES + 1)}

    assert menu_for(request_at("/account/rights/", may=everything)).is_in_more
    assert not menu_for(request_at("/account/login/", may=everything)).is_in_more
