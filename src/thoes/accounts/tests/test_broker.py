"""Log-in through a broker: who is let in, and each lie that is refused."""

import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client

from thoes.accounts.broker.configuration import Broker, broker_from_environment
from thoes.accounts.models import Membership, User
from thoes.accounts.services.inviting import invite, link_token
from thoes.accounts.tests.fake_broker import ANOTHER_KEY, CLIENT, KEY, SECRET, FakeBroker, running
from thoes.housing.public import SITE_MANAGER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GO, BACK = "/account/elsewhere/broker/", "/account/elsewhere/broker/back/"


@pytest.fixture
def broker(settings) -> Iterator[FakeBroker]:
    """A broker that says: this is subject person-1."""
    with running(FakeBroker()) as fake:
        _use(settings, Broker(fake.issuer, CLIENT, SECRET, "Proefmakelaar"))
        yield fake


def _use(settings, configured: Broker) -> None:
    settings.BROKER = configured
    settings.SOCIALACCOUNT_PROVIDERS = configured.providers()


@pytest.fixture
def linked(alice, broker) -> SocialAccount:
    """Alice's account is linked to subject person-1."""
    return SocialAccount.objects.create(
        user_id=alice.user_id, provider=django_settings.BROKER.provider_id, uid="person-1"
    )


def _asked(client: Client, **sent: str) -> dict[str, str]:
    answer = client.post(GO, sent)
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def _log_in(broker: FakeBroker, client: Client | None = None, **sent: str) -> tuple[Client, HttpResponse]:
    client = client or Client()
    back = urlsplit(broker.authorise(_asked(client, **sent)))
    return client, client.get(f"{back.path}?{back.query}")


def _is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def _is_refused(client: Client, answer: HttpResponse) -> bool:
    """The page says that it did not work out, and nobody is in."""
    return answer.status_code == 401 and not _is_in(client)


def test_without_a_broker_there_is_no_such_door() -> None:
    assert Client().post(GO).status_code == 404
    assert Client().get(BACK).status_code == 404


def test_the_log_in_page_shows_the_broker(broker) -> None:
    assert "Inloggen met Proefmakelaar" in Client().get("/account/login/").content.decode()


def test_who_is_linked_comes_in(linked, broker) -> None:
    client, answer = _log_in(broker)

    assert answer["Location"] == "/"
    assert client.get("/today/").status_code == 200


def test_one_comes_back_to_the_page_that_was_asked_for(linked, broker) -> None:
    _, answer = _log_in(broker, next="/today/")

    assert answer["Location"] == "/today/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_the_broker_never_leads_to_another_site(linked, broker, elsewhere) -> None:
    _, answer = _log_in(broker, next=elsewhere)

    assert answer["Location"] == "/"


def test_we_ask_with_pkce_a_nonce_and_a_state_that_nobody_guesses(broker) -> None:
    first, second = _asked(Client()), _asked(Client())

    assert first["code_challenge_method"] == "S256"
    assert first["response_type"] == "code"
    assert all(len(first[name]) >= 43 and first[name] != second[name] for name in ("nonce", "state", "code_challenge"))


def test_an_address_cannot_change_what_is_asked(broker) -> None:
    answer = Client().post(f"{GO}?auth_params=nonce%3Dmine%26prompt%3Dnone&scope=admin")

    query = parse_qs(urlsplit(answer["Location"]).query)
    assert query["nonce"] != ["mine"]
    assert "prompt" not in query
    assert set(query["scope"][0].split()) == {"openid", "email", "profile"}


def test_another_site_cannot_send_somebody_to_the_broker(broker) -> None:
    assert Client(enforce_csrf_checks=True).post(GO).status_code == 403
    assert Client().get(GO).status_code == 405


def _prove(actor, email: str) -> None:
    EmailAddress.objects.create(user_id=actor.user_id, email=email, verified=True, primary=True)


def test_an_address_that_both_have_proven_links_the_account(alice, broker) -> None:
    _prove(alice, "alice@example.nl")
    broker.claims |= {"email": "Alice@Example.nl", "email_verified": True}

    client, _ = _log_in(broker)

    assert _is_in(client)
    assert SocialAccount.objects.get(user_id=alice.user_id).uid == "person-1"
    assert User.objects.get(pk=alice.user_id).has_usable_password()


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_broker_did_not_prove_links_nothing(alice, broker, verified) -> None:
    _prove(alice, "alice@example.nl")
    broker.claims |= {"email": "alice@example.nl", "email_verified": verified}

    client, answer = _log_in(broker)

    assert (answer.status_code, answer.get("Location")) == (200, None)
    assert not _is_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_that_was_only_written_down_with_us_links_nothing(alice, broker) -> None:
    broker.claims |= {"email": "alice@example.nl", "email_verified": True}

    client, answer = _log_in(broker)

    assert (answer.status_code, answer.get("Location")) == (200, None)
    assert not _is_in(client)


def test_who_left_every_organisation_is_not_linked(alice, broker) -> None:
    _prove(alice, "alice@example.nl")
    Membership.objects.filter(user_id=alice.user_id).delete()
    broker.claims |= {"email": "alice@example.nl", "email_verified": True}

    client, answer = _log_in(broker)

    assert (answer.status_code, answer.get("Location")) == (200, None)
    assert not _is_in(client)


def test_a_stranger_gets_no_account(broker) -> None:
    broker.claims |= {"email": "stranger@example.nl", "email_verified": True}

    client, answer = _log_in(broker)

    assert "U hebt nog geen toegang" in answer.content.decode()
    assert not _is_in(client)
    assert not User.objects.exists()


def test_a_stranger_cannot_fill_in_a_form_to_get_one(broker) -> None:
    client, _ = _log_in(broker)

    assert client.post("/account/3rdparty/signup/", {"email": "x@example.nl", "username": "x"}).status_code == 404
    assert "socialaccount_sociallogin" not in client.session


def test_a_closed_account_stays_closed(linked, broker) -> None:
    User.objects.update(is_active=False)

    client, answer = _log_in(broker)

    assert answer["Location"] == "/account/inactive/"
    assert not _is_in(client)


@pytest.fixture
def link(dora, clock) -> str:
    """The link of an invitation to Hanna."""
    invitation = invite(
        actor=dora, email="hanna@example.nl", role=SITE_MANAGER, valid_for=timedelta(days=9999), at=clock
    )
    return f"/account/invitation/{link_token(invitation)}/"


def test_who_is_invited_makes_an_account_with_the_broker_and_accepts(link, broker) -> None:
    broker.claims |= {"email": "hanna@example.nl", "email_verified": True, "given_name": "Hanna"}
    client = Client()
    client.get(link)

    client, answer = _log_in(broker, client, next="/account/invitation/")
    client.post(answer["Location"])

    hanna = User.objects.get(email="hanna@example.nl")
    assert hanna.memberships.count() == 1
    assert not hanna.has_usable_password()
    assert client.get("/today/").status_code == 200


def test_an_invitation_lets_in_its_own_address_only(link, broker) -> None:
    broker.claims |= {"email": "stranger@example.nl", "email_verified": True}
    client = Client()
    client.get(link)

    client, _ = _log_in(broker, client, next="/account/invitation/")

    assert not _is_in(client)
    assert not User.objects.filter(email="stranger@example.nl").exists()


def _hours_ago(hours: int) -> int:
    return int(time.time()) - hours * 3600


LIES = {
    "another issuer": {"iss": "https://evil.example"},
    "made for somebody else": {"aud": "another-client"},
    "made for several and not for us": {"aud": [CLIENT, "another"], "azp": "another"},
    "another nonce": {"nonce": "of-another-log-in"},
    "no nonce": {"nonce": None},
    "expired": {"exp": _hours_ago(1), "iat": _hours_ago(2)},
    "no end": {"exp": None},
    "from the future": {"iat": _hours_ago(-2), "exp": _hours_ago(-3)},
    "nobody": {"sub": None},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lie_in_the_token_is_refused(linked, broker, lie) -> None:
    broker.lies = lie

    assert _is_refused(*_log_in(broker))


def test_a_token_signed_with_another_key_is_refused(linked, broker) -> None:
    broker.sign_with = ANOTHER_KEY

    assert _is_refused(*_log_in(broker))


def test_a_token_that_names_an_unknown_key_is_refused(linked, broker) -> None:
    broker.key_id = "key-2"

    assert _is_refused(*_log_in(broker))


def test_a_token_without_a_signature_is_refused(linked, broker) -> None:
    broker.algorithm, broker.sign_with = "none", None

    assert _is_refused(*_log_in(broker))


def test_a_token_signed_with_the_clients_secret_is_refused(linked, broker) -> None:
    broker.algorithm, broker.sign_with = "HS256", SECRET.ljust(32, "x")

    assert _is_refused(*_log_in(broker))


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(linked, broker, monkeypatch) -> None:
    public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())
    broker.algorithm, broker.sign_with = "HS256", public

    assert _is_refused(*_log_in(broker))


def test_a_broker_that_calls_itself_otherwise_is_refused(linked, broker) -> None:
    client = Client()
    asked = _asked(client)
    broker.calls_itself = "https://evil.example"
    back = urlsplit(broker.authorise(asked))

    assert _is_refused(client, client.get(f"{back.path}?{back.query}"))


def test_a_broker_that_is_away_is_an_answer_and_no_crash(settings) -> None:
    _use(settings, Broker("http://127.0.0.1:9", CLIENT, SECRET, "Proefmakelaar"))

    answer = Client().post(GO)

    assert answer.status_code == 401
    assert "Inloggen is niet gelukt" in answer.content.decode()


def test_a_made_up_state_is_refused(linked, broker) -> None:
    client = Client()
    back = urlsplit(broker.authorise(_asked(client) | {"state": "made-up"}))

    assert _is_refused(client, client.get(f"{back.path}?{back.query}"))


def test_the_way_back_of_one_browser_does_not_open_another(linked, broker) -> None:
    back = urlsplit(broker.authorise(_asked(Client())))
    victim = Client()
    _asked(victim)

    assert _is_refused(victim, victim.get(f"{back.path}?{back.query}"))


def test_a_code_of_somebody_elses_log_in_is_refused_by_pkce(linked, broker) -> None:
    stolen = parse_qs(urlsplit(broker.authorise(_asked(Client()))).query)["code"][0]
    thief = Client()
    state = _asked(thief)["state"]

    assert _is_refused(thief, thief.get(f"{BACK}?code={stolen}&state={state}"))
    assert broker.refusals == ["pkce"]


def test_the_way_back_works_once(linked, broker) -> None:
    client = Client()
    back = urlsplit(broker.authorise(_asked(client)))
    client.get(f"{back.path}?{back.query}")
    client.logout()

    assert client.get(f"{back.path}?{back.query}").status_code == 401


def test_who_stops_at_the_broker_hears_that_nothing_was_done(broker) -> None:
    client = Client()
    state = _asked(client)["state"]

    answer = client.get(f"{BACK}?error=access_denied&state={state}", follow=True)

    assert "U bent gestopt met inloggen" in answer.content.decode()


def test_what_it_tells_elsewhere_must_be_about_the_same_person(alice, broker) -> None:
    _prove(alice, "alice@example.nl")
    broker.userinfo = {"sub": "person-2", "email": "alice@example.nl", "email_verified": True}

    assert _is_refused(*_log_in(broker))


def test_an_address_told_elsewhere_about_the_same_person_counts(alice, broker) -> None:
    _prove(alice, "alice@example.nl")
    broker.userinfo = {"sub": "person-1", "email": "alice@example.nl", "email_verified": True}

    assert _is_in(_log_in(broker)[0])


@pytest.fixture
def assured(broker, settings) -> FakeBroker:
    """The broker is asked for two steps."""
    _use(settings, Broker(broker.issuer, CLIENT, SECRET, "Proefmakelaar", acr=("substantial", "high")))
    settings.THOES_FORCE_MFA = True
    return broker


def _link_bob(bob) -> None:
    SocialAccount.objects.create(user_id=bob.user_id, provider=django_settings.BROKER.provider_id, uid="person-1")


@pytest.mark.parametrize(("acr", "is_in"), [("high", True), ("substantial", True), ("low", False), (None, False)])
def test_a_level_of_assurance_that_was_asked_must_be_there(bob, assured, acr, is_in) -> None:
    _link_bob(bob)
    assured.claims["acr"] = acr

    client, _ = _log_in(assured)

    assert _is_in(client) is is_in
    assert (client.get("/registration/").status_code == 200) is is_in


def test_we_ask_for_the_level(assured) -> None:
    assert _asked(Client())["acr_values"] == "substantial high"


def test_without_a_level_an_official_sets_up_a_second_step_with_us(bob, broker, settings) -> None:
    settings.THOES_FORCE_MFA = True
    _link_bob(bob)

    client, _ = _log_in(broker)

    assert client.get("/registration/")["Location"] == "/account/second-step/"


def _as_text(key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(("key", "is_in"), [(KEY, True), (ANOTHER_KEY, False)])
def test_we_prove_who_we_are_by_signing_where_a_key_is_agreed(linked, broker, settings, key, is_in) -> None:
    _use(settings, Broker(broker.issuer, CLIENT, "", "Proefmakelaar", private_key=_as_text(key)))
    broker.client_key = KEY.public_key()

    client, _ = _log_in(broker)

    assert _is_in(client) is is_in


def test_a_broker_that_is_printed_tells_no_secret() -> None:
    assert SECRET not in repr(Broker("https://a.example", CLIENT, SECRET, "x", private_key="PEM"))


def test_the_key_of_a_broker_comes_from_a_file(tmp_path) -> None:
    (tmp_path / "key.pem").write_text("PEM", encoding="ascii")

    found = broker_from_environment(
        {
            "THOES_OIDC_ISSUER": "https://login.example.nl",
            "THOES_OIDC_CLIENT_ID": "thoes",
            "THOES_OIDC_KEY_FILE": str(tmp_path / "key.pem"),
        }
    )

    assert found is not None
    assert (found.private_key, found.secret) == ("PEM", "")


def test_another_issuer_is_another_namespace() -> None:
    one, two = (Broker(issuer, CLIENT, SECRET, "x") for issuer in ("https://a.example", "https://b.example"))

    assert one.provider_id != two.provider_id


def test_the_environment_describes_a_broker() -> None:
    found = broker_from_environment(
        {
            "THOES_OIDC_ISSUER": "https://login.example.nl/",
            "THOES_OIDC_CLIENT_ID": "thoes",
            "THOES_OIDC_SECRET": "s",
            "THOES_OIDC_ACR": "substantial high",
        }
    )

    assert found == Broker("https://login.example.nl", "thoes", "s", "login.example.nl", ("substantial", "high"))
    assert broker_from_environment({}) is None


def test_a_broker_without_tls_is_refused() -> None:
    with pytest.raises(ValueError, match="https"):
        broker_from_environment({"THOES_OIDC_ISSUER": "http://login.example.nl"})
