"""The stays at the own sites over a period, as a list and as a file for the housing provider's own administration."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES, SiteColumn, SiteNames, site_names
from thoes.register.models import Stay
from thoes.register.queries import believed, sites_of, stays_of
from thoes.register.web.shared import log_access
from thoes.ui.lists import Action, Choice, Column, Day, DayChoice, Empty, Link, Listing, ListPage, Text


def _names(_actor: Any) -> SiteNames:
    return site_names()


def _sites(listing: Listing) -> list[tuple[Any, str]]:
    names = listing.once(_names)
    return [(site.pk, names.of(site)) for site in listing.once(sites_of)]


def _stays(listing: Listing) -> QuerySet[Stay]:
    stays = believed(stays_of(listing.actor)).select_related("worker", "bed__unit", "site", "employer")
    return stays.order_by("-arrival", "site__name", "pk")


def _bed(stay: Stay) -> str:
    return f"{stay.bed.unit.name} – {stay.bed.name}"


_IN_FILE: list[Column] = [
    Text(_("Family name"), "worker.family_name"),
    Text(_("Given name"), "worker.given_name"),
    Text(_("Place of residence"), "worker.residence"),
    Text(_("Site"), "site.name"),
    Text(_("Address"), "site.address"),
    Text(_("Room"), "bed.unit.name"),
    Text(_("Bed"), "bed.name"),
    Day(_("Arrival"), "arrival"),
    Day(_("Departure"), "departure"),
    Day(_("Expected departure"), "expected_departure"),
    Text(_("Employer"), "employer.name"),
]

OWN_STAYS = ListPage(
    title=_("Stays at your sites"),
    says=_(
        "Who slept at your sites in a period. For everybody in a file that you download, this is recorded in the log."
    ),
    guard=needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER),
    rows=_stays,
    looked=lambda listing: log_access("export" if listing.is_file else "own_stays", listing.shown),
    filters=[
        DayChoice(
            name="first", label=_("First night"), by=lambda day, _listing: Q(departure=None) | Q(departure__gt=day)
        ),
        DayChoice(name="last", label=_("Last night"), by=lambda day, _listing: Q(arrival__lte=day)),
        Choice(name="site", label=_("Site"), choices=_sites, any=_("All sites")),
    ],
    order=_("Latest arrival first"),
    columns=[
        Link(_("Name"), "worker.name", to="register:stay", key="stay_id"),
        SiteColumn(_("Site"), "site"),
        Text(_("Bed"), _bed),
        Day(_("Arrival"), "arrival", sort="arrival"),
        Day(_("Departure"), "departure", sort="departure"),
    ],
    file="stays",
    file_columns=_IN_FILE,
    empty=Empty(
        _("No stays yet"), _("Check somebody in first."), "bed", Action(_("Go to your sites"), "register:today")
    ),
    crumbs=[Action(_("Today"), "register:today")],
)
