"""The addresses that did not open, and in which articles they stand."""

from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.guide.keeping.published import guide_now
from thoes.guide.links.checking import links_of_articles
from thoes.guide.links.models import LinkCheck, LinkOutcome
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK
from thoes.ui.lists import Action, Column, Day, Empty, ListPage, Part, Parts, State, Text

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
    """With the titles of the articles in which each stands."""
    articles, places = guide_now(), links_of_articles()
    found = list(rows)
    for row in found:
        row.articles = ", ".join(articles[slug].source.title for slug in places.get(row.link, ()))
    return found


def _outcome(row: LinkCheck) -> tuple[str, Any]:
    outcome = LinkOutcome(row.outcome)
    return _TONES[outcome], outcome.label


LINKS = ListPage(
    title=_("Links in the guide"),
    says=_("Looked at once a week. “Could not be reached” says nothing about the page: look at it yourself."),
    guard=needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE),
    rows=lambda listing: LinkCheck.objects.order_by("link"),
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
        Text(_("Articles"), "articles"),
        Day(_("Looked at on"), "checked_on"),
        Day(_("Last opened on"), "alive_on"),
    ],
    file="guide-links",
    empty=Empty(_("No link here"), _("Links are looked at in the night from Saturday to Sunday."), "check"),
    crumbs=[Action(_("Articles of the guide"), "guide:keeping")],
)
