"""Who put everything of a person together, over all housing providers and municipalities: why, who confirmed it, how
many addresses.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thoes.accountability.access_review import names_in
from thoes.accountability.web.access_log import FILTERS, opened, tabs, wanted_of
from thoes.accounts.public import needs
from thoes.privacy.public import SEE_ACCESS_LOG, WATCH_OVER_USE
from thoes.rights.public import MOST_A_DAY, full_overviews_of
from thoes.ui.lists import Empty, Fragment, Labelled, Listing, ListPage, Moment, Number, State, Text


def _says(_listing: Listing) -> str:
    return ngettext(
        "For the request of a worker everything can be put together, every address included. A colleague asks it with a "
        "reason and another one confirms it; nobody can ask it more than %(most)s time a day.",
        "For the request of a worker everything can be put together, every address included. A colleague asks it with a "
        "reason and another one confirms it; nobody can ask it more than %(most)s times a day.",
        MOST_A_DAY,
    ) % {"most": MOST_A_DAY}


def _found(listing: Listing) -> list[Any]:
    wanted = wanted_of(listing)
    return [
        line
        for line in full_overviews_of(listing.actor, since=wanted.since, until=wanted.until)
        if wanted.user_id in (None, line.asked_by) and wanted.person_id in (None, line.person_id)
    ]


def _shown(_listing: Listing, lines: Any) -> list[dict[str, Any]]:
    names = names_in({user for line in lines for user in (line.asked_by, line.confirmed_by, line.ended_by)})
    return [
        {
            "line": line,
            "by": names.get(line.asked_by, "–"),
            "confirmed_by": names.get(line.confirmed_by, "–") if line.confirmed_by else "",
            "ended_by": names.get(line.ended_by, "–") if line.ended_by else "",
        }
        for line in lines
    ]


def _confirmed(row: dict[str, Any]) -> str:
    if row["confirmed_by"] or row["line"].alone:
        return str(row["confirmed_by"])
    if row["ended_by"]:
        return _("Turned down or withdrawn by %(name)s") % {"name": row["ended_by"]}
    return _("Nobody yet")


def _how_often(row: dict[str, Any]) -> str:
    times = row["line"].times_opened
    return ngettext("%(times)s time", "%(times)s times", times) % {"times": times} if times else ""


EVERYTHING = ListPage(
    title=gettext_lazy("Everything opened"),
    says=_says,
    guard=needs(SEE_ACCESS_LOG, purpose=WATCH_OVER_USE),
    rows=_found,
    shown=_shown,
    looked=opened,
    filters=[each for each in FILTERS if each.name != "purpose"],
    columns=[
        Moment(gettext_lazy("When"), "line.asked_at"),
        State(
            gettext_lazy("State"),
            lambda row: ("warning", gettext_lazy("Nobody: there was no second person"))
            if row["line"].alone and not row["confirmed_by"]
            else None,
        ),
        Labelled(gettext_lazy("Asked by"), "by"),
        Labelled(gettext_lazy("Confirmed by"), _confirmed),
        Fragment(
            gettext_lazy("Person number"), "line.person_id", template="accountability/parts/person_number.html"
        ),
        Number(
            gettext_lazy("Addresses opened"),
            lambda row: row["line"].addresses if row["line"].opened_at else None,
            missing=gettext_lazy("Not opened"),
        ),
        Moment(gettext_lazy("Opened at"), "line.opened_at", _how_often),
        Text(gettext_lazy("Why"), "line.reason", wide=True),
    ],
    empty=Empty(gettext_lazy("Nothing was opened"), gettext_lazy("Not within this period and filter."), "check"),
    template="accountability/everything.html",
    extra=lambda listing: {
        "tabs": tabs(),
        "opened": sum(line.opened_at is not None for line in listing.rows),
        "alone": sum(line.alone and line.opened_at is not None for line in listing.rows),
    },
)  # fmt: skip
