"""The addresses that did not open, in what they stand, and who answers for that."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor, needs
from thoes.contacts.public import KEEP_CONTACTS, ContactLinks, contact_links
from thoes.guide.links.models import LinkCheck, LinkOutcome
from thoes.guide.links.places import LinkPlace, PlaceKind, broken_among, places_of_links
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK
from thoes.ui.lists import Action, Column, Day, Empty, Link, ListPage, Part, Parts, State, Text

_TONES = {
    LinkOutcome.ALIVE: "ok",
    LinkOutcome.REFUSED: "neutral",
    LinkOutcome.UNREACHABLE: "warning",
    LinkOutcome.GONE: "error",
}


class _Address(Column):
    """An address, to open it."""

    def html(self, value: Any, row: LinkCheck) -> SafeString:
        return format_html('<a class="nl-link thoes-keeping__words" href="{0}" rel="noreferrer">{0}</a>', value)


def _where(listing: Any, rows: Any) -> list[LinkCheck]:
    """With the titles of where each stands, and who answers for these."""
    places = places_of_links()
    found = list(rows)
    for row in found:
        row.places = ", ".join(place.title for place in places.get(row.link, ()))
        row.owners = ", ".join(sorted({_owner(place) for place in places.get(row.link, ())}))
    return found


def _owner(place: LinkPlace) -> str:
    if place.kind is PlaceKind.ARTICLE:
        return str(_("Support point"))
    return place.owner or str(_("the province"))


def _outcome(row: LinkCheck) -> tuple[str, Any]:
    outcome = LinkOutcome(row.outcome)
    return _TONES[outcome], outcome.label


LINKS = ListPage(
    title=_("Links in the guide"),
    says=_("Looked at once a week. “Could not be reached” says nothing about the page: look at it yourself."),
    guard=needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE),
    # What stands only in the pages of an employer is nobody's but its own.
    rows=lambda listing: LinkCheck.objects.filter(link__in=list(places_of_links())).order_by("link"),
    parts=Parts(
        [
            Part("", _("Gone"), lambda listing: Q(outcome=LinkOutcome.GONE)),
            Part("unreachable", _("Could not be reached"), lambda listing: Q(outcome=LinkOutcome.UNREACHABLE)),
            Part("refused", _("Opens for people only"), lambda listing: Q(outcome=LinkOutcome.REFUSED)),
            Part("alive", _("Opens"), lambda listing: Q(outcome=LinkOutcome.ALIVE)),
        ]
    ),
    shown=_where,
    columns=[
        _Address(_("Address"), "link"),
        State(_("State"), _outcome),
        Text(_("Stands in"), "places", under="owners"),
        Day(_("Looked at on"), "checked_on"),
        Day(_("Last opened on"), "alive_on"),
    ],
    file="guide-links",
    empty=Empty(_("No link here"), _("Links are looked at in the night from Saturday to Sunday."), "check"),
    crumbs=[Action(_("Articles of the guide"), "guide:keeping")],
)


@dataclass(frozen=True, slots=True)
class _Broken:
    """An address that did not open, in a contact that the reader keeps."""

    check: LinkCheck
    contact: ContactLinks

    @property
    def link(self) -> str:
        return self.check.link


def broken_of_contacts(actor: Actor) -> list[_Broken]:
    """The addresses that did not open in the contacts that somebody keeps, what is gone first."""
    kept = contact_links(kept_by=actor)
    checks = broken_among(link for contact in kept for link in contact.links)
    return [_Broken(check, contact) for check in checks for contact in kept if check.link in contact.links]


CONTACT_LINKS = ListPage(
    title=_("Links of contacts that do not open"),
    says=_("Looked at once a week. “Could not be reached” says nothing about the page: look at it yourself."),
    guard=needs(KEEP_CONTACTS),
    rows=lambda listing: broken_of_contacts(listing.actor),
    columns=[
        Link(_("Contact"), "contact.name", to="contacts:contact", key="contact.pk"),
        _Address(_("Address"), "link"),
        State(_("State"), lambda row: _outcome(row.check)),
        Day(_("Looked at on"), "check.checked_on"),
        Day(_("Last opened on"), "check.alive_on"),
    ],
    empty=Empty(_("Every link opens"), _("Links are looked at in the night from Saturday to Sunday."), "check"),
    file="contact-links",
    crumbs=[Action(_("Contacts"), "contacts:queue")],
)
