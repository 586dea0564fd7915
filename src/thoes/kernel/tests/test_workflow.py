"""A workflow: who may do what from where; and a table in which something could be lost is found."""

from enum import StrEnum

import pytest

from thoes.kernel.refusals import Refusal
from thoes.kernel.workflow import Step, Workflow, steps_of


class Light(StrEnum):
    """Three states, that are their own moves."""

    RED = "red"
    GREEN = "green"
    OFF = "off"


R, G, OFF = Light


def flow(steps, **more):
    return Workflow(R, steps, refused="not_now", **{"final": frozenset({OFF}), "in_sight": frozenset({R, G}), **more})


GOOD = {
    G: (Step(frozenset({R}), G, "go", who="driver"),),
    R: (Step(frozenset({G}), R, "stop"),),
    OFF: (Step(frozenset({R, G}), OFF, "broken", needs_reason=True),),
}


def test_a_move_leads_to_the_state_of_the_table() -> None:
    assert flow(GOOD).step(G, state=R, who="driver").after(R) is G


@pytest.mark.parametrize(
    ("move", "state", "who"), [(G, R, "walker"), (G, R, None), (R, R, "driver"), (R, OFF, "driver")]
)
def test_a_move_that_is_not_in_the_table_is_refused(move, state, who) -> None:
    with pytest.raises(Refusal) as refused:
        flow(GOOD, field="light").step(move, state=state, who=who)

    assert (refused.value.code, refused.value.field) == ("not_now", "light")
    assert flow(GOOD).find(move, state=state, who=who) is None


def test_what_leaves_the_state_as_it_is_changes_nothing() -> None:
    assert Step(frozenset({G}), None, "only described").after(G) is G


def test_the_moves_from_a_state_stand_in_the_order_of_the_table() -> None:
    assert flow(GOOD).moves_from(G) == [R, OFF]
    assert flow(GOOD).moves_from(OFF) == []


def test_a_good_table_has_no_faults() -> None:
    assert list(flow(GOOD).faults()) == []
    assert list(flow(GOOD, in_sight=frozenset({R})).faults(time_outs={G})) == []


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (flow({**GOOD, OFF: ()}), "off is never reached"),
        (flow(GOOD, final=frozenset(), in_sight=frozenset(Light)), "off has no way out"),
        (flow(GOOD, in_sight=frozenset({R})), "green waits without a time-out"),
        (flow({**GOOD, R: (Step(frozenset({G}), R, ""),)}), "a way to red says not why"),
    ],
)
def test_a_table_in_which_something_can_be_lost_is_found(table, fault) -> None:
    assert fault in list(table.faults())


def test_a_table_of_states_gives_moves_called_after_where_they_lead() -> None:
    steps = steps_of({R: {G: "go"}, G: {R: "stop", OFF: "broken"}})

    assert steps[OFF] == (Step(frozenset({G}), OFF, "broken"),)
