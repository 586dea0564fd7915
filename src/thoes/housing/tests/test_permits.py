"""Permits and quality labels: what the municipality and the housing provider do with them, and who sees nothing of them."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.domain.validity import Validity
from thoes.housing.models import Permit, QualityLabel, Shortcoming
from thoes.housing.permissions import HOUSING_PERMITS
from thoes.housing.queries import permit_on_day, permits_of, terms_on, validity_q
from thoes.housing.services import PermitFacts, QualityLabelFacts, record_permit, record_quality_label, transfer_permit
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def record(actor, site, *, number="Z-2026-1", first=date(2025, 1, 1), until=None, **other) -> Permit:
    facts = PermitFacts("letting", number, "Voorbeeld B.V.", first, until, **other)
    return record_permit(actor=actor, site_id=site.pk, facts=facts, at=timezone.now())


def quality_label(actor, site, *, certificate="SNF-1", first=date(2025, 1, 1), until=None) -> QualityLabel:
    facts = QualityLabelFacts("snf", certificate, first, until)
    return record_quality_label(actor=actor, site_id=site.pk, facts=facts, on=date(2026, 5, 1), at=timezone.now())


def permit_form(**other):
    return {
        "kind": "letting",
        "number": "Z-2026-1",
        "holder": "Voorbeeld B.V.",
        "valid_from": "2026-01-01",
        "last_day": "2030-12-31",
        "capacity": "40",
        "nonce": str(uuid.uuid4()),
        **other,
    }


def test_the_municipality_records_a_permit_and_the_last_day_still_counts(vera, site, logged_in) -> None:
    logged_in(vera).post(reverse("housing:add-permit", args=[site.pk]), permit_form())

    permit = Permit.objects.get()
    assert (permit.valid_until, permit.capacity) == (date(2031, 1, 1), 40)


def test_a_permit_that_is_sent_twice_is_recorded_once(vera, site, logged_in) -> None:
    page, form = logged_in(vera), permit_form()

    for _ in range(2):
        page.post(reverse("housing:add-permit", args=[site.pk]), form)

    assert Permit.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("number", "Z 111222333"), ("last_day", "2025-12-31"), ("conditions", "bel 111222333")]
)
def test_what_is_wrong_is_said_at_its_field(field, value, vera, site, logged_in) -> None:
    answer = logged_in(vera).post(reverse("housing:add-permit", args=[site.pk]), permit_form(**{field: value}))

    assert answer.context["form"].errors[field]
    assert not Permit.objects.exists()


def test_a_number_is_used_once_for_a_kind_at_a_site(vera, site) -> None:
    record(vera, site)

    with pytest.raises(Refusal) as refused:
        record(vera, site)

    assert refused.value.code == "permit_known"


def test_a_permit_that_may_not_be_transferred_is_not(vera, site) -> None:
    permit = record(vera, site, may_be_transferred=False)

    with pytest.raises(Refusal) as refused:
        transfer_permit(
            actor=vera, permit_id=permit.pk, from_date=date(2026, 1, 1), holder="Ander", is_private=False,
            at=timezone.now(),
        )  # fmt: skip

    assert refused.value.code == "permit_not_transferable"


def test_a_transfer_keeps_who_had_the_permit_before(vera, site, logged_in) -> None:
    permit = record(vera, site)

    logged_in(vera).post(
        reverse("housing:transfer-permit", args=[permit.pk]), {"holder": "Nieuw B.V.", "from_date": "2026-02-01"}
    )

    permit.refresh_from_db()
    assert (permit.holder, permit.transfers.get().holder) == ("Nieuw B.V.", "Voorbeeld B.V.")


def test_a_permit_is_withdrawn_and_holds_again(vera, site, logged_in) -> None:
    page, permit = logged_in(vera), record(vera, site)

    page.post(reverse("housing:withdraw-permit", args=[permit.pk]), {"from_date": "2026-02-01"})
    withdrawn = Permit.objects.get().withdrawn_from
    page.post(reverse("housing:reinstate-permit", args=[permit.pk]))

    assert (withdrawn, Permit.objects.get().withdrawn_from) == (date(2026, 2, 1), None)


def test_a_mistake_leaves_every_list_and_comes_back(vera, site, logged_in) -> None:
    page, permit = logged_in(vera), record(vera, site)

    page.post(reverse("housing:void-permit", args=[permit.pk]))
    listed = page.get(reverse("housing:permits")).context["listing"].shown
    page.post(reverse("housing:restore-permit", args=[permit.pk]))

    assert listed == []
    assert len(page.get(reverse("housing:permits")).context["listing"].shown) == 1


def test_the_database_and_the_domain_agree_how_a_permit_stands(vera, site) -> None:
    on = date(2026, 5, 14)
    for number, (first, last) in enumerate(
        [(-400, None), (-400, 300), (-400, 90), (-400, 1), (-400, 0), (-400, -30), (0, 10), (1, 300), (30, None)]
    ):
        until = None if last is None else on + timedelta(days=last)
        record(vera, site, number=f"Z{number}", first=on + timedelta(days=first), until=until)

    terms = terms_on(on)
    wanted = (Validity.VALID, Validity.ENDS_SOON, Validity.ENDED, Validity.NOT_YET)
    counts = [permits_of(vera).filter(validity_q(validity, on=on, terms=terms)).count() for validity in wanted]
    stands = [permit_on_day(permit, on=on, terms=terms).validity for permit in permits_of(vera)]

    assert counts == [stands.count(validity) for validity in wanted] == [2, 3, 2, 2]


def test_the_list_filters_by_what_stands_in_the_address(vera, site, logged_in) -> None:
    today = timezone.localdate()
    record(vera, site, number="OUD", until=today)
    record(vera, site, number="NIEUW")
    page = logged_in(vera)

    def numbers(query: str) -> list[str]:
        answer = page.get(reverse("housing:permits") + query)
        return [shown.permit.number for shown in answer.context["listing"].shown]

    assert numbers("?part=ended") == ["OUD"]
    assert numbers("?part=valid") == ["NIEUW"]
    assert numbers("?q=nieuw") == ["NIEUW"]
    assert numbers("?kind=operating") == []
    assert numbers("?part=nonsense") == ["OUD", "NIEUW"]


def test_the_list_asks_as_often_for_one_permit_as_for_ten(vera, site, logged_in, django_assert_num_queries) -> None:
    page = logged_in(vera)
    record(vera, site, number="0")
    page.get(reverse("housing:permits"))
    # One of them asks which names several sites have.
    with django_assert_num_queries(10):
        page.get(reverse("housing:permits"))
    for number in range(1, 10):
        record(vera, site, number=str(number))

    with django_assert_num_queries(10):
        answer = page.get(reverse("housing:permits"))

    assert len(answer.context["listing"].shown) == 10


def test_the_provider_records_its_own_quality_label_and_it_is_said_who_says_so(alice, site, logged_in) -> None:
    logged_in(alice).post(
        reverse("housing:add-quality-label", args=[site.pk]),
        {"scheme": "snf", "certificate": "SNF-9", "valid_from": "2026-01-01", "nonce": str(uuid.uuid4())},
    )

    assert QualityLabel.objects.get().source == "provider"


def test_two_certificates_of_one_quality_label_do_not_hold_at_once(vera, site) -> None:
    quality_label(vera, site, until=date(2026, 1, 1))
    quality_label(vera, site, certificate="SNF-2", first=date(2026, 1, 1))

    with pytest.raises(Refusal) as refused:
        quality_label(vera, site, certificate="SNF-3", first=date(2025, 12, 31), until=date(2026, 1, 1))

    assert refused.value.code == "quality_label_overlaps"


def test_the_database_itself_refuses_two_certificates_at_once(vera, site) -> None:
    first = quality_label(vera, site)

    with pytest.raises(IntegrityError), transaction.atomic():
        QualityLabel.objects.create(
            site=site, scheme="snf", certificate="X", valid_from=first.valid_from, source="provider",
            source_day=date(2026, 1, 1), recorded_at=timezone.now(),
        )  # fmt: skip


def test_a_shortcoming_is_written_down_mended_and_opened_again(vera, site, logged_in) -> None:
    page, found = logged_in(vera), quality_label(vera, site)
    page.post(
        reverse("housing:add-shortcoming", args=[found.pk]),
        {"text": "Blusser niet gekeurd", "found_on": "2026-03-01", "repair_by": "2026-04-01"},
    )
    shortcoming = Shortcoming.objects.get()

    page.post(reverse("housing:mend-shortcoming", args=[shortcoming.pk]), {"repaired_on": "2026-02-28"})
    too_early = Shortcoming.objects.get().repaired_on
    page.post(reverse("housing:mend-shortcoming", args=[shortcoming.pk]), {"repaired_on": "2026-03-01"})
    mended = Shortcoming.objects.get().repaired_on
    page.post(reverse("housing:unmend-shortcoming", args=[shortcoming.pk]))

    assert (too_early, mended, Shortcoming.objects.get().repaired_on) == (None, date(2026, 3, 1), None)


def test_the_card_says_what_is_missing(vera, site, logged_in) -> None:
    page, today = logged_in(vera), timezone.localdate()
    record(vera, site, capacity=3, needs_quality_label=True)

    card = page.get(reverse("housing:card", args=[site.pk])).context["card"]

    assert (card.lacks_permit, card.lacks_required_quality_label, card.has_too_many_beds) == (False, True, True)
    quality_label(vera, site, until=today + timedelta(days=1))
    assert not page.get(reverse("housing:card", args=[site.pk])).context["card"].lacks_required_quality_label


def test_the_province_reads_no_name_of_a_private_holder(vera, paula, site, logged_in) -> None:
    permit = record(vera, site, holder_is_private=True)

    page = logged_in(paula).get(reverse("housing:permit", args=[permit.pk]))

    assert page.status_code == 200
    assert b"Voorbeeld B.V." not in page.content


SITE_PAGES = ["card", "add-document"]
OFFICERS_PAGES = ["add-permit"]


@pytest.mark.parametrize("name", [*SITE_PAGES, "add-quality-label"])
def test_charlie_sees_no_page_of_alices_site(name, charlie, site, logged_in) -> None:
    assert logged_in(charlie).get(reverse(f"housing:{name}", args=[site.pk])).status_code == 404


@pytest.mark.parametrize("name", [*SITE_PAGES, "add-permit", "add-quality-label"])
def test_weert_sees_no_page_of_a_site_in_venlo(name, wim, site, logged_in) -> None:
    assert logged_in(wim).get(reverse(f"housing:{name}", args=[site.pk])).status_code == 404


@pytest.mark.parametrize("name", ["permit", "edit-permit", "withdraw-permit", "transfer-permit"])
@pytest.mark.parametrize("who", ["charlie", "wim"])
def test_nobody_else_sees_a_permit(name, who, vera, site, logged_in, request) -> None:
    permit = record(vera, site)

    answer = logged_in(request.getfixturevalue(who)).get(reverse(f"housing:{name}", args=[permit.pk]))

    assert answer.status_code in (403, 404)


@pytest.mark.parametrize("name", ["void-permit", "restore-permit", "reinstate-permit"])
@pytest.mark.parametrize("who", ["alice", "charlie", "wim", "sofie", "paula"])
def test_only_the_own_municipality_changes_a_permit(name, who, vera, site, logged_in, request) -> None:
    permit = record(vera, site)

    answer = logged_in(request.getfixturevalue(who)).post(reverse(f"housing:{name}", args=[permit.pk]))

    assert answer.status_code in (403, 404)
    assert Permit.objects.get().recorded_at == permit.recorded_at


@pytest.mark.parametrize("name", ["edit-quality-label", "add-shortcoming"])
@pytest.mark.parametrize("who", ["charlie", "wim"])
def test_nobody_else_changes_a_quality_label(name, who, vera, site, logged_in, request) -> None:
    found = quality_label(vera, site)

    answer = logged_in(request.getfixturevalue(who)).get(reverse(f"housing:{name}", args=[found.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["alice", "vera", "sofie", "paula"])
def test_the_provider_and_the_authorities_read_the_card(who, vera, site, logged_in, request) -> None:
    record(vera, site)

    answer = logged_in(request.getfixturevalue(who)).get(reverse("housing:card", args=[site.pk]))

    assert len(answer.context["card"].permits) == 1


@pytest.mark.parametrize("query", ["", "?file=xlsx", "?file=csv", "?file=ods"])
def test_a_clerk_of_the_population_register_sees_no_permits(query, bob, logged_in) -> None:
    assert logged_in(bob).get(reverse("housing:permits") + query).status_code == 403


@pytest.mark.parametrize("name", ["card", "add-permit", "add-quality-label", "add-document"])
def test_a_visitor_is_sent_to_the_log_in_page(name, site) -> None:
    assert Client().get(reverse(f"housing:{name}", args=[site.pk]))["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize(
    ("who", "rows"), [("alice", 1), ("charlie", 0), ("vera", 1), ("wim", 0), ("bob", 0), ("paula", 1)]
)
@pytest.mark.parametrize("table", ["housing_permit", "housing_permitevent", "housing_qualitylabel"])
def test_the_database_shows_permits_and_quality_labels_to_who_needs_them(who, rows, table, vera, site, request) -> None:
    record(vera, site)
    quality_label(vera, site)

    with as_tenant(request.getfixturevalue(who), HOUSING_PERMITS), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
        assert cursor.fetchone() == (rows,)


def test_the_database_lets_no_provider_write_a_permit(alice, vera, site) -> None:
    record(vera, site)

    with as_tenant(alice, HOUSING_PERMITS), connection.cursor() as cursor:
        cursor.execute("UPDATE housing_permit SET capacity = 500")
        assert cursor.rowcount == 0


def test_where_the_municipality_asks_a_letting_permit_the_card_says_that_none_is_in_force(
    vera, site, provider, weert, make_site, logged_in, paula
) -> None:
    page = logged_in(vera)
    address, words = reverse("housing:card", args=[site.pk]), "Hier kan een verhuurvergunning nodig zijn"
    elsewhere = make_site(provider, weert)

    without = page.get(address).content.decode()
    other_town = logged_in(paula).get(reverse("housing:card", args=[elsewhere.pk])).content.decode()
    record(vera, site)
    with_one = page.get(address).content.decode()

    assert words in without
    assert "#GM0983" in without
    assert words not in with_one + other_town
