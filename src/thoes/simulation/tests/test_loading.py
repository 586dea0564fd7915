"""A simulated Limburg in a real database, constraints and all."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import F

from thoes.accounts.models import Membership, User
from thoes.accounts.public import actor_of
from thoes.housing.models import Bed, BedPrice, Permit, QualityLabel, Shortcoming, Site, Unit
from thoes.inspections.models import Check, CheckPhoto, Finding
from thoes.kernel.refusals import Refusal
from thoes.occupancy.norms import towns_tonight
from thoes.pipeline.domain.phases import Phase
from thoes.pipeline.models import Agreement, Initiative, MunicipalPolicy, Question
from thoes.places.models import Municipality
from thoes.register.models import Change, Person, Stay, Worker
from thoes.registration.models import BrpRegistration
from thoes.simulation.checks import fake_photo
from thoes.simulation.copying import identifiers
from thoes.simulation.demo_users import DEMO_USERS
from thoes.simulation.generator import simulate
from thoes.simulation.housing_facts import draw_housing
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.loading import LoadReport, is_loaded, load

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
PASSWORD = "only-for-this-test"


@pytest.fixture(scope="module")
def limburg() -> SimulatedLimburg:
    return simulate(scale=0.005, seed=11, on=ON)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def report(db: None, limburg: SimulatedLimburg) -> LoadReport:
    return load(limburg, password=PASSWORD, on_progress=lambda done, total: None)


def test_everything_simulated_is_in_the_register(report: LoadReport, limburg: SimulatedLimburg) -> None:
    assert Bed.objects.count() == limburg.beds.site.size
    assert Site.objects.count() == len(limburg.sites)
    assert Unit.objects.count() == sum(len(site.rooms) for site in limburg.sites)
    assert Worker.objects.count() == limburg.workers.person.size
    assert Person.objects.count() == limburg.workers.identity.max() + 1
    assert Stay.objects.filter(known_until=None).count() == limburg.stays.worker.size
    assert BrpRegistration.objects.count() == limburg.registrations.identity.size
    assert report.rows["register_stay"] == Stay.objects.count()
    assert is_loaded()


def test_some_sites_are_within_the_norms_some_over_and_of_some_it_is_not_known(report: LoadReport) -> None:
    adviser = actor_of(Membership.objects.get(user__username="beleid-provincie"))

    towns = towns_tonight(actor=adviser, on=ON)

    assert sum(town.sites for town in towns) == Site.objects.count()
    assert all(sum(getattr(town, name) for town in towns) for name in ("within", "unknown", "over"))


def test_who_sleeps_here_tonight_is_whom_the_simulation_put_there(
    report: LoadReport, limburg: SimulatedLimburg
) -> None:
    current = Stay.objects.filter(known_until=None, arrival__lte=ON)
    here = current.filter(departure=None) | current.filter(departure__gt=ON)

    assert here.count() == limburg.is_here(ON).sum()


def test_a_departure_recorded_later_leaves_the_version_that_was_believed_before(report: LoadReport) -> None:
    before = Stay.objects.exclude(known_until=None)

    assert before.filter(departure=None, closed_by__verb="check_out").count() == before.count() > 100
    after = Stay.objects.filter(stay_id=before[0].stay_id, known_until=None).get()
    assert after.departure is not None
    assert after.known_from == before[0].known_until
    assert after.opened_by_id == before[0].closed_by_id


def test_every_change_has_a_version_and_belongs_to_the_provider_of_the_stay(report: LoadReport) -> None:
    assert not Change.objects.filter(opened=None).exists()
    assert not Stay.objects.exclude(opened_by__organisation=F("worker__provider")).exists()
    assert not Stay.objects.exclude(site__provider=F("worker__provider")).exists()


def test_nobody_has_a_field_that_the_municipality_may_not_ask(report: LoadReport) -> None:
    plain = Municipality.objects.get(code="GM0981")
    document = Municipality.objects.get(code="GM1894")

    assert not Stay.objects.filter(municipality=plain).exclude(employer=None, expected_departure=None).exists()
    assert document.local_ground
    assert Worker.objects.exclude(document_number="").exists()


def test_a_demo_user_of_every_kind_can_log_in(report: LoadReport) -> None:
    users = [User.objects.get(username=demo.username) for demo in DEMO_USERS]

    assert all(user.check_password(PASSWORD) for user in users)
    assert all(user.email.endswith("@example.nl") for user in users)
    manager = Membership.objects.get(user__username="huisvester")
    assert manager.organisation_id == report.demo_provider_id
    assert Site.objects.filter(provider_id=report.demo_provider_id, municipality="GM0983").exists()


def test_progress_grows_to_the_total(db: None, limburg: SimulatedLimburg) -> None:
    heard: list[tuple[int, int]] = []

    report = load(limburg, password=PASSWORD, on_progress=lambda done, total: heard.append((done, total)))

    assert heard == sorted(heard)
    assert heard[-1] == (report.total, report.total)


def test_a_second_simulation_is_refused(report: LoadReport, limburg: SimulatedLimburg) -> None:
    with pytest.raises(Refusal) as refused:
        load(limburg, password=PASSWORD, on_progress=lambda done, total: None)

    assert refused.value.code == "simulation_already_loaded"


def test_a_register_with_people_who_are_not_simulated_is_refused(provider, limburg: SimulatedLimburg) -> None:
    Worker.objects.create(person=Person.objects.create(), provider=provider, family_name="Testowska")

    with pytest.raises(Refusal) as refused:
        load(limburg, password=PASSWORD, on_progress=lambda done, total: None)

    assert refused.value.code == "simulation_over_real_people"
    assert not is_loaded()


def test_a_municipality_that_chose_its_own_fields_keeps_them(venlo, limburg: SimulatedLimburg) -> None:
    load(limburg, password=PASSWORD, on_progress=lambda done, total: None)

    venlo.refresh_from_db()
    assert venlo.local_ground == "Test ground"


def test_identifiers_follow_from_the_seed_and_what_they_are_for() -> None:
    assert identifiers(1, "bed", 3) == identifiers(1, "bed", 3)
    assert not set(identifiers(1, "bed", 50)) & set(identifiers(1, "site", 50))
    assert not set(identifiers(1, "bed", 50)) & set(identifiers(2, "bed", 50))


def test_nothing_is_known_from_a_moment_after_the_day_began(report: LoadReport) -> None:
    midnight_after = ON + timedelta(days=1)

    assert not Stay.objects.filter(known_from__date__gte=ON).exists()
    assert not Change.objects.filter(recorded_at__date__gte=midnight_after).exists()


def test_permits_and_quality_labels_lie_at_the_site_they_are_of(report: LoadReport) -> None:
    assert Permit.objects.exists()
    assert QualityLabel.objects.exists()
    assert not Shortcoming.objects.exclude(site=F("quality_label__site")).exists()


def test_some_permits_and_quality_labels_ended_some_figures_are_missing_and_some_sites_have_too_many_beds() -> None:
    limburg = simulate(scale=0.03, seed=11, on=ON)
    housing = draw_housing(limburg, [str(number) for number in range(len(limburg.sites))])
    permits, quality_labels = housing.permits, housing.quality_labels

    for rows in (permits, quality_labels):
        ended = [row for row in rows if row["valid_until"] and row["valid_until"] <= ON.isoformat()]
        assert 0 < len(ended) < len(rows)
        assert all(row["valid_from"] <= ON.isoformat() for row in rows)
    beds = {str(number): site.beds for number, site in enumerate(limburg.sites)}
    assert any(row["capacity"] and int(row["capacity"]) < beds[row["site"]] for row in permits)
    assert None in housing.site["living_area"]
    assert None in housing.unit["bedroom_area"]


def test_there_are_120_made_up_plans_of_every_sort(report: LoadReport) -> None:
    plans = Initiative.objects.all()

    assert plans.count() == 120
    assert {plan.phase for plan in plans} == set(Phase)
    assert plans.filter(expected_on__lt=ON).exclude(phase__in=["open", "dropped"]).exists()
    assert plans.filter(phase_since__lte=ON - timedelta(days=365)).exclude(phase__in=["open", "dropped"]).exists()
    assert plans.filter(chance=None).exists()
    assert plans.filter(provider_id=report.demo_provider_id, municipality_id="GM0983").count() >= 3
    assert Question.objects.filter(answered_on=None).exists()
    assert {agreement.kept for agreement in Agreement.objects.all()} == {None, True, False}


def test_no_policy_is_made_up_for_a_municipality_but_the_one_of_the_demo(report: LoadReport) -> None:
    assert [policy.title for policy in MunicipalPolicy.objects.all()] == ["Verzonnen beleid voor de demo"]


def test_most_sites_have_a_price_with_a_history(report: LoadReport) -> None:
    assert Site.objects.count() * 1.2 < BedPrice.objects.count() < Site.objects.count() * 2


def test_the_provider_of_the_demo_has_checks_findings_in_every_state_and_photos_that_are_drawings(
    report: LoadReport, tmp_path: Path
) -> None:
    own = Check.objects.filter(site__provider=report.demo_provider_id)
    states = set(Finding.objects.values_list("state", flat=True))
    photo = CheckPhoto.objects.first()

    assert own.filter(closed_at=None, kind="self_check").count() == 1
    assert own.filter(kind="inspection").count() == Site.objects.filter(provider=report.demo_provider_id).count()
    assert {"open", "mended"} <= states <= {"open", "answered", "sent_back", "mended"}
    assert photo is not None
    assert (tmp_path / "photos" / str(photo.pk)).read_bytes() == fake_photo()
    assert len(fake_photo()) < 6_000
