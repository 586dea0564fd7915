"""The disclosure control over tables: numbers that add up to each other over areas, over the values of a split and over time.

Each number by itself is rounded as everywhere (`disclosure.py`). Yet who subtracts neighbouring areas, values or months gets
closer to a number than it is shown. So all equations that hold between what is shown are laid beside it, what an outsider
could work out is worked out, and where too few possible numbers are left something is shown more roughly, or not at all.

What can be worked out is bounded here by one equation after the other until nothing changes any more. What follows only from
several equations at once (a linear program) is held against it in the tests. Few and nobody look the same in a split.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thoes.kernel.disclosure import Rounding, ShownCount

NO_END = 10**9
NOT_TOLD = ShownCount(None, 0, NO_END)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which number it is: its threshold belongs to the `name`, so that it is rounded alike in every period."""

    name: str
    period: date


@dataclass(frozen=True, slots=True)
class Equation:
    """The numbers of `plus` together are those of `minus` together.

    With `may_know_own` some reader knows one of the numbers of `plus` exactly, any of them: a municipality knows its own.
    """

    plus: tuple[Key, ...]
    minus: tuple[Key, ...]
    may_know_own: bool = False


Bounds = dict[Key, tuple[int, int]]


def worked_out(shown: Mapping[Key, ShownCount], equations: Collection[Equation]) -> Bounds:
    """From which number to which each can be, for who knows everything that is shown and all equations."""
    bounds = {key: (count.low, count.high) for key, count in shown.items()}
    # By number: to hash an equation is to hash all its keys, and the sites of a municipality are a thousand.
    numbered = list(equations)
    of_key: dict[Key, list[int]] = defaultdict(list)
    for number, equation in enumerate(numbered):
        for key in _keys_of(equation):
            of_key[key].append(number)
    waiting = dict.fromkeys(range(len(numbered)))
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        for key, low, high in _narrowed(numbered[number], bounds):
            bounds[key] = (low, high)
            waiting |= dict.fromkeys(of_key[key])
    return bounds


def _narrowed(equation: Equation, bounds: Bounds) -> Iterator[tuple[Key, int, int]]:
    """What gets narrower by this equation alone."""
    (plus_low, plus_high), (minus_low, minus_high) = _together(equation.plus, bounds), _together(equation.minus, bounds)
    for keys, (own_low, own_high), (other_low, other_high) in (
        (equation.plus, (plus_low, plus_high), (minus_low, minus_high)),
        (equation.minus, (minus_low, minus_high), (plus_low, plus_high)),
    ):
        for key in keys:
            low, high = bounds[key]
            least = max(low, other_low - (own_high - high))
            most = min(high, other_high - (own_low - low))
            if (least, most) != (low, high) and least <= most:
                yield key, least, most


def _together(keys: Sequence[Key], bounds: Bounds) -> tuple[int, int]:
    return sum(bounds[key][0] for key in keys), sum(bounds[key][1] for key in keys)


def shown_together(
    rounding: Rounding,
    numbers: Mapping[Key, int],
    equations: Collection[Equation],
    *,
    known: Mapping[Key, ShownCount],
    kept_back: Collection[Key] = (),
) -> dict[Key, ShownCount]:
    """How these numbers are shown beside what is `known` already and stays as it is: what was told before or elsewhere.

    Only what is about an equation is looked at; `numbers` holds the new ones. Of each number that is not nobody, what is left
    is at least `spread` possible numbers, or as many as were left before the new ones came. What is `kept_back` was not told
    when this was told before, and is not told now: what was left out each time would add up to everything.
    """
    ways = {key: [*rounding.in_a_table(key.name, number), NOT_TOLD] for key, number in numbers.items()}
    ways |= {key: [way for way in ways[key] if way.number is None] for key in kept_back if key in ways}
    least = _least_left(rounding, ways, equations, known)
    while True:
        shown = {**known, **{key: each[0] for key, each in ways.items()}}
        bounds = worked_out(shown, equations)
        rougher = _to_be_rougher(equations, bounds, least, numbers, ways)
        if not rougher:
            return {key: each[0] for key, each in ways.items()}
        for key in rougher:
            ways[key].pop(0)


def _least_left(
    rounding: Rounding,
    ways: Mapping[Key, list[ShownCount]],
    equations: Collection[Equation],
    known: Mapping[Key, ShownCount],
) -> dict[Key, int]:
    """How many possible numbers of each must be left: no more than there were while nothing new was told."""
    before = worked_out({**known, **dict.fromkeys(ways, NOT_TOLD)}, equations)
    first = {**known, **{key: each[0] for key, each in ways.items()}}
    return {
        key: min(rounding.spread, high - low + 1, first[key].high - first[key].low + 1)
        for key, (low, high) in before.items()
    }


def _to_be_rougher(
    equations: Collection[Equation],
    bounds: Bounds,
    least: Mapping[Key, int],
    numbers: Mapping[Key, int],
    ways: Mapping[Key, list[ShownCount]],
) -> set[Key]:
    """Per equation that tells too much the smallest of its numbers that can still be told more roughly."""
    found: set[Key] = set()
    stuck: set[Key] = set()
    for equation in equations:
        narrow = set(_too_narrow(equation, bounds, least, numbers))
        if not narrow:
            continue
        free = [key for key in _keys_of(equation) if len(ways.get(key, ())) > 1]
        others = [key for key in free if key not in narrow] or free
        if others:
            found.add(min(others, key=lambda key: (numbers[key], key)))
        else:
            stuck |= narrow
    return found or _nearest(stuck, equations, numbers, ways)


def _nearest(
    keys: set[Key], equations: Collection[Equation], numbers: Mapping[Key, int], ways: Mapping[Key, list[ShownCount]]
) -> set[Key]:
    """The smallest number that can be told more roughly, as few equations as possible away from these; none is nothing."""
    reached = set(keys)
    while reached:
        further = reached.union(*(_keys_of(each) for each in equations if reached & set(_keys_of(each))))
        free = [key for key in further if len(ways.get(key, ())) > 1]
        if free:
            return {min(free, key=lambda key: (numbers[key], key))}
        if further == reached:
            break
        reached = further
    return set()


def _keys_of(equation: Equation) -> tuple[Key, ...]:
    return (*equation.plus, *equation.minus)


def _too_narrow(
    equation: Equation, bounds: Bounds, least: Mapping[Key, int], numbers: Mapping[Key, int]
) -> Iterator[Key]:
    for key in _keys_of(equation):
        low, high = bounds[key]
        # Of nobody there is nothing to tell.
        if high > 0 and high - low + 1 < least[key]:
            yield key
    if equation.may_know_own and len(equation.minus) == 1:
        yield from _narrow_for_one_of_them(equation, bounds, least, numbers)


def _narrow_for_one_of_them(
    equation: Equation, bounds: Bounds, least: Mapping[Key, int], numbers: Mapping[Key, int]
) -> Iterator[Key]:
    """What is left too little of for who knows one of the parts exactly, whichever it is."""
    total_low, total_high = bounds[equation.minus[0]]
    low, high = _together(equation.plus, bounds)
    for own in equation.plus:
        if own not in numbers:
            continue
        rest_low, rest_high = low - bounds[own][0], high - bounds[own][1]
        for key in equation.plus:
            at_least, at_most = bounds[key]
            lowest = max(at_least, total_low - numbers[own] - (rest_high - at_most))
            highest = min(at_most, total_high - numbers[own] - (rest_low - at_least))
            if key != own and highest > 0 and highest - lowest + 1 < least[key]:
                yield key
