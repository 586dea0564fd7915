"""One check-in over HTTP at fifty a second by site managers, beside a page that only reads: the log-in page."""

import gc
import http.client
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from bench.municipality import WORKERS, clerk
from bench.report import compare, console
from bench.scale import scaled
from thoes.accounts.public import Membership, User
from thoes.housing.public import SITE_MANAGER, Bed, Site, Unit
from thoes.kernel.nights import current_night
from thoes.places.public import Municipality, Organisation, OrganisationKind

PER_SECOND, REQUESTS, MANAGERS = 50, scaled(1_000, least=20), scaled(250, least=10)
# One p99 is ten requests of a thousand, and moves with whatever else the machine does in those twenty seconds.
ROUNDS = scaled(3)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT: int = free.getsockname()[1]


def run() -> None:
    """In a register with people in it: a site with enough beds, and some rounds of a thousand people at a steady pace."""
    # Of empty tables the database does not know yet how best to ask them.
    clerk()
    site, beds = _site(ROUNDS * REQUESTS + MANAGERS)
    server = subprocess.Popen([sys.executable, "-m", "thoes.cli", "serve", "--port", str(PORT), "--no-jobs"])
    try:
        _wait_until_up()
        managers = [Browser() for _ in range(MANAGERS)]
        for number, (manager, bed) in enumerate(zip(managers, beds[ROUNDS * REQUESTS :], strict=True)):
            manager.log_in(number)
            manager.check_in(site, bed)
        # Whoever holds the watch may not pause: to look for garbage among all that was made here took 0.15 s, in which every
        # answer seemed late.
        gc.collect()
        gc.freeze()
        gc.disable()
        reads = _paced(lambda n: Browser().get("/account/login/"))
        rounds = [_round(managers, site, beds[begin:]) for begin in range(0, ROUNDS * REQUESTS, REQUESTS)]
    finally:
        gc.enable()
        gc.unfreeze()
        server.terminate()
        server.wait(timeout=300)
    p99s, read_p99 = [_p99(times) for times in rounds], _p99(reads)
    compare(
        f"One check-in over HTTP at {PER_SECOND}/s among {WORKERS:,} people, p99 of {REQUESTS:,}, median of {ROUNDS} rounds",
        ours=statistics.median(p99s),
        alternative=read_p99,
        named="reading the log-in page, p99",
        goal="50 ms",
    )
    times = [each for times in rounds for each in times]
    each = ", ".join(f"{p99 * 1000:.1f}" for p99 in p99s)
    console.print(
        f"  p99 {each} ms; median {statistics.median(times) * 1000:.1f} ms, longest {max(times) * 1000:.1f} ms"
    )


def _round(managers: "list[Browser]", site: uuid.UUID, beds: list[uuid.UUID]) -> list[float]:
    for manager in managers:
        # Who checks somebody in sees the board next. Here nobody does, and "Checked in" would pile up in the session.
        manager.get("/today/")
    return _paced(lambda n: managers[n % len(managers)].copy().check_in(site, beds[n]))


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99) - 1]


def _paced(work: Callable[[int], float]) -> list[float]:
    """Start a piece of work every 1/50 s, each on a thread of its own; a late answer does not hold up the next."""
    times: list[float] = []

    def one(n: int) -> None:
        times.append(work(n))

    threads = []
    begin = time.perf_counter()
    for n in range(REQUESTS):
        time.sleep(max(0.0, begin + n / PER_SECOND - time.perf_counter()))
        thread = threading.Thread(target=one, args=(n,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return times


class Browser:
    """As much of a browser as a check-in needs: cookies and a form token."""

    def __init__(self, cookies: dict[str, str] | None = None) -> None:
        self.cookies = dict(cookies or {})

    def copy(self) -> "Browser":
        return Browser(self.cookies)

    def get(self, path: str) -> float:
        return self._send("GET", path)[0]

    def log_in(self, number: int) -> None:
        # Not over the page: fifty log-ins from one address within a minute are held up.
        client = Client()
        client.force_login(User.objects.get(username=f"bench-{number}"))
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.get("/today/")

    def check_in(self, site: uuid.UUID, bed: uuid.UUID) -> float:
        name = "Meetlat" + "".join(chr(97 + int(digit)) for digit in str(bed.int)[:12])
        fields = {
            **_check_in_fields(bed),
            "family_name": name,
            "given_name": "Proef",
            "residence": "Testowo",
            "nonce": str(uuid.uuid4()),
            "csrfmiddlewaretoken": self.cookies["csrftoken"],
        }
        elapsed, status, page = self._send("POST", _check_in_path(site), fields)
        assert status == 302, f"check-in answered {status}: {re.sub('<[^>]+>', ' ', page)[:600]}"
        return elapsed

    def _send(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[float, int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        start = time.perf_counter()
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        elapsed = time.perf_counter() - start
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return elapsed, answer.status, body


def _check_in_path(site: uuid.UUID) -> str:
    return f"/sites-board/{site}/check-in/"


def _check_in_fields(bed: uuid.UUID) -> dict[str, str]:
    return {"bed": str(bed), "arrival": current_night(timezone.localtime()).isoformat(), "document_kind": "passport"}


def _site(beds: int) -> tuple[uuid.UUID, list[uuid.UUID]]:
    municipality = Municipality.objects.get(code="GM0983")
    provider = Organisation.objects.create(
        name="Meetlat Check-in BV", kind=OrganisationKind.PROVIDER, is_simulated=True
    )
    for number in range(MANAGERS):
        user = User.objects.create_user(f"bench-{number}")
        Membership.objects.create(
            user=user, organisation_id=provider.pk, organisation_kind=provider.kind, organisation_name=provider.name,
            role=SITE_MANAGER,
        )  # fmt: skip
    site = Site.objects.create(
        code="BENCH-IN", name="Meetpunt in", street="Meetweg", house_number="1", postcode="0000 AA", town="Venlo",
        municipality=municipality, provider=provider,
    )  # fmt: skip
    unit = Unit.objects.create(site=site, name="K1")
    made = Bed.objects.bulk_create([Bed(unit=unit, name=str(n), position=n) for n in range(beds)], batch_size=5_000)
    return site.pk, [bed.pk for bed in made]


def _wait_until_up() -> None:
    # On a machine that does much else it takes longer than it takes to be asked.
    for _ in range(600):
        try:
            Browser().get("/account/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not come up")
