"""Made-up rounds past the beds, once a month at most sites, so that the monitor can say what part is confirmed.

Drawn from a stream of its own, so that the rest of a seed stays what it is. Who was seen is forgotten by then: only numbers.
"""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import numpy as np

from thoes.kernel.months import ends_of_months
from thoes.register.public import Round
from thoes.simulation.copying import Table, identifiers
from thoes.simulation.limburg import SimulatedLimburg

_WALKS, _THIS_MONTH = 0.75, 0.85
_MONTHS = 13
_NOBODY = UUID(int=0)


def draw_rounds(limburg: SimulatedLimburg, site_ids: list[str]) -> list[Table]:
    """The rounds as one table; the same seed gives the same."""
    random = Random(limburg.seed * 5003 + 7)
    walked = [at for at in range(len(site_ids)) if random.random() < _WALKS]
    rows: list[tuple[str, date, int]] = []
    for last in [*ends_of_months(limburg.on, count=_MONTHS), limburg.on - timedelta(days=1)]:
        night = last - timedelta(days=random.randint(0, 9))
        people = np.bincount(limburg.stays.site[limburg.is_here(night)], minlength=len(site_ids))
        rows += [(site_ids[at], night, int(people[at])) for at in walked if random.random() < _THIS_MONTH]
    moments = [f"{night.isoformat()}T20:30:00Z" for _site, night, _people in rows]
    seen = [str(people) for _site, _night, people in rows]
    return [
        Table(
            Round,
            {
                "id": identifiers(limburg.seed, "round", len(rows)),
                "site": [site for site, _night, _people in rows],
                "night": [night.isoformat() for _site, night, _people in rows],
                "made_by": [str(_NOBODY)] * len(rows),
                "made_at": moments,
                "received_at": moments,
                "nonce": identifiers(limburg.seed, "round-nonce", len(rows)),
                "expected": seen,
                "seen": seen,
                "absent": ["0"] * len(rows),
            },
        )
    ]
