"""What a night and a month come to, stay by stay and day by day: slow, and plain enough to be believed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from thoes.monitor.areas import LIMBURG
from thoes.monitor.splits import SECTOR, nationality_group
from thoes.monitor.tests.some_limburg import TOWNS
from thoes.register.models import Stay
from thoes.register.public import believed
from thoes.registration.models import BrpRegistration


def areas_of(town: str) -> tuple[str, str, str]:
    return town, TOWNS[town][1], LIMBURG


def slow_night(night: date) -> Counter[tuple[str, str, str]]:
    """Who sleeps where by split and value, one by one; and all together under "" and ""."""
    found: Counter[tuple[str, str, str]] = Counter()
    registered = set(
        BrpRegistration.objects.filter(registered_on__lte=night, ended_on=None).values_list("person_id", flat=True)
    )
    for stay in believed(Stay.objects.select_related("worker", "site__provider", "employer")):
        if not slept(stay, night):
            continue
        since = began(stay)
        kind = "mid" if since <= night - relativedelta(years=1) else "short"
        values = {
            "": "",
            "nationality": nationality_group(stay.worker.nationality),
            "housing": stay.site.kind or "unknown",
            "registration": "registered" if stay.worker.person_id in registered else "unknown",
            "stay": kind,
            "sector": sector_of(stay),
            "provider": stay.site.provider.provider_kind or "unknown",
        }
        for area in areas_of(stay.municipality_id):
            found.update((area, split, value) for split, value in values.items())
    return found


def sector_of(stay: Stay) -> str:
    said = stay.employer.sector if stay.employer else ""
    return said if said in SECTOR.values else "other" if said else "unknown"


def slept(stay: Stay, night: date) -> bool:
    return stay.arrival <= night and (stay.departure is None or stay.departure > night)


def began(stay: Stay) -> date:
    """Since when this person is here, over gaps of at most thirty nights."""
    first = stay.arrival
    same = believed(Stay.objects.filter(worker__person=stay.worker.person_id, arrival__lt=stay.arrival))
    for earlier in same.order_by("-arrival"):
        if earlier.departure is None or (first - earlier.departure).days <= 30:
            first = earlier.arrival
    return first


def slow_month(last: date) -> dict[str, Counter[tuple[str, str, str]]]:
    """Who came and went by area and by what stays the same of a person or a stay, one by one, over every day of the month."""
    return slow_moves(days_of(last))


def slow_moves(days: Iterable[date]) -> dict[str, Counter[tuple[str, str, str]]]:
    """The same of some days."""
    stays = list(believed(Stay.objects.select_related("worker", "site__provider", "employer")))
    found: dict[str, Counter[tuple[str, str, str]]] = {"came": Counter(), "went": Counter()}
    values = {
        "": lambda stay: "",
        "nationality": lambda stay: nationality_group(stay.worker.nationality),
        "sector": sector_of,
        "provider": lambda stay: stay.site.provider.provider_kind or "unknown",
    }
    for day in days:
        for area in {area for town in TOWNS for area in areas_of(town)}:
            here = [stay for stay in stays if area in areas_of(stay.municipality_id)]
            for split, value in values.items():
                came = Counter((stay.worker, value(stay)) for stay in here if stay.arrival == day)
                went = Counter((stay.worker, value(stay)) for stay in here if stay.departure == day)
                for name, some, others in (("came", came, went), ("went", went, came)):
                    for (_worker, group), times in (some - others).items():
                        found[name][area, split, group] += times
    return found


def days_of(last: date) -> Iterator[date]:
    return (last.replace(day=1) + timedelta(days=at) for at in range(last.day))
