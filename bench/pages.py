"""Every page of every role in a simulated Limburg of the whole province: none over 300 ms, none over 150 kB.

Pages are found as people find them: by the links on the pages before. Of each page one address is asked, the first that is
met, and a list is asked as it opens.

What counts is the processor time of a page: that of this process, which is the site, and that of the process of PostgreSQL
that answers it, which does all its work itself here. Time on the clock stands beside it: it says as much of what else the
machine did. How many questions a page asks the database depends on nothing but the page.
"""

import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape

import psutil
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from django.utils import timezone

from bench.report import compare, console
from bench.scale import SCALE, scaled
from thoes.accounts.public import User
from thoes.monitor.public import Why, publish
from thoes.registration.public import assess_persons, count_effect
from thoes.simulation.public import DEMO_USERS, load, simulate

_LINK = re.compile(r'href="(/[^"#]*)')
_MOST_MS, _MOST_KB = 300, 150
_SLOWEST = 15
# What is no page: files, and what ends the log-in.
_NO_PAGES = re.compile(
    r"^/(?:static|account/logout|media)|\.(?:pdf|xlsx|csv|ods|ics|svg|png|json|zip)(?:\?|$)|[?&]file="
)


@dataclass(frozen=True)
class Cost:
    """What one answer took, in milliseconds: on the clock, of the processor by the site, and by the database."""

    clock: float
    site: float
    database: float

    @property
    def processor(self) -> float:
        return self.site + self.database


@dataclass(frozen=True)
class MeasuredPage:
    """A page as one role meets it; the times are the mean of three answers after a first."""

    who: str
    name: str
    address: str
    cost: Cost
    queries: int
    kilobytes: float

    def __str__(self) -> str:
        return (
            f"{self.cost.processor:7.0f} ms (site {self.cost.site:.0f}, database {self.cost.database:.0f}, on the clock"
            f" {self.cost.clock:.0f}) {self.queries:4} queries {self.kilobytes:5.0f} kB"
            f"  {self.who}  {self.name}  {self.address}"
        )


def run() -> None:
    """Walk all pages as a visitor and as each user of the demo, and name what is slow or heavy."""
    fill()
    walk()


def fill() -> None:
    """A simulated Limburg, with what its nights add up to."""
    today = timezone.localdate()
    load(
        simulate(scale=SCALE, seed=2020, on=today), password="only-for-the-bench", on_progress=lambda _done, _all: None
    )
    assess_persons(persons=None, on=today, on_progress=lambda _done, _all: None)
    count_effect(on=today)
    # Without figures the pages of the monitor are empty.
    publish(night=today, at=timezone.now(), why=Why.ASKED)


def walk() -> None:
    """Ask every page of what is filled, and print the slowest."""
    plain = Client(headers={"host": "localhost"})
    with _one_process_of_the_database() as backend:
        alternative = _cost(lambda: plain.get("/account/login/"), backend=backend, runs=9)
        users = DEMO_USERS[: scaled(len(DEMO_USERS), least=1)]
        pages = [page for who in ("", *(user.username for user in users)) for page in _pages_of(who, backend)]
    pages.sort(key=lambda page: -page.cost.processor)
    slow = [page for page in pages if page.cost.processor > _MOST_MS]
    heavy = sorted((page for page in pages if page.kilobytes > _MOST_KB), key=lambda page: -page.kilobytes)
    compare(
        f"The slowest of {len(pages)} pages of {len(users)} users and a visitor, {pages[0].name} as {pages[0].who}",
        ours=pages[0].cost.processor / 1000,
        alternative=alternative.processor / 1000,
        named="the log-in page",
        goal=f"{_MOST_MS} ms",
    )
    console.print(f"  over {_MOST_MS} ms: {len(slow)}, over {_MOST_KB} kB: {len(heavy)}", highlight=False)
    for page in [*pages[:_SLOWEST], *heavy]:
        console.print(f"  {page}", highlight=False)


def _pages_of(username: str, backend: psutil.Process) -> Iterator[MeasuredPage]:
    client = Client(headers={"host": "localhost"})
    if username:
        client.force_login(User.objects.get(username=username))
    first = "/today/" if username else "/"
    waiting, met = deque([first]), {_name_of(first)}
    while waiting:
        address = waiting.popleft()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address, follow=True)
        if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        body, queries = answer.content, len(asked)
        cost = _cost(lambda address=address: client.get(address, follow=True), backend=backend, runs=scaled(3))
        yield MeasuredPage(username or "visitor", _name_of(address), address, cost, queries, len(body) / 1024)
        for link in map(unescape, _LINK.findall(body.decode())):
            name = "" if _NO_PAGES.search(link) else _name_of(link)
            if name and name not in met:
                met.add(name)
                waiting.append(link)


def _cost(answer: Callable[[], object], *, backend: psutil.Process, runs: int) -> Cost:
    """The mean of some answers, for the system counts the time of another process in steps of 10 ms."""
    before = time.perf_counter(), time.process_time(), _spent_by(backend)
    for _ in range(runs):
        answer()
    after = time.perf_counter(), time.process_time(), _spent_by(backend)
    return Cost(*((late - early) / runs * 1000 for early, late in zip(before, after, strict=True)))


def _spent_by(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


@contextmanager
def _one_process_of_the_database() -> Iterator[psutil.Process]:
    """The process that answers this connection. Helpers of its own would do work that is not seen in its time."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
        yield psutil.Process(number)
        cursor.execute("SELECT pg_backend_pid()")
        if cursor.fetchone() != (number,):
            raise RuntimeError(
                "The connection was renewed while it was measured: the times of the database are not its own."
            )


def _name_of(address: str) -> str:
    """What the page is called in the table of addresses, "" when there is none."""
    try:
        return str(resolve(address.partition("?")[0]).view_name)
    except Resolver404:
        return ""
