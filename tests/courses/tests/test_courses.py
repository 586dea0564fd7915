"""The sample module, through the machinery that every module goes through."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from tests.courses.jobs import forget_codes
from tests.courses.models import Course, Enrolment
from tests.courses.permissions import COURSE_COORDINATOR, COURSE_ENROLMENT, SEE_ENROLMENTS
from thoes.accountability.facts import Office
from thoes.accountability.page_names import page_name
from thoes.accountability.public import dpia_of
from thoes.accounts.models import Membership
from thoes.accounts.public import Actor, actor_of
from thoes.foundation.database_roles import APP_ROLE
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.privacy.retention.models import RetentionTerm, Shredding
from thoes.privacy.retention.shredding import shred
from thoes.privacy.seal import SETTINGS, tell
from thoes.register.models import Person
from thoes.rights.documents.overview import overview_pdf
from thoes.rights.gathering import dossier_of
from thoes.simulation.generator import simulate
from thoes.simulation.loading import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla(bob) -> Actor:
    """Course coordinator of Venlo: the role that the module brings."""
    return actor_of(_in_role(bob))


def _in_role(actor: Actor) -> Membership:
    membership = Membership.objects.get(user_id=actor.user_id)
    Membership.objects.filter(pk=membership.pk).update(role=COURSE_COORDINATOR)
    membership.refresh_from_db()
    return membership


@pytest.fixture
def enrol(venlo, weert):
    """enrol(person, code="...", place=venlo, ended=days ago) -> an enrolment."""

    def enrol(person: uuid.UUID | None = None, *, code: str = "", place=venlo, ended: int = -90) -> Enrolment:
        course = Course.objects.create(
            municipality=place, title="Nederlands voor beginners", ends_on=timezone.localdate() - timedelta(days=ended)
        )
        person = person or Person.objects.create().pk
        return Enrolment.objects.create(
            person_id=person, course=course, municipality=place, level="A1", remark="Op dinsdag", code_hash=code
        )

    return enrol


def _seen(**settings: str) -> list[uuid.UUID]:
    """Which enrolments raw SQL finds with these settings under the seal, as the role of the application."""
    tell(connection, APP_ROLE, [settings.get(name, "") for name in SETTINGS])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM courses_enrolment")
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("RESET ROLE")
    return found


def test_the_coordinator_has_the_page_in_the_menu_and_the_look_is_written_down(carla, enrol, logged_in) -> None:
    enrolment = enrol()
    client = logged_in(carla)

    page = client.get(reverse("courses:enrolments"))

    assert b"Op dinsdag" in page.content
    assert "Cursussen (voorbeeld)" in page.content.decode()
    access = ProcessingRecord.objects.get(person_id=enrolment.person_id)
    assert (access.purpose, access.legal_ground) == (COURSE_ENROLMENT, COURSE_ENROLMENT.legal_ground)
    assert page_name(access.activity) == "Wie een cursus volgt (voorbeeld)"


def test_another_role_may_not_and_has_no_menu_entry(bob, enrol, logged_in) -> None:
    enrol()
    client = logged_in(bob)

    assert client.get(reverse("courses:enrolments")).status_code == 403
    assert "Cursussen" not in client.get(reverse("accounts:overview")).content.decode()
    assert not bob.may(SEE_ENROLMENTS)


def test_a_municipality_sees_its_own_enrolments_for_their_purpose_only(carla, bob, enrol, weert) -> None:
    own, _other = enrol(), enrol(place=weert)

    assert _seen(territory="GM0983", purpose=COURSE_ENROLMENT) == [own.pk]
    assert _seen(territory="GM0983", purpose="brp_registration") == []
    with as_tenant(carla, COURSE_ENROLMENT):
        assert list(Enrolment.objects.all()) == [own]


def test_a_worker_sees_the_own_enrolment_and_no_other(enrol) -> None:
    own, _other = enrol(), enrol()

    assert _seen(person=str(own.person_id)) == [own.pk]


def test_who_holds_the_code_sees_what_belongs_to_it_and_nothing_without_one(enrol) -> None:
    coded, _without = enrol(code="ab12"), enrol()

    assert _seen(code="ab12") == [coded.pk]
    assert _seen(code="other") == []
    assert _seen() == []


def test_who_may_see_an_enrolment_with_a_code_may_not_write_it(enrol) -> None:
    enrolment = enrol(code="ab12")

    tell(connection, APP_ROLE, ["ab12" if name == "code" else "" for name in SETTINGS])
    changed = Enrolment.objects.filter(pk=enrolment.pk).update(level="C2")

    assert changed == 0


def test_what_a_worker_asks_for_holds_the_enrolment_as_its_fields_say(carla, bob, enrol) -> None:
    enrolment = enrol()

    dossier = dossier_of(actor=bob, person=enrolment.person_id, full=True, at=timezone.now())

    assert dossier["enrolments"] == [{"level": "A1", "remark": "Op dinsdag"}]
    assert overview_pdf(dossier, language="pl", made_at=timezone.now()).startswith(b"%PDF")


def test_the_dpia_names_the_table_its_fields_and_who_sees_it(db) -> None:
    points = {section.anchor: section for section in dpia_of(Office("Venlo", "municipality")).sections}

    part = next(part for part in points["point-2"].parts if part.title == "courses_enrolment")
    assert [(row[0], row[3]) for row in part.grid.rows] == [
        ("person_id", "Niet versleuteld in de database"),
        ("level", "Niet versleuteld in de database"),
        ("remark", "Versleuteld in de database"),
    ]
    assert ("Rollen", "Gemeente: Cursuscoördinator (voorbeeld)") in part.facts


@pytest.mark.parametrize(("ended", "left"), [(29, 1), (30, 0), (31, 0)])
def test_an_enrolment_goes_when_the_term_after_the_course_is_over(enrol, desk, ended, left) -> None:
    enrol(ended=ended)
    RetentionTerm.objects.create(
        purpose=COURSE_ENROLMENT, organisation_id=desk.pk, municipality_code="GM0983", number=30, unit="days",
        ground="Voorbeeld", set_by=uuid.uuid4(), set_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip

    shred(on=timezone.localdate(), at=timezone.now())

    assert Enrolment.objects.count() == left
    assert Shredding.objects.filter(shredder="courses.enrolments").count() == 1 - left


def test_the_job_is_planned_and_forgets_the_codes_of_a_course_that_is_over(enrol) -> None:
    over, goes_on = enrol(code="a", ended=1), enrol(code="b", ended=0)

    forget_codes(timestamp=0)

    over.refresh_from_db()
    goes_on.refresh_from_db()
    assert (over.code_hash, goes_on.code_hash) == ("", "b")
    planned = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert planned["courses.forget_codes"] == "15 4 * * *"


@pytest.mark.slow
def test_the_demo_holds_a_course(db, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    limburg = simulate(scale=0.005, seed=11, on=timezone.localdate())

    load(limburg, password="only-for-this-test", on_progress=lambda done, total: None)

    assert Enrolment.objects.count() == 1
