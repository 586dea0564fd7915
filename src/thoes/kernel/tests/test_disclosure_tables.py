"""Tables of small numbers that add up, attacked by everything that follows from them: exactly, with a linear program."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from thoes.kernel.disclosure import Rounding, ShownCount
from thoes.kernel.disclosure_tables import NO_END, Equation, Key, shown_together, worked_out

JULY, AUGUST = date(2026, 7, 31), date(2026, 8, 31)
NONE: dict[Key, ShownCount] = {}


def key(name: str, period: date = JULY) -> Key:
    return Key(name, period)


def two_by_three(cells: list[int]) -> tuple[dict[Key, int], list[Equation]]:
    """Two towns by three kinds of people, with all totals."""
    numbers, equations = {}, []
    for town in range(2):
        for kind in range(3):
            numbers[key(f"{town}{kind}")] = cells[3 * town + kind]
        numbers[key(f"{town}*")] = sum(cells[3 * town : 3 * town + 3])
        equations.append(Equation(tuple(key(f"{town}{kind}") for kind in range(3)), (key(f"{town}*"),)))
    for kind in range(3):
        numbers[key(f"*{kind}")] = cells[kind] + cells[3 + kind]
        equations.append(Equation((key(f"0{kind}"), key(f"1{kind}")), (key(f"*{kind}"),)))
    numbers[key("**")] = sum(cells)
    equations.append(Equation((key("0*"), key("1*")), (key("**"),)))
    equations.append(Equation(tuple(key(f"*{kind}") for kind in range(3)), (key("**"),)))
    return numbers, equations


def exactly_worked_out(shown: dict[Key, ShownCount], equations: list[Equation]) -> dict[Key, tuple[float, float]]:
    """The least and the most that each number can be, by all that is shown at once."""
    keys = list(shown)
    at = {each: place for place, each in enumerate(keys)}
    sums = np.zeros((len(equations), len(keys)))
    for row, equation in enumerate(equations):
        for each in equation.plus:
            sums[row, at[each]] += 1
        for each in equation.minus:
            sums[row, at[each]] -= 1
    limits = [(count.low, None if count.high == NO_END else count.high) for count in shown.values()]
    found = {}
    for each in keys:
        wanted = np.zeros(len(keys))
        wanted[at[each]] = 1
        least, most = (
            linprog(sign * wanted, A_eq=sums, b_eq=np.zeros(len(equations)), bounds=limits) for sign in (1, -1)
        )
        assert least.status == 0, "what is shown contradicts itself"
        found[each] = (least.fun, -most.fun if most.status == 0 else NO_END)
    return found


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=8), st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_nothing_in_a_table_of_two_ways_is_worked_out_more_closely_than_to_five_numbers(
    secret: bytes, cells: list[int]
) -> None:
    numbers, equations = two_by_three(cells)

    shown = shown_together(Rounding(10, secret), numbers, equations, known=NONE)

    for each, (low, high) in exactly_worked_out(shown, equations).items():
        assert low - 1e-6 <= numbers[each] <= high + 1e-6
        assert numbers[each] == 0 or high - low + 1 > 5 - 1e-6, (each, numbers, shown)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(min_size=1, max_size=8),
    st.integers(0, 80),
    st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1)), min_size=1, max_size=6),
)
def test_the_months_of_a_series_told_one_after_the_other_keep_each_other(secret: bytes, start: int, moves) -> None:
    """What was told before stays; a month is told with who came and who went in it."""
    rounding, stock, known, equations = Rounding(10, secret), start, dict(NONE), []
    numbers = {key("stock", date(2020, 1, 1)): start}
    known |= shown_together(rounding, numbers, [], known=NONE)
    for month, (came, share) in enumerate(moves, start=2):
        before, now = date(2020, month - 1, 1), date(2020, month, 1)
        went = round(share * (stock + came))
        stock += came - went
        new = {key("stock", now): stock, key("in", now): came, key("out", now): went}
        equations.append(Equation((key("stock", before), key("in", now)), (key("stock", now), key("out", now))))
        numbers |= new
        known |= shown_together(rounding, new, equations, known=known)

    for each, (low, high) in exactly_worked_out(known, equations).items():
        assert low - 1e-6 <= numbers[each] <= high + 1e-6
        assert numbers[each] == 0 or high - low + 1 > 5 - 1e-6, (each, numbers, known)


def test_what_one_town_knows_of_itself_tells_nothing_of_its_only_neighbour() -> None:
    numbers = {key("own"): 230, key("other"): 41, key("region"): 271}
    together = Equation((key("own"), key("other")), (key("region"),), may_know_own=True)

    shown = shown_together(Rounding(10, b"k"), numbers, [together], known=NONE)

    region = shown[key("region")]
    other = shown[key("other")]
    low, high = max(other.low, region.low - 230), min(other.high, region.high - 230)
    assert high - low + 1 >= 5


def test_what_was_told_elsewhere_stays_and_the_new_gives_way() -> None:
    numbers = {key(f"v{at}"): 19 for at in range(9)}
    total = ShownCount(180, 171, 171)
    together = Equation(tuple(numbers), (key("total"),))

    shown = shown_together(Rounding(10, b"k"), numbers, [together], known={key("total"): total})

    left = worked_out({**shown, key("total"): total}, [together])
    assert all(high - low + 1 >= 5 for each, (low, high) in left.items() if each in numbers)


def test_what_was_kept_back_stays_so_when_the_same_is_told_again() -> None:
    numbers = {key("a"): 40, key("b"): 60}

    shown = shown_together(Rounding(10, b"k"), numbers, [], known=NONE, kept_back=[key("a")])

    assert (shown[key("a")].number, shown[key("b")].number) == (None, 60)


@pytest.mark.parametrize("number", [0, 1, 9])
def test_nobody_and_few_look_the_same_in_a_split(number: int) -> None:
    (shown,) = shown_together(Rounding(10, b"k"), {key("a"): number}, [], known=NONE).values()

    assert (shown.number, shown.low, shown.high) == (None, 0, 9)


def test_the_same_number_of_another_month_is_rounded_alike() -> None:
    numbers = {key("a", JULY): 34, key("a", AUGUST): 34}

    first, second = shown_together(Rounding(10, b"k"), numbers, [], known=NONE).values()

    assert first == second


def test_with_nothing_to_hide_every_number_is_exact() -> None:
    numbers, equations = two_by_three([1, 2, 3, 4, 5, 6])

    shown = shown_together(Rounding(0, b""), numbers, equations, known=NONE)

    assert {each: count.number for each, count in shown.items()} == numbers
