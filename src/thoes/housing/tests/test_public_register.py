"""The public register: off by default, on with a ground, only what somebody looked at, and never a private person."""

import json
import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from thoes.housing.models import Permit, PublicRegisterDecision, Site
from thoes.housing.services import (
    PermitFacts,
    QualityLabelFacts,
    choose_listed_sites,
    decide_public_register,
    record_quality_label,
)
from thoes.housing.services import record_permit as record
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
URL = reverse("public_register:register")


def switch(actor, *, on: bool = True, ground: str = "Besluit 1", at: datetime = NOW) -> bool:
    return decide_public_register(actor=actor, is_public=on, ground=ground, at=at)


def show(actor, *sites: Site) -> int:
    keys = [site.pk for site in sites]
    return choose_listed_sites(actor=actor, seen=keys, shown=keys, at=NOW)


def read(**query: str) -> list[str]:
    return [site["name"] for site in json.loads(Client().get(reverse("public_register:json"), query).content)["sites"]]


def permit(vera, site, **other) -> Permit:
    facts = PermitFacts("letting", "V-1", "Verzinsel B.V.", date(2025, 1, 1), **other)
    return record(actor=vera, site_id=site.pk, facts=facts, at=NOW, permit_id=uuid4())


def test_nothing_is_shown_before_a_municipality_decided_and_somebody_looked(vera, site) -> None:
    empty = read()
    show(vera, site)
    looked = read()
    switch(vera)

    assert (empty, looked, read()) == ([], [], [site.name])
    assert Client().get(URL).status_code == 200


def test_a_site_that_nobody_ticked_is_not_shown(vera, provider, venlo, make_site) -> None:
    first, second = make_site(provider, venlo), make_site(provider, venlo)
    switch(vera)
    choose_listed_sites(actor=vera, seen=[first.pk, second.pk], shown=[first.pk], at=NOW)

    assert read() == [first.name]


def test_switching_off_takes_everything_away_at_once(vera, site) -> None:
    show(vera, site)
    switch(vera)
    switch(vera, on=False, ground="", at=NOW.replace(hour=13))

    assert read() == []


def test_showing_needs_a_ground(vera) -> None:
    with pytest.raises(Refusal) as refused:
        switch(vera, ground="  ")

    assert refused.value.code == "public_register_needs_ground"


def test_the_same_decision_twice_is_one(vera) -> None:
    assert [switch(vera), switch(vera)] == [True, False]
    assert PublicRegisterDecision.objects.count() == 1


def test_a_decision_cannot_be_changed(vera) -> None:
    switch(vera)

    with pytest.raises(ProgrammingError), transaction.atomic():
        PublicRegisterDecision.objects.update(ground="Anders")


def test_a_permit_in_private_hands_hides_the_site_whatever_was_ticked(vera, site) -> None:
    show(vera, site)
    switch(vera)
    permit(vera, site, holder_is_private=True)

    assert read() == []


@pytest.mark.parametrize(("name", "value"), [("name", "Huize Jansen"), ("street", "Thuisweg"), ("house_number", "9")])
def test_a_site_that_changed_is_not_shown_until_somebody_looked_again(name, value, vera, site, logged_in) -> None:
    show(vera, site)
    switch(vera)
    setattr(site, name, value)
    site.save()
    hidden = read()
    page = logged_in(vera).get(reverse("housing:publishing"))
    show(vera, site)

    assert (hidden, read()) == ([], [site.name])
    assert page.context["page"][0].has_changed


def test_only_what_everybody_may_know_is_told(vera, alice, site) -> None:
    site.contact_phone, site.permitted_capacity = "0612345678", 77
    site.save()
    permit(vera, site, capacity=40)
    record_quality_label(
        actor=vera,
        site_id=site.pk,
        facts=QualityLabelFacts("snf", "GEHEIM-1", date(2025, 1, 1), None),
        on=NOW.date(),
        at=NOW,
    )
    show(vera, site)
    switch(vera)

    body = Client().get(reverse("public_register:json")).content.decode()
    row = json.loads(body)["sites"][0]
    texts = [body, *(Client().get(reverse(f"public_register:{name}")).content.decode() for name in ("register", "csv"))]

    assert (row["permitted_people"], len(row["permits"]), len(row["quality_labels"])) == (40, 1, 1)
    for text in texts:
        for secret in ("0612345678", "77", "GEHEIM-1", "Verzinsel", alice.organisation_name, "V-1"):
            # As a word: a form token may hold any two digits.
            assert not re.search(rf"\b{re.escape(secret)}\b", text)


def test_the_files_say_what_each_column_means_and_on_what_ground(vera, site) -> None:
    show(vera, site)
    switch(vera)

    body = json.loads(Client().get(reverse("public_register:json")).content)

    assert set(body["definitions"]) == set(body["sites"][0])
    assert body["definitions"]["town"] == {"nl": "Plaats.", "en": "Town."}
    assert body["municipalities"] == [{"code": "GM0983", "name": "Venlo", "since": "2026-05-14", "ground": "Besluit 1"}]


def test_words_and_a_municipality_narrow_the_list(vera, wim, site, other_provider, weert, make_site) -> None:
    elsewhere = make_site(other_provider, weert)
    for officer, own in ((vera, site), (wim, elsewhere)):
        show(officer, own)
        switch(officer)

    assert read() == [site.name, elsewhere.name]
    assert read(municipality="GM0988") == [elsewhere.name]
    assert read(q=site.name) == [site.name]
    assert read(municipality="\0x", q="") == [site.name, elsewhere.name]


def test_an_officer_decides_on_the_own_municipality_only(wim, vera, site) -> None:
    assert show(wim, site) == 0
    switch(wim)
    assert read() == []
    show(vera, site)
    assert read() == []


def test_nobody_else_decides(alice, sofie, paula, bob, site, logged_in) -> None:
    for actor in (alice, sofie, paula, bob):
        assert logged_in(actor).get(reverse("housing:publishing")).status_code == 403
        assert logged_in(actor).post(reverse("housing:choose-public-sites"), {"shown": str(site.pk)}).status_code == 403
        with pytest.raises(PermissionError):
            switch(actor)
    assert Client().get(reverse("housing:publishing"))["Location"].startswith(reverse("accounts:login"))


def test_an_officer_decides_on_the_page(vera, site, logged_in) -> None:
    client = logged_in(vera)
    refused = client.post(reverse("housing:publishing"), {"is_public": "on", "ground": ""})
    client.post(reverse("housing:publishing"), {"is_public": "on", "ground": "Besluit 2"})
    client.post(reverse("housing:choose-public-sites"), {"seen": [str(site.pk), "nonsense"], "shown": [str(site.pk)]})

    assert refused.context["form"].errors["ground"]
    assert "Besluit 2" in client.get(reverse("housing:publishing")).content.decode()
    assert site.name in Client().get(URL).content.decode()
