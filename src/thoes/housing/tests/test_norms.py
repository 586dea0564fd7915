"""What the norms say of a site over time, the figures a housing provider fills in, and a municipality's own rule on
streets.
"""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from thoes.accounts.models import Membership, User
from thoes.accounts.public import Actor, actor_of
from thoes.housing.models import Permit, QualityLabel, Site, SiteKind, Unit
from thoes.housing.permissions import PERMIT_OFFICER
from thoes.housing.queries.norms import norms_of
from thoes.housing.queries.streets import street_of
from thoes.housing.services.figures import BuildingFigures, change_bedrooms, change_building
from thoes.kernel.refusals import Refusal
from thoes.places.models import Municipality, Organisation, OrganisationKind
from thoes.rules.norm_terms import LabelScheme, Missing, Norm, NormOutcome
from thoes.rules.street_share import StreetOutcome

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def quality_label(
    site: Site, scheme: str, first: date, until: date | None = None, ended: date | None = None
) -> QualityLabel:
    return QualityLabel.objects.create(
        site=site, scheme=scheme, certificate=f"{scheme}-{first}", valid_from=first, valid_until=until, ended_from=ended,
        source="provider", source_day=ON, recorded_at=NOW,
    )  # fmt: skip


def permit(site: Site, capacity: int | None, *, number: str = "Z-1", first: date = date(2020, 1, 1), **other) -> Permit:
    return Permit.objects.create(
        site=site, kind="environmental", number=number, holder="Voorbeeld", capacity=capacity, valid_from=first,
        recorded_at=NOW, **other,
    )  # fmt: skip


def test_the_quality_labels_of_the_very_day_are_held(site) -> None:
    quality_label(site, "snf", date(2026, 1, 1), date(2026, 6, 1))
    quality_label(site, "akf", date(2026, 1, 1), ended=date(2026, 3, 1))
    norms = norms_of([site])[0]

    assert norms.schemes_on(date(2026, 2, 28)) == {LabelScheme.SNF, LabelScheme.AKF}
    assert norms.schemes_on(date(2026, 3, 1)) == {LabelScheme.SNF}
    assert norms.schemes_on(date(2026, 6, 1)) == frozenset()


def test_a_quality_label_or_permit_that_was_a_mistake_counts_nowhere(site) -> None:
    wrong = quality_label(site, "snf", date(2026, 1, 1))
    wrong.voided = True
    wrong.save()
    permit(site, 3, voided=True)

    norms = norms_of([site])[0]

    assert (norms.schemes_on(ON), norms.capacity_on(ON).permitted) == (frozenset(), None)


def test_the_strictest_permit_of_the_day_counts_and_never_what_the_provider_says(site) -> None:
    site.permitted_capacity = 50
    permit(site, 40, withdrawn_from=date(2026, 5, 1))
    permit(site, 30, number="Z-2", first=date(2026, 2, 1), valid_until=date(2026, 4, 1))
    norms = norms_of([site])[0]

    assert [norms.capacity_on(date(2026, month, 1)).permitted for month in (1, 2, 3, 4, 5)] == [40, 30, 30, 40, None]


@pytest.mark.parametrize(
    ("people", "outcome"), [(39, NormOutcome.UNKNOWN), (40, NormOutcome.UNKNOWN), (41, NormOutcome.UNKNOWN)]
)
def test_without_a_permit_on_record_it_is_not_known_whatever_the_provider_says(people, outcome, site) -> None:
    site.permitted_capacity = 40
    norms = norms_of([site])[0]

    decision = norms.decide({norms.rooms[0].id: people}, on=ON)

    line = next(line for line in decision.lines if line.limit.norm is Norm.PERMIT)
    assert (line.outcome, line.limit.most, line.limit.missing) == (outcome, None, (Missing.PERMITTED,))
    assert decision.outcome is not NormOutcome.WITHIN


def test_the_nights_of_a_year_have_no_limit_on_the_word_of_the_provider(site) -> None:
    site.kind, site.permitted_capacity = "hotel", 40
    spans = [span for span in norms_of([site])[0].spans(date(2026, 1, 1), date(2026, 6, 1)) if site.pk in span.places]

    assert {(span.safe, span.most) for span in spans} == {(0, None)}


def test_the_spans_of_a_year_follow_each_other_and_are_cut_where_a_limit_changes(site) -> None:
    permit(site, 40, valid_until=date(2026, 3, 1))
    quality_label(site, "akf", date(2025, 12, 15))
    norms = norms_of([site])[0]

    spans = [span for span in norms.spans(date(2025, 12, 1), date(2026, 6, 1)) if site.pk in span.places]

    assert [span.first for span in spans] == [
        date(2025, 12, 1), date(2025, 12, 15), date(2026, 1, 1), date(2026, 3, 1),
    ]  # fmt: skip
    assert [span.until for span in spans] == [span.first for span in spans[1:]] + [date(2026, 6, 1)]


def test_rooms_have_spans_of_their_own(site) -> None:
    quality_label(site, "akf", date(2025, 1, 1))
    unit = site.units.first()

    spans = [span for span in norms_of([site])[0].spans(ON, date(2026, 11, 25)) if unit.pk in span.places]

    assert [(span.safe, span.most) for span in spans] == [(2, 2)]


def test_people_of_a_night_are_held_against_the_site_and_its_rooms(site) -> None:
    Site.objects.filter(pk=site.pk).update(kind=SiteKind.DWELLING, living_area=Decimal("30.0"))
    quality_label(site, "akf", date(2025, 1, 1))
    site.refresh_from_db()
    first, second = site.units.all()

    decision = norms_of([site])[0].decide({first.pk: 3}, on=ON)

    assert {line.limit.norm: line.outcome for line in decision.lines} == {
        Norm.PERMIT: NormOutcome.UNKNOWN, Norm.OVERCROWDING: NormOutcome.OVER, Norm.AKF_AREA: NormOutcome.UNKNOWN,
    }  # fmt: skip
    assert {room.key: room.outcome for room in decision.rooms} == {
        str(first.pk): NormOutcome.OVER, str(second.pk): NormOutcome.WITHIN,
    }  # fmt: skip


def test_many_sites_cost_as_many_queries_as_one(provider, venlo, make_site, django_assert_num_queries) -> None:
    for _ in range(4):
        make_site(provider, venlo)

    with django_assert_num_queries(4):
        found = norms_of(Site.objects.all())

    assert [len(norms.rooms) for norms in found] == [2, 2, 2, 2]


def test_a_provider_fills_in_the_figures_of_a_building(alice, site, logged_in) -> None:
    form = {"kind": "hotel", "first_applied_on": "2001-05-01", "living_area": "412,5", "showers": "5", "toilets": ""}

    client = logged_in(alice)
    client.cookies["django_language"] = "nl"
    client.post(reverse("housing:building", args=[site.pk]), form)

    site.refresh_from_db()
    assert (site.kind, site.first_applied_on, site.living_area) == ("hotel", date(2001, 5, 1), Decimal("412.5"))
    assert (site.showers, site.toilets) == (5, None)


def test_a_day_before_all_buildings_is_refused_with_the_reason(alice, site, logged_in) -> None:
    answer = logged_in(alice).post(reverse("housing:building", args=[site.pk]), {"first_applied_on": "0201-05-01"})

    assert answer.context["form"].errors["first_applied_on"]


def test_the_bedrooms_of_all_rooms_without_an_area_are_filled_in_at_once(alice, site, logged_in) -> None:
    first, second = site.units.all()
    third = Unit.objects.create(site=site, name="K3", bedroom_area=Decimal("9.0"))
    form = {"bedroom_area": "12.0", "bedrooms": "1", "also_where_missing": "on"}

    logged_in(alice).post(reverse("housing:bedrooms", args=[first.pk]), form)

    areas = dict(site.units.values_list("pk", "bedroom_area"))
    assert areas == {first.pk: Decimal("12.0"), second.pk: Decimal("12.0"), third.pk: Decimal("9.0")}


def test_figures_are_for_the_provider_of_the_site_only(charlie, vera, site, logged_in) -> None:
    unit = site.units.first()

    assert logged_in(charlie).get(reverse("housing:building", args=[site.pk])).status_code == 404
    assert logged_in(charlie).get(reverse("housing:bedrooms", args=[unit.pk])).status_code == 404
    assert logged_in(vera).get(reverse("housing:building", args=[site.pk])).status_code == 403
    with pytest.raises(Refusal):
        change_building(actor=charlie, site_id=site.pk, figures=BuildingFigures(kind="hotel"))
    with pytest.raises(Refusal):
        change_bedrooms(actor=charlie, unit_id=unit.pk, bedroom_area=Decimal(9), bedrooms=1)
    with pytest.raises(PermissionError):
        change_building(actor=vera, site_id=site.pk, figures=BuildingFigures(kind="hotel"))


@pytest.fixture
def horst(venlo) -> Municipality:
    """The municipality with a rule on streets."""
    return Municipality.objects.create(code="GM1507", name="Horst aan de Maas", region=venlo.region)


@pytest.fixture
def street(provider, horst, make_site) -> list[Site]:
    """Six ordinary dwellings, numbers 1 to 6 of one street, those with an even number with a permit."""
    sites = [make_site(provider, horst) for _ in range(6)]
    for number, site in enumerate(sites, start=1):
        site.kind, site.house_number = SiteKind.DWELLING, str(number)
        site.save()
        if number % 2 == 0:
            permit(site, 4)
    return sites


def test_a_street_counts_the_homes_with_a_permit_and_those_next_to_each_other(street) -> None:
    found = street_of(street[3], homes=40, on=ON)

    assert found is not None
    assert (found.permitted, found.allowed, found.share_outcome) == (3, 4, StreetOutcome.WITHIN)
    assert (found.row, found.row_outcome) == (3, StreetOutcome.OVER)


def test_a_permit_that_ended_and_another_street_do_not_count(street) -> None:
    Permit.objects.filter(site=street[1]).update(valid_until=ON)
    Site.objects.filter(pk=street[5].pk).update(street="Andere weg")

    found = street_of(street[3], homes=40, on=ON)

    assert found is not None
    assert (found.permitted, found.row) == (1, 1)


def test_other_buildings_and_other_municipalities_have_no_such_rule(street, site) -> None:
    site.kind = SiteKind.DWELLING
    street[0].kind = SiteKind.HOTEL

    assert street_of(site, homes=40, on=ON) is None
    assert street_of(street[0], homes=40, on=ON) is None


@pytest.fixture
def hilde(horst) -> Actor:
    """Housing and permits officer of Horst aan de Maas."""
    desk = Organisation.objects.create(name="Gemeente Horst", kind=OrganisationKind.MUNICIPALITY, municipality=horst)
    membership = Membership.objects.create(
        user=User.objects.create_user("hilde", password="test-only-password"), organisation_id=desk.pk,
        organisation_kind=desk.kind, organisation_name=desk.name, municipality_code=horst.pk, role=PERMIT_OFFICER,
    )  # fmt: skip
    return actor_of(membership)


def street_form(**other) -> dict[str, str]:
    return {
        "kind": "letting", "number": "Z-2026-9", "holder": "Voorbeeld", "valid_from": "2026-01-01",
        "nonce": str(uuid.uuid4()), **other,
    }  # fmt: skip


def test_recording_a_permit_beyond_the_rule_warns_with_the_sum_and_records_it(hilde, street, logged_in) -> None:
    client = logged_in(hilde)
    client.cookies["django_language"] = "nl"

    page = client.post(
        reverse("housing:add-permit", args=[street[3].pk]), street_form(homes_in_street="20"), follow=True
    ).content.decode()

    assert "3 van 20 woningen is 15,0%" in page
    assert "3 op een rij" in page
    assert Permit.objects.get(number="Z-2026-9").homes_in_street == 20


def test_the_street_stands_on_the_permit_for_the_municipality_and_not_for_the_provider(
    hilde, alice, street, logged_in
) -> None:
    found = Permit.objects.get(site=street[3])
    page = reverse("housing:permit", args=[found.pk])

    of_hilde, of_alice = (logged_in(reader).get(page).content.decode() for reader in (hilde, alice))

    assert all(found.number in shown for shown in (of_hilde, of_alice))
    assert 'id="street"' in of_hilde
    assert 'id="street"' not in of_alice


def test_only_where_there_is_a_rule_the_form_asks_for_the_street(vera, hilde, street, site, logged_in) -> None:
    asked = logged_in(hilde).get(reverse("housing:add-permit", args=[street[3].pk])).content.decode()
    not_asked = logged_in(vera).get(reverse("housing:add-permit", args=[site.pk])).content.decode()

    assert all('name="number"' in form for form in (asked, not_asked))
    assert 'name="homes_in_street"' in asked
    assert "homes_in_street" not in not_asked
