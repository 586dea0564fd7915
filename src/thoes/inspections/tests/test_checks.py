"""Checks of a site: what is said of each item is kept, two people lose nothing, and a closed check stays closed."""

import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from thoes.accounts.models import Membership, User
from thoes.accounts.public import Actor, actor_of
from thoes.housing.models import Site
from thoes.housing.public import HOUSING_PERMITS
from thoes.inspections.check_list import list_of
from thoes.inspections.domain.checks import (
    ItemOutcome,
    Responsible,
    Severity,
)
from thoes.inspections.models import Check, CheckAnswer, CheckStep, Finding, FindingStep
from thoes.inspections.queries import sheet_of
from thoes.inspections.services import (
    ItemAnswer,
    Term,
    answer_item,
    choose_rooms,
    close_check,
    describe_finding,
    reopen_check,
    start_check,
    void_check,
)
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant
from thoes.work.public import EMPLOYER_CLERK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def colleague_of(actor: Actor, name: str) -> Actor:
    """Somebody else of the same organisation, in the same role."""
    own = Membership.objects.get(user_id=actor.user_id)
    own.pk, own.user = None, User.objects.create_user(name, email=f"{name}@example.nl", password="test-only-password")
    own.save()
    return actor_of(own)


def start(actor: Actor, site: Site, rooms: list[UUID] | None = None) -> Check:
    return start_check(actor=actor, site_id=site.pk, rooms=rooms or [], on=TODAY, at=NOON)


def say(
    actor: Actor,
    check: Check,
    item: str,
    outcome: ItemOutcome | None,
    *,
    note: str = "",
    number: Decimal | None = None,
    unit: UUID | None = None,
    seen: UUID | None = None,
) -> CheckAnswer:
    return answer_item(
        actor=actor, check_id=check.pk, item=item, unit_id=unit, said=ItemAnswer(outcome, note, number), seen=seen, on=TODAY,
        at=NOON,
    )  # fmt: skip


def close(actor: Actor, check: Check) -> Check:
    return close_check(actor=actor, check_id=check.pk, rest_not_looked_at=True, at=NOON)


def describe(actor: Actor, finding: Finding, *, days: int = 14) -> Finding:
    term = Term(Severity.SERIOUS, TODAY + timedelta(days=days), Responsible.PROVIDER)
    return describe_finding(actor=actor, finding_id=finding.pk, term=term, at=NOON)


def inspected(vera: Actor, site: Site, item: str = "extinguishers") -> Finding:
    """A finding of a closed inspection."""
    check = start(vera, site)
    say(vera, check, item, ItemOutcome.NOT_IN_ORDER, note="hangt er niet")
    finding = Finding.objects.get(check_made=check)
    describe(vera, finding)
    close(vera, check)
    return Finding.objects.get(pk=finding.pk)


# Answers


def test_progress_counts_what_has_an_answer_for_the_site_and_for_each_room(alice, site) -> None:
    room = site.units.first()
    check = start(alice, site, [room.pk])
    used = list_of(check.list_version)
    say(alice, check, "info_card", ItemOutcome.IN_ORDER)
    say(alice, check, "bed", ItemOutcome.NOT_APPLICABLE, unit=room.pk)
    say(alice, check, "toilets", None, number=Decimal(4))

    progress = sheet_of(check).progress

    assert (progress.done, progress.total) == (2, sum(len(group.items) for group in used.groups))


def test_each_answer_is_kept_at_once_and_a_check_goes_on_where_it_stopped(alice, site) -> None:
    check = start(alice, site)
    say(alice, check, "showers", ItemOutcome.IN_ORDER, note="alle drie warm", number=Decimal("3"))

    again = start(alice, site)

    line = sheet_of(again).line("showers", None)
    assert again.pk == check.pk
    assert line is not None
    assert line.answer is not None
    assert (line.outcome, line.answer.note, line.answer.number) == (ItemOutcome.IN_ORDER, "alle drie warm", Decimal(3))


def test_a_note_before_a_choice_is_kept_and_counts_as_no_answer(alice, site) -> None:
    check = start(alice, site)

    say(alice, check, "waste", None, note="kijken bij de schuur")

    assert sheet_of(check).progress.done == 0
    assert CheckAnswer.objects.get().note == "kijken bij de schuur"


def test_saying_the_same_again_writes_nothing(alice, site) -> None:
    check = start(alice, site)

    answers = {say(alice, check, "waste", ItemOutcome.IN_ORDER).pk for _ in range(3)}

    assert len(answers) == 1
    assert CheckAnswer.objects.count() == 1


def test_what_was_said_before_stays_as_history(alice, site) -> None:
    check = start(alice, site)
    first = say(alice, check, "waste", ItemOutcome.IN_ORDER)
    second = say(alice, check, "waste", ItemOutcome.NOT_APPLICABLE, seen=first.pk)

    first.refresh_from_db()

    assert (first.replaced_at, first.outcome, second.replaced_at) == (NOON, "in_order", None)


def test_two_people_at_one_item_lose_nothing(alice, site) -> None:
    adam, check = colleague_of(alice, "adam"), start(alice, site)
    hers = say(alice, check, "waste", ItemOutcome.IN_ORDER, note="hers")

    with pytest.raises(Refusal, match="check_answered_meanwhile"):
        say(adam, check, "waste", ItemOutcome.NOT_APPLICABLE, note="his", seen=None)
    kept = CheckAnswer.objects.get(replaced_at=None)
    say(adam, check, "waste", ItemOutcome.NOT_APPLICABLE, note="his", seen=hers.pk)

    assert kept.note == "hers"
    assert [answer.note for answer in CheckAnswer.objects.order_by("pk", "answered_at") if answer.replaced_at] == [
        "hers"
    ]
    assert CheckAnswer.objects.get(replaced_at=None).note == "his"


def test_two_people_at_different_items_do_not_meet(alice, site) -> None:
    adam, check = colleague_of(alice, "adam"), start(alice, site)

    say(alice, check, "waste", ItemOutcome.IN_ORDER)
    say(adam, check, "outdoors", ItemOutcome.IN_ORDER)

    assert sheet_of(check).progress.done == 2


def test_a_room_of_which_something_was_said_stays_when_rooms_are_chosen_again(alice, site) -> None:
    first, second = site.units.all()
    check = start(alice, site, [first.pk])
    say(alice, check, "bed", ItemOutcome.IN_ORDER, unit=first.pk)

    changed = choose_rooms(actor=alice, check_id=check.pk, rooms=[second.pk], at=NOON)

    assert changed.rooms == [first.pk, second.pk]


def test_a_room_of_another_site_is_refused(alice, site, charlie, other_provider, venlo, make_site) -> None:
    elsewhere = make_site(other_provider, venlo).units.first()

    with pytest.raises(Refusal, match="room_not_of_site"):
        start(alice, site, [elsewhere.pk])


@pytest.mark.parametrize(("item", "unit"), [("no_such_item", False), ("bed", False), ("waste", True)])
def test_an_item_that_is_not_of_this_check_is_refused(item, unit, alice, site) -> None:
    room = site.units.first().pk
    check = start(alice, site, [room])

    with pytest.raises(Refusal, match="check_item_unknown"):
        say(alice, check, item, ItemOutcome.IN_ORDER, unit=room if unit else None)


def test_a_bsn_is_refused_in_a_note(alice, site) -> None:
    check = start(alice, site)

    with pytest.raises(Refusal, match="number_may_be_bsn"):
        say(alice, check, "waste", ItemOutcome.NOT_IN_ORDER, note="zie 111222333")


# Closing


def test_a_check_with_items_left_is_only_closed_when_that_is_said(alice, site) -> None:
    check = start(alice, site)
    say(alice, check, "waste", None, note="later")

    with pytest.raises(Refusal, match="check_not_complete") as refused:
        close_check(actor=alice, check_id=check.pk, rest_not_looked_at=False, at=NOON)
    close(alice, check)

    sheet = sheet_of(Check.objects.get())
    assert refused.value.facts["count"] == sheet.progress.total
    assert {line.outcome for line in sheet.lines} == {ItemOutcome.NOT_LOOKED_AT}
    assert CheckAnswer.objects.get(item="waste", replaced_at=None).note == "later"


def test_a_check_whose_finding_has_no_last_day_is_not_closed(vera, site) -> None:
    check = start(vera, site)
    say(vera, check, "waste", ItemOutcome.NOT_IN_ORDER)

    with pytest.raises(Refusal, match="finding_needs_a_term"):
        close(vera, check)


def test_a_closed_check_takes_no_answers_until_a_correction_with_a_reason_that_stays(vera, site) -> None:
    check = close(vera, start(vera, site))
    with pytest.raises(Refusal, match="check_closed"):
        say(vera, check, "waste", ItemOutcome.IN_ORDER)
    with pytest.raises(Refusal, match="reason_missing"):
        reopen_check(actor=vera, check_id=check.pk, reason=" ", at=NOON)

    reopen_check(actor=vera, check_id=check.pk, reason="verkeerd gebouw", at=NOON)
    before = CheckAnswer.objects.get(item="waste", replaced_at=None)
    say(vera, check, "waste", ItemOutcome.IN_ORDER, seen=before.pk)
    close(vera, check)

    steps = list(CheckStep.objects.order_by("pk").values_list("what", "reason"))
    assert steps == [("started", ""), ("closed", ""), ("reopened", "verkeerd gebouw"), ("closed", "")]
    assert CheckAnswer.objects.filter(item="waste").count() == 2


def test_the_database_itself_takes_no_answer_of_a_closed_check(vera, site) -> None:
    with as_tenant(vera, HOUSING_PERMITS):
        check = close(vera, start(vera, site))
        values = {"check_made": check, "site": site, "item": "made_up", "answered_at": NOON}
        with pytest.raises(DatabaseError), transaction.atomic():
            CheckAnswer.objects.create(**values)


@pytest.mark.parametrize("table", ["inspections_checkanswer", "inspections_checkstep", "inspections_findingstep"])
def test_the_database_refuses_to_change_or_remove_the_history(table, vera, site) -> None:
    inspected(vera, site)
    with as_tenant(vera, HOUSING_PERMITS):
        reopen_check(actor=vera, check_id=Check.objects.get().pk, reason="correctie", at=NOON)
        column = {
            "inspections_checkanswer": "note",
            "inspections_checkstep": "reason",
            "inspections_findingstep": "text",
        }[table]
        # Names from this file.
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_check_begun_by_mistake_is_taken_off_and_put_back(alice, site) -> None:
    check = start(alice, site)

    void_check(actor=alice, check_id=check.pk, voided=True, at=NOON)
    other = start(alice, site)
    with pytest.raises(Refusal, match="check_open_already"):
        void_check(actor=alice, check_id=check.pk, voided=False, at=NOON)
    void_check(actor=alice, check_id=other.pk, voided=True, at=NOON)
    void_check(actor=alice, check_id=check.pk, voided=False, at=NOON)

    assert Check.objects.get(pk=check.pk).is_open
    assert other.pk != check.pk


# Who


def test_an_open_inspection_is_not_seen_by_the_provider_and_a_closed_one_is(alice, vera, site) -> None:
    check = start(vera, site)
    say(vera, check, "waste", ItemOutcome.IN_ORDER)
    seen = []
    for _ in range(2):
        with as_tenant(alice, HOUSING_PERMITS):
            seen.append((Check.objects.count(), CheckAnswer.objects.exists(), CheckStep.objects.exists()))
        if len(seen) == 1:
            close(vera, check)

    assert seen == [(0, False, False), (1, True, True)]


def test_an_open_self_check_is_not_seen_by_the_municipality(alice, vera, site) -> None:
    start(alice, site)

    with as_tenant(vera, HOUSING_PERMITS):
        assert not Check.objects.exists()


@pytest.mark.parametrize("who", ["charlie", "wim", "paula", "bob"])
def test_another_provider_or_municipality_the_province_and_a_clerk_see_no_check(
    who, alice, vera, site, request
) -> None:
    inspected(vera, site)
    actor = request.getfixturevalue(who)

    with as_tenant(actor, HOUSING_PERMITS):
        found = [model.objects.count() for model in (Check, CheckAnswer, CheckStep, Finding, FindingStep)]

    assert found == [0] * 5


def test_the_supervisor_inspects_too_and_works_in_the_same_check(sofie, vera, site) -> None:
    with as_tenant(sofie, HOUSING_PERMITS):
        check = start(sofie, site)
        say(sofie, check, "waste", ItemOutcome.IN_ORDER)
    with as_tenant(vera, HOUSING_PERMITS):
        assert start(vera, site).pk == check.pk


@pytest.mark.parametrize("who", ["charlie", "wim", "alice"])
def test_nobody_else_writes_in_an_inspection(who, vera, site, request) -> None:
    check, actor = start(vera, site), request.getfixturevalue(who)

    with as_tenant(actor, HOUSING_PERMITS), pytest.raises(Refusal, match="check_not_yours"):
        say(actor, check, "waste", ItemOutcome.IN_ORDER)


@pytest.mark.parametrize("who", ["paula", "bob"])
def test_who_may_not_check_sites_is_stopped(who, site, request) -> None:
    with pytest.raises(PermissionError):
        start(request.getfixturevalue(who), site)


def test_an_employers_clerk_of_the_provider_may_not_check(alice, site) -> None:
    membership = Membership.objects.get(user_id=alice.user_id)
    membership.role = EMPLOYER_CLERK

    with pytest.raises(PermissionError):
        start(actor_of(membership), site)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_begin_and_answer_at_the_same_moment_get_one_check_and_keep_both_answers(alice, site) -> None:
    adam, together, failed = colleague_of(alice, "adam"), threading.Barrier(2), []

    def walk(actor: Actor, item: str) -> None:
        try:
            together.wait(timeout=120)
            say(actor, start(actor, site), item, ItemOutcome.IN_ORDER)
        except (Refusal, DatabaseError) as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=walk, args=pair) for pair in ((alice, "waste"), (adam, "outdoors"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Check.objects.count() == 1
    assert sheet_of(Check.objects.get()).progress.done == 2
