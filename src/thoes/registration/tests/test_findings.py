"""What the desk found takes somebody out of the work with a reason and a date, and no longer than the facts allow."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.refusals import Refusal
from thoes.register.public import Declared, Stay, check_in, check_out
from thoes.registration.domain.follow_up import NotObliged, Overtaken, State
from thoes.registration.models import Assessment, EffectCount, FollowUp
from thoes.registration.queries import TO_DO_PARTS, desk_numbers, worklist
from thoes.registration.services import assess_persons, count_effect, undo_steps
from thoes.registration.tests.conftest import now_of
from thoes.registration.texts import OVERTAKEN

pytestmark = pytest.mark.django_db


def part_of(found, actor, *, on=None):
    """In which part of the worklist the only person stands."""
    parts = desk_numbers(worklist(actor), actor=actor, on=on or timezone.localdate()).parts
    return next(name for name, count in parts.items() if count)


def line_of(found, actor):
    return worklist(actor).get(person=found.person_id)


def recorded(found, state, *, days_ago=0, reason="", next_in=60):
    """A step that the desk took some days ago; it holds now."""
    today = timezone.localdate()
    FollowUp.objects.filter(superseded_at=None).update(superseded_at=timezone.now())
    return FollowUp.objects.create(
        person_id=found.person_id,
        municipality_id=found.municipality_id,
        state=state,
        reason=reason,
        on=today - timedelta(days=days_ago),
        next_on=today + timedelta(days=next_in),
        batch=uuid4(),
        recorded_at=timezone.now() - timedelta(days=days_ago),
    )


@pytest.mark.parametrize(
    ("nights", "expected_in", "part"),
    # From 127 on it depends on the days of the week: the last day of the term is no free day. After three weeks it does not.
    [(121, None, "aside"), (122, None, "due"), (127, None, "due"), (143, None, "overdue"), (3, 150, "due")],
)
def test_the_rni_sets_aside_who_has_no_duty_and_nobody_else(arrive, site, bob, step, nights, expected_in, part) -> None:
    found = arrive(site, "Testowska", nights_ago=nights, expected_in=expected_in)

    step(bob, found, State.RNI)

    assert part_of(found, bob) == part


def test_an_old_finding_of_the_rni_brings_somebody_back_the_day_the_nights_are_there(arrive, site, bob) -> None:
    found = arrive(site, "Testowska", nights_ago=121)
    recorded(found, State.RNI)
    before = part_of(found, bob)

    tomorrow = timezone.localdate() + timedelta(days=1)
    assess_persons(persons=[found.person_id], on=tomorrow)

    line = line_of(found, bob)
    assert (before, part_of(found, bob, on=tomorrow)) == ("aside", "due")
    assert (line.overtaken, line.next_on) == (Overtaken.RNI, tomorrow)


def test_the_rni_takes_no_letter_or_appointment_away_from_who_must_register(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    day = timezone.localdate() + timedelta(days=9)
    step(bob, found, State.APPOINTMENT, day=day)

    batch = step(bob, found, State.RNI, day=timezone.localdate() - timedelta(days=40))
    marked = now_of(found.person_id)
    undo_steps(actor=bob, batch=batch, at=timezone.now())

    assert (marked.state, marked.next_on) == ("appointment", day + timedelta(days=1))
    assert marked.rni_since == timezone.localdate() - timedelta(days=40)
    assert marked.marks_rni
    assert now_of(found.person_id).rni_since is None


def test_the_mark_of_the_rni_goes_along_with_later_steps_and_ends_with_a_registration(arrive, site, bob, step) -> None:
    found, today = arrive(site, "Testowska", nights_ago=150), timezone.localdate()
    step(bob, found, State.RNI, day=today)
    step(bob, found, State.INFORMED)
    step(bob, found, None, assign=True, assigned_to=bob.user_id)
    informed = line_of(found, bob)
    assert not now_of(found.person_id).marks_rni

    step(bob, found, State.REGISTERED, day=today)

    assert (informed.state, informed.rni_since) == ("informed", today)
    assert now_of(found.person_id).rni_since is None


def test_the_page_says_that_the_rni_is_no_registration(arrive, site, bob, step, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.RNI)
    client = logged_in(bob)

    page = client.get(reverse("registration:person", args=[found.person_id])).content.decode()
    listed = client.get(reverse("registration:worklist") + "?again=1").content.decode()

    assert "In de RNI sinds" in page
    assert "moet zich toch inschrijven als inwoner" in page
    assert "de plicht om zich in te schrijven blijft" in listed


def test_the_rni_counts_as_no_registration_in_the_effect_and_in_the_share(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.RNI)

    count_effect(on=timezone.localdate())

    whole = EffectCount.objects.get(on=timezone.localdate(), provider=None)
    numbers = desk_numbers(worklist(bob), actor=bob, on=timezone.localdate())
    assert (whole.obliged, whole.registered) == (1, 0)
    assert (numbers.present, numbers.registered_present) == (1, 0)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.NOT_FOUND, ""),
        (State.DEPARTED, ""),
        (State.NOT_OBLIGED, NotObliged.SLEEPS_ELSEWHERE),
        (State.NOT_OBLIGED, NotObliged.OTHER_MUNICIPALITY),
    ],
)
def test_what_was_found_before_the_duty_began_says_nothing_about_it(arrive, site, bob, state, reason) -> None:
    after = arrive(site, "Testowska", nights_ago=143)
    recorded(after, state, reason=reason, days_ago=21)
    on_the_day = part_of(after, bob)
    recorded(after, state, reason=reason, days_ago=22)

    assert (on_the_day, part_of(after, bob)) == ("aside", "overdue")
    assert line_of(after, bob).overtaken == Overtaken.SINCE


def test_who_would_leave_soon_comes_back_once_the_nights_are_there(arrive, site, bob) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    recorded(found, State.NOT_OBLIGED, reason=NotObliged.LEAVES_SOON)

    assert part_of(found, bob) == "overdue"
    assert line_of(found, bob).overtaken == Overtaken.STAYED


@pytest.mark.parametrize(("nights", "refused"), [(121, False), (122, True)])
def test_to_leave_before_the_four_months_is_no_reason_after_them(
    arrive, site, bob, step, logged_in, nights, refused
) -> None:
    found = arrive(site, "Testowska", nights_ago=nights)
    page = logged_in(bob).get(reverse("registration:person", args=[found.person_id])).content.decode()

    if refused:
        with pytest.raises(Refusal, match="stayed_already"):
            step(bob, found, State.NOT_OBLIGED, reason=NotObliged.LEAVES_SOON)
    else:
        step(bob, found, State.NOT_OBLIGED, reason=NotObliged.LEAVES_SOON)

    assert ('value="leaves_soon"' in page) is not refused
    assert FollowUp.objects.exists() is not refused


@pytest.mark.parametrize(("state", "days", "part"), [
    (State.DEPARTED, 3, "overdue"), (State.NOT_FOUND, 3, "overdue"), (State.DEPARTED, 1, "aside"),
])  # fmt: skip
def test_who_was_gone_and_arrives_again_comes_back_at_once(
    arrive, provider, venlo, make_site, alice, bob, state, days, part
) -> None:
    large, today = make_site(provider, venlo), timezone.localdate()
    found = arrive(large, "Testowska", nights_ago=150)
    stay = Stay.objects.get(worker__person=found.person_id, known_until=None)
    check_out(actor=alice, stay_ids=[stay.stay_id], departure=today - timedelta(days=4), at=timezone.now(), nonce=None)
    recorded(found, state, days_ago=days)
    again = Declared(site_id=large.pk, arrival=today - timedelta(days=1), worker_id=stay.worker_id)
    check_in(actor=alice, arrivals=[again], at=timezone.now(), nonce=None)

    assert part_of(found, bob) == part


def test_a_registration_that_no_longer_holds_is_to_be_looked_at_now(arrive, site, bob) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    recorded(found, State.REGISTERED, next_in=180)

    line = line_of(found, bob)

    assert (line.overtaken, line.next_on) == (Overtaken.REGISTRATION, line.on)


def test_a_finding_that_holds_shows_its_reason_and_its_date(arrive, site, bob, step, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.NOT_OBLIGED, reason=NotObliged.TWICE_IN_REGISTER)
    client = logged_in(bob)

    page = client.get(reverse("registration:worklist") + "?tab=aside")

    assert "Staat twee keer in het register" in page.content.decode()
    assert "opnieuw kijken op" in page.content.decode().lower()


def test_every_cause_has_words_and_everybody_with_a_duty_is_to_be_done_or_has_a_reason(arrive, site, bob) -> None:
    assert set(OVERTAKEN) == set(Overtaken)
    found = arrive(site, "Testowska", nights_ago=150)
    for state in State:
        reason = NotObliged.OTHER if state is State.NOT_OBLIGED else ""
        recorded(found, state, reason=reason)
        line, part = line_of(found, bob), part_of(found, bob)

        assert part in TO_DO_PARTS or (part == "aside" and line.next_on > timezone.localdate()), state

    assert Assessment.objects.get().status == "duty_counted"
