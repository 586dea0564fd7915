"""How good the contacts are, for everybody: as a page and as files; as JSON beside the figures of the articles."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.contacts.public import ContactQuality, contact_quality
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE
from thoes.ui.lists import ASKED, Action, Choice, Empty, Labelled, Listing, ListPage, Number, Text

MEANS = {
    "needed": _(
        "Kinds of contacts that everybody must find: municipality, RNI desk, doctors and hospitals, information point, legal"
        " help, learning the language, shelter and food"
    ),
    "present": _("Of these kinds: those of which people in the municipality find a contact that was checked in time"),
    "languages_known": _("Of these kinds: those of which it is known for at least one contact what is spoken there"),
    "spoken": _("Of these kinds: those with a contact where this language is spoken; empty where nothing is known"),
    "contacts": _("Contacts in the municipality"),
    "checked": _("Of these contacts: checked within the term, and nobody says something else"),
    "with_hours": _("Of these contacts: the opening hours are known"),
    "own": _("Contacts that are of the municipality itself"),
    "confirmed": _("Of these own contacts: confirmed within the term by the municipality itself"),
}
"""What each number counts: on the page, above the columns of a file, and in the JSON."""


class _Of(Labelled):
    """A number, and of how many; in a file the number alone."""

    kind = "number"


def _part(name: str, of: str) -> Callable[[ContactQuality], Any]:
    def part(row: ContactQuality) -> Any:
        found = getattr(row, name)
        return None if found is None or not getattr(row, of) else f"{found} / {getattr(row, of)}"

    return part


def _language(listing: Listing) -> str:
    return listing.answer("language") or SOURCE


CONTACT_QUALITY = ListPage(
    title=_("How good the contacts are"),
    says=_("Who helps in each municipality, and how far people can rely on it. What each number counts stands below."),
    guard=lambda view: view,
    rows=lambda listing: contact_quality([_language(listing)], on=listing.today),
    filters=[
        Choice(
            name="language",
            label=_("Language that people speak"),
            choices=[(code, FRAME.wording(code).name) for code in GUIDE_LANGUAGES if code != SOURCE],
            any=FRAME.wording(SOURCE).name,
            by=ASKED,
        )
    ],
    columns=[
        Text(_("Municipality"), "municipality"),
        _Of(_("Kinds present"), _part("present", "needed")),
        _Of(_("Language spoken"), _part("spoken", "languages_known"), missing=_("not known")),
        _Of(_("Checked in time"), _part("checked", "contacts"), missing=_("no contacts")),
        _Of(_("Hours known"), _part("with_hours", "contacts"), missing=_("no contacts")),
        _Of(_("Confirmed by the municipality"), _part("confirmed", "own"), missing=_("no contacts")),
    ],
    file_columns=[
        Text(_("Municipality"), "municipality"),
        Text(_("Language"), "language"),
        *(Number(means, name) for name, means in MEANS.items()),
    ],
    file="guide-contact-quality",
    empty=Empty(_("No contacts are known yet"), "", "people"),
    numbers=True,
    per_page=50,
    crumbs=[Action(_("How good the guide is"), "guide:quality")],
    template="guide/readers/contact_quality.html",
    extra=lambda listing: {"means": MEANS.values()},
)
