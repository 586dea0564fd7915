"""The road to the BRP: off by default, after the public descriptions, with a clear no for whatever goes wrong."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
import requests
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.refusals import Refusal
from thoes.matching.brp.configuration import BrpKind, BrpRoad, brp_from_environment
from thoes.matching.brp.haal_centraal import HaalCentraal
from thoes.matching.brp.source import Resident, place_of
from thoes.matching.models import MatchLine, MatchRun, Proposal
from thoes.matching.tests.conftest import BORN

ON = date(2026, 11, 24)
ROAD = BrpRoad(
    BrpKind.HAAL_CENTRAAL,
    frozenset({"GM0983"}),
    personen_url="https://brp.example.nl/personen",
    bewoning_url="https://brp.example.nl/bewoningen",
    headers={"x-gebruiker": "{user}"},
)
# Made-up numbers; those of the published examples begin with 99999 too.
ANNA, JAN, EWA = "999990019", "999990020", "999990032"


def day(value):
    return {"type": "Datum", "datum": value, "langFormaat": "een dag"}


def person(number, family, *, registered="2026-10-01", where="0983", **more):
    return {
        "burgerservicenummer": number,
        "naam": {"voornamen": "Anna", "geslachtsnaam": family},
        "geboorte": {"datum": day("1990-04-03")},
        "datumInschrijvingInGemeente": day(registered),
        "gemeenteVanInschrijving": {"code": where},
        **more,
    }


@pytest.fixture
def brp(monkeypatch):
    """brp(answers) -> the questions asked; each answer is a dict, a status with a dict, or an error to raise."""

    def brp(*answers):
        asked, waiting = [], list(answers)

        def post(session, url, *, json, **_more):
            asked.append((url, json, dict(session.headers)))
            answer = waiting.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return _response(*answer) if isinstance(answer, tuple) else _response(200, answer)

        monkeypatch.setattr(requests.Session, "post", post)
        return asked

    return brp


def _response(status, body):
    response = requests.Response()
    response.status_code = status
    response._content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return response


def place(**more):
    return place_of(site_id=uuid4(), postcode="5911 AA", house_number="12 a", municipality="GM0983", **more)


def ask(**more):
    return HaalCentraal(ROAD).residents_at(place(**more), on=ON, asked_by=uuid4())


def test_an_address_is_asked_of_personen_and_the_numbers_stay_inside(brp) -> None:
    asked = brp(
        {"type": "ZoekMetPostcodeEnHuisnummer", "personen": [{"burgerservicenummer": ANNA}]},
        {"type": "RaadpleegMetBurgerservicenummer", "personen": [person(ANNA, "Testowska")]},
    )

    answer = ask()

    assert asked[0][1] == {
        "type": "ZoekMetPostcodeEnHuisnummer", "postcode": "5911AA", "huisnummer": 12, "huisletter": "a",
        "fields": ["burgerservicenummer"],
    }  # fmt: skip
    assert asked[1][1]["burgerservicenummer"] == [ANNA]
    assert "{user}" not in asked[0][2]["x-gebruiker"]
    assert answer.people == [Resident("Anna", "Testowska", BORN, date(2026, 10, 1))]
    assert ANNA not in repr(answer)


def test_an_object_of_the_bag_is_asked_of_bewoning_on_the_day(brp) -> None:
    asked = brp(
        {"bewoningen": [{"bewoners": [{"burgerservicenummer": ANNA}], "mogelijkeBewoners": [{}],
                         "indicatieVeelBewoners": True}]},
        {"personen": [person(ANNA, "Testowska")]},
    )  # fmt: skip

    answer = ask(object_id="0983010000000001")

    assert asked[0][:2] == (
        "https://brp.example.nl/bewoningen",
        {"type": "BewoningMetPeildatum", "peildatum": "2026-11-24",
         "adresseerbaarObjectIdentificatie": "0983010000000001"},
    )  # fmt: skip
    assert (len(answer.people), answer.left_out) == (1, ["brp_in_doubt", "brp_many_residents"])


def test_many_numbers_are_asked_twenty_at_a_time(brp) -> None:
    numbers = [f"9999{number:05}" for number in range(41)]
    asked = brp(
        {"personen": [{"burgerservicenummer": number} for number in numbers]},
        *({"personen": []} for _ in range(3)),
    )

    ask()

    assert [len(question["burgerservicenummer"]) for _url, question, _headers in asked[1:]] == [20, 20, 1]


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (person(ANNA, "Testowska", geheimhoudingPersoonsgegevens=True), "brp_secret"),
        (person(ANNA, "Testowska", opschortingBijhouding={"reden": {"code": "E"}}), "brp_suspended"),
        (person(ANNA, "Testowska", where="0988"), "brp_elsewhere"),
        ({**person(ANNA, "Testowska"), "datumInschrijvingInGemeente": {"type": "JaarDatum", "jaar": 2020}},
         "brp_day_unknown"),
    ],
)  # fmt: skip
def test_who_may_not_or_cannot_be_compared_is_left_out_and_counted(brp, found, why) -> None:
    brp({"personen": [{"burgerservicenummer": ANNA}]}, {"personen": [found]})

    answer = ask()

    assert (answer.people, answer.left_out) == ([], [why])


def test_a_birth_date_that_is_half_known_is_left_aside(brp) -> None:
    half = {**person(ANNA, "Testowska"), "geboorte": {"datum": {"type": "JaarDatum", "jaar": 1990}}}
    brp({"personen": [{"burgerservicenummer": ANNA}]}, {"personen": [half]})

    assert ask().people[0].birth_date is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (requests.ConnectTimeout(), "brp_timeout"),
        (requests.ReadTimeout(), "brp_timeout"),
        (requests.ConnectionError(), "brp_unreachable"),
        (requests.exceptions.SSLError(), "brp_unreachable"),
        ((400, {"code": "paramsValidation"}), "brp_question_refused"),
        ((400, b"<html>"), "brp_question_refused"),
        ((401, {}), "brp_not_authorised"),
        ((403, {}), "brp_not_authorised"),
        ((429, {}), "brp_too_often"),
        ((302, {}), "brp_unavailable"),
        ((503, {}), "brp_unavailable"),
        ((200, b"no json"), "brp_answer_unclear"),
        ((200, []), "brp_answer_unclear"),
        ({"personen": "everybody"}, "brp_answer_unclear"),
        ({"personen": [{"naam": {}}]}, "brp_answer_unclear"),
    ],
)
def test_whatever_goes_wrong_is_a_refusal_with_a_code(brp, answer, code) -> None:
    brp(answer)

    with pytest.raises(Refusal) as refused:
        ask()

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("number", "parts"),
    [("12", (12, "", "")), ("12a", (12, "a", "")), ("12 A-3", (12, "A", "3")), ("12-bis", (12, "", "bis"))],
)
def test_a_house_number_is_taken_apart(number, parts) -> None:
    found = place_of(site_id=uuid4(), postcode="5911AA", house_number=number, municipality="GM0983")

    assert (found.number, found.letter, found.addition) == parts


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"postcode": "0000 AA", "house_number": "1"}, "brp_address_unclear"),
        ({"postcode": "5911 AA", "house_number": "one"}, "brp_address_unclear"),
        ({"postcode": "5911 AA", "house_number": "1", "object_id": "123"}, "brp_object_unclear"),
        ({"postcode": "5911 AA", "house_number": "1", "object_id": "0" * 16}, "brp_object_unclear"),
    ],
)
def test_an_address_that_the_brp_would_not_understand_is_not_asked(fields, code) -> None:
    with pytest.raises(Refusal) as refused:
        place_of(site_id=uuid4(), municipality="GM0983", **fields)

    assert refused.value.code == code


def test_the_road_is_off_by_default_and_needs_https_and_a_municipality() -> None:
    real = {"THOES_BRP": "haalcentraal", "THOES_BRP_PERSONEN_URL": "https://brp.example.nl/personen"}

    assert brp_from_environment({}, is_demo=False) is None
    assert brp_from_environment({}, is_demo=True).kind is BrpKind.FAKE
    with pytest.raises(ValueError, match="MUNICIPALITIES"):
        brp_from_environment(real, is_demo=False)
    with pytest.raises(ValueError, match="https"):
        brp_from_environment(
            {**real, "THOES_BRP_MUNICIPALITIES": "GM0983", "THOES_BRP_PERSONEN_URL": "http://x"}, is_demo=False
        )
    road = brp_from_environment({**real, "THOES_BRP_MUNICIPALITIES": "GM0983, GM0988"}, is_demo=False)
    assert (road.serves("GM0988"), road.serves("GM0900"), road.serves("")) == (True, False, False)


FAKE = BrpRoad(BrpKind.FAKE, None)


@pytest.mark.django_db
def test_a_clerk_asks_the_fake_brp_for_a_site_and_gets_proposals(
    live, site, provider, bob, logged_in, settings
) -> None:
    settings.BRP = FAKE
    site.postcode = "5911 AA"
    site.save()
    provider.is_simulated = True
    provider.save()
    for family, given in (("Testowska", "Anna"), ("Proefnik", "Jan"), ("Andersova", "Ewa"), ("Fictief", "Piet")):
        live(family, given, born=BORN)
    client = logged_in(bob)

    answer = client.post(reverse("matching:ask"), {"ask-site": site.pk}, follow=True)

    run = MatchRun.objects.get()
    assert answer.status_code == 200
    assert (run.source, run.lines_read) == ("brp", 1 + Proposal.objects.count())
    assert "Proefpersoon" in MatchLine.objects.filter(proposals=None).values_list("family_name", flat=True)


@pytest.mark.django_db
def test_real_people_are_never_asked_of_the_fake(live, site, bob, logged_in, settings) -> None:
    settings.BRP = FAKE
    site.postcode = "5911 AA"
    site.save()

    page = logged_in(bob).post(reverse("matching:ask"), {"ask-site": site.pk}).content.decode()

    assert "gesimuleerde locaties" in page
    assert not MatchRun.objects.exists()


@pytest.mark.django_db
def test_a_timeout_is_said_at_the_field_and_nothing_is_kept(live, site, bob, brp, logged_in, settings) -> None:
    settings.BRP = ROAD
    site.postcode = "5911 AA"
    site.save()
    brp(requests.ReadTimeout())

    page = logged_in(bob).post(reverse("matching:ask"), {"ask-site": site.pk}).content.decode()

    assert "binnen 10 seconden" in page
    assert not MatchRun.objects.exists()


@pytest.mark.django_db
def test_an_answer_of_the_brp_is_compared_like_a_list(live, site, bob, brp, logged_in, settings) -> None:
    settings.BRP = ROAD
    site.postcode = "5911 AA"
    site.save()
    found = live("Testowska", "Anna", born=BORN)
    registered = timezone.localdate() - timedelta(days=30)
    brp(
        {
            "personen": [
                {"burgerservicenummer": ANNA},
                {"burgerservicenummer": JAN, "geheimhoudingPersoonsgegevens": True},
            ]
        },
        {"personen": [person(ANNA, "Testowska", registered=registered.isoformat())]},
    )

    logged_in(bob).post(reverse("matching:ask"), {"ask-site": site.pk})

    assert Proposal.objects.get().person_id == found.person_id
    assert (MatchRun.objects.get().left_out, MatchLine.objects.get().registered_on) == (1, registered)
    kept = repr([list(model.objects.values()) for model in (MatchRun, MatchLine)])
    assert ANNA not in kept


@pytest.mark.django_db
def test_it_is_for_the_desks_that_may_ask_and_for_nobody_else(
    bob, wim, alice, charlie, site, weert, logged_in, settings
) -> None:
    address = reverse("matching:ask")
    settings.BRP = None
    off = logged_in(bob).post(address, {"ask-site": site.pk}).status_code
    settings.BRP = ROAD

    assert (off, logged_in(wim).post(address).status_code) == (404, 404)
    assert {logged_in(actor).post(address).status_code for actor in (alice, charlie)} == {403}
    assert Client().post(address).status_code == 302
    assert "id_ask-site" not in logged_in(wim).get(reverse("matching:runs")).content.decode()
    assert "id_ask-site" in logged_in(bob).get(reverse("matching:runs")).content.decode()
