"""The private person behind a plan and the dialogue with neighbours go when the term of the municipality is over."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.looking_everywhere import everything, where

from thoes.accounts.models import Membership
from thoes.accounts.public import ADMINISTRATOR, actor_of
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline.models import Agreement, Initiative, PlannedPart, PrivateInitiator, Question
from thoes.pipeline.services import add_agreement, add_question, change_plan, move_plan, void_plan
from thoes.pipeline.tests.conftest import facts
from thoes.privacy.public import set_term, shred

pytestmark = pytest.mark.django_db
ENDED = date(2026, 3, 2)
A_DAY = timedelta(days=1)
NAME = "Verzonnenmens"


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.fixture
def plan(make_plan, vera) -> Initiative:
    """A plan of a private person, named in every text of it, with a question and an agreement."""
    made = make_plan(private_initiator=f"Jan {NAME}", summary=f"Jan {NAME} verbouwt zijn schuur")
    same = {"actor": vera, "plan_id": made.pk, "at": _at(ENDED)}
    change_plan(**same, facts=facts(private_initiator=f"Jan {NAME}", summary=f"{NAME} verbouwt"))
    add_question(**same, asked_on=ENDED, topic="other", text=f"Blijft {NAME} er zelf wonen?", line_id=uuid.uuid4())
    add_agreement(**same, agreed_on=ENDED, text=f"{NAME} plaatst een hek", due_on=ENDED, line_id=uuid.uuid4())
    return made


@pytest.fixture
def term(vera) -> None:
    """Venlo keeps what it has for housing permits for thirty days."""
    administrator = Membership.objects.get(user=vera.user_id)
    administrator.role = ADMINISTRATOR
    set_term(
        actor=actor_of(administrator), purpose=HOUSING_PERMITS, number=30, unit="days", ground="Proef",
        at=_at(ENDED),
    )  # fmt: skip


def _move(vera, plan, to: str, day: date = ENDED) -> None:
    move_plan(actor=vera, plan_id=plan.pk, to=to, from_date=ENDED, reason="Proef", on=day, at=_at(day))


@pytest.mark.parametrize("to", ["open", "dropped"])
@pytest.mark.parametrize(("days", "is_gone"), [(29, False), (30, True), (31, True)])
def test_who_stands_behind_a_plan_goes_when_the_term_after_its_end_is_over(
    to, days, is_gone, plan, vera, term, tmp_path
) -> None:
    _move(vera, plan, to)

    shred(on=ENDED + days * A_DAY, at=_at(ENDED + days * A_DAY))

    assert (where(NAME, tmp_path) == []) is is_gone
    assert [model.objects.count() for model in (PrivateInitiator, Question, Agreement)] == [0 if is_gone else 1] * 3


def test_what_is_counted_of_a_plan_stays(plan, vera, term) -> None:
    _move(vera, plan, "open")

    shred(on=ENDED + 99 * A_DAY, at=_at(ENDED))

    kept = Initiative.objects.get()
    assert (kept.title, kept.phase, kept.phase_since) == ("Hof De Proef", "open", ENDED)
    assert PlannedPart.objects.count() == 2


def test_a_plan_is_erased_once(plan, vera, term) -> None:
    _move(vera, plan, "open")

    assert [shred(on=ENDED + 99 * A_DAY, at=_at(ENDED)) for _ in range(2)] == [1, 0]


def test_a_plan_recorded_by_mistake_goes_too(plan, vera, term) -> None:
    void_plan(actor=vera, plan_id=plan.pk, voided=True, at=_at(ENDED))

    assert shred(on=ENDED + 30 * A_DAY, at=_at(ENDED)) == 1


def test_a_plan_that_goes_on_keeps_who_stands_behind_it(plan, vera, term) -> None:
    assert shred(on=ENDED + 9_999 * A_DAY, at=_at(ENDED)) == 0


def test_a_plan_of_which_something_was_said_lately_stays(plan, vera, term) -> None:
    _move(vera, plan, "open")
    add_question(
        actor=vera, plan_id=plan.pk, asked_on=ENDED, topic="other", text="En de heg?", at=_at(ENDED + A_DAY),
        line_id=uuid.uuid4(),
    )  # fmt: skip

    assert shred(on=ENDED + 30 * A_DAY, at=_at(ENDED)) == 0
    assert shred(on=ENDED + 31 * A_DAY, at=_at(ENDED)) == 1


def test_an_agreement_is_kept_for_the_term_after_its_last_day(plan, vera, term) -> None:
    _move(vera, plan, "open")
    add_agreement(
        actor=vera, plan_id=plan.pk, agreed_on=ENDED, text="Een haag", due_on=ENDED + 10 * A_DAY, at=_at(ENDED),
        line_id=uuid.uuid4(),
    )  # fmt: skip

    assert shred(on=ENDED + 39 * A_DAY, at=_at(ENDED)) == 0
    assert shred(on=ENDED + 40 * A_DAY, at=_at(ENDED)) == 1


def test_without_a_term_nothing_of_a_plan_goes(plan, vera) -> None:
    _move(vera, plan, "dropped")

    assert shred(on=ENDED + 9_999 * A_DAY, at=_at(ENDED)) == 0
    assert NAME in everything()
