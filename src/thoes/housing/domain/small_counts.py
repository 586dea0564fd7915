"""Which number of residents somebody who needs no person may see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count as it may be shown: the number itself, or that it is below `least`."""

    number: int | None
    least: int


def shown_count(number: int, *, least: int) -> ShownCount:
    """The number from `least` on and for an empty site; below it only that it is fewer. `least` 0 hides nothing."""
    return ShownCount(None if 0 < number < least else number, least)


def rough_count(number: int, *, least: int) -> ShownCount:
    """As `shown_count`, but rounded to a multiple of `least`.

    For a reader who also knows sums over several sites: what is left of an exact sum would tell the hidden number.
    """
    if least == 0:
        return ShownCount(number, least)
    return shown_count(number if number < least else least * ((2 * number + least) // (2 * least)), least=least)
