"""The match as a clerk meets it: propose, confirm, decline, undo, throw away; and who sees nothing of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.public import Actor
from thoes.intake import background
from thoes.intake import runs as files
from thoes.intake.models import RejectedLine, Run
from thoes.matching.jobs import clean_up
from thoes.matching.models import MatchLine, MatchRun, Proposal
from thoes.matching.runs import LINES_KEPT, certain_proposals, compare_again, confirm, undo_confirmed
from thoes.matching.tests.conftest import BORN, csv, handed_over, matched, xlsx
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.register.public import BRP_REGISTRATION
from thoes.registration.models import BrpRegistration, FollowUp
from thoes.registration.public import State, Step, take_each_step
from thoes.registration.queries import desk_numbers, worklist

pytestmark = pytest.mark.django_db


def ten_days_ago():
    return timezone.localdate() - timedelta(days=10)


def match(actor, rows, **more):
    return matched(actor, xlsx(rows, **more))


def confirm_all(actor, run):
    return confirm(actor=actor, run_id=run.pk, proposals=certain_proposals(run), at=timezone.now(), batch=uuid4())


def state_of(person_id):
    now = FollowUp.objects.filter(person=person_id, superseded_at=None).first()
    return (now.state, now.on) if now else None


def test_a_certain_match_registers_from_the_day_of_the_list_and_undo_takes_it_back(live, bob) -> None:
    found = live("Testowska", "Anna", born=BORN)
    run = match(bob, [["Anna TESTOWSKA", BORN, "Proefweg 1, 5911 AA", ten_days_ago(), "BRP"]])

    taken = confirm_all(bob, run)
    registered = BrpRegistration.objects.get().registered_on
    undo_confirmed(actor=bob, run_id=run.pk, batch=taken.batch, at=timezone.now())

    assert (taken.done, registered) == ([found.person_id], ten_days_ago())
    assert BrpRegistration.objects.get().withdrawn_at is not None
    assert len(certain_proposals(run)) == 1


@pytest.mark.parametrize(("nights", "part"), [(90, "not_yet"), (121, "aside"), (150, "overdue")])
def test_the_rni_of_the_list_is_kept_and_takes_nobody_with_a_duty_out_of_the_work(live, bob, nights, part) -> None:
    found = live("Testowska", "Anna", born=BORN, nights_ago=nights)
    run = match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "RNI"]])

    confirm_all(bob, run)

    parts = desk_numbers(worklist(bob), actor=bob, on=timezone.localdate()).parts
    assert state_of(found.person_id) == ("rni", ten_days_ago())
    assert {name for name, count in parts.items() if count} == {part}
    assert not BrpRegistration.objects.exists()


def test_a_list_of_the_rni_moves_nobody_out_of_too_late_and_the_clerk_is_told(live, bob, logged_in) -> None:
    for name, nights in (("Testowska", 150), ("Proefnik", 150), ("Voorbeeldova", 100)):
        live(name, "Anna", born=BORN, nights_ago=nights)
    rows = [[f"{name}, Anna", BORN, "", ten_days_ago(), "RNI"] for name in ("Testowska", "Proefnik", "Voorbeeldova")]
    run, client = match(bob, rows), logged_in(bob)
    before = client.get(reverse("matching:run", args=[run.pk])).content.decode()

    fields = {"batch": uuid4(), "do": "all-certain"}
    told = client.post(reverse("matching:confirm", args=[run.pk]), fields, follow=True)

    assert before.count("in de RNI staan maakt geen einde aan die plicht") == 2
    assert "2 van hen staan in de RNI en moeten zich toch inschrijven als inwoner" in told.content.decode()
    assert desk_numbers(worklist(bob), actor=bob, on=timezone.localdate()).parts["overdue"] == 2


def test_the_rni_is_known_after_a_later_step(live, bob) -> None:
    found = live("Testowska", "Anna", born=BORN)
    confirm_all(bob, match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "RNI"]]))
    now = FollowUp.objects.get(person=found.person_id, superseded_at=None)
    take_each_step(
        actor=bob,
        wanted={found.person_id: (now.pk, Step(to=State.INFORMED))},
        at=timezone.now(),
        batch=uuid4(),
    )

    again = match(bob, [["Anna Testowska", BORN, "elders", ten_days_ago(), "RNI"]])

    assert (again.known, again.lines.count()) == (1, 0)


def test_the_same_list_twice_changes_nothing(live, bob, logged_in) -> None:
    live("Testowska", "Anna", born=BORN)
    rows = [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"], ["Jan Elders", "", "", ten_days_ago(), "BRP"]]
    file = xlsx(rows)
    first = handed_over(bob, file)
    confirm_all(bob, MatchRun.objects.get(pk=first.act))
    before = (FollowUp.objects.count(), MatchLine.objects.count(), Proposal.objects.count())

    file.seek(0)
    second = handed_over(bob, file)

    assert second.act == first.act
    shown = logged_in(bob).get(reverse("matching:run", args=[first.act])).content.decode()
    assert "meer dan één keer" in shown
    assert (FollowUp.objects.count(), MatchLine.objects.count(), Proposal.objects.count()) == before


def test_who_is_registered_already_is_counted_and_not_kept(live, bob) -> None:
    live("Testowska", "Anna", born=BORN)
    confirm_all(bob, match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"]]))

    again = match(bob, [["Anna Testowska", BORN, "elders", ten_days_ago(), "BRP"]])

    assert (again.known, again.lines.count()) == (1, 0)


def test_somebody_who_arrives_later_is_found_by_comparing_again(live, bob) -> None:
    run = match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"]])
    live("Testowska", "Anna", born=BORN)

    compare_again(actor=bob, run_id=run.pk)

    assert len(certain_proposals(run)) == 1


def test_the_number_never_enters_the_database(live, bob) -> None:
    live("Testowska", "Anna", born=BORN)
    match(
        bob, [["111222333", "Testowska, Anna", ten_days_ago()], ["123456782", "Jan Elders", ten_days_ago()]],
        head=["BSN", "Naam", "Inschrijfdatum"],
    )  # fmt: skip

    kept = repr([list(model.objects.values()) for model in (MatchRun, MatchLine, Proposal)])

    assert "111222333" not in kept
    assert "Elders" in kept


@pytest.mark.parametrize(("days", "gone"), [(-1, False), (0, True), (1, True)])
def test_lines_are_thrown_away_when_their_term_is_over(bob, live, monkeypatch, days, gone) -> None:
    run = match(bob, [["Jan Elders", "", "", ten_days_ago(), "BRP"]])
    monkeypatch.setattr("thoes.matching.jobs.now", lambda: timezone.now() + LINES_KEPT + timedelta(days=days))

    clean_up(timestamp=0)

    run.refresh_from_db()
    assert (run.thrown_away_at is not None, MatchLine.objects.exists()) == (gone, not gone)


def test_the_page_shows_both_sides_with_the_reasons_and_logs_the_look(live, bob, logged_in) -> None:
    found = live("Testowska", "Anna", born=BORN)
    run = match(bob, [["Testowska, Anna Maria", BORN, "Elders 4", ten_days_ago(), "BRP"]])

    page = logged_in(bob).get(reverse("matching:run", args=[run.pk])).content.decode()

    assert "Testowska, Anna Maria" in page
    assert "De namen lijken erg op elkaar." in page
    assert list(ProcessingRecord.objects.filter(activity="matching.proposals").values_list("person_id", flat=True)) == [
        found.person_id
    ]


def test_the_part_that_the_page_chose_itself_is_marked_as_the_one_shown(live, bob, logged_in) -> None:
    live("Proefnik", "Jan")
    run = match(bob, [["Proefnik, Jan", "", "Proefweg 1", ten_days_ago(), "BRP"]])

    page = logged_in(bob).get(reverse("matching:run", args=[run.pk])).content.decode()

    assert page.count('<a href="?tab=look" aria-current="page">') == 1
    assert 'href="?tab=certain" aria-current' not in page


def test_a_clerk_uploads_confirms_one_declines_one_and_takes_both_back(live, bob, logged_in) -> None:
    live("Testowska", "Anna", born=BORN)
    live("Proefnik", "Jan")
    client = logged_in(bob)
    rows = [
        ["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"],
        ["Proefnik, Jan", "", "Proefweg 1", ten_days_ago(), "BRP"],
    ]

    page = client.post(reverse("brp-extracts:runs"), {"file": xlsx(rows), "register": "brp"})
    file = Run.objects.get()
    background.check(file.pk, at=timezone.now())
    run = MatchRun.objects.get()
    assert page["Location"] == reverse("brp-extracts:run", args=[file.pk])
    assert client.get(page["Location"])["Location"] == reverse("matching:run", args=[run.pk])
    proposals = {proposal.line.given_name: proposal for proposal in Proposal.objects.select_related("line")}
    certain, likely = proposals["Anna"], proposals["Jan"]
    client.post(reverse("matching:confirm", args=[run.pk]), {"batch": uuid4(), "proposal": certain.pk})
    client.post(reverse("matching:decline", args=[run.pk, likely.pk]))
    confirmed = BrpRegistration.objects.filter(withdrawn_at=None).count()
    nobody = client.get(reverse("matching:run", args=[run.pk]) + "?tab=unmatched").content.decode()
    line = MatchLine.objects.get(pk=certain.line_id)
    client.post(reverse("matching:undo", args=[run.pk, line.batch]))
    client.post(reverse("matching:take-up", args=[run.pk, likely.pk]))

    assert confirmed == 1
    assert "Proefnik, Jan" in nobody
    assert not BrpRegistration.objects.filter(withdrawn_at=None).exists()
    assert not Proposal.objects.filter(declined=True).exists()


def test_confirming_twice_is_harmless(live, bob, logged_in) -> None:
    live("Testowska", "Anna", born=BORN)
    run = match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"]])
    client, batch = logged_in(bob), uuid4()

    for _ in range(2):
        client.post(reverse("matching:confirm", args=[run.pk]), {"batch": batch, "do": "all-certain"})
    client.post(reverse("matching:confirm", args=[run.pk]), {"batch": uuid4(), "do": "all-certain"})

    assert BrpRegistration.objects.count() == 1


@pytest.mark.parametrize(
    ("file", "code_text"),
    [
        (csv(""), "leeg"),
        (csv("kamer;bed\n1;A\n"), "kolom"),
        (csv("%PDF-1.4 nonsense"), "lijst"),
    ],
)
def test_a_messy_file_is_refused_in_words(bob, logged_in, file, code_text) -> None:
    client = logged_in(bob)

    page = client.post(reverse("brp-extracts:runs"), {"file": file, "register": "brp"})
    for run in Run.objects.all():
        background.check(run.pk, at=timezone.now())
    shown = page.content.decode() or client.get(page["Location"], follow=True).content.decode()

    assert code_text in shown
    assert not MatchRun.objects.exists()


def test_of_a_line_that_is_left_out_nothing_is_kept_but_its_number_and_the_reason(
    live, bob, logged_in, django_capture_on_commit_callbacks
) -> None:
    rows = [["Testowska, Anna", BORN, "", None, "BRP"], ["Proefnik, Jan", BORN, "", ten_days_ago(), "BRP"]]
    with django_capture_on_commit_callbacks(execute=True):
        file = handed_over(bob, xlsx(rows))

    line = RejectedLine.objects.get()
    page = logged_in(bob).get(reverse("matching:run", args=[file.act])).content.decode()

    assert (line.line, [problem["code"] for problem in line.problems], line.cells) == (
        2, ["registration_day_missing"], [],
    )  # fmt: skip
    assert "Testowska" not in str(file.sheets)
    assert reverse("brp-extracts:mend", args=[file.pk]) in page
    assert not files.file_of(file).exists()


def test_lines_that_are_thrown_away_take_what_the_file_said_with_them(live, bob, logged_in) -> None:
    file = handed_over(
        bob, xlsx([["Testowska, Anna", BORN, "", None, "BRP"], ["Proefnik, Jan", BORN, "", ten_days_ago(), "BRP"]])
    )

    logged_in(bob).post(reverse("matching:throw-away", args=[file.act]))

    file.refresh_from_db()
    assert (file.file_name, file.notices, RejectedLine.objects.count()) == ("", [], 0)


def test_another_municipality_sees_nothing_of_it(live, bob, wim, logged_in) -> None:
    live("Testowska", "Anna", born=BORN)
    run = match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"]])
    proposal, client = Proposal.objects.get(), logged_in(wim)

    addresses = [
        ("matching:confirm", [run.pk]), ("matching:again", [run.pk]), ("matching:throw-away", [run.pk]),
        ("matching:undo", [run.pk, uuid4()]), ("matching:decline", [run.pk, proposal.pk]),
        ("matching:take-up", [run.pk, proposal.pk]),
    ]  # fmt: skip
    assert client.get(reverse("matching:run", args=[run.pk])).status_code == 404
    assert {client.post(reverse(name, args=args)).status_code for name, args in addresses} == {404}
    assert "uittreksel.xlsx" not in client.get(reverse("matching:runs")).content.decode()
    assert MatchLine.objects.filter(confirmed_person=None).count() == 1


def test_providers_supervisors_and_visitors_do_not_come_in(alice, charlie, sofie, logged_in) -> None:
    for address in (
        reverse("matching:runs"), reverse("matching:run", args=[uuid4()]), reverse("brp-extracts:runs"),
        reverse("brp-extracts:run", args=[uuid4()]),
    ):  # fmt: skip
        assert {logged_in(actor).get(address).status_code for actor in (alice, charlie, sofie)} == {403}
        assert Client().get(address).status_code == 302


def test_the_database_shows_a_match_to_its_own_desk_only(live, alice, bob, sofie, wim) -> None:
    live("Testowska", "Anna", born=BORN)
    match(bob, [["Testowska, Anna", BORN, "", ten_days_ago(), "BRP"]])

    def seen(actor: Actor | None) -> list[int]:
        with as_tenant(actor, BRP_REGISTRATION), connection.cursor() as cursor:
            counts = []
            for table in ("matching_matchrun", "matching_matchline", "matching_proposal", "intake_run"):
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
                counts.append(cursor.fetchone()[0])
            return counts

    assert seen(bob) == [1, 1, 1, 1]
    assert [seen(actor) for actor in (alice, sofie, wim, None)] == [[0, 0, 0, 0]] * 4


@pytest.mark.parametrize("people", [1, 4])
def test_a_page_of_proposals_takes_as_many_queries_for_many_as_for_one(live, bob, logged_in, people) -> None:
    names = ["Testowska", "Proefnik", "Voorbeeldescu", "Andersova"][:people]
    for name in names:
        live(name, "Anna", born=BORN)
    run = match(bob, [[f"{name}, Anna", BORN, "", ten_days_ago(), "BRP"] for name in names])
    client = logged_in(bob)
    client.get(reverse("matching:run", args=[run.pk]))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(reverse("matching:run", args=[run.pk]))

    assert len(queries) <= 24


def test_a_day_of_the_list_that_lies_before_the_stay_is_no_problem(live, bob) -> None:
    live("Testowska", "Anna", born=BORN)

    taken = confirm_all(bob, match(bob, [["Testowska, Anna", BORN, "", date(2020, 1, 1), "BRP"]]))

    assert len(taken.done) == 1
