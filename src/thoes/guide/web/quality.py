"""How good the guide is, for everybody: as a page, as files, and as JSON for programs."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thoes.contacts.public import contact_quality
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.quality import Quality, quality
from thoes.guide.web.contact_quality import MEANS
from thoes.ui.lists import Action, Empty, Labelled, ListPage, Number, Part, Parts, Text


def _whose(row: Quality) -> Any:
    return row.municipality or _now("The guide of everybody")


def _language(row: Quality) -> str:
    return FRAME.wording(row.language).name


class _Of(Labelled):
    """A number of pages, and of how many; in a file the number alone."""

    kind = "number"


def _part(name: str) -> Callable[[Quality], Any]:
    def of(row: Quality) -> Any:
        part = getattr(row, name)
        share = row.share(part)
        return None if share is None else f"{part} ({share:.0%})"

    return of


def _links(row: Quality) -> Any:
    return None if not row.links_known else f"{row.links_alive} / {row.links_known}"


QUALITY = ListPage(
    title=_("How good the guide is"),
    says=_(
        "Complete: there in this language. Reviewed: read beside the Dutch text by somebody who speaks the language."
        " Up to date: the Dutch text was not changed since, and somebody looked at it in time. Links: of those that could be"
        " reached, how many open."
    ),
    guard=lambda view: view,
    rows=lambda listing: quality(on=listing.today),
    parts=Parts(
        [
            Part("", _("The guide of everybody"), lambda listing: lambda row: not row.municipality),
            Part("municipalities", _("Pages of municipalities"), lambda listing: lambda row: bool(row.municipality)),
        ]
    ),
    columns=[
        Text(_("Language"), _language),
        Text(_("Whose"), "municipality", missing=""),
        Number(_("Pages"), "pages"),
        _Of(_("Complete"), _part("complete")),
        _Of(_("Reviewed"), _part("reviewed")),
        _Of(_("Up to date"), _part("current")),
        _Of(_("Links that open"), _links),
    ],
    file_columns=[
        Text(_("Language"), "language"),
        Text(_("Whose"), _whose),
        Number(_("Pages"), "pages"),
        Number(_("Complete"), "complete"),
        Number(_("Reviewed"), "reviewed"),
        Number(_("Up to date"), "current"),
        Number(_("Links that could be reached"), "links_known"),
        Number(_("Links that open"), "links_alive"),
    ],
    file="guide-quality",
    empty=Empty(_("No municipality has pages of its own yet"), "", "book"),
    more=[Action(_("How good the contacts are"), "guide:contact-quality", "people")],
)


@require_safe
def quality_json(request: HttpRequest) -> JsonResponse:
    """All of it, with its day; null is "not known", and that is not nought."""
    today = localdate()
    return JsonResponse(
        {
            "on": today.isoformat(),
            "quality": [asdict(row) for row in quality(on=today)],
            "contacts": [asdict(row) for row in contact_quality(GUIDE_LANGUAGES, on=today)],
            "contacts_mean": {name: str(means) for name, means in MEANS.items()},
        }
    )
