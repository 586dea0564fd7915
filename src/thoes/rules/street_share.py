"""A municipality's own rule on how many homes of a street may house labour migrants, and how many next to each other.

Counts homes with a permit; who lives in them is not asked. Next to each other is read from house numbers: on one side of
a street they go up by two, and a number with a letter stands beside the same number without one. Where a street is
numbered otherwise that is wrong, which is why the answer is an indication.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thoes.kernel.refusals import Refusal
from thoes.rules.loading import UsedParameter, rule_book

_NUMBER = re.compile(r"\s*(\d+)")


class StreetOutcome(StrEnum):
    """What is said of one more home in a street."""

    WITHIN = "within"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StreetRules:
    """The rules of a municipality on a day; None where it has no such rule, as far as we know."""

    share: UsedParameter | None
    side_by_side: UsedParameter | None


@dataclass(frozen=True, slots=True)
class StreetDecision:
    """A street with one more permitted home.

    `permitted` counts that one too, `allowed` follows from the homes in the street (None while those are not known),
    `row` is the longest row of homes next to each other that the new one is part of (None when its number tells nothing).
    """

    share_outcome: StreetOutcome | None
    row_outcome: StreetOutcome | None
    permitted: int
    homes: int | None
    allowed: int | None
    row: int | None
    rules: StreetRules

    @property
    def is_over(self) -> bool:
        return StreetOutcome.OVER in (self.share_outcome, self.row_outcome)

    @property
    def percentage(self) -> Fraction | None:
        """The part of the street with a permit, in per cent."""
        return None if not self.homes else Fraction(100 * self.permitted, self.homes)


def street_rules(municipality: str, *, on: date) -> StreetRules | None:
    """The rules of a municipality on a day; None when it has neither."""
    found: dict[str, UsedParameter] = {}
    for parameter in rule_book().of_municipality(municipality):
        name = parameter.key.rsplit(".", 1)[-1]
        if name in ("street_share", "side_by_side"):
            try:
                found[name] = UsedParameter(parameter.key, parameter.on(on))
            except Refusal:
                continue
    return StreetRules(found.get("street_share"), found.get("side_by_side")) if found else None


def street_share(number: str, *, others: Collection[str], homes: int | None, rules: StreetRules) -> StreetDecision:
    """Hold one more home, at house number `number`, against the rules; `others` are the permitted homes in the street."""
    permitted = len(others) + 1
    allowed = None if homes is None or rules.share is None else int(homes * rules.share.fraction)
    row = _row(number, others)
    return StreetDecision(
        share_outcome=None if rules.share is None else _held(permitted, allowed),
        row_outcome=None
        if rules.side_by_side is None
        else (StreetOutcome.UNKNOWN if row is None else _held(row, rules.side_by_side.whole_number)),
        permitted=permitted,
        homes=homes,
        allowed=allowed,
        row=row,
        rules=rules,
    )


def _held(number: int, most: int | None) -> StreetOutcome:
    if most is None:
        return StreetOutcome.UNKNOWN
    return StreetOutcome.OVER if number > most else StreetOutcome.WITHIN


def _row(number: str, others: Collection[str]) -> int | None:
    """Homes in the unbroken row around a house number, itself included."""
    here = _digits(number)
    if here is None:
        return None
    count: dict[int, int] = {here: 1}
    for other in others:
        digits = _digits(other)
        if digits is not None and digits % 2 == here % 2:
            count[digits] = count.get(digits, 0) + 1
    row = count[here]
    for step in (-2, 2):
        at = here + step
        while at in count:
            row += count[at]
            at += step
    return row


def _digits(number: str) -> int | None:
    found = _NUMBER.match(number)
    return None if found is None else int(found[1])
