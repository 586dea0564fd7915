"""The nights of a window drawn as a strip of a row for each month, the same on a page and on paper.

A night here is a full cell, one elsewhere a half, and one of which nothing is known an empty one. The night with which the
number was reached has a ring.
"""

from datetime import date, timedelta
from itertools import groupby

from thoes.rules.night_evidence import Night, NightEvidence
from thoes.ui.charts import Drawing, KeyItem, Look, StripRow, runs_of, strip
from thoes.ui.charts.scales import month_in

_LOOKS = {Night.HERE: Look.MAIN, Night.ELSEWHERE: Look.HALF, Night.NONE: Look.OPEN}


def strip_of(
    name: str, evidence: NightEvidence[str], *, reached_on: date | None, language: str, key: dict[Night, str], ring: str
) -> Drawing:
    """The drawing of a window. `reached_on` is the day that began with the number of nights slept.

    `key` says what each cell means and `ring` what the ring; empty where the number was not reached in this window.
    """
    reached = None if reached_on is None else reached_on - timedelta(days=1)
    rows: list[StripRow] = []
    for (year, month), nights in groupby(evidence.nights(), key=lambda night: (night[0].year, night[0].month)):
        days, found = zip(*nights, strict=True)
        rows.append(
            StripRow(
                month_in(language, date(year, month, 1), with_year=not rows or month == 1),
                runs_of([_LOOKS[night] for night in found], first=days[0].day - 1),
                ring=None if reached is None or reached not in days else reached.day - 1,
            )
        )
    items = [KeyItem(_LOOKS[night], says) for night, says in key.items()]
    if ring:
        items.append(KeyItem(Look.OPEN, ring, is_ring=True))
    return strip(name, rows, columns=31, key=tuple(items), is_cut=True)
