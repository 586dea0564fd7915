"""Steps with people: what they change, that two clerks do not overtake each other, and the way back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import NotObliged, State
from thoes.registration.models import BrpRegistration, FollowUp
from thoes.registration.queries import desk_numbers, worklist
from thoes.registration.services import Step, take_step, take_steps, undo_steps
from thoes.registration.tests.conftest import now_of

pytestmark = pytest.mark.django_db


def test_a_step_is_added_and_comes_back_on_its_date(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)

    step(bob, found, State.INFORMED)
    step(bob, found, State.INFORMED)

    now = now_of(found.person_id)
    assert (now.state, now.next_on) == ("informed", timezone.localdate() + timedelta(days=14))
    assert FollowUp.objects.count() == 2


def test_the_second_of_two_clerks_hears_what_the_first_did(arrive, site, bob, bea, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bea, found, State.INFORMED)

    with pytest.raises(Refusal) as refused:
        take_step(
            actor=bob,
            person_id=found.person_id,
            seen=None,
            step=Step(to=State.RNI),
            at=timezone.now(),
            batch=uuid4(),
        )

    assert refused.value.code == "follow_up_changed"
    assert refused.value.facts["by"] == "Bea Balie"


def test_repeating_an_action_changes_nothing(arrive, site, bob) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    batch = uuid4()

    for _ in range(2):
        taken = take_steps(
            actor=bob, seen={found.person_id: None}, step=Step(to=State.INFORMED), at=timezone.now(), batch=batch
        )

    assert taken.done == [found.person_id]
    assert FollowUp.objects.count() == 1


def test_registered_goes_with_a_registration_and_undo_takes_both_back(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.INFORMED)
    before = now_of(found.person_id)

    batch = step(bob, found, State.REGISTERED, day=timezone.localdate())
    found.refresh_from_db()
    registered = found.status
    undo_steps(actor=bob, batch=batch, at=timezone.now())
    found.refresh_from_db()

    after = now_of(found.person_id)
    assert (registered, found.status) == ("registered", "duty_counted")
    assert BrpRegistration.objects.get().withdrawn_at is not None
    assert (after.state, after.next_on) == (before.state, before.next_on)


def test_a_departure_ends_the_registration_and_undo_gives_it_back(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.REGISTERED, day=timezone.localdate() - timedelta(days=3))

    batch = step(bob, found, State.DEPARTED, day=timezone.localdate())
    ended = BrpRegistration.objects.get().ended_on
    undo_steps(actor=bob, batch=batch, at=timezone.now())

    assert ended == timezone.localdate()
    assert BrpRegistration.objects.get().ended_on is None


@pytest.mark.parametrize(("days", "refused"), [(-1, False), (0, False), (1, True)])
def test_a_registration_does_not_lie_ahead(arrive, site, bob, step, days, refused) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    day = timezone.localdate() + timedelta(days=days)

    if refused:
        with pytest.raises(Refusal, match="registered_in_future"):
            step(bob, found, State.REGISTERED, day=day)
    else:
        step(bob, found, State.REGISTERED, day=day)

    assert BrpRegistration.objects.exists() is not refused


def test_a_registration_elsewhere_ends_when_somebody_registers_here(arrive, site, bob, weert, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    today = timezone.localdate()
    earlier = BrpRegistration.objects.create(
        person_id=found.person_id,
        municipality=weert,
        registered_on=today - timedelta(days=200),
        recorded_at=timezone.now(),
    )

    batch = step(bob, found, State.REGISTERED, day=today)
    earlier.refresh_from_db()
    ended = earlier.ended_on
    undo_steps(actor=bob, batch=batch, at=timezone.now())
    earlier.refresh_from_db()

    assert (ended, earlier.ended_on) == (today, None)


def test_an_undo_leaves_alone_with_whom_something_happened_since(arrive, provider, venlo, make_site, bob, step) -> None:
    large = make_site(provider, venlo)
    first, second = arrive(large, "Testowska", nights_ago=150), arrive(large, "Proefnik", nights_ago=150)
    batch = uuid4()
    take_steps(
        actor=bob,
        seen={first.person_id: None, second.person_id: None},
        step=Step(to=State.INFORMED),
        at=timezone.now(),
        batch=batch,
    )
    step(bob, second, State.NOT_FOUND)

    taken = undo_steps(actor=bob, batch=batch, at=timezone.now())

    assert taken.done == [first.person_id]
    assert now_of(second.person_id).state == "not_found"


def test_who_is_set_aside_leaves_the_work_until_the_date_and_the_parts_add_up(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.NOT_OBLIGED, reason=NotObliged.SLEEPS_ELSEWHERE)
    today = timezone.localdate()
    back = now_of(found.person_id).next_on

    rows = worklist(bob)
    day_before = desk_numbers(rows, actor=bob, on=back - timedelta(days=1))
    on_the_day = desk_numbers(rows, actor=bob, on=back)

    assert (day_before.to_do, day_before.parts["aside"], day_before.total) == (0, 1, 1)
    assert (on_the_day.to_do, on_the_day.parts["aside"], on_the_day.total) == (1, 0, 1)
    assert back > today


def test_an_assignment_keeps_the_state_and_its_date(arrive, site, bob, bea, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.INFORMED)
    before = now_of(found.person_id)

    step(bob, found, None, assign=True, assigned_to=bea.user_id)

    after = now_of(found.person_id)
    assert (after.state, after.next_on, after.assigned_to) == (before.state, before.next_on, bea.user_id)
    assert desk_numbers(worklist(bea), actor=bea, on=timezone.localdate()).mine == 1


def test_the_database_refuses_to_change_a_step(arrive, site, bob, step) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bob, found, State.INFORMED)

    for change in ({"state": "rni"}, {"next_on": timezone.localdate()}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            FollowUp.objects.update(**change)


def test_many_are_informed_in_one_go_and_it_is_undone_in_one_go(
    arrive, provider, venlo, make_site, bob, logged_in
) -> None:
    large = make_site(provider, venlo)
    people = [arrive(large, name, nights_ago=150) for name in ("Testowska", "Proefnik", "Voorbeeldescu")]
    client, batch = logged_in(bob), uuid4()

    client.post(
        reverse("registration:steps"),
        {"batch": batch, "do": "informed", "person": [f"{found.person_id}:" for found in people]},
    )
    informed = worklist(bob).filter(state="informed").count()
    client.post(reverse("registration:undo", args=[batch]))

    assert informed == 3
    undone = worklist(bob).filter(state="open")
    # Nothing was arranged with them before, so they ask for attention again at once.
    assert [line.next_on for line in undone] == [timezone.localdate()] * 3


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"do": "informed", "person": "no-person"}, 400),
        ({"do": "no-step"}, 400),
        ({"do": "appointment", "day_appointment": "soon"}, 302),
        ({"do": "not_obliged", "reason": "because"}, 400),
        ({"do": "assign", "clerk": "00000000-0000-0000-0000-000000000001"}, 400),
        ({"do": "informed", "batch": "nonsense"}, 400),
    ],
)
def test_what_no_page_sends_changes_nothing(arrive, site, bob, logged_in, fields, status) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    client = logged_in(bob)
    client.raise_request_exception = False

    answer = client.post(reverse("registration:steps"), {"batch": uuid4(), "person": f"{found.person_id}:", **fields})

    assert answer.status_code == status
    assert not FollowUp.objects.exists()


def test_another_municipality_cannot_step_or_undo(arrive, site, bob, wim, step, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    batch = step(bob, found, State.INFORMED)
    client, seen = logged_in(wim), now_of(found.person_id)

    client.post(
        reverse("registration:steps"), {"batch": uuid4(), "do": "rni", "person": f"{found.person_id}:{seen.pk}"}
    )

    assert client.post(reverse("registration:undo", args=[batch])).status_code == 404
    assert now_of(found.person_id) == seen


def test_a_site_manager_and_a_visitor_take_no_steps(alice, logged_in) -> None:
    for address in (reverse("registration:steps"), reverse("registration:undo", args=[uuid4()])):
        assert logged_in(alice).post(address).status_code == 403
        assert Client().post(address).status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=informed", True), ("?state=rni", False), ("?who=me", True), ("?who=nobody", False),
        ("?urgency=late", True), ("?urgency=week", False), ("?again=1", False), ("?tab=overdue&q=testowska", True),
        ("?q=%00%27;DROP+TABLE", False), ("?provider=nonsense&sort=nonsense&page=x", True),
    ],
)  # fmt: skip
def test_the_filters_stand_in_the_address(arrive, site, bob, step, logged_in, query, found) -> None:
    person = arrive(site, "Testowska", nights_ago=150)
    step(bob, person, State.INFORMED)
    step(bob, person, None, assign=True, assigned_to=bob.user_id)

    page = logged_in(bob).get(reverse("registration:worklist") + query).content.decode()

    assert (f"/person/{person.person_id}/" in page) is found


def test_the_person_page_shows_what_was_done_and_by_whom(arrive, site, bob, bea, step, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    step(bea, found, State.NOT_OBLIGED, reason=NotObliged.SLEEPS_ELSEWHERE)

    page = logged_in(bob).get(reverse("registration:person", args=[found.person_id])).content.decode()

    assert "Bea Balie" in page
    assert 'name="do" value="registered"' in page
    assert 'name="do" value="rni"' not in page


def test_a_list_does_one_thing_with_all_who_are_ticked_by_one_choice_and_one_button(
    arrive, site, bob, logged_in
) -> None:
    arrive(site, "Testowska", nights_ago=150)
    page = logged_in(bob).get(reverse("registration:worklist")).content.decode()
    bar = page.partition('class="thoes-bar"')[2].partition("</fieldset>")[0]

    assert bar.count('name="do"') == bar.count("<button") == 1
    assert page.partition("<main")[2].partition("thoes-tabs")[2].partition("</nav>")[0].count("<li>") == 3


def test_what_is_chosen_for_all_ticked_is_done_with_all_of_them(arrive, site, bob, bea, logged_in) -> None:
    people = [arrive(site, name, nights_ago=150) for name in ("Testowska", "Proefnik")]
    client, address = logged_in(bob), reverse("registration:steps")

    def ticks() -> list[str]:
        return [f"{each.person_id}:{getattr(now_of(each.person_id), 'pk', '')}" for each in people]

    client.post(address, {"batch": uuid4(), "do": f"assign:{bea.user_id}", "person": ticks()})
    to_bea = {now_of(each.person_id).assigned_to for each in people}
    client.post(address, {"batch": uuid4(), "do": "assign:", "person": ticks()})
    to_nobody = {now_of(each.person_id).assigned_to for each in people}
    letters = client.post(address, {"do": "letters", "person": ticks(), "language": "pl"})
    one_each = client.post(address, {"do": "letters_one_each", "person": ticks(), "language": "pl"})

    assert to_bea == {bea.user_id}
    assert to_nobody == {None}
    assert letters.content.startswith(b"%PDF")
    assert one_each["Content-Type"] == "application/zip"


def test_nobody_else_gets_letters_by_way_of_a_step(arrive, site, alice, wim, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    form = {"do": "letters", "person": f"{found.person_id}:"}

    assert logged_in(alice).post(reverse("registration:steps"), form).status_code == 403
    assert logged_in(wim).post(reverse("registration:steps"), form).status_code == 404
