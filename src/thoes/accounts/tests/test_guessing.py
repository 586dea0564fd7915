"""Guessing passwords, from a shared office and from elsewhere; and the colleagues who know theirs."""

import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import UserTokenForm
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from thoes.accounts import guessing
from thoes.accounts.guessing import begin_try, cookie_name
from thoes.accounts.models import AccountEvent, User
from thoes.accounts.tests.conftest import PASSWORD
from thoes.housing.public import SITE_MANAGER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LOGIN = "/account/login/"
TOWN_HALL, ELSEWHERE, OTHER_PLACE = "192.0.2.10", "198.51.100.7", "203.0.113.5"


@pytest.fixture(autouse=True)
def _counts_in_memory(settings) -> None:
    """A thousand guesses counted in a table take minutes; `test_login.py` counts in the table, as a server does."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "guessing"}}
    cache.clear()


def _at(address: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.defaults["REMOTE_ADDR"] = address
    return client


def _try(name: str, password: str, *, at: str, client: Client | None = None) -> str:
    """ "in", "wrong" or "refused"."""
    client = _at(at, client)
    answer = client.post(LOGIN, {"username": name, "password": password})
    if "_auth_user_id" in client.session:
        return "in"
    refused = re.search("te vaak geprobeerd|te veel verkeerde wachtwoorden", answer.content.decode())
    return "refused" if refused else "wrong"


def _guess(name: str, *, at: str, times: int = 1) -> list[str]:
    return [_try(name, f"guess-{n}", at=at) for n in range(times)]


def _spray(*, at: str, accounts: int) -> list[bool]:
    """Guess once at so many accounts, below the page; whether each try was beyond the bound."""
    request = RequestFactory(REMOTE_ADDR=at).post(LOGIN)
    tries = [begin_try(request, f"somebody-{n}") for n in range(accounts)]
    return [made.is_beyond for made in tries if made]


@pytest.fixture
def colleagues(provider, add_member) -> list[str]:
    names = [f"colleague-{n}" for n in range(30)]
    for name in names:
        add_member(name, provider, SITE_MANAGER)
    return names


def test_thirty_colleagues_come_in_behind_one_address_while_somebody_there_guesses_at_each(colleagues) -> None:
    for name in colleagues:
        assert _guess(name, at=TOWN_HALL, times=2) == ["wrong", "wrong"]
    assert _guess("alice", at=TOWN_HALL, times=8)[-1] == "refused"

    assert [_try(name, PASSWORD, at=TOWN_HALL) for name in colleagues] == ["in"] * 30


def test_who_was_in_before_comes_in_although_all_names_were_tried_from_the_same_address(colleagues) -> None:
    assert _try(colleagues[0], PASSWORD, at=TOWN_HALL) == "in"
    _spray(at=TOWN_HALL, accounts=100)

    assert _try(colleagues[0], PASSWORD, at=TOWN_HALL) == "in"


def test_who_guesses_over_a_thousand_accounts_is_stopped_after_a_hundred(alice, bob) -> None:
    beyond = _spray(at=ELSEWHERE, accounts=1_000)

    assert beyond == [False] * 100 + [True] * 900
    assert _try("alice", PASSWORD, at=ELSEWHERE) == "refused"
    assert _try("bob", PASSWORD, at=TOWN_HALL) == "in"


def test_beyond_the_bound_the_answer_does_not_tell_who_is_known_there(alice) -> None:
    _try("alice", PASSWORD, at=TOWN_HALL)
    _spray(at=TOWN_HALL, accounts=100)

    assert _guess("alice", at=TOWN_HALL) == _guess("nobody", at=TOWN_HALL) == ["refused"]


def test_a_colleague_who_forgot_the_password_is_one_name_however_often_it_is_tried(alice, colleagues) -> None:
    for name in colleagues:
        _guess(name, at=TOWN_HALL, times=5)

    assert _try("alice", PASSWORD, at=TOWN_HALL) == "in"


def test_somebody_elsewhere_who_guesses_on_and_on_does_not_keep_the_victim_out_of_the_own_office(alice) -> None:
    assert _try("alice", PASSWORD, at=TOWN_HALL) == "in"
    for n in range(60):
        _guess("alice", at=f"198.51.100.{n}")

    assert _guess("alice", at=OTHER_PLACE) == ["refused"]
    assert _try("alice", PASSWORD, at=TOWN_HALL) == "in"


def test_somebody_in_the_same_office_does_not_keep_the_victim_out_of_the_own_browser(alice) -> None:
    own = Client()
    assert _try("alice", PASSWORD, at=TOWN_HALL, client=own) == "in"
    own.cookies.pop("sessionid")
    assert _guess("alice", at=TOWN_HALL, times=7)[-1] == "refused"

    assert _try("alice", PASSWORD, at=TOWN_HALL, client=own) == "in"


def test_many_addresses_together_have_forty_tries_an_hour_at_one_account(alice) -> None:
    answers = [_guess("alice", at=f"198.51.100.{n}")[0] for n in range(50)]

    assert answers == ["wrong"] * 40 + ["refused"] * 10
    assert _try("alice", PASSWORD, at=OTHER_PLACE) == "refused"


def test_a_name_and_an_address_of_one_account_are_counted_together(alice) -> None:
    _guess("alice", at=ELSEWHERE, times=3)
    _guess("ALICE@example.nl", at=ELSEWHERE, times=2)

    assert _try("Alice", PASSWORD, at=ELSEWHERE) == "refused"


def test_a_right_password_counts_for_nothing_and_forgives_nothing(alice) -> None:
    assert _guess("alice", at=ELSEWHERE, times=4) == ["wrong"] * 4
    for _ in range(7):
        assert _try("alice", PASSWORD, at=ELSEWHERE) == "in"

    assert _guess("alice", at=ELSEWHERE, times=2) == ["wrong", "refused"]


def test_a_new_password_by_letter_lets_in_where_one_was_refused(alice) -> None:
    for n in range(40):
        _guess("alice", at=f"198.51.100.{n}")
    _guess("alice", at=OTHER_PLACE, times=6)
    user, new = User.objects.get(username="alice"), "vier losse woorden samen"
    key = f"{user_pk_to_url_str(user)}-{UserTokenForm.token_generator.make_token(user)}"
    client = _at(OTHER_PLACE)
    form = client.get(f"/account/password/reset/key/{key}/")["Location"]

    client.post(form, {"password1": new, "password2": new})

    assert _try("alice", new, at=OTHER_PLACE) == "in"


def test_the_mark_in_a_browser_is_good_for_that_account_and_that_password_only(alice, charlie) -> None:
    own = Client()
    _try("alice", PASSWORD, at=TOWN_HALL, client=own)
    mark = own.cookies[cookie_name()]

    assert (mark["httponly"], mark["samesite"]) == (True, "Lax")
    assert "alice" not in mark.value
    assert str(alice.user_id) not in mark.value
    other = Client()
    other.cookies[cookie_name()] = mark.value
    assert [_try("charlie", "wrong", at=TOWN_HALL, client=other) for _ in range(6)][-1] == "refused"
    assert _guess("charlie", at=TOWN_HALL) == ["refused"]
    before = guessing._mark(User.objects.get(username="alice"))
    user = User.objects.get(username="alice")
    user.set_password("vier losse woorden samen")
    assert guessing._mark(user) != before


@pytest.mark.parametrize("value", ["", "x", "eyJhIjoiYiJ9:1abc:forged", "W10:1tX:zzz"])
def test_a_forged_mark_is_no_mark(alice, value) -> None:
    forged = Client()
    forged.cookies[cookie_name()] = value
    answers = [_try("alice", "wrong", at=ELSEWHERE, client=forged) for _ in range(6)]

    assert answers == ["wrong"] * 5 + ["refused"]
    assert _guess("alice", at=ELSEWHERE) == ["refused"]


def test_thirty_colleagues_ask_for_a_new_password_in_the_same_minute(colleagues, monkeypatch) -> None:
    monkeypatch.setattr("thoes.accounts.web.forms.mail_password_reset.defer", lambda **job: None)
    client, page = _at(TOWN_HALL), reverse("account_reset_password")

    answers = [client.post(page, {"email": f"{name}@example.nl"}).status_code for name in colleagues]

    assert answers == [302] * 30


def test_nobody_gets_a_letter_for_a_new_password_more_than_three_times_in_ten_minutes(alice, monkeypatch) -> None:
    sent = []
    monkeypatch.setattr("thoes.accounts.web.forms.mail_password_reset.defer", lambda **job: sent.append(job))
    page = reverse("account_reset_password")

    answers = [_at(f"198.51.100.{n}").post(page, {"email": "Alice@example.nl"}).status_code for n in range(5)]

    assert answers == [302] * 3 + [429] * 2
    assert len(sent) == 3


def test_every_failure_is_written_down_beyond_the_bound_too(alice) -> None:
    _spray(at=ELSEWHERE, accounts=100)

    assert _guess("alice", at=ELSEWHERE) == ["refused"]
    assert AccountEvent.objects.filter(verb="login_failed", subject_id=alice.user_id).count() == 1
