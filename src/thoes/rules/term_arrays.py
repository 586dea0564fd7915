"""The end of a term for a column of days: the fast twin of `terms.last_day_of_term`.

People share the days on which their terms begin, so each day is worked out once, by the readable rule itself.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from thoes.rules.terms import Term, last_day_of_term

_EPOCH = date(1970, 1, 1)


def last_days_of_term(begins: NDArray[np.int32], term: Term, *, no_day: int) -> NDArray[np.int32]:
    """The last days of terms that begin on `begins`, counted from 1970-01-01; `no_day` stays as it is."""
    days, place = np.unique(begins, return_inverse=True)
    ends = [no_day if day == no_day else _last_day(int(day), term) for day in days]
    return np.array(ends, np.int32)[place] if len(days) else begins


def _last_day(day: int, term: Term) -> int:
    return (last_day_of_term(_EPOCH + timedelta(days=day), term) - _EPOCH).days
