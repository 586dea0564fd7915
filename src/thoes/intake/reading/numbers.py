"""Numbers as people type them: "1.250,5", "12 kamers", "€ 110,- p.w."; what could mean two things is refused."""

import re
from decimal import Decimal

from thoes.intake.reading.about_nobody import says_nothing
from thoes.intake.reading.cells import Cell, cell_text
from thoes.kernel.refusals import Refusal

_NUMBER = re.compile(r"^(?:\D*?)(-?\d[\d.,' ]*)(?:,?-|\D*)$")


def read_number(cell: Cell) -> Decimal | None:
    """The number in a cell; None for an empty cell or one that says it is not known."""
    if isinstance(cell, bool):
        raise Refusal("number_unreadable")
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    text = cell_text(cell)
    if says_nothing(text):
        return None
    # Square metres end in a digit that belongs to the unit.
    match = _NUMBER.match(re.sub(r"(?i)\bm[2²]|m²", " ", text).strip())
    if match is None:
        raise Refusal("number_unreadable")
    return Decimal(_plain(match[1].strip(" '.,")))


def read_whole_number(cell: Cell) -> int | None:
    """As `read_number`, for what can only be whole."""
    number = read_number(cell)
    if number is None:
        return None
    if number != number.to_integral_value() or number < 0:
        raise Refusal("number_not_whole")
    return int(number)


def _plain(text: str) -> str:
    text = text.replace("'", "").replace(" ", "")
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        # The last of the two is the decimal sign: 1.250,50 and 1,250.50.
        thousands = "." if comma > point else ","
        return text.replace(thousands, "").replace(",", ".")
    sign = "," if comma >= 0 else "."
    if text.count(sign) > 1 or (sign == "." and re.fullmatch(r"-?\d{1,3}\.\d{3}", text)):
        return text.replace(sign, "")
    return text.replace(",", ".")
