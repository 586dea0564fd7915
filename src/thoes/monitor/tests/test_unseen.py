"""How many people nobody saw: published answers, answers by hand, and when there is none."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.dual_system import dual_system
from thoes.monitor.domain.histories import Histories, histories_of, link, with_link_faults
from thoes.monitor.domain.loglinear import Existence, estimate_unseen, fit_model, over_link_faults, with_intervals
from thoes.monitor.domain.one_list import captures, estimates_of_one_list, zelterman, zero_truncated_poisson
from thoes.monitor.domain.poisson_fits import cells_that_vanish, fit_many
from thoes.monitor.methods import published_example

POLES, _SOURCE = published_example()
# Hepatitis A in Taiwan, 1995: three lists of 271 people, as the package CARE1 describes them; the counts as they stand in
# Chao, Tsay, Lin, Shau and Chao (2001), Statistics in Medicine 20, 3123.
HEPATITIS = histories_of(
    "PQE",
    {
        (1, 1, 1): 28,
        (1, 1, 0): 21,
        (1, 0, 1): 17,
        (0, 1, 1): 18,
        (1, 0, 0): 69,
        (0, 1, 0): 55,
        (0, 0, 1): 63,
    },
)
# Found by the police in four Dutch cities: Van der Heijden, Bustami, Cruyff, Engbersen and Van Houwelingen (2003).
FOUND_BY_POLICE = captures(np.arange(1, 7), np.array([1645.0, 183, 37, 13, 1, 1]))


def two_lists(both: int, first: int, second: int) -> Histories:
    return histories_of(["first", "second"], {(1, 1): both, (1, 0): first, (0, 1): second})


def test_the_poles_of_2009_are_estimated_as_published() -> None:
    # Van der Heijden, Cruyff and Van Gils (2011); the range of odds ratios in the README of Jinghao-Sun/crc.partialid.
    found = dual_system(POLES, odds_ratio=(0.5, 2))

    assert found.lincoln_petersen.estimate == pytest.approx(193_874, abs=1)
    assert (found.independent.low, found.independent.high) == pytest.approx((177_518, 212_497), abs=1)
    assert (found.range.points.low, found.range.points.high) == pytest.approx((117_591, 346_442), abs=1)
    assert (found.range.interval.low, found.range.interval.high) == pytest.approx((109_557, 383_318), rel=0.002)


def test_afghans_iranians_and_iraqis_of_2007_are_estimated_as_published() -> None:
    # Van der Heijden, Whittaker, Cruyff, Bakker and Van der Vliet (2012), Annals of Applied Statistics 6, 831.
    found = dual_system(two_lists(1085, 26_254, 255), odds_ratio=(1, 1))

    assert found.lincoln_petersen.estimate == pytest.approx(33_764.3, abs=0.05)
    assert found.chapman.estimate == pytest.approx(33_758.6, abs=0.05)
    assert found.chapman.se == pytest.approx(437.6, abs=0.05)


def test_who_the_police_found_once_tells_how_many_it_did_not_find_as_published() -> None:
    poisson, zelterman_alone, chao_bound = estimates_of_one_list(FOUND_BY_POLICE)

    assert (poisson.estimate, poisson.se) == pytest.approx((7079.9, 365.8), abs=0.05)
    # Also the example of Rcapture, with both standard errors.
    assert (chao_bound.estimate, chao_bound.se) == pytest.approx((9273.5, 662.6), abs=0.05)
    assert zelterman_alone.estimate == pytest.approx(9424.6, abs=0.05)
    assert [each.is_lower_bound for each in (poisson, zelterman_alone, chao_bound)] == [False, False, True]
    assert all(
        each.interval.low < each.estimate < each.interval.high for each in (poisson, zelterman_alone, chao_bound)
    )


def test_all_eight_models_of_three_lists_are_tried_and_the_best_is_chosen() -> None:
    found = estimate_unseen(HEPATITIS, draws=50)

    assert len(found.models) == 8
    assert found.every_model
    assert [model.aic for model in found.models] == sorted(model.aic for model in found.models)
    assert found.chosen is found.models[0]
    assert all(model.profile is not None and model.bootstrap is not None for model in found.models)


def test_models_with_an_answer_by_hand_give_it() -> None:
    n = HEPATITIS.count
    all_pairs = fit_model(HEPATITIS, [(0, 1), (0, 2), (1, 2)])
    two_pairs = fit_model(HEPATITIS, [(0, 1), (1, 2)])
    one_pair = fit_model(HEPATITIS, [(0, 1)])

    odd = n((1, 1, 1)) * n((1, 0, 0)) * n((0, 1, 0)) * n((0, 0, 1))
    assert all_pairs.unseen == pytest.approx(odd / (n((1, 1, 0)) * n((1, 0, 1)) * n((0, 1, 1))))
    assert (all_pairs.df, all_pairs.deviance) == (0, pytest.approx(0, abs=1e-8))
    # P and E are independent for who is not in Q.
    assert two_pairs.unseen == pytest.approx(n((1, 0, 0)) * n((0, 0, 1)) / n((1, 0, 1)))
    # Who is in P or Q, and who of them is in E as well.
    in_both = n((1, 1, 1)) + n((1, 0, 1)) + n((0, 1, 1))
    without = n((1, 1, 0)) + n((1, 0, 0)) + n((0, 1, 0))
    assert one_pair.unseen == pytest.approx(without * n((0, 0, 1)) / in_both)


def test_a_model_of_equal_aic_with_fewer_terms_is_chosen() -> None:
    # Three lists that are exactly independent: nothing is won by a term, and each costs two.
    exact = histories_of("abc", {h: 1000 * 0.25 ** sum(h) * 0.75 ** (3 - sum(h)) for h in HISTORIES})

    found = estimate_unseen(exact, draws=50)

    assert found.chosen.interactions == ()
    assert found.chosen.estimate == pytest.approx(1000)


HISTORIES = [tuple(cell) for cell in HEPATITIS.cells.tolist()]


def test_two_lists_have_one_model_and_no_say_about_their_dependence() -> None:
    found = estimate_unseen(POLES, draws=50)

    assert [model.interactions for model in found.models] == [()]
    assert found.chosen.estimate == pytest.approx(dual_system(POLES, odds_ratio=(1, 1)).lincoln_petersen.estimate)


def test_two_lists_that_share_nobody_have_no_estimate_and_no_giant_number() -> None:
    apart = two_lists(0, 40, 50)
    found = estimate_unseen(apart)
    two = dual_system(apart, odds_ratio=(0.5, 2))

    assert found.chosen is None
    assert found.models[0].existence is Existence.DOES_NOT_EXIST
    assert found.models[0].estimate is None
    assert (two.lincoln_petersen, two.range) == (None, None)
    assert two.chapman.estimate == pytest.approx(41 * 51 - 1)


def test_a_term_that_runs_away_leaves_the_estimate_where_it_does_not_hang_on_it() -> None:
    # Nobody is in b and c: they may be each other's opposite, or independent and small.
    apart = histories_of("abc", {(1, 1, 0): 5, (1, 0, 1): 8, (1, 0, 0): 69, (0, 1, 0): 55, (0, 0, 1): 63})

    opposite = fit_model(apart, [(1, 2)])
    through_a = fit_model(apart, [(0, 1), (0, 2)])

    assert opposite.existence is Existence.ON_THE_EDGE
    assert opposite.estimate == pytest.approx(200 + (55 + 63) * 69 / (5 + 8))
    # b and c independent for who is not in a: 55 x 63 / 0.
    assert through_a.existence is Existence.DOES_NOT_EXIST
    assert through_a.estimate is None


def test_an_estimate_can_lack_on_a_pattern_of_zeros_that_leaves_no_margin_empty() -> None:
    # After Fienberg and Rinaldo (2012): no sum over a term is zero, and still the likelihood has no highest point.
    opposite = histories_of(
        "abc", {(1, 1, 0): 9, (1, 0, 1): 8, (0, 1, 1): 7, (1, 0, 0): 0, (0, 1, 0): 5, (0, 0, 1): 6, (1, 1, 1): 0}
    )

    found = fit_model(opposite, [(0, 1), (0, 2), (1, 2)])

    assert found.existence is not Existence.EXISTS


def test_a_list_that_holds_everybody_of_the_other_leaves_nobody_unseen_and_an_interval() -> None:
    # Nobody is only in the first list: then the second one has everybody, as Lincoln and Petersen say as well.
    inside = two_lists(50, 0, 70)

    model = estimate_unseen(inside, draws=50).chosen
    two = dual_system(inside, odds_ratio=(1, 1))

    assert (model.existence, model.estimate) == (Existence.ON_THE_EDGE, 120)
    assert two.lincoln_petersen.estimate == 120
    assert model.profile.low == 120
    assert model.profile.high == pytest.approx(two.independent.high, rel=1e-6)
    # No population drawn from it would have anybody unseen.
    assert model.bootstrap is None


def test_no_interval_begins_below_the_number_that_was_seen() -> None:
    few = estimate_unseen(two_lists(1, 1, 1)).chosen

    assert few.profile.low >= 3
    assert few.bootstrap.low >= 3


def test_of_a_table_without_zeros_the_estimate_always_exists() -> None:
    assert not cells_that_vanish(np.ones((3, 1)), np.array([1.0, 2, 3])).any()
    assert {model.existence for model in estimate_unseen(HEPATITIS, draws=20).models} == {Existence.EXISTS}


# Published tables and estimates as the package Rcapture tests itself with (cran/Rcapture, inst/tests/testPapersResults.R):
# Rivest (2011) on Darroch et al. (1993) and Bruno et al. (1994), and Cormack, Chang and Smith (2000). Counts in the order
# of our histories.
DARROCH = (72, 155, 7, 71, 13, 53, 43)
DIABETES = (58, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10)
DEATHS = (72, 5, 29, 53, 24, 3, 12, 14, 0, 0, 0, 1, 0, 0, 2)
DEATHS_OF_THREE = (72, 5, 29, 54, 24, 3, 14)
ALL_OF_FOUR = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def table(counts: tuple[int, ...]) -> Histories:
    lists = "abcd"[: 3 if len(counts) == 7 else 4]
    cells = [cell for cell in product((1, 0), repeat=len(lists)) if any(cell)]
    return histories_of(lists, dict(zip(cells, counts, strict=True)))


@pytest.mark.parametrize(
    ("counts", "interactions", "estimate", "deviance", "df"),
    [
        (DARROCH, [(0, 1), (0, 2), (1, 2)], 1240, 0, 0),
        (DARROCH, [(0, 1), (1, 2)], 850, 3.8, 1),
        (DIABETES, [pair for pair in ALL_OF_FOUR if pair != (0, 3)], 2771, 7.62, 5),
        (DIABETES, [(0, 2), (1, 3), (2, 3)], 2472, 21.97, 7),
        (DEATHS, [], 215, 87.1, 10),
        (DEATHS, [(0, 1), (0, 2), (2, 3)], 218, 2.6, 7),
        (DEATHS_OF_THREE, [], 209, 75.1, 3),
        # Of these two Rcapture finds another deviance than the paper.
        (DEATHS, [(2, 3)], 215, None, 9),
        (DEATHS_OF_THREE, [(0, 2), (1, 2)], 233, None, 1),
    ],
)
def test_published_tables_give_the_published_estimates(counts, interactions, estimate, deviance, df: int) -> None:
    found = fit_model(table(counts), interactions)

    # In the third table lists share nobody, and a term runs away on which the estimate does not hang.
    assert found.existence is not Existence.DOES_NOT_EXIST
    assert found.estimate == pytest.approx(estimate, abs=0.5)
    assert deviance is None or found.deviance == pytest.approx(deviance, abs=0.06)
    assert found.df == df


@pytest.mark.parametrize("interactions", [ALL_OF_FOUR, [(0, 1), (0, 2), (0, 3), (2, 3)]])
def test_where_rcapture_gives_more_than_a_million_there_is_no_estimate(interactions) -> None:
    found = fit_model(table(DEATHS), interactions)

    assert found.existence is Existence.DOES_NOT_EXIST
    assert (found.unseen, found.estimate) == (None, None)


def test_the_interval_by_profile_likelihood_is_the_published_one() -> None:
    # Cormack, Chang and Smith (2000), table 3b, line 1, and Rcapture.
    three = table(DEATHS_OF_THREE)

    found = with_intervals(three, fit_model(three, ()), draws=20)

    assert (round(found.profile.low), round(found.profile.high)) == (203, 217)


def test_two_samples_of_seber_are_estimated_as_published() -> None:
    # Seber (1982), page 107, as in the examples of Rcapture (tests/Examples/Rcapture-Ex.Rout.save).
    found = dual_system(two_lists(167, 781, 254), odds_ratio=(1, 1))

    assert found.lincoln_petersen.estimate == pytest.approx(2389.9, abs=0.05)
    assert found.lincoln_petersen.se == pytest.approx(130.4, abs=0.05)


def test_histories_that_are_not_counted_were_seen_zero_times() -> None:
    short = histories_of("ab", {(1, 1): 5, (1, 0): 7, (0, 1): 0})
    shorter = histories_of("ab", {(1, 1): 5, (1, 0): 7})

    assert short.counts.tolist() == shorter.counts.tolist()


def test_four_lists_have_sixty_four_models_and_five_are_tried_step_by_step() -> None:
    random = np.random.default_rng(3)
    four, five = (_drawn(random, lists) for lists in (4, 5))

    assert len(estimate_unseen(four, draws=20).models) == 64
    stepwise = estimate_unseen(five, draws=20)
    assert not stepwise.every_model
    assert 10 < len(stepwise.models) < 200


def _drawn(random: np.random.Generator, lists: int, people: int = 2000, chance: float = 0.35) -> Histories:
    rows = random.random((people, lists)) < chance
    seen = rows[rows.any(axis=1)].astype(int)
    cells, counts = np.unique(seen, axis=0, return_counts=True)
    return histories_of("abcdefgh"[:lists], dict(zip(map(tuple, cells.tolist()), counts.tolist(), strict=True)))


def test_an_interval_holds_the_truth_about_nineteen_times_in_twenty() -> None:
    random = np.random.default_rng(11)
    held = 0
    for _ in range(60):
        model = with_intervals(found := _drawn(random, 3, people=800), fit_model(found, ()), draws=100)
        held += model.profile.low <= 800 <= model.profile.high

    assert held >= 52


def test_both_intervals_hold_the_estimate_and_the_same_seed_gives_the_same() -> None:
    once, again = (with_intervals(HEPATITIS, fit_model(HEPATITIS, [(0, 1)]), seed=5) for _ in range(2))

    assert once == again
    assert once.profile.low < once.estimate < once.profile.high
    assert once.bootstrap.low < once.estimate < once.bootstrap.high
    assert once.profile.low == pytest.approx(once.bootstrap.low, rel=0.05)


def test_the_fits_in_numpy_are_those_of_statsmodels() -> None:
    design = np.column_stack([np.ones(7), HEPATITIS.cells])

    fitted = fit_many(design, HEPATITIS.counts[None, :])[0]

    # Independence: N, and each list found with its own chance.
    unseen = np.exp(np.linalg.lstsq(design, np.log(fitted), rcond=None)[0][0])
    assert unseen == pytest.approx(fit_model(HEPATITIS, ()).unseen, rel=1e-7)


def test_pseudonyms_in_more_lists_are_one_person() -> None:
    found = link({"register": ["x", "y", "z", "z"], "brp": ["y", "w"], "payroll": ["y", "z"]})

    assert found.count((1, 1, 1)) == 1
    assert found.count((1, 0, 1)) == 1
    assert found.count((1, 0, 0)) == 1
    assert found.count((0, 1, 0)) == 1
    assert found.seen == 4


def test_one_percent_of_links_missed_makes_the_unseen_about_one_percent_more() -> None:
    # Lists that overlap little, so that those who seem to be in one list only hardly change.
    true = two_lists(1000, 99_000, 49_000)
    linked = two_lists(990, 99_010, 49_010)

    more = fit_model(linked, ()).unseen / fit_model(true, ()).unseen
    corrected = with_link_faults(linked, missed=0.01)

    assert more == pytest.approx(1.01, abs=0.001)
    assert corrected.count((1, 1)) == pytest.approx(1000)
    assert corrected.counts == pytest.approx(true.counts)


def test_a_share_of_false_links_takes_as_much_from_the_overlap() -> None:
    found = with_link_faults(two_lists(100, 50, 60), false=0.1)

    assert found.counts.tolist() == [90, 60, 70]


@given(st.lists(st.integers(5, 60), min_size=7, max_size=7), st.floats(0, 0.3), st.floats(0, 0.3))
def test_corrected_links_leave_every_list_as_long_as_it_was(counts: list[int], missed: float, false: float) -> None:
    found = histories_of("abc", dict(zip(HISTORIES, counts, strict=True)))
    corrected = with_link_faults(found, missed=missed, false=false)

    if corrected.counts.min() > 0:
        assert corrected.counts @ corrected.cells == pytest.approx(found.counts @ found.cells)


def test_doubtful_links_make_the_interval_wider_and_never_narrower() -> None:
    model = with_intervals(HEPATITIS, fit_model(HEPATITIS, [(0, 1)]), draws=20)

    wider = over_link_faults(HEPATITIS, model, missed=0.05, false=0.05)

    assert wider.low < model.profile.low
    assert wider.high > model.profile.high


@pytest.mark.parametrize(
    ("lists", "counted", "code"),
    [
        (["a"], {(1,): 5}, "too_few_lists"),
        (["a", "a"], {(1, 1): 5}, "lists_named_alike"),
        (list("abcdefghi"), {(1,) * 9: 5}, "too_many_lists"),
        (["a", "b"], {(0, 0): 5, (1, 1): 2}, "unseen_in_table"),
        (["a", "b"], {(1, 1): 0}, "nobody_seen"),
        (["a", "b"], {(1, 0): 5}, "list_is_empty"),
    ],
)
def test_a_table_that_tells_nothing_is_refused(lists: list[str], counted, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        histories_of(lists, counted)

    assert refused.value.code == code


@pytest.mark.parametrize("odds", [(0, 2), (2, 0.5), (-1, 1), (1, float("inf"))])
def test_an_impossible_odds_ratio_is_refused(odds: tuple[float, float]) -> None:
    with pytest.raises(Refusal) as refused:
        dual_system(POLES, odds_ratio=odds)

    assert refused.value.code == "odds_ratio_impossible"


@settings(max_examples=25)
@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500))
def test_a_wider_range_of_odds_ratios_never_makes_the_interval_narrower(both: int, first: int, second: int) -> None:
    found = two_lists(both, first, second)
    narrow, wide = (dual_system(found, odds_ratio=odds).range for odds in ((0.8, 1.25), (0.5, 2)))

    assert wide.interval.low <= narrow.interval.low + 1e-6
    assert wide.interval.high is None or narrow.interval.high <= wide.interval.high + 1e-6
    assert found.seen <= wide.interval.low <= wide.points.low + 1e-6


def test_covariates_that_tell_nothing_leave_the_estimate_as_it_was() -> None:
    half = np.repeat([1645.0, 183, 37, 13, 1, 1], 2) / 2
    found = captures(np.repeat(np.arange(1, 7), 2), half, np.tile([[0.0], [1.0]], (6, 1)), ("women",))

    alike, told = zero_truncated_poisson(FOUND_BY_POLICE), zero_truncated_poisson(found)

    assert told.estimate == pytest.approx(alike.estimate)
    assert dict(told.coefficients)["women"] == pytest.approx(0, abs=1e-6)
    assert zelterman(found).estimate == pytest.approx(zelterman(FOUND_BY_POLICE).estimate)


def test_groups_that_are_found_differently_are_estimated_as_if_apart() -> None:
    often, seldom = np.array([400.0, 300, 150, 50]), np.array([900.0, 60, 3, 0])
    apart = [captures(np.arange(1, 5), counts) for counts in (often, seldom)]
    together = captures(
        np.tile(np.arange(1, 5), 2), np.concatenate([often, seldom]), np.repeat([[0.0], [1.0]], 4, axis=0), ("seldom",)
    )

    for method in (zero_truncated_poisson, zelterman):
        parts = [method(each) for each in apart]
        whole = method(together)
        assert whole.estimate == pytest.approx(sum(part.estimate for part in parts), rel=1e-6)
        assert whole.se**2 == pytest.approx(sum(part.se**2 for part in parts), rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([50.0, 0, 0], "nobody_named_twice"), ([0.0, 40, 3], "nobody_named_once")],
)
def test_a_list_that_tells_too_little_has_no_estimate_of_zelterman_and_says_why(counts, reason: str) -> None:
    found = zelterman(captures(np.arange(1, 4), np.array(counts)))

    assert (found.estimate, found.reason) == (None, reason)


def test_covariates_that_say_the_same_are_not_told_apart() -> None:
    twice = np.column_stack([FOUND_BY_POLICE.times == 1, FOUND_BY_POLICE.times == 1]).astype(float)
    found = captures(FOUND_BY_POLICE.times, FOUND_BY_POLICE.people, twice, ("one", "other"))

    assert zero_truncated_poisson(found).reason == "covariates_not_told_apart"


def test_people_who_were_named_zero_times_cannot_be_counted() -> None:
    with pytest.raises(Refusal) as refused:
        captures(np.array([0, 1]), np.array([3.0, 5]))

    assert refused.value.code == "unseen_in_table"
