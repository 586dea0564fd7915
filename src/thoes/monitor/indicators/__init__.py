"""The indicators of the monitor, declared per subject in a file of its own.

Who adds a subject adds its file and one name to `_SUBJECTS`.
"""

from functools import cache

from thoes.monitor.indicators import forecasts, length_of_stay, register_counts, unseen
from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

_SUBJECTS = (register_counts.INDICATORS, length_of_stay.INDICATORS, unseen.INDICATORS, forecasts.INDICATORS)


def all_indicators() -> list[Indicator]:
    """Each in its latest version, in the order of the subjects."""
    return [indicator for subject in _SUBJECTS for indicator in subject]


@cache
def _by_key() -> dict[str, Indicator]:
    return {indicator.key: indicator for indicator in all_indicators()}


def indicator_named(key: str) -> Indicator | None:
    """The latest version of an indicator; None for a key that there is not."""
    return _by_key().get(key)
