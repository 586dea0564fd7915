"""Sessions on site: from planning forty people to a full worklist again, with two clerks at one door."""

import io
import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from thoes.kernel.refusals import Refusal
from thoes.registration.domain.slots import SlotPlace, free_places, time_of
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import BrpRegistration, FollowUp, Session, Slot, SlotOutcome
from thoes.registration.queries import worklist
from thoes.registration.services import (
    SessionPlan,
    cancel_session,
    change_slot,
    move_session,
    plan_session,
    record_outcome,
)
from thoes.registration.web.sessions import _proposed_day


def test_places_are_given_row_by_row_and_taken_ones_are_passed_over() -> None:
    assert free_places(desks=2, count=3, taken=[SlotPlace(0, 2)]) == [SlotPlace(0, 1), SlotPlace(1, 1), SlotPlace(1, 2)]
    assert free_places(desks=2, count=0) == []


@pytest.mark.parametrize(("row", "refused"), [(5, False), (6, True), (7, True)])
def test_a_session_ends_before_midnight(row, refused) -> None:
    if refused:
        with pytest.raises(Refusal, match="session_too_long"):
            time_of(row, starts=time(23, 0), slot_minutes=10)
    else:
        assert time_of(row, starts=time(23, 0), slot_minutes=10) == time(23, 50)


def states() -> dict[str, int]:
    held = FollowUp.objects.filter(superseded_at=None).values_list("state", flat=True)
    return {state: list(held).count(state) for state in held}


@pytest.fixture
def make_session(arrive, provider, venlo, make_site, bob):
    """make_session(3, on=None) -> a session at a new site of so many people, today unless said otherwise."""

    def make(
        people=3, *, on: date | None = None, nationality="PL", nights_ago: int = 150, expected_in: int | None = None
    ) -> Session:
        site = make_site(provider, venlo, rooms=10, beds=4)
        found = [
            arrive(
                site, f"Testowska{chr(97 + n)}", nights_ago=nights_ago, expected_in=expected_in, nationality=nationality
            )
            for n in range(people)
        ]
        planned = plan_session(
            actor=bob,
            plan=SessionPlan(site.pk, on or timezone.localdate(), time(17, 0), 10, 2),
            seen={person.person_id: None for person in found},
            at=timezone.now(),
            session_id=uuid4(),
        )
        assert not planned.refused
        return planned.session

    return make


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_everybody_gets_a_slot_a_language_and_an_appointment(make_session) -> None:
    session = make_session(3)

    slots = list(Slot.objects.filter(session=session).select_related("session"))

    assert [(slot.begins, slot.desk) for slot in slots] == [(time(17, 0), 1), (time(17, 0), 2), (time(17, 10), 1)]
    assert {slot.language for slot in slots} == {"pl"}
    assert states() == {"appointment": 3}
    assert FollowUp.objects.first().next_on == session.on + timedelta(days=1)


def test_who_comes_is_registered_and_who_does_not_is_to_be_reminded(make_session, bob) -> None:
    first, second, _third = Slot.objects.filter(session=make_session(3))

    record_outcome(actor=bob, slot_id=first.pk, outcome=SlotOutcome.DONE, seen=0, at=timezone.now())
    record_outcome(actor=bob, slot_id=second.pk, outcome=SlotOutcome.NO_SHOW, seen=0, at=timezone.now())

    assert states() == {"registered": 1, "informed": 1, "appointment": 1}
    assert BrpRegistration.objects.get().person_id == first.person_id
    assert worklist(bob).filter(status="registered").count() == 1


@pytest.mark.parametrize(
    ("outcome", "state", "reason"),
    [
        (SlotOutcome.NO_PAPERS, "informed", ""),
        (SlotOutcome.LEAVES_SOON, "not_obliged", "leaves_soon"),
        (SlotOutcome.ELSEWHERE, "not_obliged", "other_municipality"),
    ],
)
def test_what_else_comes_of_a_slot_is_a_step_of_the_desk_and_can_be_taken_back(
    outcome, state, reason, make_session, bob
) -> None:
    slot = Slot.objects.get(session=make_session(1, nights_ago=10, expected_in=200))

    slot = record_outcome(actor=bob, slot_id=slot.pk, outcome=outcome, seen=0, at=timezone.now())
    now = FollowUp.objects.get(superseded_at=None)
    record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.EXPECTED, seen=slot.version, at=timezone.now())

    assert (now.state, now.reason) == (state, reason)
    assert states() == {"appointment": 1}
    assert not BrpRegistration.objects.exists()


def test_who_stayed_long_enough_does_not_leave_before_the_four_months(make_session, bob, logged_in) -> None:
    session = make_session(1)
    slot = Slot.objects.get(session=session)

    answer = logged_in(bob).post(
        reverse("registration:slot-outcome", args=[slot.pk]), {"outcome": "leaves_soon", "seen": "0"}, follow=True
    )

    assert "zijn al bereikt" in answer.content.decode()
    assert states() == {"appointment": 1}


def test_the_list_of_sessions_counts_what_else_came_of_them(make_session, bob, logged_in) -> None:
    slot = Slot.objects.filter(session=make_session(2)).first()
    record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.NO_PAPERS, seen=0, at=timezone.now())

    page = logged_in(bob).get(reverse("registration:sessions")).content.decode()

    assert '<td data-label="Anders" class="thoes-number">1</td>' in page


def test_an_outcome_can_be_taken_back_and_given_twice_without_harm(make_session, bob) -> None:
    slot = Slot.objects.filter(session=make_session(1)).get()

    for _ in range(2):
        slot = record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.DONE, seen=0, at=timezone.now())
    record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.EXPECTED, seen=slot.version, at=timezone.now())

    assert states() == {"appointment": 1}
    assert BrpRegistration.objects.get().withdrawn_at is not None


def test_the_second_of_two_clerks_at_the_door_hears_what_the_first_did(make_session, bob, bea) -> None:
    slot = Slot.objects.filter(session=make_session(1)).get()
    record_outcome(actor=bea, slot_id=slot.pk, outcome=SlotOutcome.NO_SHOW, seen=0, at=timezone.now())

    with pytest.raises(Refusal) as refused:
        record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.DONE, seen=0, at=timezone.now())

    assert refused.value.code == "slot_changed"
    assert refused.value.facts["by"] == "Bea Balie"


@pytest.mark.parametrize("outcome", [SlotOutcome.DONE, SlotOutcome.NO_SHOW, SlotOutcome.ELSEWHERE])
def test_a_result_is_not_recorded_before_the_day(outcome, make_session, bob) -> None:
    session = make_session(1, on=timezone.localdate() + timedelta(days=1))
    slot = Slot.objects.get(session=session)

    with pytest.raises(Refusal, match="session_not_yet"):
        record_outcome(actor=bob, slot_id=slot.pk, outcome=outcome, seen=0, at=timezone.now())


@pytest.mark.parametrize(("days_ahead", "offered"), [(0, True), (1, False)])
def test_the_buttons_of_the_door_are_there_from_the_day_itself(
    days_ahead, offered, make_session, bob, logged_in
) -> None:
    session = make_session(1, on=timezone.localdate() + timedelta(days=days_ahead))

    page = logged_in(bob).get(reverse("registration:session", args=[session.pk])).content.decode()

    assert ('value="no_show"' in page) is offered
    assert ('value="no_papers"' in page) is offered
    assert ("Op de dag zelf vinkt u" in page) is not offered


def test_moving_a_session_moves_everybody_who_is_still_expected(make_session, bob) -> None:
    session = make_session(3)
    slot = Slot.objects.filter(session=session).first()
    record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.DONE, seen=0, at=timezone.now())
    later = session.on + timedelta(days=7)

    move_session(actor=bob, session_id=session.pk, on=later, starts=time(18, 0), seen=0, at=timezone.now())

    ahead = FollowUp.objects.filter(superseded_at=None, state="appointment").values_list("next_on", flat=True)
    assert set(ahead) == {later + timedelta(days=1)}
    assert Slot.objects.filter(session=session)[0].begins == time(18, 0)
    with pytest.raises(Refusal, match="session_changed"):
        move_session(actor=bob, session_id=session.pk, on=later, starts=time(9, 0), seen=0, at=timezone.now())


def test_cancelling_puts_back_on_the_worklist_who_was_still_expected(make_session, bob) -> None:
    session = make_session(3)
    slot = Slot.objects.filter(session=session).first()
    record_outcome(actor=bob, slot_id=slot.pk, outcome=SlotOutcome.DONE, seen=0, at=timezone.now())

    cancel_session(actor=bob, session_id=session.pk, at=timezone.now())

    assert states() == {"registered": 1, "open": 2}
    with pytest.raises(Refusal, match="session_unknown"):
        cancel_session(actor=bob, session_id=session.pk, at=timezone.now())


def test_two_people_can_change_places(make_session, bob) -> None:
    first, second = Slot.objects.filter(session=make_session(2))

    change_slot(actor=bob, slot_id=first.pk, place=SlotPlace(0, 2), language="ro", seen=0, at=timezone.now())

    first.refresh_from_db()
    second.refresh_from_db()
    assert ((first.row, first.desk), (second.row, second.desk), first.language) == ((0, 2), (0, 1), "ro")


def test_planning_the_same_session_twice_makes_one(make_session, bob) -> None:
    session = make_session(2)
    plan = SessionPlan(session.site_id, session.on, session.starts, 10, 2)

    plan_session(actor=bob, plan=plan, seen={}, at=timezone.now(), session_id=session.pk)

    assert Session.objects.count() == 1


def test_from_the_worklist_to_registered_in_the_pages(arrive, site, bob, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    client, key = logged_in(bob), uuid4()
    today = timezone.localdate()

    assert str(site.pk) in client.get(reverse("registration:sessions")).content.decode()
    answer = client.post(
        reverse("registration:plan-session", args=[site.pk]),
        {
            "session": key, "on": today.isoformat(), "starts": "17:00", "slot_minutes": 10, "desks": 2,
            "person": f"{found.person_id}:",
        },
    )  # fmt: skip
    slot = Slot.objects.get()
    tap = client.post(
        reverse("registration:slot-outcome", args=[slot.pk]),
        {"outcome": "done", "seen": 0},
        headers={"HX-Request": "true"},
    )
    found.refresh_from_db()

    assert answer.url == reverse("registration:session", args=[key])
    assert 'hx-swap-oob="true"' in tap.content.decode()
    assert found.status == "registered"


def test_the_papers_of_a_session(make_session, bob, logged_in) -> None:
    session, client = make_session(2), logged_in(bob)

    invitations = client.get(reverse("registration:invitations", args=[session.pk])).content
    listed = client.get(reverse("registration:attendance", args=[session.pk])).content
    messages = client.get(reverse("registration:session-messages", args=[session.pk])).content.decode()
    calendar = client.get(reverse("registration:session-calendar", args=[session.pk])).content.decode()
    slot = client.get(reverse("registration:slot-calendar", args=[Slot.objects.first().pk])).content.decode()

    pages = PdfReader(io.BytesIO(invitations)).pages
    assert LETTERS.wording("pl")["your_time"] in pages[1].extract_text()
    # A letter is one page or two: that goes with the months that its nights lie in.
    begins = {name: int(page) for name, page in re.findall(r"(Testowska[ab]) Polski (\d+)", pages[0].extract_text())}
    assert {name: name in pages[page - 1].extract_text() for name, page in begins.items()} == {
        "Testowskaa": True,
        "Testowskab": True,
    }
    assert begins["Testowskaa"] == 2
    assert "Testowskaa" in PdfReader(io.BytesIO(listed)).pages[0].extract_text()
    assert messages.count("<textarea") == 2
    assert "Testowska" not in calendar + slot
    assert "BEGIN:VEVENT" in calendar


ADDRESSES = [
    ("session", "get"), ("invitations", "get"), ("session-messages", "get"), ("attendance", "get"),
    ("session-calendar", "get"), ("cancel-session", "get"), ("cancel-session", "post"), ("add-to-session", "post"),
    ("move-session", "post"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method"), ADDRESSES)
def test_a_session_of_another_municipality_is_not_there(make_session, wim, alice, logged_in, name, method) -> None:
    address = reverse(f"registration:{name}", args=[make_session(1).pk])

    assert getattr(logged_in(wim), method)(address).status_code == 404
    assert getattr(logged_in(alice), method)(address).status_code == 403
    assert getattr(Client(), method)(address).status_code == 302
    assert Session.objects.filter(cancelled_at=None).count() == 1


def test_a_slot_of_another_municipality_is_not_there(make_session, wim, alice, logged_in) -> None:
    slot = Slot.objects.get(session=make_session(1))
    fields = {"outcome": "done", "seen": 0, "row": 3, "desk": 1, "language": "en"}

    for name in ("slot-outcome", "change-slot"):
        address = reverse(f"registration:{name}", args=[slot.pk])
        assert logged_in(wim).post(address, fields).status_code == 404
        assert logged_in(alice).post(address, fields).status_code == 403
        assert Client().post(address, fields).status_code == 302
    slot.refresh_from_db()
    assert slot.outcome == "expected"
    assert logged_in(wim).get(reverse("registration:slot-calendar", args=[slot.pk])).status_code == 404


def test_a_site_elsewhere_cannot_be_planned(make_site, provider, weert, bob, logged_in) -> None:
    site = make_site(provider, weert)

    assert logged_in(bob).get(reverse("registration:plan-session", args=[site.pk])).status_code == 404


def test_who_is_less_urgent_can_be_asked_too_and_stands_folded_below(arrive, site, bob, logged_in, monkeypatch) -> None:
    monkeypatch.setattr("thoes.registration.web.sessions.TICKED_AT_FIRST", 1)
    first, second = arrive(site, "Testowska", nights_ago=170), arrive(site, "Proefnik", nights_ago=130)

    page = logged_in(bob).get(reverse("registration:plan-session", args=[site.pk])).content.decode()
    above, folded = page.split('<details class="thoes-block">')

    assert f'value="{first.person_id}:" checked' in above
    assert str(second.person_id) not in above
    assert f'value="{second.person_id}:"' in folded
    assert "checked" not in folded


def test_the_list_at_the_door_asks_as_often_for_many_as_for_few(
    make_session, bob, logged_in, django_assert_max_num_queries
) -> None:
    session, client = make_session(20), logged_in(bob)

    # One of them asks whether another site has the same name.
    with django_assert_max_num_queries(20):
        client.get(reverse("registration:session", args=[session.pk]))


@pytest.mark.parametrize(
    ("today", "proposed"),
    [(date(2026, 11, 27), "2026-12-11"), (date(2026, 11, 29), "2026-12-14"), (date(2026, 12, 11), "2026-12-28")],
)
def test_the_day_that_is_proposed_for_a_session_is_no_weekend_and_no_holiday(today, proposed) -> None:
    assert _proposed_day(today) == proposed
