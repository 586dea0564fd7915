"""Made-up prices of a bed: one of two years ago and a higher one of this year, for most sites.

Drawn from a stream of its own, so that the rest of a seed stays what it is.
"""

from datetime import date
from random import Random

from thoes.housing.public import BedPrice, Inclusion
from thoes.simulation.copying import Table, identifiers
from thoes.simulation.limburg import SimulatedLimburg

_KNOWN = 0.85


def draw_prices(limburg: SimulatedLimburg, site_ids: list[str]) -> list[Table]:
    """The prices as one table; the same seed gives the same."""
    random, rows = Random(limburg.seed * 5003 + 6), []
    for site_id in site_ids:
        if random.random() > _KNOWN:
            continue
        price, includes = random.randint(92, 138), [each.value for each in Inclusion if random.random() < 0.5]
        for year, amount in ((limburg.on.year - 2, price), (limburg.on.year, price + random.randint(3, 12))):
            rows.append((site_id, date(year, 1, 1), amount, includes))
    if not rows:
        return []
    return [
        Table(
            BedPrice,
            {
                "id": identifiers(limburg.seed, "bed-price", len(rows)),
                "site": [site_id for site_id, _, _, _ in rows],
                "from_date": [day.isoformat() for _, day, _, _ in rows],
                "per_week": [f"{amount}.00" for _, _, amount, _ in rows],
                "includes": ["{" + ",".join(sorted(includes)) + "}" for _, _, _, includes in rows],
                "voided": ["f"] * len(rows),
                "recorded_at": [f"{limburg.on.isoformat()}T06:00:00Z"] * len(rows),
            },
        )
    ]
