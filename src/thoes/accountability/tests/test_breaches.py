"""A breach or an exercise: whom it is about in numbers, the clock, the steps, and a record that names no worker."""

import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from thoes.accountability.breach_report import breach_report
from thoes.accountability.breach_scope import BreachScope, count_breach_scope, tables_to_choose
from thoes.accountability.breaching import (
    close_breach,
    count_again,
    notify_by,
    reopen_breach,
    start_breach,
    take_step,
    take_step_back,
)
from thoes.accountability.models import Breach, BreachTask, Scope
from thoes.kernel.refusals import Refusal
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import WATCH_OVER_USE, as_tenant, cross_tenant
from thoes.privacy.tests.acting import everyday, look_at
from thoes.register.models import Worker
from thoes.register.public import BRP_REGISTRATION, Declared, DeclaredWorker, check_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def _arrive(actor, site, name) -> Worker:
    day = timezone.localdate() - timedelta(days=3)
    line = Declared(site_id=site.pk, arrival=day, worker=DeclaredWorker(family_name=name, given_name="Anna"))
    check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
    with cross_tenant():
        return next(worker for worker in Worker.objects.all() if worker.family_name == name)


def _access(actor, persons, *, activity="registration.worklist", at=NOW) -> None:
    look_at(actor=actor, activity=activity, purpose=everyday(actor), persons=persons, at=at)


def _start(actor, leak, *, is_exercise=True, known_at=NOW, text="Een laptop is weg", nonce=None) -> Breach:
    return start_breach(
        actor=actor,
        leak=leak,
        is_exercise=is_exercise,
        what_happened=text,
        known_at=known_at,
        at=NOW,
        nonce=nonce or uuid4(),
    )


@pytest.fixture
def two_workers(alice, charlie, site, venlo, weert, make_site, other_provider) -> dict[str, Worker]:
    """One with Alice in Venlo, one with Charlie in Weert."""
    elsewhere = make_site(other_provider, weert)
    return {"venlo": _arrive(alice, site, "Geheimska"), "weert": _arrive(charlie, elsewhere, "Andersova")}


@pytest.fixture
def exercise(fleur, bob, two_workers) -> Breach:
    """What Bob looked at is supposed to have leaked."""
    _access(bob, [two_workers["venlo"].person_id])
    with as_tenant(fleur, WATCH_OVER_USE):
        return _start(fleur, BreachScope(Scope.ACCOUNT, account=bob.user_id))


def _pages(breach) -> list[str]:
    return [
        reverse("accountability:breaches"),
        reverse("accountability:breach-new"),
        *(reverse(f"accountability:{name}", args=[breach.pk]) for name in ("breach", "breach-pdf", "breach-numbers")),
    ]


@pytest.mark.parametrize("who", ["alice", "bob", "sofie", "vera", "paula"])
def test_who_is_no_privacy_officer_meets_no_breach(who, request, exercise, logged_in) -> None:
    client = logged_in(request.getfixturevalue(who))

    assert {client.get(page).status_code for page in _pages(exercise)} == {403}
    assert {Client().get(page).status_code for page in _pages(exercise)} == {302}


def test_an_officer_of_another_organisation_does_not_see_it_nor_change_it(pim, exercise, logged_in) -> None:
    client = logged_in(pim)
    post = [
        reverse("accountability:breach-step", args=[exercise.pk, "stop"]),
        reverse("accountability:breach-count", args=[exercise.pk]),
        reverse("accountability:breach-reopen", args=[exercise.pk]),
    ]

    assert {client.get(page).status_code for page in _pages(exercise)[2:]} == {404}
    assert {client.post(page).status_code for page in post} == {404}
    assert client.get(reverse("accountability:breaches")).context["listing"].shown == []


def test_the_database_shows_a_breach_to_its_own_officer_alone(fleur, pim, bob, exercise) -> None:
    for actor, seen in ((fleur, 1), (pim, 0), (bob, 0)):
        with as_tenant(actor, everyday(actor)):
            assert Breach.objects.count() == seen


def test_a_leak_of_an_account_is_about_whom_it_looked_at_in_the_period(fleur, bob, sofie) -> None:
    early, late, other = uuid4(), uuid4(), uuid4()
    _access(bob, [early], at=NOW - timedelta(days=3))
    _access(bob, [late, late], at=NOW)
    _access(sofie, [other], at=NOW)

    with as_tenant(fleur, WATCH_OVER_USE):
        since = NOW - timedelta(days=1)
        assert count_breach_scope(fleur, BreachScope(Scope.ACCOUNT, account=bob.user_id)).persons == 2
        assert count_breach_scope(fleur, BreachScope(Scope.ACCOUNT, account=bob.user_id, since=since)).persons == 1
        assert count_breach_scope(fleur, BreachScope(Scope.ACCOUNT, account=bob.user_id, until=since)).persons == 1
        assert count_breach_scope(fleur, BreachScope(Scope.ORGANISATION)).persons == 3


def test_a_leak_of_a_file_is_about_who_stood_in_it(fleur, bob) -> None:
    _access(bob, [uuid4(), uuid4()], activity="registration.export")
    _access(bob, [uuid4()])

    with as_tenant(fleur, WATCH_OVER_USE):
        assert count_breach_scope(fleur, BreachScope(Scope.FILE, activity="registration.export")).persons == 2


def test_a_leak_of_a_table_counts_what_the_own_organisation_could_see_in_it(fleur, pim, two_workers) -> None:
    for officer in (fleur, pim):
        with as_tenant(officer, everyday(officer)):
            counted = count_breach_scope(officer, BreachScope(Scope.TABLE, table="register_worker"))

            assert (counted.persons, counted.tables) == (1, ("register_worker",))


def test_persons_are_counted_by_place_and_provider_only_where_the_own_organisation_may_look(
    fleur, bob, two_workers
) -> None:
    _access(bob, [worker.person_id for worker in two_workers.values()])

    with as_tenant(fleur, WATCH_OVER_USE):
        counted = count_breach_scope(fleur, BreachScope(Scope.ACCOUNT, account=bob.user_id))

    assert counted.persons == 2
    assert (counted.by_municipality, counted.by_provider) == ((("Venlo", 1),), (("Huisvester Voorbeeld", 1),))


def test_a_municipality_may_not_choose_a_table_of_the_provider_alone(fleur, pim) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        municipality = {table.name for table in tables_to_choose(fleur)}
    with as_tenant(pim, WATCH_OVER_USE):
        provider = {table.name for table in tables_to_choose(pim)}

    assert "registration_assessment" in municipality - provider
    assert "register_worker" in municipality & provider


@pytest.mark.parametrize(("hours", "is_late"), [(71, False), (72, False), (73, True)])
def test_the_clock_is_that_of_the_parameter(fleur, exercise, hours, is_late) -> None:
    with as_tenant(fleur, WATCH_OVER_USE), translation.override("en"):
        report = breach_report(fleur, exercise, None, at=NOW + timedelta(hours=hours))

    assert notify_by(NOW) - NOW == timedelta(hours=72)
    deadline = dict(report.sections[0].parts[0].facts)["Notify at the latest"]
    assert ("over" in deadline) is is_late


def test_an_exercise_says_so_on_the_page_on_paper_and_in_the_draft(fleur, exercise, logged_in) -> None:
    client = logged_in(fleur)

    page = client.get(_pages(exercise)[2])
    pdf = PdfReader(io.BytesIO(client.get(_pages(exercise)[3]).content))

    text = "".join(sheet.extract_text() for sheet in pdf.pages)
    assert "DIT IS EEN OEFENING" in page.content.decode()
    assert "DIT IS EEN OEFENING" in text
    assert "Niet versturen" in text


def test_a_real_breach_is_not_called_an_exercise(fleur, bob, logged_in) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        row = _start(fleur, BreachScope(Scope.ORGANISATION), is_exercise=False)

    page = logged_in(fleur).get(_pages(row)[2])

    assert page.context["row"].is_exercise is False
    assert "OEFENING" not in page.content.decode()


def test_no_name_of_a_worker_stands_in_any_of_it(fleur, exercise, logged_in) -> None:
    client = logged_in(fleur)
    *bodies, pdf = [client.get(page).content for page in _pages(exercise)[:4]]
    sheets = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)

    assert all(b"Venlo" in body and b"Geheimska" not in body for body in bodies)
    assert "Venlo" in sheets
    assert "Geheimska" not in sheets


def test_the_numbers_of_persons_leave_as_a_file_and_each_is_written_down(
    fleur, exercise, two_workers, logged_in
) -> None:
    answer = logged_in(fleur).get(_pages(exercise)[4])

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    person = two_workers["venlo"].person_id
    assert rows[1:] == [(str(person),)]
    mine = ProcessingRecord.objects.get(actor_id=fleur.user_id)
    assert (mine.person_id, mine.purpose) == (person, WATCH_OVER_USE)


def test_a_step_is_ticked_off_once_and_taken_back_without_being_forgotten(fleur, exercise) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        take_step(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, note="Toegang beëindigd", at=NOW)
        with pytest.raises(Refusal, match="step_taken_already"):
            take_step(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, note="", at=NOW)
        take_step_back(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, at=NOW)
        with pytest.raises(Refusal, match="step_not_taken"):
            take_step_back(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, at=NOW)
        take_step(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, note="", at=NOW)

        report = breach_report(fleur, exercise, None, at=NOW)
        notes = [row[2] for row in report.sections[5].parts[0].grid.rows]
        assert "Toegang beëindigd" in notes
        assert exercise.steps.count() == 2


def test_a_closed_record_takes_no_steps_until_it_is_opened_again(fleur, exercise) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        with pytest.raises(Refusal, match="breach_needs_a_result"):
            close_breach(actor=fleur, breach_id=exercise.pk, result=" ", at=NOW)
        close_breach(actor=fleur, breach_id=exercise.pk, result="Goed gegaan", at=NOW)
        with pytest.raises(Refusal, match="breach_is_closed"):
            take_step(actor=fleur, breach_id=exercise.pk, step=BreachTask.STOP, note="", at=NOW)
        with pytest.raises(Refusal, match="breach_is_closed"):
            count_again(actor=fleur, breach_id=exercise.pk, at=NOW)
        assert reopen_breach(actor=fleur, breach_id=exercise.pk).closed_at is None
        with pytest.raises(Refusal, match="breach_is_open"):
            reopen_breach(actor=fleur, breach_id=exercise.pk)


def test_counting_again_takes_what_came_to_light(fleur, bob, exercise) -> None:
    _access(bob, [uuid4()])

    with as_tenant(fleur, WATCH_OVER_USE):
        again = count_again(actor=fleur, breach_id=exercise.pk, at=NOW)

    assert (exercise.counted["persons"], again.counted["persons"]) == (1, 2)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"text": "  "}, "breach_says_nothing"),
        ({"text": "BSN 111222333 lag op straat"}, "bsn_not_allowed"),
        ({"known_at": NOW + timedelta(minutes=1)}, "breach_known_later"),
        ({"leak": BreachScope(Scope.ACCOUNT)}, "breach_needs_its_scope"),
        ({"leak": BreachScope(Scope.FILE)}, "breach_needs_its_scope"),
        ({"leak": BreachScope(Scope.TABLE)}, "breach_needs_its_scope"),
        ({"leak": BreachScope(Scope.ORGANISATION, since=NOW, until=NOW)}, "breach_ends_before_it_begins"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(fleur, change, code) -> None:
    with as_tenant(fleur, WATCH_OVER_USE), pytest.raises(Refusal, match=code):
        _start(fleur, **({"leak": BreachScope(Scope.ORGANISATION)} | change))


def test_a_clerk_cannot_start_one_and_a_form_sent_twice_is_one(fleur, bob) -> None:
    nonce = uuid4()
    with as_tenant(bob, BRP_REGISTRATION), pytest.raises(PermissionError):
        _start(bob, BreachScope(Scope.ORGANISATION))
    with as_tenant(fleur, WATCH_OVER_USE):
        first = _start(fleur, BreachScope(Scope.ORGANISATION), nonce=nonce)
        assert _start(fleur, BreachScope(Scope.ORGANISATION), nonce=nonce).pk == first.pk


def test_the_database_refuses_a_breach_that_does_not_say_what_leaked(fleur, exercise) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Breach.objects.filter(pk=exercise.pk).update(account=None)


def test_the_form_starts_an_exercise_and_its_steps_are_ticked_off_on_the_page(fleur, bob, logged_in) -> None:
    person, client = uuid4(), logged_in(fleur)
    _access(bob, [person])
    form = client.get(reverse("accountability:breach-new")).context["form"]
    data = {
        "is_exercise": "exercise",
        "what_happened": "Een laptop is weg",
        "known_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "scope": "account",
        "account": str(bob.user_id),
        "nonce": str(form["nonce"].value()),
    }

    page = client.post(reverse("accountability:breach-new"), data, follow=True)
    row = Breach.objects.get()
    client.post(reverse("accountability:breach-step", args=[row.pk, "stop"]), {"note": "Gedaan"})
    after = client.get(reverse("accountability:breach", args=[row.pk]))

    assert (page.context["row"].counted["persons"], page.context["hours_left"]) == (1, 71)
    assert (after.context["done"], row.steps.get().note) == (1, "Gedaan")
    closed = client.post(reverse("accountability:breach", args=[row.pk]), {"result": "Geleerd"}, follow=True)
    assert closed.context["row"].result == "Geleerd"
    assert client.post(reverse("accountability:breach-step", args=[row.pk, "nonsense"])).status_code == 404


def test_a_form_without_an_account_says_so_at_the_field(fleur, logged_in) -> None:
    data = {
        "is_exercise": "exercise",
        "what_happened": "Een laptop is weg",
        "known_at": "2026-05-14T12:00",
        "scope": "account",
        "nonce": str(uuid4()),
    }

    form = logged_in(fleur).post(reverse("accountability:breach-new"), data).context["form"]

    assert list(form.errors) == ["account"]


def test_seventy_two_hours_are_not_moved_off_a_weekend_or_christmas() -> None:
    assert notify_by(datetime(2026, 12, 23, 15, 30, tzinfo=UTC)) == datetime(2026, 12, 26, 15, 30, tzinfo=UTC)
