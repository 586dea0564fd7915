"""The commands that make accounts, and the demo that may not stand beside real organisations."""

import os
import sys

import click
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from click.testing import CliRunner
from django.test import Client

from thoes.accounts.models import AccountEvent, Membership, User
from thoes.accounts.public import PROVIDER_ADMINISTRATOR
from thoes.cli import main as entry
from thoes.cli.demo import _refuse_real_organisations
from thoes.cli.user import second_step, user
from thoes.places.limburg import ensure_limburg
from thoes.places.models import Organisation, OrganisationKind
from thoes.simulation.demo_users import DEMO_USERS, add_demo_users

pytestmark = pytest.mark.django_db

FIRST = ["--organisation", "Huisvester Voorbeeld", "--kind", "housing_provider"]


def test_the_first_administrator_comes_in_by_the_address(provider) -> None:
    asked = [
        *FIRST,
        "--role",
        "provider_administrator",
        "--email",
        "Dora@Example.nl",
        "--password",
        "vier losse woorden",
    ]

    answer = CliRunner().invoke(user, ["dora", *asked])

    assert answer.exit_code == 0, answer.output
    client = Client()
    client.post("/account/login/", {"username": "dora@example.nl", "password": "vier losse woorden"})
    assert client.get("/account/people/").status_code == 200


def test_a_role_that_does_not_fit_the_organisation_is_refused_with_those_that_do(provider) -> None:
    answer = CliRunner().invoke(user, ["x", *FIRST, "--role", "supervisor", "--password", "vier losse woorden"])

    assert answer.exit_code == 1
    possible = set(answer.output.strip().removesuffix(".").split("Possible: ")[1].split(", "))
    assert possible == {"site_manager", "provider_administrator", "privacy_officer", "guide_local_editor"}
    assert not User.objects.exists()


def test_a_poor_password_is_refused_with_the_reason(provider) -> None:
    answer = CliRunner().invoke(user, ["x", *FIRST, "--role", "site_manager", "--password", "kort"])

    assert "12" in answer.output
    assert not User.objects.exists()


def test_the_operator_removes_a_lost_second_step(bob) -> None:
    TOTP.activate(User.objects.get(pk=bob.user_id), generate_totp_secret())

    answer = CliRunner().invoke(second_step, ["bob"])

    assert answer.exit_code == 0
    assert not Authenticator.objects.exists()
    assert AccountEvent.objects.filter(verb="factors_reset", actor_id=None, subject_id=bob.user_id).count() == 1


def test_the_operator_hears_that_a_name_is_not_known() -> None:
    assert CliRunner().invoke(second_step, ["nobody"]).exit_code == 1


def test_the_demo_does_not_open_real_organisations_with_its_printed_password(provider) -> None:
    with pytest.raises(click.ClickException):
        _refuse_real_organisations()

    Organisation.objects.update(is_simulated=True)
    _refuse_real_organisations()


@pytest.mark.parametrize(("command", "is_demo"), [("demo", "1"), ("serve", None)])
def test_only_the_demo_says_that_it_is_one(monkeypatch, command, is_demo) -> None:
    monkeypatch.delenv("THOES_DEMO", raising=False)
    monkeypatch.setattr(sys, "argv", ["thoes", command])
    monkeypatch.setattr(entry, "thoes", lambda **_: None)
    monkeypatch.setattr(entry.django, "setup", lambda: None)
    monkeypatch.setattr(entry, "connect_as", lambda *_, **__: None)

    entry.main()

    said = os.environ.get("THOES_DEMO")
    monkeypatch.delenv("THOES_DEMO", raising=False)
    assert said == is_demo


@pytest.mark.parametrize("command", entry.COMMANDS)
def test_only_what_makes_tables_or_takes_them_along_works_as_their_owner(monkeypatch, command) -> None:
    monkeypatch.setenv("THOES_DEMO", "")
    monkeypatch.setattr(sys, "argv", ["thoes", command])
    monkeypatch.setattr(entry, "thoes", lambda **_: None)
    monkeypatch.setattr(entry.django, "setup", lambda: None)
    connected = []
    monkeypatch.setattr(entry, "connect_as", lambda user, role=None: connected.append((user, role)))

    entry.main()

    is_owners = command in {"demo", "setup", "backup", "restore", "rotate-keys"}
    assert connected == [("owner", None) if is_owners else ("application", "thoes_across")]


def test_every_demo_user_comes_in_without_a_second_step(provider, desk, weert) -> None:
    other = Organisation.objects.create(name="Gemeente Weert", kind=OrganisationKind.MUNICIPALITY, municipality=weert)
    province = Organisation.objects.create(name="Provincie Limburg", kind=OrganisationKind.PROVINCE)
    employer = Organisation.objects.create(name="Uitzender", kind=OrganisationKind.EMPLOYER)
    desks = {"GM0983": desk, "GM1507": other}
    north = Organisation.objects.create(name="Regio Noord", kind=OrganisationKind.REGION, region_id="noord")

    add_demo_users(
        provider=provider, employer=employer, desks=desks, province=province, north=north, password="welkom-in-thoes"
    )

    for demo in DEMO_USERS:
        client = Client()
        answer = client.post("/account/login/", {"username": demo.username, "password": "welkom-in-thoes"}, follow=True)
        assert (answer.status_code, answer.context["layout_must_set_up"]) == (200, False)
        assert client.session["_auth_user_id"] == str(User.objects.get(username=demo.username).pk)
        assert "second-step" not in answer.request["PATH_INFO"]
    assert Membership.objects.filter(role=PROVIDER_ADMINISTRATOR).count() == 1


def test_the_demo_says_on_every_page_what_it_left_out(settings) -> None:
    settings.THOES_DEMO = True

    assert "u hebt geen tweede stap nodig" in Client().get("/account/login/").content.decode()


def test_what_is_no_demo_says_nothing_of_the_kind(settings) -> None:
    settings.THOES_DEMO = False

    page = Client().get("/account/login/")

    assert page.context["layout_demo"] is False
    assert "tweede stap nodig" not in page.content.decode()


def test_a_user_of_a_region_is_added_with_its_region_and_not_without(db) -> None:
    ensure_limburg()
    said = [
        "noor",
        "--organisation",
        "Regio Noord",
        "--kind",
        "region",
        "--role",
        "region_adviser",
        "--password",
        "Lang-genoeg-1!",
    ]

    without = CliRunner().invoke(user, said)
    unknown = CliRunner().invoke(user, [*said, "--region", "oost"])
    done = CliRunner().invoke(user, [*said, "--region", "noord"])

    assert "Name the region with --region" in without.output
    assert "Possible: midden, noord, zuid" in unknown.output
    assert done.exit_code == 0, done.output
    assert Organisation.objects.get(kind="region").region_id == "noord"
