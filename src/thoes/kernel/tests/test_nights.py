"""Nights are a set: spans that touch or overlap cover each night once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.nights import Span, union

DAY_ZERO = date(2026, 1, 1)
spans = st.builds(
    lambda first, length: Span(DAY_ZERO + timedelta(first), DAY_ZERO + timedelta(first + length)),
    st.integers(0, 60),
    st.integers(-3, 30),
)


def test_spans_that_touch_become_one() -> None:
    assert union([Span(date(2026, 1, 3), date(2026, 1, 5)), Span(date(2026, 1, 1), date(2026, 1, 3))]) == [
        Span(date(2026, 1, 1), date(2026, 1, 5))
    ]


def test_the_day_of_departure_is_not_a_night() -> None:
    assert Span(date(2026, 1, 1), date(2026, 1, 2)).nights == 1


@given(st.lists(spans, max_size=8))
def test_union_covers_exactly_the_nights_of_its_parts(parts: list[Span]) -> None:
    def nights(of: list[Span]) -> list[date]:
        return [span.first + timedelta(n) for span in of for n in range(span.nights)]

    covered = nights(union(parts))

    assert covered == sorted(set(nights(parts)))
