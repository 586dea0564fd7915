"""From the upload of a list of 5,000 lines to the page that says how it was understood, as somebody waits for it.

The page is asked as a browser does: the file is posted, how far it is is asked again every 0.4 s, and then the page. The
background is a process of its own, and has worked before, as that of a site in use has.

What counts is the processor time of all together: of this process, which is the site, of the background with the process
that reads the workbook, and of the whole server of the database. Time on the clock says as much of what else the machine did.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.imports import FIRST, list_of, site_and_manager
from bench.report import compare, console
from bench.scale import scaled
from thoes.accounts.public import Actor, User
from thoes.housing.public import Bed, Site
from thoes.imports.stays import StayList
from thoes.register.public import Declared, DeclaredWorker
from thoes.register.services.previewing import preview_check_in

LINES, ONE_BY_ONE = scaled(5_000, least=200), scaled(50, least=5)
# The page asks so often.
_ASKS_EVERY = 0.4
_LONGEST = 120
_GOAL = "2 s"


@dataclass(frozen=True)
class Waited:
    """How long somebody waited, what of the processor it took, how often the page asked, and the page."""

    clock: float
    processor: float
    asked: int
    page: bytes


def run() -> None:
    """Hand in a short list first, then the long one, and look at its next page of lines too."""
    site, actor = site_and_manager()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=actor.user_id))
    with _background() as background, TemporaryDirectory() as folder:
        _checked(client, site, list_of(Path(folder) / "first.xlsx", 10), background)
        waited = _checked(client, site, list_of(Path(folder) / "list.xlsx", LINES), background)
    compare(
        f"The check page of a list of {LINES:,} lines, after the upload",
        ours=waited.processor,
        alternative=_one_by_one(actor, site) / ONE_BY_ONE * LINES,
        named=f"a check-in tried per line, from {ONE_BY_ONE}",
        goal=_GOAL,
    )
    lines = len(re.findall(rb'<th scope="row"', waited.page))
    console.print(
        f"  on the clock {waited.clock:.1f} s, asked {waited.asked} times how far it is; the page holds {lines} of the"
        f" {LINES:,} lines in {len(waited.page) / 1024:.0f} kB",
        highlight=False,
    )


def _checked(client: Client, site: Site, file: Path, background: psutil.Process) -> Waited:
    sent = SimpleUploadedFile(file.name, file.read_bytes())
    began, spent = time.perf_counter(), _spent(background)
    handed_in = client.post(reverse(f"{StayList.name}:runs"), {"file": sent, "site": str(site.pk)})
    assert handed_in.status_code == 302, handed_in.status_code
    asked = 1
    while "HX-Refresh" not in client.get(f"{handed_in.url}progress/").headers:  # type: ignore[attr-defined]
        assert time.perf_counter() - began < _LONGEST, "the background does not come to it"
        time.sleep(_ASKS_EVERY)
        asked += 1
    page = client.get(handed_in.url)  # type: ignore[attr-defined]
    waited = Waited(time.perf_counter() - began, _spent(background) - spent, asked, page.content)
    assert b'id="understood"' in page.content, "the list was not understood"
    return waited


def _spent(background: psutil.Process) -> float:
    """Processor time so far: of this process, of the background and what it started, and of the database."""
    times = background.cpu_times()
    server = psutil.Process(_number_of_backend()).parent()
    assert server is not None
    database = [server, *server.children()]
    return time.process_time() + float(sum(times[:4]) + sum(sum(one.cpu_times()[:2]) for one in database))


def _number_of_backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    return int(number)


@contextmanager
def _background() -> Iterator[psutil.Process]:
    with subprocess.Popen([sys.executable, "-m", "thoes.cli", "worker"], stdout=subprocess.DEVNULL) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


def _one_by_one(actor: Actor, site: Site) -> float:
    beds = Bed.objects.filter(unit__site=site)[:ONE_BY_ONE]
    worker = DeclaredWorker(family_name="Losmeetlat", given_name="Proef", residence="Testowo")
    arrival = FIRST + timedelta(days=600)
    began = time.process_time()
    for bed in beds:
        declared = Declared(site_id=site.pk, arrival=arrival, worker=worker, bed_id=bed.pk)
        (planned,) = preview_check_in(actor=actor, arrivals=[declared], at=timezone.now())
        assert planned.refusal is None
    return time.process_time() - began
