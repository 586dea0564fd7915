"""Log-in as a stranger would try it: guessing, forging, leading astray, listening at the door."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from thoes.accounts.jobs import mail_password_reset
from thoes.accounts.models import AccountEvent, User
from thoes.accounts.tests.conftest import PASSWORD, codes_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LOGIN = "/account/login/"


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _errors(answer) -> str:
    return re.sub(r"\s+", " ", " ".join(re.findall(r'role="alert".*?</div></div>', answer.content.decode(), re.S)))


@pytest.mark.parametrize("name", ["alice", "ALICE", "alice@example.nl", "Alice@Example.nl"])
def test_one_logs_in_with_the_user_name_or_the_address(alice, enter, name) -> None:
    assert _is_in(enter(name))


@pytest.mark.parametrize("name", ["alice", "nobody", "alice@example.nl", "nobody@example.nl"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(alice, name) -> None:
    answer = Client().post(LOGIN, {"username": name, "password": "not-the-password"})

    assert answer.status_code == 200
    assert "naam en het wachtwoord horen niet bij elkaar" in _errors(answer)


@pytest.mark.parametrize("name", ["alice", "alice@example.nl", "nobody", "nobody@example.nl", "gone@example.nl"])
def test_a_wrong_password_takes_as_long_as_an_unknown_name(alice, monkeypatch, name) -> None:
    User.objects.create_user("gone@example.nl", email="gone@example.nl", password=None)
    User.objects.filter(pk=alice.user_id).update(username="alice@example.nl" if "@" in name else "alice")
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a: hashed.append(1) or encode(*a))

    Client().post(LOGIN, {"username": name, "password": "not-the-password"})

    assert len(hashed) == 1


def test_an_account_that_is_closed_cannot_log_in(alice, enter) -> None:
    User.objects.update(is_active=False)

    answer = Client().post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert answer["Location"] == "/account/inactive/"
    assert not _is_in(answer.client)


def test_the_sixth_wrong_password_in_five_minutes_is_not_looked_at(alice, enter) -> None:
    for _ in range(5):
        assert not _is_in(enter("alice", password="wrong-password"))

    answer = Client().post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert "te vaak geprobeerd" in _errors(answer)


def test_another_port_in_the_host_header_gives_no_new_tries(alice) -> None:
    for port in range(5):
        Client(headers={"host": f"localhost:{8000 + port}"}).post(LOGIN, {"username": "alice", "password": "wrong"})

    answer = Client(headers={"host": "127.0.0.1:9000"}).post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert codes_of(answer) == ["too_many_login_attempts"]


def test_a_page_that_fails_takes_no_try_and_no_record_back(alice, monkeypatch) -> None:
    def fail(*args, **kwargs) -> None:
        raise RuntimeError("the page fails")

    with monkeypatch.context() as patched:
        patched.setattr(TemplateResponse, "render", fail)
        client = Client(raise_request_exception=False)
        answers = [client.post(LOGIN, {"username": "alice", "password": "wrong"}).status_code for _ in range(5)]

    answer = Client().post(LOGIN, {"username": "alice", "password": PASSWORD})

    assert answers == [500] * 5
    assert codes_of(answer) == ["too_many_login_attempts"]
    assert AccountEvent.objects.filter(verb="login_failed").count() == 5


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "utf-7"])
def test_a_text_in_another_encoding_is_refused(alice, charset) -> None:
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="next"\r\n\r\n\\ud800\r\n--x--\r\n'

    assert Client().post(LOGIN, body, content_type=kind).status_code == 400
    assert Client().get(LOGIN, CONTENT_TYPE=f"text/plain; charset={charset}").status_code == 400


def test_an_unknown_name_is_throttled_just_the_same(alice, enter) -> None:
    for _ in range(5):
        enter("nobody", password="wrong-password")

    answer = Client().post(LOGIN, {"username": "nobody", "password": PASSWORD})

    assert codes_of(answer) == ["too_many_login_attempts"]


def test_guessing_one_name_does_not_lock_out_another(alice, charlie, enter) -> None:
    for _ in range(6):
        enter("alice", password="wrong-password")

    assert _is_in(enter("charlie"))


def test_logging_in_gives_the_session_a_new_key(alice, enter) -> None:
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    enter("alice", client=client)

    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_form_from_another_site_is_refused(alice) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(LOGIN, {"username": "alice", "password": PASSWORD}).status_code == 403
    assert not _is_in(strict)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_next_never_leads_to_another_site(alice, elsewhere) -> None:
    answer = Client().post(f"{LOGIN}?next={elsewhere}", {"username": "alice", "password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/"


def test_next_leads_back_to_the_page_that_was_asked_for(alice) -> None:
    answer = Client().post(LOGIN, {"username": "alice", "password": PASSWORD, "next": "/today/"})

    assert answer["Location"] == "/today/"


@pytest.mark.parametrize(
    "path", ["/account/signup/", "/account/email/", "/account/3rdparty/", "/account/confirm-email/"]
)
def test_nobody_can_sign_up_or_add_an_address(path) -> None:
    assert Client().get(path).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_the_cookies_of_a_session_are_out_of_reach_of_scripts_and_other_sites(alice, enter) -> None:
    cookie = enter("alice").cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_every_log_in_and_every_failure_is_written_down(alice, enter) -> None:
    enter("alice", password="wrong-password")
    enter("nobody", password="wrong-password")
    enter("alice")

    written = list(AccountEvent.objects.order_by("pk").values_list("verb", "actor_id", "subject_id", "origin"))
    assert written == [
        ("login_failed", None, alice.user_id, "127.0.0.1"),
        ("login_failed", None, None, "127.0.0.1"),
        ("logged_in", alice.user_id, alice.user_id, "127.0.0.1"),
    ]


def _asked_for(monkeypatch) -> list[dict]:
    asked: list[dict] = []
    monkeypatch.setattr(mail_password_reset, "defer", lambda **job: asked.append(job))
    return asked


@pytest.mark.parametrize(("address", "number"), [("alice@example.nl", 1), ("nobody@example.nl", 0)])
def test_asking_for_a_new_password_does_not_tell_whether_there_is_an_account(
    alice, monkeypatch, address, number
) -> None:
    asked = _asked_for(monkeypatch)

    answer = Client().post(reverse("account_reset_password"), {"email": address})

    assert answer["Location"] == reverse("account_reset_password_done")
    assert [len(job["users"]) for job in asked] == [number]
    assert mail.outbox == []


def _letter(alice) -> str:
    mail_password_reset(users=[str(alice.user_id)], base_url="http://testserver/", language="nl")
    return re.search(r"http://testserver(\S+)", mail.outbox[-1].body).group(1)


def test_the_link_sets_a_password_once(alice, enter) -> None:
    path, new = _letter(alice), "vier losse woorden samen"
    client = Client()
    form = client.get(path, follow=True)
    at = form.redirect_chain[-1][0]

    client.post(at, {"password1": new, "password2": new})

    assert _is_in(enter("alice", password=new))
    assert "te oud" in Client().get(path, follow=True).content.decode()


def test_who_asks_for_a_reset_chooses_no_part_of_the_link(alice, monkeypatch, settings) -> None:
    settings.HTTPS, settings.THOES_URL, asked = True, "https://thoes.example.nl", []
    monkeypatch.setattr(mail_password_reset, "defer", lambda **job: asked.append(job))

    Client(headers={"host": "localhost:666"}).post(reverse("account_reset_password"), {"email": "alice@example.nl"})

    assert asked[0]["base_url"] == "https://thoes.example.nl/"


def test_the_key_of_a_reset_does_not_stay_in_the_address(alice) -> None:
    path = _letter(alice)

    assert Client().get(path)["Location"] != path


def test_the_letter_is_sent_to_the_proven_address(alice) -> None:
    EmailAddress.objects.create(user_id=alice.user_id, email="proven@example.nl", verified=True, primary=True)

    _letter(alice)

    assert mail.outbox[-1].to == ["proven@example.nl"]


@pytest.mark.parametrize("password", ["elf tekens!", "alice@example.nl", "password1234", "123456789012"])
def test_a_poor_password_is_refused(alice, enter, password) -> None:
    client = enter("alice")

    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert answer.status_code == 200
    assert User.objects.get(username="alice").check_password(PASSWORD)


def test_a_new_password_ends_the_other_sessions(alice, enter, django_capture_on_commit_callbacks) -> None:
    here, there, new = enter("alice"), enter("alice"), "vier losse woorden samen"

    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert len(mail.outbox) == 1


def test_checking_an_unknown_name_takes_as_long_as_a_known_one(alice, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    User.objects.get(username="alice").set_password(PASSWORD)

    def seconds(name: str) -> float:
        began = time.process_time()
        Client().post(LOGIN, {"username": name, "password": "wrong-password"})
        return time.process_time() - began

    seconds("warm-up")
    # One scrypt takes some tens of milliseconds; without it the answer would be there in a few.
    assert seconds("nobody") > 0.02
