"""Where each address stands, in an article, a contact, or a page that an organisation wrote itself, and who answers for it.

What stands only in the pages of an employer or housing provider is opened like the rest, and told to its editor alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.contacts.public import contact_links
from thoes.guide.article_text import body_of
from thoes.guide.keeping.published import guide_now
from thoes.guide.layers.models import LayerAct, LayerVersion
from thoes.guide.links.checking import links_of_articles
from thoes.guide.links.models import LinkCheck, LinkOutcome
from thoes.privacy.public import cross_tenant

_BROKEN = (LinkOutcome.GONE, LinkOutcome.UNREACHABLE)


class PlaceKind(StrEnum):
    """In what an address stands."""

    ARTICLE = "article"
    CONTACT = "contact"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """One place: its title, and who answers for it; "" is who keeps the guide, or for a contact the province."""

    kind: PlaceKind
    title: str
    owner: str = ""


def links_everywhere() -> list[str]:
    """Every address to which the guide leads, wherever it stands: for who opens them, and shows nobody where they were."""
    with cross_tenant():
        pages = [link for page in _pages(LayerVersion.objects.all()) for link in _links_in(page)]
    contacts = [link for contact in contact_links() for link in contact.links]
    return list(dict.fromkeys([*links_of_articles(), *contacts, *pages]))


def places_of_links() -> dict[str, list[LinkPlace]]:
    """The addresses that everybody can come upon, each with where it stands."""
    articles = guide_now()
    found: dict[str, list[LinkPlace]] = {}
    for link, slugs in links_of_articles().items():
        found[link] = [LinkPlace(PlaceKind.ARTICLE, articles[slug].source.title) for slug in slugs]
    for contact in contact_links():
        for link in contact.links:
            found.setdefault(link, []).append(LinkPlace(PlaceKind.CONTACT, contact.name, contact.keeper))
    for page in _pages(LayerVersion.objects.filter(layer__municipality__isnull=False)):
        for link in _links_in(page):
            found.setdefault(link, []).append(LinkPlace(PlaceKind.PAGE, page.title, page.layer.organisation.name))
    return found


def gone_links() -> list[tuple[LinkCheck, list[LinkPlace]]]:
    """What leads nowhere any more of what everybody can come upon, with where it stands."""
    places = places_of_links()
    gone = LinkCheck.objects.filter(outcome=LinkOutcome.GONE, link__in=list(places)).order_by("link")
    return [(check, places[check.link]) for check in gone]


def broken_of_own_pages(actor: Actor) -> dict[UUID, list[LinkCheck]]:
    """Per page of the own organisation the addresses in it that did not open."""
    own = LayerVersion.objects.filter(layer__organisation_id=actor.organisation_id)
    links = [(page.page, link) for page in _pages(own) for link in _links_in(page)]
    checks = {each.link: each for each in broken_among(link for _page, link in links)}
    found: dict[UUID, list[LinkCheck]] = {}
    for page, link in links:
        if link in checks and checks[link] not in found.setdefault(page, []):
            found[page].append(checks[link])
    return {page: broken for page, broken in found.items() if broken}


def broken_among(links: Iterable[str]) -> list[LinkCheck]:
    """Of these the addresses that did not open, what is gone first."""
    return list(LinkCheck.objects.filter(outcome__in=_BROKEN, link__in=set(links)).order_by("outcome", "link"))


def _pages(versions: QuerySet[LayerVersion]) -> list[LayerVersion]:
    """Of these the texts that are shown now."""
    newest = (
        versions.exclude(act=LayerAct.DRAFT)
        .select_related("layer__organisation")
        .order_by("page", "language", "-number")
        .distinct("page", "language")
    )
    return [row for row in newest if row.act == LayerAct.PUBLISHED]


def _links_in(page: LayerVersion) -> list[str]:
    links = {link.partition("#")[0] for link in body_of(page.body, page.language).links if link.startswith("https://")}
    return sorted(links)
