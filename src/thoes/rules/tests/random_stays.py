"""Random stays that like the edges: touching, overlapping, about a window apart, expected to end about the limit."""

from datetime import date, timedelta

from hypothesis import strategies as st

from thoes.rules.registration_duty import DutyParameters
from thoes.rules.stay_facts import StayFacts, expectations_from

ON = date(2026, 6, 15)
REAL = DutyParameters(window_days=183, nights=122, register_within_days=5, approaching_days=30)
SMALL = DutyParameters(window_days=9, nights=6, register_within_days=2, approaching_days=3)
"""The same rule at a twentieth of the size: random stays hit its edges twenty times as often."""

SITES = {"A": ("Venlo",), "B": ("Venray", "Horst aan de Maas"), "C": ("Venlo",)}


def stays(parameters: DutyParameters, *, at_most: int = 6) -> st.SearchStrategy[list[StayFacts]]:
    """Up to `at_most` stays of one person around `ON`, from two and a half windows before it to one after.

    About half have no departure, and what is expected of some was said, changed or taken back on days
    around the arrival and the departure.
    """
    window, nights = parameters.window_days, parameters.nights
    near_limit = st.sampled_from([0, 1, nights - 1, nights, nights + 1, window - 1, window, window + 1])

    @st.composite
    def stay(draw: st.DrawFn) -> StayFacts:
        offset = draw(st.integers(-5 * window // 2, window) | near_limit.map(lambda days: -days))
        arrival = ON + timedelta(days=offset)
        lengths = st.integers(0, 3 * window // 2) | near_limit
        days = lengths.map(lambda days: arrival + timedelta(days=days))
        departure = draw(st.none() | days)
        said = draw(st.lists(st.tuples(st.integers(-3, 2 * window), st.none() | days), max_size=4))
        expectations = expectations_from(
            sorted(((arrival + timedelta(days=later), until) for later, until in said), key=lambda pair: pair[0])
        )
        expected = expectations[-1].departure if expectations else draw(st.none() | days)
        site = draw(st.sampled_from(sorted(SITES)))
        return StayFacts(arrival, departure, expected, site, draw(st.sampled_from(SITES[site])), expectations)

    return st.lists(stay(), max_size=at_most)
