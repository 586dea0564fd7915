"""Registered yes or no for a labour supplier: of its own workers and nothing else, by the database itself; and wrong
answers.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import Membership, User
from thoes.accounts.public import ADMINISTRATOR, actor_of, roles_for
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.refusals import Refusal
from thoes.places.models import Organisation, OrganisationKind
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.register.models import Worker
from thoes.register.public import Declared, DeclaredWorker, check_in, merge_workers
from thoes.registration.domain.follow_up import NotObliged, State
from thoes.registration.follow_up_terms import report_comes_back
from thoes.registration.services import Step, take_step
from thoes.work.models import Answer, AnswerReport, Claim, SupplierAnswer, SupplierDecision
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK
from thoes.work.services import report_answer

pytestmark = pytest.mark.django_db


def _supplier(name, username):
    organisation = Organisation.objects.create(name=name, kind=OrganisationKind.EMPLOYER)
    user = User.objects.create_user(username, email=f"{username}@example.nl", password="test-only-password")
    membership = Membership.objects.create(
        user=user,
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        organisation_name=organisation.name,
        role=EMPLOYER_CLERK,
    )
    return actor_of(membership)


@pytest.fixture
def lena(db):
    """Clerk of a labour supplier."""
    return _supplier("Uitzender Voorbeeld", "lena")


@pytest.fixture
def rik(db):
    """Clerk of another labour supplier."""
    return _supplier("Uitzender Anders", "rik")


@pytest.fixture
def ada(desk):
    """Administrator of Venlo."""
    user = User.objects.create_user("ada", password="test-only-password")
    return actor_of(
        Membership.objects.create(
            user=user,
            organisation_id=desk.pk,
            organisation_kind=desk.kind,
            organisation_name=desk.name,
            municipality_code=desk.municipality_id,
            role=ADMINISTRATOR,
        )
    )


@pytest.fixture
def answering(venlo):
    """Venlo answers labour suppliers."""
    return SupplierDecision.objects.create(
        municipality=venlo, answers=True, ground="Test ground", decided_at=timezone.now()
    )


@pytest.fixture
def work(alice, site):
    """work(labour supplier, "Testowska", nights_ago=150, departs_in=None) -> the worker."""

    def work(supplier, name, *, nights_ago=150, departs_in=None, at=site):
        today = timezone.localdate()
        declared = Declared(
            site_id=at.pk,
            arrival=today - timedelta(days=nights_ago),
            departure=today + timedelta(days=departs_in) if departs_in is not None else None,
            worker=DeclaredWorker(family_name=name, given_name="Anna"),
            employer_id=supplier.organisation_id,
        )
        _, results = check_in(actor=alice, arrivals=[declared], at=timezone.now(), nonce=None)
        assert results[0].refusal is None
        return Worker.objects.filter(stays__stay_id=results[0].stay_id).distinct().get()

    return work


def step(actor, worker, to, **more):
    take_step(
        actor=actor, person_id=worker.person_id, seen=None, step=Step(to=to, **more), at=timezone.now(), batch=uuid4()
    )


def answers_to(supplier):
    with as_tenant(supplier, CHECK_OWN_WORKERS_PURPOSE):
        return {row.worker_id: row.answer for row in SupplierAnswer.objects.all()}


@pytest.mark.parametrize(
    ("to", "more", "answer"),
    [
        # The day is in so many days from today.
        (None, {}, "unknown"),
        (State.INFORMED, {}, "no"),
        (State.APPOINTMENT, {"day": 1}, "no"),
        (State.RNI, {}, "no"),
        (State.REGISTERED, {}, "yes"),
        (State.ALREADY_REGISTERED, {"day": -9}, "yes"),
        (State.NOT_FOUND, {}, "unknown"),
        (State.NOT_OBLIGED, {"reason": NotObliged.OTHER_MUNICIPALITY}, "unknown"),
    ],
)
def test_what_the_desk_did_gives_yes_no_or_not_known(work, lena, bob, answering, to, more, answer) -> None:
    worker = work(lena, "Testowska")
    if "day" in more:
        more = {"day": timezone.localdate() + timedelta(days=more["day"])}
    if to:
        step(bob, worker, to, **more)

    assert answers_to(lena) == {worker.pk: answer}


def test_without_a_decision_of_the_municipality_nothing_is_told(work, lena, bob) -> None:
    worker = work(lena, "Testowska")
    step(bob, worker, State.REGISTERED)

    assert answers_to(lena) == {worker.pk: "unknown"}


def test_a_municipality_that_stops_answering_tells_nothing_any_more(work, lena, bob, venlo, answering) -> None:
    worker = work(lena, "Testowska")
    step(bob, worker, State.REGISTERED)
    SupplierDecision.objects.create(municipality=venlo, answers=False, decided_at=timezone.now())

    assert answers_to(lena) == {worker.pk: "unknown"}


def test_a_supplier_sees_its_own_workers_and_nobody_elses(work, lena, rik, bob, alice, charlie, answering) -> None:
    own, other = work(lena, "Testowska"), work(rik, "Proefnik")

    assert set(answers_to(lena)) == {own.pk}
    assert set(answers_to(rik)) == {other.pk}
    assert [answers_to(actor) for actor in (alice, charlie, bob, None)] == [{}, {}, {}, {}]


@pytest.mark.parametrize(("departs_in", "seen"), [(0, False), (1, True)])
def test_who_left_today_is_no_worker_of_tonight(work, lena, departs_in, seen) -> None:
    work(lena, "Testowska", departs_in=departs_in)

    assert bool(answers_to(lena)) is seen


@pytest.mark.parametrize(
    "table",
    ["register_stay", "register_worker", "registration_followup", "registration_brpregistration",
     "registration_assessment", "work_answerreport", "registration_slot"],
)  # fmt: skip
def test_a_supplier_sees_no_row_of_any_table_behind_the_answer(work, lena, bob, answering, table) -> None:
    worker = work(lena, "Testowska")
    step(bob, worker, State.REGISTERED)
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE):
        report_answer(actor=lena, worker_id=worker.pk, claim=Claim.NOT_REGISTERED, at=timezone.now())

    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
        assert cursor.fetchone()[0] == 0


def test_the_answer_has_no_column_that_says_more(lena) -> None:
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM work_supplieranswer")
        names = [column.name for column in cursor.description]
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("DELETE FROM work_supplieranswer")

    assert names == ["worker_id", "person_id", "answer", "reported"]


def test_the_page_shows_name_and_answer_no_address_and_logs_the_look(
    work, lena, bob, site, answering, logged_in
) -> None:
    worker = work(lena, "Testowska")
    step(bob, worker, State.INFORMED)

    page = logged_in(lena).get(reverse("work:own-workers")).content.decode()

    assert "Testowska, Anna" in page
    assert "Niet ingeschreven" in page
    assert all(secret not in page for secret in (site.name, site.street, "Venlo", "Geïnformeerd"))
    assert list(ProcessingRecord.objects.filter(purpose="check_own_workers").values_list("person_id", flat=True)) == [
        worker.person_id
    ]


def test_the_page_shows_the_rule_as_not_in_force(lena, logged_in) -> None:
    page = logged_in(lena).get(reverse("work:own-workers")).content.decode()

    assert "Nog niet in werking" in page
    assert "12ba" in page


def test_a_wrong_answer_becomes_a_task_of_the_desk_with_a_date(work, lena, bob, answering, logged_in) -> None:
    worker = work(lena, "Testowska")
    client = logged_in(lena)

    for _ in range(2):
        client.post(reverse("work:report-answer", args=[worker.pk]), {"claim": "registered"})

    report = AnswerReport.objects.get()
    today = timezone.localdate()
    assert (report.municipality_id, report.shown, report.claim) == ("GM0983", "unknown", "registered")
    assert report.next_on == report_comes_back(on=today) == today + timedelta(days=7)
    assert "De gemeente kijkt ernaar" in client.get(reverse("work:own-workers")).content.decode()
    desk = logged_in(bob).get(reverse("work:reports")).content.decode()
    assert "Testowska, Anna" in desk
    assert "Uitzender Voorbeeld" in desk


@pytest.mark.parametrize(("days", "shown"), [(1, False), (0, True), (-1, True)])
def test_the_worklist_points_at_reports_whose_date_has_come(work, lena, bob, logged_in, days, shown) -> None:
    worker = work(lena, "Testowska")
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE):
        report_answer(actor=lena, worker_id=worker.pk, claim=Claim.REGISTERED, at=timezone.now())
    AnswerReport.objects.update(next_on=timezone.localdate() + timedelta(days=days))

    page = logged_in(bob).get(reverse("registration:worklist")).content.decode()

    assert ("wacht op u" in page) is shown


def test_the_desk_deals_with_a_report_and_takes_it_back(work, lena, bob, logged_in) -> None:
    worker = work(lena, "Testowska")
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE):
        report_answer(actor=lena, worker_id=worker.pk, claim=Claim.REGISTERED, at=timezone.now())
    report, client = AnswerReport.objects.get(), logged_in(bob)

    client.post(reverse("work:deal-with-report", args=[report.pk]), {"do": "right"})
    report.refresh_from_db()
    closed = (report.outcome, report.closed_by)
    client.post(reverse("work:reopen-report", args=[report.pk]))
    client.post(reverse("work:deal-with-report", args=[report.pk]), {"do": "later"})
    report.refresh_from_db()

    assert closed == ("right", bob.user_id)
    assert (report.outcome, report.next_on) == ("", timezone.localdate() + timedelta(days=7))


def test_another_supplier_cannot_report_and_another_desk_cannot_deal(work, lena, rik, wim, logged_in) -> None:
    worker = work(lena, "Testowska")
    address = reverse("work:report-answer", args=[worker.pk])

    assert logged_in(rik).post(address, {"claim": "registered"}).status_code == 404
    with as_tenant(rik, CHECK_OWN_WORKERS_PURPOSE), pytest.raises(Refusal, match="worker_not_yours"):
        report_answer(actor=rik, worker_id=worker.pk, claim=Claim.REGISTERED, at=timezone.now())
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE):
        report_answer(actor=lena, worker_id=worker.pk, claim=Claim.REGISTERED, at=timezone.now())
    report = AnswerReport.objects.get()
    assert logged_in(wim).post(reverse("work:deal-with-report", args=[report.pk]), {"do": "right"}).status_code == 404
    assert "Testowska" not in logged_in(wim).get(reverse("work:reports")).content.decode()


def test_each_page_is_for_its_own_role(alice, charlie, bob, sofie, lena, ada, logged_in) -> None:
    allowed = {
        reverse("work:own-workers"): [lena],
        reverse("work:report-answer", args=[uuid4()]): [],
        reverse("work:reports"): [bob],
        reverse("work:suppliers"): [ada],
    }
    for address, may in allowed.items():
        assert Client().get(address).status_code == 302
        for actor in (alice, charlie, bob, sofie, lena, ada):
            expected = {200} if actor in may else {403, 404}
            assert logged_in(actor).get(address).status_code in expected, (address, actor.role)


def test_a_municipality_answers_only_on_a_ground_and_every_decision_stays(ada, logged_in) -> None:
    client, address = logged_in(ada), reverse("work:suppliers")

    without = client.post(address, {"answers": "on", "ground": " "}).content.decode()
    client.post(address, {"answers": "on", "ground": "Artikel van een voorbeeld"})
    client.post(address, {"answers": "on", "ground": "Artikel van een voorbeeld"})
    client.post(address, {"ground": ""})

    assert "Vul de grondslag in" in without
    assert list(SupplierDecision.objects.order_by("pk").values_list("answers", flat=True)) == [True, False]
    with pytest.raises(ProgrammingError), transaction.atomic():
        SupplierDecision.objects.update(ground="")


@pytest.mark.parametrize("people", [1, 4])
def test_the_page_takes_as_many_queries_for_many_as_for_one(work, lena, answering, logged_in, people) -> None:
    for name in ("Testowska", "Proefnik", "Andersova", "Fictief")[:people]:
        work(lena, name)
    client = logged_in(lena)
    client.get(reverse("work:own-workers"))

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("work:own-workers"))

    assert len(queries) <= 16


def test_a_provider_can_not_become_the_clerk_of_its_own_guests(alice, provider, logged_in) -> None:
    membership = Membership.objects.get(user_id=alice.user_id)
    membership.role = EMPLOYER_CLERK
    membership.save()

    assert EMPLOYER_CLERK not in roles_for(provider.kind)
    assert not actor_of(membership).may(CHECK_OWN_WORKERS)
    assert logged_in(alice).get(reverse("work:own-workers")).status_code == 403


def test_the_database_answers_nobody_who_acts_for_a_provider(alice, provider, site, lena) -> None:
    check_in(
        actor=alice,
        arrivals=[
            Declared(
                site_id=site.pk,
                arrival=timezone.localdate() - timedelta(days=3),
                worker=DeclaredWorker(family_name="Testowska"),
                employer_id=provider.pk,
            )
        ],
        at=timezone.now(),
        nonce=None,
    )
    clerk = replace(lena, organisation_id=provider.pk)

    with as_tenant(clerk, CHECK_OWN_WORKERS_PURPOSE):
        assert SupplierAnswer.objects.count() == 1
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        assert SupplierAnswer.objects.count() == 0


def test_the_desk_where_the_worker_lives_answers_and_gets_the_report(
    work, lena, bob, charlie, other_provider, venlo, weert, make_site, answering
) -> None:
    worker = work(lena, "Testowska")
    step(bob, worker, State.INFORMED)
    today, same = timezone.localdate(), DeclaredWorker(family_name="Testowska", given_name="Anna")
    past = Declared(make_site(other_provider, venlo).pk, today - timedelta(days=300), worker=same,
                    departure=today - timedelta(days=200))  # fmt: skip
    _, (left,) = check_in(actor=charlie, arrivals=[past], at=timezone.now(), nonce=None)
    theirs = Worker.objects.get(stays__stay_id=left.stay_id)
    now = Declared(make_site(other_provider, weert).pk, today - timedelta(days=7), worker_id=theirs.pk)
    check_in(actor=charlie, arrivals=[now], at=timezone.now(), nonce=None)
    before = answers_to(lena)

    merge_workers(
        actor=bob,
        first=worker.pk,
        second=theirs.pk,
        at=timezone.now(),
    )
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE):
        report_answer(actor=lena, worker_id=worker.pk, claim=Claim.REGISTERED, at=timezone.now())

    assert (before, answers_to(lena)) == ({worker.pk: Answer.NO}, {worker.pk: Answer.UNKNOWN})
    assert AnswerReport.objects.get().municipality == weert


def test_the_database_answers_nobody_who_only_sets_the_organisation_of_another_supplier(work, lena, rik) -> None:
    work(rik, "Testowska")
    with as_tenant(lena, CHECK_OWN_WORKERS_PURPOSE), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('thoes.organisation', %s, true)", [str(rik.organisation_id)])
        assert not SupplierAnswer.objects.exists()
    with as_tenant(rik, CHECK_OWN_WORKERS_PURPOSE):
        assert SupplierAnswer.objects.count() == 1
