"""Who is still here after how long."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.published_curves import PublishedCurve, kinds_of_stay, mean_months, survival_of

DECISIO = PublishedCurve((12, 60), (0.52, 0.27))


def test_the_curve_goes_through_the_published_points_and_falls_evenly_between_them() -> None:
    curve = survival_of(DECISIO, 73)

    assert curve[[0, 12, 60]] == pytest.approx([1, 0.52, 0.27])
    assert curve[6] == pytest.approx(0.52**0.5)
    assert curve[36] == pytest.approx((0.52 * 0.27) ** 0.5)
    assert curve[72] == pytest.approx(0.27 * (0.27 / 0.52) ** (12 / 48))


def test_the_published_hazards_come_out() -> None:
    curve = survival_of(DECISIO, 61)

    assert -np.log(curve[12]) == pytest.approx(0.654, abs=0.0005)
    assert -np.log(curve[60] / curve[12]) / 4 == pytest.approx(0.164, abs=0.0005)


def test_the_poles_of_2011_stay_as_cbs_counted_them() -> None:
    poles = PublishedCurve((12, 24, 60), (36 / 63, 24 / 63, 20 / 63))

    assert survival_of(poles, 61)[[12, 24, 60]] == pytest.approx([0.5714, 0.3810, 0.3175], abs=0.0001)


@pytest.mark.parametrize("points", [((12,), (1.0,)), ((12, 60), (0.5, 0.5)), ((12, 60), (0.4, 0.5)), ((60, 12), (0.5, 0.4)),
                                    ((12,), (0.0,)), ((0,), (0.5,)), ((), ())])  # fmt: skip
def test_a_curve_that_does_not_fall_is_refused(points) -> None:
    with pytest.raises(Refusal) as refused:
        PublishedCurve(*points)

    assert refused.value.code == "retention_must_fall"


def test_the_mean_length_of_a_stay_is_that_of_the_sum_without_end() -> None:
    assert mean_months(survival_of(DECISIO, 61)) == pytest.approx(survival_of(DECISIO, 20_000).sum(), rel=1e-12)
    assert mean_months(survival_of(DECISIO, 61), growth=1.01) == pytest.approx(
        (survival_of(DECISIO, 20_000) * 1.01 ** -np.arange(20_000.0)).sum(), rel=1e-12
    )


def test_arrivals_that_shrink_faster_than_people_leave_have_no_past() -> None:
    with pytest.raises(Refusal) as refused:
        mean_months(survival_of(DECISIO, 61), growth=0.9)

    assert refused.value.code == "growth_below_leaving"


@given(first=st.floats(0.05, 0.95), part=st.floats(0.05, 0.95))
def test_short_mid_and_long_stays_add_up_to_everybody(first: float, part: float) -> None:
    curve = survival_of(PublishedCurve((12, 60), (first, first * part)), 100)

    kinds = kinds_of_stay(curve, mid_from=12, long_from=60)

    assert kinds.sum(axis=0) == pytest.approx(curve)
    assert (kinds >= 0).all()


def test_of_who_arrives_as_many_stay_short_as_leave_within_a_year() -> None:
    kinds = kinds_of_stay(survival_of(DECISIO, 100), mid_from=12, long_from=60)

    assert kinds[:, 0] == pytest.approx([0.48, 0.25, 0.27])
    assert kinds[:, 12] == pytest.approx([0, 0.25, 0.27])
    assert kinds[:, 60] == pytest.approx([0, 0, 0.27])
