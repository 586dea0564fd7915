"""All permits of the own sites or territory: what ends first on top."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.housing.access import may_see_papers
from thoes.housing.domain.validity import Validity
from thoes.housing.models import Permit, PermitKind
from thoes.housing.permissions import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries import (
    PermitOnDay,
    permit_on_day,
    permits_of,
    plan_is_late,
    terms_on,
    validity_q,
)
from thoes.housing.texts import VALIDITY_TEXTS, VALIDITY_TONES
from thoes.housing.web.site_column import SiteColumn
from thoes.ui.lists import Choice, Day, Empty, Link, Listing, ListPage, Number, Part, Parts, Spare, State, Text, Words


def _validity(validity: Validity) -> Callable[[Listing], Q]:
    return lambda listing: validity_q(validity, on=listing.today, terms=terms_on(listing.today))


def _shown(listing: Listing, permits: list[Permit]) -> list[PermitOnDay]:
    terms = terms_on(listing.today)
    return [permit_on_day(permit, on=listing.today, terms=terms) for permit in permits]


def _badges(stand: PermitOnDay) -> list[tuple[str, Any]]:
    late = [("warning", _("Plan is late"))] if stand.plan_is_late else []
    return [(VALIDITY_TONES[stand.validity], VALIDITY_TEXTS[stand.validity]), *late]


def sees_many_providers(listing: Listing) -> bool:
    """An authority; a housing provider sees only its own, and needs no column that says so."""
    return bool(listing.actor.may(SEE_HOUSING))


PERMITS = ListPage(
    title=_("Permits"),
    says=lambda listing: (
        _("What ends first is at the top. “Ends soon” is within %(days)s days; then we also send a reminder.")
        % {"days": terms_on(listing.today).first}
    ),
    guard=needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS),
    rows=lambda listing: permits_of(listing.actor),
    shown=_shown,
    filters=[
        Words(
            "number",
            "site__name",
            "site__town",
            "site__provider__name",
            label=_("Site, town, housing provider or number"),
        ),
        Choice(name="kind", label=_("Kind of permit"), choices=PermitKind.choices, any=_("All kinds")),
    ],
    parts=Parts(
        [
            Part("", _("All")),
            Part("valid", _("Valid"), _validity(Validity.VALID)),
            Part("ends_soon", _("Ends soon"), _validity(Validity.ENDS_SOON)),
            Part("ended", _("Ended"), _validity(Validity.ENDED)),
            Part("not_yet", _("Not yet"), _validity(Validity.NOT_YET)),
            Part("plan_late", _("Plan is late"), lambda listing: plan_is_late(listing.today)),
        ]
    ),
    order=_("Ends first"),
    columns=[
        SiteColumn(_("Site"), "permit.site", sort="site__name", to="housing:card"),
        Link(_("Permit"), "permit.number", "permit.get_kind_display", to="housing:permit", key="permit.pk"),
        State(_("State"), _badges),
        Day(_("Last day"), "last_day", sort="ends", missing=_("no end")),
        Number(_("People"), "permit.capacity", sort="capacity"),
        Text(
            _("Housing provider"),
            "permit.site.provider.name",
            sort="site__provider__name",
            when=sees_many_providers,
            spare=Spare.CELL,
        ),
    ],
    file="permits",
    file_columns=[
        Text(_("Site"), "permit.site.name"),
        Text(_("Code"), "permit.site.code"),
        Text(_("Address"), "permit.site.address"),
        Text(_("Municipality"), "permit.site.municipality.name"),
        Text(_("Housing provider"), "permit.site.provider.name"),
        Text(_("Kind of permit"), "permit.get_kind_display"),
        Text(_("Number"), "permit.number"),
        Text(_("Holder"), "permit.holder", when=lambda listing: may_see_papers(listing.actor)),
        Text(
            _("Holder"),
            lambda stand: _("a private person") if stand.permit.holder_is_private else stand.permit.holder,
            when=lambda listing: not may_see_papers(listing.actor),
        ),
        Number(_("People"), "permit.capacity"),
        Day(_("First day"), "permit.valid_from"),
        Day(_("Last day"), "last_day"),
        Text(_("State"), lambda stand: VALIDITY_TEXTS[stand.validity]),
        Text(_("Quality label required"), lambda stand: _("yes") if stand.permit.needs_quality_label else ""),
    ],
    empty=Empty(
        _("No permit here"),
        lambda listing: (
            _("Open a site and record its permit.")
            if sees_many_providers(listing)
            else _(
                "The municipality records the permits of your sites. Until then it is not known how many people may "
                "sleep there; your own number is shown as yours."
            )
        ),
        "clipboard",
    ),
    place_in_more="permits-actions",
)
