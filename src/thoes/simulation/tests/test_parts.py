"""More people than one Limburg: parts beside each other, written without indexes that are built afterwards."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from thoes.housing.models import Site
from thoes.places.models import Organisation
from thoes.register.models import Stay, Worker
from thoes.simulation import loading
from thoes.simulation.building_after import built_after
from thoes.simulation.loading import LoadReport, load_parts
from thoes.simulation.parts import Parts

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
_PROMISES = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated, condeferrable FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT tablename, indexname, indexdef, true, false FROM pg_indexes WHERE schemaname = 'public'
    ORDER BY 1, 2, 3
"""


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def small_parts() -> Parts:
    return Parts(0.01, seed=11, on=ON, largest=0.005)


def promises() -> list[tuple[object, ...]]:
    """Every index and constraint of every table, in PostgreSQL's own words."""
    with connection.cursor() as cursor:
        cursor.execute(_PROMISES)
        return list(cursor.fetchall())


def load_all(wanted: Parts) -> LoadReport:
    return load_parts(wanted, count=wanted.count, password="only-for-this-test", on_progress=lambda done, total: None)


def test_a_whole_limburg_is_one_part_and_the_country_is_many() -> None:
    assert [Parts(scale, 1, ON).count for scale in (0.02, 1, 1.3, 13)] == [1, 1, 2, 13]


def test_two_parts_have_twice_the_people_and_share_no_code_name_or_number(small_parts: Parts) -> None:
    first, second = small_parts

    for one, other in (
        ({s.code for s in first.sites}, {s.code for s in second.sites}),
        ({p.name for p in first.providers}, {p.name for p in second.providers}),
        ({e.name for e in first.employers}, {e.name for e in second.employers}),
        (set(first.workers.document_number) - {""}, set(second.workers.document_number) - {""}),
    ):
        assert one
        assert other
        assert not one & other
    assert first.is_here(ON).sum() == pytest.approx(second.is_here(ON).sum(), rel=0.02)
    assert first.workers.family_name.tolist() != second.workers.family_name.tolist()


def test_all_parts_are_in_the_register_with_one_desk_for_each_municipality(db, small_parts: Parts) -> None:
    first, second = small_parts

    report = load_all(small_parts)

    assert Worker.objects.count() == first.workers.person.size + second.workers.person.size
    assert Stay.objects.filter(known_until=None).count() == first.stays.worker.size + second.stays.worker.size
    assert Site.objects.count() == len(first.sites) + len(second.sites)
    assert report.rows["register_stay"] == Stay.objects.count()
    assert Organisation.objects.filter(kind="municipality", is_simulated=True).count() == len(first.municipalities)


def test_every_index_and_constraint_is_there_again_after_loading_parts(db, small_parts: Parts) -> None:
    before = promises()

    load_all(small_parts)

    assert promises() == before
    taken = Stay.objects.filter(known_until=None, departure=None)[0]
    taken.pk, taken.stay_id = uuid4(), uuid4()
    taken.worker = Worker.objects.exclude(pk=taken.worker_id).exclude(stays__departure=None)[0]
    with pytest.raises(IntegrityError, match="one_person_in_a_bed"), transaction.atomic():
        taken.save(force_insert=True)


def test_the_constraints_are_away_while_the_rows_come_in_and_their_checks_are_not(db) -> None:
    with built_after([Stay]):
        meanwhile = {row[1] for row in promises()}

    assert "one_person_in_a_bed" not in meanwhile
    assert "current_stays_of_a_night" not in meanwhile
    assert "stay_lasts_a_night" in meanwhile


def test_no_reference_of_another_table_waits_until_all_parts_are_in(db, provider, venlo, make_site) -> None:
    site = make_site(provider, venlo)
    site.pk, site.code, site.provider_id = uuid4(), "NERGENS-1", uuid4()

    with built_after([Stay]), pytest.raises(IntegrityError, match="provider_id"), transaction.atomic():
        site.save(force_insert=True)


def test_a_bed_that_was_given_twice_is_refused_when_the_constraints_are_built(db, small_parts: Parts) -> None:
    simulated = list(small_parts)
    stays = simulated[1].stays
    here = simulated[1].is_here(ON).nonzero()[0]
    stays.bed[here[1]] = stays.bed[here[0]]

    with pytest.raises(IntegrityError, match="one_person_in_a_bed"), transaction.atomic():
        load_parts(simulated, count=2, password="only-for-this-test", on_progress=lambda done, total: None)

    assert not loading.is_loaded()


def test_progress_of_parts_grows_and_ends_with_the_number_of_all_rows(db, small_parts: Parts) -> None:
    heard: list[tuple[int, int]] = []

    report = load_parts(
        small_parts, count=2, password="only-for-this-test", on_progress=lambda *told: heard.append(told)
    )

    assert [done for done, _all in heard] == sorted(done for done, _all in heard)
    assert heard[-1] == (report.total, report.total)
