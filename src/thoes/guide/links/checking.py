"""Which addresses the guide leads to, where each stands, and what came of opening them."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from urllib.parse import urlsplit

from thoes.guide.article_text import body_of
from thoes.guide.keeping.published import guide_now
from thoes.guide.links.models import LinkCheck, LinkOutcome
from thoes.guide.links.opening import Opened, open_link

_PAUSE_SECONDS = 1.0
"""Between two questions: nobody notices us."""

Open = Callable[[str], Opened]


@dataclass(frozen=True, slots=True)
class Checked:
    """How a round ended: how many addresses of each outcome. `has_network` is no when nothing at all could be reached."""

    counts: Mapping[LinkOutcome, int]
    has_network: bool


def links_of_articles() -> dict[str, list[str]]:
    """Every address to which the shared articles lead, their sources too, with the names of the articles."""
    found: dict[str, list[str]] = {}
    for slug, article in guide_now().items():
        links = {source.link for source in article.sources}
        for text in article.texts.values():
            links |= {link for link in body_of(text.body, text.language).links if link.startswith("https://")}
        for link in sorted(links):
            found.setdefault(link.partition("#")[0], []).append(slug)
    return found


def check_links(
    links: Iterable[str], *, on: date, open_one: Open = open_link, pause: float = _PAUSE_SECONDS
) -> Checked:
    """Open each address once and keep what came of it. Where nothing could be reached, nothing is kept.

    Without a network every page would seem lost, and that is not what happened.
    """
    opened: dict[str, Opened] = {}
    for link in _spread(links):
        if opened:
            time.sleep(pause)
        opened[link] = open_one(link)
    counts = {outcome: sum(each.outcome is outcome for each in opened.values()) for outcome in LinkOutcome}
    has_network = not opened or counts[LinkOutcome.UNREACHABLE] < len(opened)
    if has_network:
        for link, each in opened.items():
            _keep(link, each, on)
        LinkCheck.objects.exclude(link__in=list(opened)).delete()
    return Checked(counts, has_network)


def broken_links() -> list[LinkCheck]:
    """The addresses that did not open, what is gone first; those that only people open are not among them."""
    broken = LinkCheck.objects.filter(outcome__in=[LinkOutcome.GONE, LinkOutcome.UNREACHABLE])
    return list(broken.order_by("outcome", "link"))


def _keep(link: str, opened: Opened, on: date) -> None:
    came = {"outcome": opened.outcome, "status": opened.status, "checked_on": on}
    if opened.outcome in (LinkOutcome.ALIVE, LinkOutcome.REFUSED):
        came["alive_on"] = on
    LinkCheck.objects.update_or_create(link=link, defaults=came)


def _spread(links: Iterable[str]) -> list[str]:
    """One server after another, so that none is asked much at once."""
    by_host: dict[str, list[str]] = {}
    for link in links:
        by_host.setdefault(_host(link), []).append(link)
    return [link for round_ in zip_longest(*by_host.values()) for link in round_ if link]


def _host(link: str) -> str:
    try:
        return urlsplit(link).netloc
    except ValueError:
        # No address at all: asked like any other, which says that it cannot be reached.
        return ""
