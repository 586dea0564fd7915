"""The whole country on one machine: filled, counted for a night, and looked at. By default a tenth of Limburg.

`THOES_BENCH_SCALE=130 python -m bench national` is about the country: 1.7 million people, 7 million stays in 13 million
versions. It takes an hour or two and 15 GB. Pages and the night are measured in processor time, here and in the database.
"""

import statistics
from dataclasses import dataclass
from datetime import date
from functools import partial

from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.constraints import alive_or_after
from bench.processor_time import processor_seconds
from bench.report import compare, console, seconds
from bench.scale import SCALE, scaled
from thoes.accounts.public import User
from thoes.housing.public import Site
from thoes.kernel.nights import current_night
from thoes.monitor.pages import TABS
from thoes.monitor.public import Why, publish
from thoes.monitor.splits import nationality_group
from thoes.occupancy.kept_counts import keep_counts
from thoes.privacy.public import cross_tenant
from thoes.register.public import Stay, believed
from thoes.registration.public import BrpRegistration, assess_persons
from thoes.simulation.public import Parts, load_parts

SEED = 2020
# With fewer people a part has too few for all that the simulation makes.
LEAST = 0.002
TIMES_LIMBURG = max(0.1 * SCALE, 2 * LEAST)
SAMPLE, WRITTEN = scaled(20_000, least=100), 1_000_000
_MOST_MS, _RUNS, _SHOWN = 500, scaled(3), 8
_VENLO = "GM0983"


def run() -> None:
    """Fill it, count a night both ways, and open the pages that everybody opens."""
    today = timezone.localdate()
    parts = Parts(TIMES_LIMBURG, SEED, today, largest=min(1, TIMES_LIMBURG / 2))
    filled = seconds(
        lambda: load_parts(
            parts, count=parts.count, password="only-for-the-bench", on_progress=lambda _done, _all: None
        ),
        runs=1,
    )
    versions = Stay.objects.count()
    alive, after = alive_or_after(min(versions, WRITTEN))
    written = (
        f"{min(versions, WRITTEN):,} of {versions:,} versions of stays written (the whole register in {filled:.0f} s)"
    )
    compare(
        f"{written}, indexes and constraints built after",
        ours=after,
        alternative=alive,
        named="with all of them alive",
        goal="reported",
    )
    assess_persons(persons=None, on=today, on_progress=lambda _done, _all: None)
    night = current_night(timezone.localtime())
    count_a_night(night)
    count_ahead(night)
    measure_pages()


def count_a_night(night: date) -> None:
    """The refresh of each night, once the months before it are published, beside stay by stay in Python."""
    months = processor_seconds(lambda: publish(night=night, at=timezone.now(), why=Why.ASKED))
    ours = processor_seconds(lambda: publish(night=night, at=timezone.now(), why=Why.NIGHTLY))
    with cross_tenant():
        stays = believed(Stay.objects.all()).count()
        looked_at = min(SAMPLE, stays)
        slow = processor_seconds(lambda: _one_by_one(night, looked_at))
    compare(
        f"The refresh of a night, {stays:,} stays (the first time, with 13 months, {months:.1f} s)",
        ours=ours,
        alternative=slow * stays / looked_at,
        named=f"the same counts of the night stay by stay in Python (from {looked_at:,})",
        goal="60 s",
    )


def count_ahead(night: date) -> None:
    """What the job of every ten minutes keeps for pages that see too many sites to count: of a Limburg as it is, nothing."""
    took = processor_seconds(lambda: keep_counts(on=night, at=timezone.now()))
    console.print(f"  counted ahead of the pages in {took:.1f} s, again every ten minutes", highlight=False)


def _one_by_one(night: date, count: int) -> dict[tuple[str, str, str], int]:
    """What the tests hold the publication against: municipality, split and value of each stay with that night."""
    found: dict[tuple[str, str, str], int] = {}
    long_ago = night - relativedelta(years=1)
    for stay in believed(Stay.objects.select_related("worker", "site"))[:count]:
        if stay.arrival > night or (stay.departure is not None and stay.departure <= night):
            continue
        since = stay.arrival
        same = believed(Stay.objects.filter(worker__person=stay.worker.person_id, arrival__lt=since))
        for earlier in same.order_by("-arrival"):
            if earlier.departure is None or (since - earlier.departure).days <= 30:
                since = earlier.arrival
        registered = BrpRegistration.objects.filter(
            person=stay.worker.person_id, registered_on__lte=night, ended_on=None
        )
        values = {
            "": "",
            "nationality": nationality_group(stay.worker.nationality),
            "housing": stay.site.kind,
            "registration": "registered" if registered.exists() else "unknown",
            "stay": "mid" if since <= long_ago else "short",
        }
        for split, value in values.items():
            key = (stay.municipality_id, split, value)
            found[key] = found.get(key, 0) + 1
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    who: str
    address: str
    seconds: float


def measure_pages() -> None:
    """Every page of the monitor for everybody, and the main pages of the roles; the middle one of three."""
    plain = Client(headers={"host": "localhost"})
    alternative = statistics.median(processor_seconds(lambda: plain.get("/account/login/")) for _ in range(9))
    pages = [page for who, addresses in _addresses() for page in _measured(who, addresses)]
    slowest = sorted(pages, key=lambda page: -page.seconds)
    over = [page for page in pages if page.seconds * 1000 > _MOST_MS]
    compare(
        f"Of {len(pages)} pages of the country the slowest: {slowest[0].address} as {slowest[0].who or 'everybody'}",
        ours=slowest[0].seconds,
        alternative=alternative,
        named="the log-in page",
        goal=f"{_MOST_MS} ms",
    )
    console.print(f"  over {_MOST_MS} ms: {len(over)}", highlight=False)
    for page in slowest[: max(len(over), _SHOWN)]:
        console.print(f"  {page.seconds * 1000:7.0f} ms  {page.who or 'everybody'}  {page.address}", highlight=False)


def _addresses() -> list[tuple[str, list[str]]]:
    on_tabs = [reverse(tab.url_name) for tab in TABS]
    areas = [reverse("monitor:area", args=[code]) for code in (_VENLO, "noord", "limburg")]
    tables = [
        f"{reverse('monitor:table')}?split=nationality&area=municipalities",
        f"{reverse('monitor:map')}?measure=full",
    ]
    files = [reverse("monitor:catalogue"), *(reverse(f"monitor:{form}", args=["people"]) for form in ("csv", "json"))]
    every, need = reverse("housing:all-sites"), reverse("pipeline:need")
    norms, today = reverse("occupancy:norms"), reverse("register:today")
    return [
        ("", [*on_tabs, *areas, *tables, *files]),
        ("huisvester", [today, every, *_night_register()]),
        ("burgerzaken-venlo", [today, *_worklists(), reverse("registration:effect"), reverse("register:duplicates")]),
        ("toezicht-venlo", [today, every, norms, f"{norms}?part=over&sort=-nights_over"]),
        ("beleid-provincie", [today, every, need, norms, reverse("pipeline:plans")]),
    ]


def _worklists() -> list[str]:
    worklist = reverse("registration:worklist")
    return [worklist, f"{worklist}?tab=registered", f"{worklist}?again=1", f"{worklist}?sort=next_on"]


def _night_register() -> list[str]:
    """The board and tonight's list of the largest site that the demo shows."""
    user = User.objects.get(username="huisvester")
    owner = user.memberships.get().organisation_id
    with cross_tenant():
        site = Site.objects.filter(provider=owner, municipality=_VENLO).order_by("code").first()
    return [reverse(f"register:{name}", args=[site.pk]) for name in ("board", "tonight", "timeline")] if site else []


def _measured(who: str, addresses: list[str]) -> list[_Page]:
    client = Client(headers={"host": "localhost"})
    if who:
        client.force_login(User.objects.get(username=who))
    found = []
    for address in addresses:
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            raise AssertionError(f"{address} as {who or 'everybody'} answers {answer.status_code}")
        ask = partial(client.get, address, follow=True)
        found.append(_Page(who, address, statistics.median(processor_seconds(ask) for _ in range(_RUNS))))
    return found
