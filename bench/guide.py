"""The guide on a slow network and a cheap telephone, in a real browser: first view, first answer, weight.

The network is 400 ms there and back and 400 kbit/s, the processor four times slower than this machine's: about
a bad 3G; the "slow 4G" of Lighthouse has 150 ms and 1.6 Mbit/s, with the same processor. Each page is opened with an empty
memory, and beside it the same page with the sheet, fonts and scripts of the site for officials. Nothing of it is asserted:
what a page may weigh is a test (`guide/tests/test_weight.py`).
"""

import gzip
import os
import re
import shutil
import statistics
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from urllib.request import urlopen
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.utils import timezone
from django_vite.templatetags.django_vite import vite_asset
from playwright.sync_api import Browser, Page, sync_playwright

from bench.report import compare, console
from bench.scale import scaled
from thoes.guide.web.pack import pack_of

NETWORK = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOWER = 4
RUNS = scaled(5)
ALL = ("nl/", "nl/minimum-wage/", "bg/minimum-wage/", "pl/search/?q=wyplata", "hu/words/", "uk/topics/arriving/")
# Over such a network a page of the site takes many seconds, in which the machine does nothing.
PAGES = ALL[: scaled(len(ALL))]
FIRST_ANSWER = "a[href='/guide/nl/minimum-wage/']"
_STAFF = "/as-the-site"
_OBSERVE = """
    window.seen = {shift: 0, blocked: 0, largest: 0};
    const look = (type, count) =>
        new PerformanceObserver((all) => all.getEntries().forEach(count)).observe({type, buffered: true});
    look("layout-shift", (each) => { if (!each.hadRecentInput) seen.shift += each.value; });
    look("longtask", (each) => { seen.blocked += Math.max(0, each.duration - 50); });
    look("largest-contentful-paint", (each) => { seen.largest = each.startTime; });
"""
_READ = """() => ({...seen, first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, each) => sum + each.transferSize, 0),
    rounds: 1 + performance.getEntriesByType("navigation")[0].redirectCount
        + (performance.getEntriesByType("resource").some((each) => each.renderBlockingStatus === "blocking") ? 1 : 0)})"""

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class View:
    """What the browser says of one opening: paints and the time in which it could not answer in milliseconds.

    `rounds` is how often it asked and waited before it could paint, which no busy machine changes.
    """

    first: float
    largest: float
    blocked: float
    shift: float
    bytes: float
    rounds: float


def run() -> None:
    """Each page beside its alternative, then the way from the start to an answer, then what a telephone keeps."""
    # Playwright runs an event loop; Django would take it for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with _served() as site, _browser() as browser:
        for path in PAGES:
            # The first who asks for a page waits for what this process makes once.
            urlopen(f"{site}/guide/{path}").read()
        pages = {
            path: (_views(browser, f"{site}/guide/{path}"), _views(browser, f"{site}{_STAFF}/guide/{path}"))
            for path in PAGES
        }
        answers = [_first_answer(browser, site, part) for part in ("", _STAFF)]
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
    slowest = max((ours for ours, _theirs in pages.values()), key=lambda view: view.first)
    alternative = max((theirs for _ours, theirs in pages.values()), key=lambda view: view.first)
    named = "with the sheet, fonts and scripts of the site"
    compare(
        f"First view of the slowest of {len(PAGES)} pages of the guide",
        ours=slowest.first / 1000,
        alternative=alternative.first / 1000,
        named=named,
        goal="1.5 s",
    )
    compare(
        "First answer, from the start of the guide", ours=answers[0], alternative=answers[1], named=named, goal="3 s"
    )
    for path, (ours, theirs) in pages.items():
        console.print(f"  {path:24}{_said(ours)}   {named}: {_said(theirs)}", highlight=False)
    packs = {
        language: pack_of(language, scheme="http", host="localhost", on=timezone.localdate())
        for language in ("nl", "bg")
    }
    said = ", ".join(f"{language} {len(pack.compressed) / 1000:.0f} kB" for language, pack in packs.items())
    console.print(f"  kept on a telephone: {said} (goal under 1,500 kB)", highlight=False)


def _said(view: View) -> str:
    return (
        f"{view.rounds:.0f} there and back, FCP {view.first / 1000:.2f} s, LCP {view.largest / 1000:.2f} s, "
        f"TBT {view.blocked:.0f} ms, CLS {view.shift:.3f}, {view.bytes / 1000:.0f} kB"
    )


def _views(browser: Browser, address: str) -> View:
    seen = [_opened(browser, address) for _ in range(RUNS)]
    return View(*(statistics.median(getattr(each, name) for each in seen) for name in View.__dataclass_fields__))


def _opened(browser: Browser, address: str) -> View:
    with _slow_phone(browser) as page:
        page.goto(address, wait_until="load")
        return _seen(page)


def _first_answer(browser: Browser, site: str, part: str) -> float:
    """From opening the start until the answer is there, without the time in which somebody reads: in seconds."""
    took = []
    for _ in range(RUNS):
        with _slow_phone(browser) as page:
            page.goto(f"{site}{part}/guide/nl/", wait_until="load")
            start = _seen(page)
            page.goto(f"{site}{part}/guide/nl/minimum-wage/", wait_until="load")
            took.append((start.largest + _seen(page).largest) / 1000)
    return statistics.median(took)


def _seen(page: Page) -> View:
    page.wait_for_timeout(300)
    read = page.evaluate(_READ)
    return View(read["first"], read["largest"], read["blocked"], read["shift"], read["bytes"], read["rounds"])


@contextmanager
def _slow_phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    context.add_init_script(_OBSERVE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    cable = context.new_cdp_session(page)
    cable.send("Network.enable")
    cable.send("Network.emulateNetworkConditions", NETWORK)
    cable.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield started
        started.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Not a line for each request."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def _served() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, _with_alternative(get_wsgi_application()), _Server, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


def _with_alternative(app: App) -> App:
    """Under `/as-the-site` the same pages of the guide, with what the pages for officials fetch."""
    theirs = vite_asset("frontend/main.js").encode()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(_STAFF):
            return app(environ, start)
        plain = environ | {"PATH_INFO": environ["PATH_INFO"].removeprefix(_STAFF), "HTTP_ACCEPT_ENCODING": ""}
        status: list[str] = []
        page = b"".join(app(plain, lambda code, headers, *_: status.append(code)))
        page = re.sub(rb"<style>.*?</style>", lambda _ours: theirs, page, flags=re.DOTALL)
        body = gzip.compress(page, 6)
        start(
            status[0], [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        )
        return [body]

    return answer
