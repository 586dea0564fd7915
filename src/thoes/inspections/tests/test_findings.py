"""Findings: opened by what is not in order, answered by the housing provider, judged by the municipality, and never lost."""

from datetime import timedelta

import pytest

from thoes.inspections.domain.checks import FINDINGS, CheckKind, FindingState, ItemOutcome, Move, Side
from thoes.inspections.models import Finding, FindingStep
from thoes.inspections.queries import finding_counts, findings_of, overdue_q
from thoes.inspections.services import accept_repair, answer_finding, mend_finding, send_back, undo_last_move
from thoes.inspections.tests.test_checks import NOON, TODAY, close, describe, inspected, say, start
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_not_in_order_opens_a_finding_and_in_order_after_all_withdraws_it(vera, site) -> None:
    check = start(vera, site)
    first = say(vera, check, "co_alarms", ItemOutcome.NOT_IN_ORDER)
    proposed = Finding.objects.get()
    second = say(vera, check, "co_alarms", ItemOutcome.IN_ORDER, seen=first.pk)
    state = Finding.objects.get().state
    say(vera, check, "co_alarms", ItemOutcome.NOT_IN_ORDER, seen=second.pk)

    assert (proposed.severity, proposed.repair_by, state) == ("danger", None, "withdrawn")
    assert Finding.objects.get().state == "open"
    assert [step.move for step in FindingStep.objects.order_by("pk")] == ["find_again", "withdraw", "find_again"]


def test_the_provider_answers_and_the_municipality_sends_back_and_accepts(alice, vera, site) -> None:
    finding = inspected(vera, site)

    answer_finding(actor=alice, finding_id=finding.pk, text="opgehangen", repaired_on=TODAY, on=TODAY, at=NOON)
    send_back(actor=vera, finding_id=finding.pk, reason="keuring ontbreekt", at=NOON)
    answer_finding(actor=alice, finding_id=finding.pk, text="gekeurd", repaired_on=TODAY, on=TODAY, at=NOON)
    accept_repair(actor=vera, finding_id=finding.pk, at=NOON)

    finding.refresh_from_db()
    assert (finding.state, finding.repaired_on) == ("mended", TODAY)
    assert [step.move for step in FindingStep.objects.order_by("pk")][2:] == ["answer", "send_back", "answer", "accept"]


def test_a_provider_mends_what_it_found_itself(alice, site) -> None:
    check = start(alice, site)
    say(alice, check, "waste", ItemOutcome.NOT_IN_ORDER)
    finding = describe(alice, Finding.objects.get())
    close(alice, check)

    mend_finding(actor=alice, finding_id=finding.pk, text="", repaired_on=TODAY, on=TODAY, at=NOON)

    assert Finding.objects.get().state == "mended"


def test_a_move_is_undone_by_who_made_it_and_both_stay_in_the_history(alice, vera, site) -> None:
    finding = inspected(vera, site)
    answer_finding(actor=alice, finding_id=finding.pk, text="klaar", repaired_on=TODAY, on=TODAY, at=NOON)

    with pytest.raises(Refusal, match="finding_nothing_to_undo"):
        undo_last_move(actor=vera, finding_id=finding.pk, at=NOON)
    undo_last_move(actor=alice, finding_id=finding.pk, at=NOON)

    finding.refresh_from_db()
    assert (finding.state, finding.repaired_on) == ("open", None)
    assert [step.move for step in FindingStep.objects.order_by("-pk")][:2] == ["undo", "answer"]


def test_undoing_a_judgement_gives_the_answer_its_day_back(alice, vera, site) -> None:
    finding = inspected(vera, site)
    answer_finding(actor=alice, finding_id=finding.pk, text="klaar", repaired_on=TODAY, on=TODAY, at=NOON)
    accept_repair(actor=vera, finding_id=finding.pk, at=NOON)

    undo_last_move(actor=vera, finding_id=finding.pk, at=NOON)

    finding.refresh_from_db()
    assert (finding.state, finding.repaired_on) == ("answered", TODAY)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_repair_is_not_before_the_finding_and_not_in_the_future(days, alice, vera, site) -> None:
    finding = inspected(vera, site)

    with pytest.raises(Refusal, match="repaired_"):
        answer_finding(
            actor=alice,
            finding_id=finding.pk,
            text="klaar",
            repaired_on=TODAY + timedelta(days=days),
            on=TODAY,
            at=NOON,
        )


@pytest.mark.parametrize(("day", "is_late"), [(13, False), (14, False), (15, True)])
def test_a_finding_is_overdue_from_the_day_after_its_last_day(day, is_late, vera, alice, site) -> None:
    inspected(vera, site)
    on = TODAY + timedelta(days=day)

    counts = finding_counts(findings_of(alice), on=on)

    assert (counts.overdue, counts.to_mend) == (int(is_late), 1)
    assert Finding.objects.filter(overdue_q(on)).exists() is is_late


def test_every_move_has_a_reason_and_leads_from_a_state_that_can_be_reached() -> None:
    assert list(FINDINGS.faults()) == []
    assert set(FINDINGS.steps) == set(Move) - {Move.UNDO}


@pytest.mark.parametrize("state", list(FindingState))
def test_a_provider_never_judges_its_own_repair_of_an_inspection(state) -> None:
    for move in (Move.ACCEPT, Move.SEND_BACK, Move.MEND, Move.WITHDRAW, Move.DESCRIBE):
        with pytest.raises(Refusal):
            FINDINGS.step(move, state=state, who=(CheckKind.INSPECTION, Side.PROVIDER))
