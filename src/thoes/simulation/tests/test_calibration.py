"""The simulated Limburg adds up to the figures it is calibrated to. One small simulation serves most tests."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from thoes.simulation.figures import figures
from thoes.simulation.generator import simulate
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.names import in_latin_letters
from thoes.simulation.population import draw_career_days
from thoes.simulation.sites import DEMO_PROVIDER

pytestmark = pytest.mark.slow

ON = date(2026, 11, 23)
SCALE = 0.05


@pytest.fixture(scope="module")
def limburg() -> SimulatedLimburg:
    return simulate(scale=SCALE, seed=7, on=ON)


def people_of_stays(limburg: SimulatedLimburg) -> NDArray[np.int32]:
    return limburg.workers.person[limburg.stays.worker]


def overlaps(limburg: SimulatedLimburg, key: NDArray[np.int32]) -> int:
    stays = limburg.stays
    order = np.lexsort((stays.arrival, key))
    departure = np.where(np.isnat(stays.departure), np.datetime64("9999-01-01"), stays.departure)[order]
    same = key[order][1:] == key[order][:-1]
    return int((same & (stays.arrival[order][1:] < departure[:-1])).sum())


def fingerprint(limburg: SimulatedLimburg) -> tuple[bytes | str, ...]:
    groups = (limburg.beds, limburg.people, limburg.workers, limburg.stays, limburg.registrations)
    columns = [getattr(group, name) for group in groups for name in group.__slots__]
    contents = tuple(repr(c.tolist()) if c.dtype == object else c.tobytes() for c in columns)
    return (*contents, repr(limburg.sites), repr(limburg.providers), repr(limburg.employers))


def test_as_many_people_are_here_as_the_scale_asks(limburg: SimulatedLimburg) -> None:
    here = np.unique(people_of_stays(limburg)[limburg.is_here(ON)]).size

    assert here == pytest.approx(figures().present * SCALE, rel=0.03)


def test_the_regions_have_their_published_shares(limburg: SimulatedLimburg) -> None:
    region_of_site = np.array([limburg.municipalities[site.municipality].region for site in limburg.sites])
    regions = region_of_site[limburg.stays.site[limburg.is_here(ON)]]

    found = {region: float((regions == region).mean()) for region in figures().regions}

    assert found == pytest.approx(dict(zip(figures().regions, figures().region_shares, strict=True)), abs=0.03)


def test_half_of_those_who_came_still_come_after_a_year(limburg: SimulatedLimburg) -> None:
    """Seen from the stays alone; the cohort is large because one at this scale would be off by chance."""
    large = simulate(scale=0.2, seed=7, on=ON)
    stays, person, night = large.stays, people_of_stays(large), np.datetime64(ON)
    last_night = np.full(large.people.began.size, np.datetime64("1900-01-01"))
    np.maximum.at(last_night, person, np.where(np.isnat(stays.really_ended), night, stays.really_ended - 1))
    began = large.people.began
    cohort = (began >= night - figures().window_days) & (began <= night - 400)

    still_here = (last_night - began)[cohort] >= np.timedelta64(365, "D")

    assert still_here.mean() == pytest.approx(figures().still_working_after_1_year, abs=0.02)


@pytest.mark.parametrize(("years", "share"), [(1, "still_working_after_1_year"), (5, "still_working_after_5_years")])
def test_careers_last_as_long_as_published(years: int, share: str) -> None:
    days = draw_career_days(np.random.default_rng(1), figures(), 100_000)

    assert (days > years * 365.25).mean() == pytest.approx(getattr(figures(), share), abs=0.01)


def test_a_third_of_the_people_here_are_registered(limburg: SimulatedLimburg) -> None:
    here = np.unique(limburg.workers.identity[limburg.stays.worker[limburg.is_here(ON)]])
    registered = limburg.registrations.identity[np.isnat(limburg.registrations.ended_on)]

    assert np.isin(here, registered).mean() == pytest.approx(figures().registered, abs=0.015)


def test_agriculture_peaks_between_asparagus_and_strawberries(limburg: SimulatedLimburg) -> None:
    stays = limburg.stays
    on_the_land = (limburg.people.sector == "agriculture")[people_of_stays(limburg)]
    months = [date(2026, month, 15) for month in range(1, 12)]

    present = [int((limburg.is_here(day) & on_the_land).sum()) for day in months]

    assert months[int(np.argmax(present))].month in (5, 6, 7)
    assert max(present) > 1.3 * min(present)
    assert stays.arrival.min() < np.datetime64("2023-06-01")


def test_four_in_five_beds_or_more_are_taken_but_not_all(limburg: SimulatedLimburg) -> None:
    occupancy = limburg.is_here(ON).sum() / limburg.beds.site.size

    assert 0.85 <= occupancy <= 0.92


def test_nobody_shares_a_bed_and_no_worker_has_two(limburg: SimulatedLimburg) -> None:
    assert overlaps(limburg, limburg.stays.bed) == 0
    assert overlaps(limburg, limburg.stays.worker) == 0


def test_some_people_are_in_the_books_of_two_providers_at_once(limburg: SimulatedLimburg) -> None:
    doubly_kept = overlaps(limburg, people_of_stays(limburg))

    assert 0 < doubly_kept < 0.02 * limburg.stays.arrival.size


def test_every_stay_lasts_a_night_and_nothing_is_known_too_early(limburg: SimulatedLimburg) -> None:
    stays = limburg.stays
    closed = ~np.isnat(stays.departure)

    assert (stays.departure[closed] > stays.arrival[closed]).all()
    assert (stays.departure[closed] < np.datetime64(ON)).all()
    assert stays.arrival_recorded_at.max() < np.datetime64(ON)
    assert (stays.departure_recorded_at[closed] >= stays.arrival_recorded_at[closed]).all()
    assert (stays.expected_departure > stays.arrival)[~np.isnat(stays.expected_departure)].all()


def test_some_left_without_a_word_and_their_end_has_passed(limburg: SimulatedLimburg) -> None:
    stays = limburg.stays
    unseen = np.isnat(stays.departure) & (stays.really_ended < np.datetime64(ON))

    assert 0 < unseen.sum() < 0.03 * limburg.is_here(ON).sum()
    known = ~np.isnat(stays.expected_departure[unseen])
    assert (stays.expected_departure[unseen][known] <= np.datetime64(ON)).mean() > 0.5


def test_providers_plan_arrivals_of_the_coming_two_weeks_only(limburg: SimulatedLimburg) -> None:
    ahead = (limburg.stays.arrival - np.datetime64(ON)).astype(int)

    assert (ahead > 0).sum() > 20
    assert ahead.max() <= 14


def test_fields_without_a_local_ground_stay_empty(limburg: SimulatedLimburg) -> None:
    sites = limburg.sites
    plain = np.array([not limburg.municipalities[site.municipality].fields for site in sites])[limburg.stays.site]

    assert plain.any()
    assert np.isnat(limburg.stays.expected_departure[plain]).all()
    assert (limburg.stays.employer[plain] == -1).all()


def test_one_person_is_spelled_in_several_ways(limburg: SimulatedLimburg) -> None:
    workers = limburg.workers
    again = np.flatnonzero(workers.person[1:] == workers.person[:-1]) + 1
    swapped = workers.given_name[again] == workers.family_name[again - 1]
    cyrillic = [name for name in workers.family_name if "а" <= name[-1].lower() <= "я"]

    assert swapped.sum() > 10
    assert cyrillic
    assert workers.identity.max() + 1 > limburg.people.born.size


def test_a_bulgarian_name_is_spelled_as_on_the_passport() -> None:
    assert in_latin_letters("Желязко", "BG") == "Zhelyazko"
    assert in_latin_letters("Щастлив", "BG") == "Shtastliv"
    assert in_latin_letters("Сергій", "UA") == "Serhii"
    assert in_latin_letters("Łukasz", "PL") == "Łukasz"


def test_the_demo_provider_has_a_middling_site_in_venlo_and_one_in_horst(limburg: SimulatedLimburg) -> None:
    own = [site for site in limburg.sites if site.provider == DEMO_PROVIDER]
    middling = {limburg.municipalities[site.municipality].name for site in own if 40 <= site.beds <= 120}

    assert middling == {"Venlo", "Horst aan de Maas"}
    assert len(own) == 5


def test_codes_of_sites_are_unique_in_all_31_municipalities(limburg: SimulatedLimburg) -> None:
    assert len({site.code for site in limburg.sites}) == len(limburg.sites)
    assert {site.municipality for site in limburg.sites} == set(range(31))


def test_the_same_seed_gives_the_same_limburg_and_another_does_not() -> None:
    once, twice, other = (fingerprint(simulate(scale=0.01, seed=seed, on=ON)) for seed in (3, 3, 4))

    assert once == twice
    assert once != other


def test_the_day_may_lie_in_the_season() -> None:
    summer = date(2025, 6, 20)

    limburg = simulate(scale=0.02, seed=5, on=summer)

    assert limburg.is_here(summer).sum() == pytest.approx(figures().present * 0.02, rel=0.03)
    assert overlaps(limburg, limburg.stays.bed) == 0


def test_a_scale_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="scale"):
        simulate(scale=0, seed=1, on=ON)
