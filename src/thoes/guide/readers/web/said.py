"""What readers said, as a list for who keeps the guide."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.guide.frame import FRAME, SOURCE
from thoes.guide.keeping.published import guide_now
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.permissions import READ_FEEDBACK
from thoes.guide.readers.models import About, ReaderFeedback, Said
from thoes.guide.readers.saying import feedback_for, languages_read_by
from thoes.ui.lists import Action, Choice, Day, Empty, Listing, ListPage, State, Text

TONES = {Said.CLEAR: "ok", Said.NOT_CLEAR: "warning", Said.NOT_RIGHT: "warning"}


def title_of(about: str, key: str, owner: str = "") -> str:
    """Of what something was said, as its editors call it."""
    if about == About.ARTICLE:
        found = guide_now().get(key)
        return found.source.title if found else key
    if about == About.PATH:
        paths = PATH_TEXTS.wording(SOURCE)["paths"]
        return str(paths[key]["title"]) if key in paths else key
    if about == About.PAGE:
        return str(_("Pages of %(owner)s") % {"owner": owner})
    return str(About(about).label)


def _title(row: ReaderFeedback) -> str:
    return title_of(row.about, row.key, row.layer.organisation.name if row.layer else "")


def _where(row: ReaderFeedback) -> str:
    """In the pages of which municipality it was read."""
    municipality = row.layer.municipality if row.layer else None
    return municipality.name if municipality else ""


def _said(row: ReaderFeedback) -> list[tuple[str, Any]]:
    return [] if row.about == About.SEARCH else [(TONES[Said(row.said)], Said(row.said).label)]


def _languages(listing: Listing) -> list[tuple[str, str]]:
    codes = languages_read_by(listing.actor) or list(FRAME.languages)
    return [(code, FRAME.wording(code).name) for code in codes] if len(codes) > 1 else []


FEEDBACK = ListPage(
    title=_("What readers say of the guide"),
    says=_("Nobody knows who they are. What they wrote is kept for a year."),
    guard=needs(READ_FEEDBACK),
    rows=lambda listing: (
        feedback_for(listing.actor)
        .select_related("layer__organisation", "layer__municipality")
        .order_by("-said_on", "-pk")
    ),
    filters=[
        Choice(name="about", label=_("Kind of page"), choices=About.choices),
        Choice(name="language", label=_("Language"), choices=_languages),
    ],
    columns=[
        Text(_("Page"), _title, under=_where),
        State(_("Was it clear?"), _said),
        Text(_("What is missing or not right"), "remark"),
        Text(_("Language"), "language"),
        Day(_("Said on"), "said_on", sort="said_on"),
    ],
    file="guide-feedback",
    empty=Empty(
        _("Nobody said anything yet"),
        _("Under each page of the guide readers can say whether it was clear."),
        "book",
    ),
    crumbs=[Action(_("Rule book"), "guide:rulebook")],
    more=[Action(_("What readers asked this week"), "guide:trends", "people")],
)
"""What readers said of the guide, the last first."""
