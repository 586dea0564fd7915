"""All sites of the own organisation or territory, as a list and as files. Without people."""

from datetime import date
from typing import Any

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thoes.accounts.public import needs
from thoes.housing.access import may_see_papers, visible_sites
from thoes.housing.missing import Missing
from thoes.housing.models import Facility, LabelScheme, SiteKind
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries import terms_on
from thoes.housing.queries.site_table import SiteRows, beds_among, lacks_anything, table_of_sites
from thoes.kernel.nights import current_night
from thoes.places.public import Municipality, Organisation
from thoes.ui.lists import Action, Choice, Column, Empty, Link, Listing, ListPage, Number, Spare, State, Text, Words
from thoes.ui.page_parts import notes_for

_SCHEMES = {"snf": "SNF", "akf": "AKF"}


class PermitState(TextChoices):
    """How a site stands by its permits."""

    VALID = "valid", _("Permit valid")
    ENDS_SOON = "ends_soon", _("Permit ends soon")
    NOT_IN_FORCE = "not_in_force", _("No permit in force")
    NONE = "none", _("No permit recorded")


_PERMIT_TONES = {"valid": "ok", "ends_soon": "warning", "not_in_force": "overdue", "none": "neutral"}


class QualityLabelState(TextChoices):
    """Whether a site has a quality label that is valid."""

    ANY = "any", _("With a valid quality label")
    NONE = "none", _("Without a valid quality label")
    SNF = LabelScheme.SNF.value, "SNF"
    AKF = LabelScheme.AKF.value, "AKF"


class Look(TextChoices):
    """What is worth a look."""

    OVER = "over", _("More beds than allowed")
    FINDINGS = "findings", _("Open shortcomings")
    MISSING = "missing", _("Facts are missing")
    NO_BEDS = "no_beds", _("No beds in use")


def _marked(quality_label: str, _listing: Listing) -> Q:
    if quality_label in (QualityLabelState.ANY, QualityLabelState.NONE):
        return Q(has_quality_label=quality_label == QualityLabelState.ANY)
    return Q(**{f"has_{quality_label}": True})


def _worth_a_look(look: str, _listing: Listing) -> Q:
    return {
        Look.OVER: Q(is_over=True),
        Look.FINDINGS: Q(open_findings__gt=0),
        Look.MISSING: lacks_anything(),
        Look.NO_BEDS: Q(beds=0),
    }[Look(look)]


def _tonight() -> date:
    return current_night(timezone.localtime())


def _rows(listing: Listing) -> SiteRows:
    tonight = _tonight()
    return table_of_sites(listing.actor, on=tonight, terms=terms_on(tonight)).order_by("name", "code")


def sees_many_towns(listing: Listing) -> bool:
    return not listing.actor.municipality_code


def _is_own(listing: Listing) -> bool:
    return bool(listing.actor.may(SEE_OWN_SITES))


def _towns(listing: Listing) -> Any:
    if not sees_many_towns(listing):
        return []
    return Municipality.objects.order_by("name").values_list("pk", "name")


def _providers(listing: Listing) -> Any:
    if _is_own(listing):
        return []
    sites = visible_sites(listing.actor).order_by()
    return Organisation.objects.filter(sites__in=sites).distinct().order_by("name").values_list("pk", "name")


def _extra(listing: Listing) -> dict[str, Any]:
    beds = beds_among(listing.narrowed, on=_tonight())
    sites = ngettext("%(count)d site", "%(count)d sites", listing.total) % {"count": listing.total}
    in_use = ngettext("%(count)d bed in use", "%(count)d beds in use", beds) % {"count": beds}
    return {
        "says": _("%(sites)s, %(beds)s. People are not shown here.") % {"sites": sites, "beds": in_use},
        "address": listing.address(),
        "sees_many_towns": sees_many_towns(listing),
    }


def _quality_labels(site: Any) -> str:
    return ", ".join(label for scheme, label in _SCHEMES.items() if getattr(site, f"has_{scheme}"))


def _missing(site: Any) -> str:
    return ", ".join(str(each.label) for each in Missing if getattr(site, f"lacks_{each}"))


def _not_filled_in(site: Any) -> str:
    facts = _missing(site)
    return str(_("Not filled in: %(facts)s") % {"facts": facts}) if facts else ""


def _wrong(site: Any) -> list[tuple[str, Any]]:
    found = site.open_findings
    words = ngettext("%(count)s shortcoming open", "%(count)s shortcomings open", found) % {"count": found}
    over = [("overdue", _("More beds than allowed"))] if site.is_over else []
    return [*over, *([("warning", words)] if found else []), *site.notes]


def _said_by_provider(site: Any) -> str:
    """What the housing provider says, where no permit names a number; it stands as its word and is held against nothing."""
    if site.capacity is not None or site.permitted_capacity is None:
        return ""
    return str(_("The housing provider says %(number)s") % {"number": site.permitted_capacity})


def _shown(listing: Listing, sites: Any) -> list[Any]:
    shown = list(sites)
    notes = notes_for("all-sites", listing.request, shown)
    for site in shown:
        site.notes = notes.get(site.pk, [])
    return shown


SITES_IN_FILE: list[Column] = [
    Text(_("Site"), "name"),
    Text(_("Code"), "code"),
    Text(_("Street"), "street"),
    Text(_("House number"), "house_number"),
    Text(_("Postcode"), "postcode"),
    Text(_("Town"), "town"),
    Text(_("Municipality"), "municipality.name"),
    Text(_("Municipality code"), "municipality_id"),
    Text(_("Housing provider"), "provider.name"),
    Text(_("Kind"), "get_kind_display"),
    Number(_("Rooms"), "rooms"),
    Number(_("Beds in use"), "beds"),
    Number(_("People allowed by permits"), "capacity"),
    Number(_("Number of people by the housing provider"), "permitted_capacity"),
    Text(_("Permit"), lambda site: PermitState(site.permit).label),
    Text(_("Valid quality labels"), _quality_labels),
    Number(_("Open shortcomings"), "open_findings"),
    Number(_("Living area in m²"), "living_area"),
    Number(_("Number of showers"), "showers"),
    Number(_("Number of toilets"), "toilets"),
    Text(_("Facilities"), lambda site: ", ".join(str(each.label) for each in Facility if each in site.facilities)),
    Number(_("Distance to work in km"), "km_to_work"),
    Text(_("Not filled in"), _missing),
    Text(_("Telephone number for emergencies"), "contact_phone", when=lambda listing: may_see_papers(listing.actor)),
]

SITES = ListPage(
    title=lambda listing: _("All your sites") if _is_own(listing) else _("All sites"),
    guard=needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS),
    rows=_rows,
    shown=_shown,
    filters=[
        Words(
            "name", "code", "street", "postcode", "town", "provider__name", label=_("Name, address, code or housing provider")
        ),
        Choice(name="municipality", label=_("Municipality"), choices=_towns, any=_("All municipalities")),
        Choice(name="provider", label=_("Housing provider"), choices=_providers, any=_("All housing providers")),
        Choice(
            name="kind", label=_("Kind of building"), any=_("All kinds"),
            choices=[*SiteKind.choices, ("unknown", _("Not known"))],
            by=lambda kind, _listing: Q(kind="" if kind == "unknown" else kind),
        ),
        Choice(name="permit", label=_("Permit"), choices=PermitState.choices, any=_("All permits")),
        Choice(
            name="quality_label", label=_("Quality label"), choices=QualityLabelState.choices, any=_("With or without"),
            by=_marked,
        ),
        Choice(name="look", label=_("Worth a look"), choices=Look.choices, any=_("Everything"), by=_worth_a_look),
    ],
    order=_("By name"),
    columns=[
        Link(_("Site"), "name", lambda site: f"{site.street} {site.house_number}, {site.town}", "name", to="housing:card"),
        Text(_("Municipality"), "municipality.name", sort="municipality__name", when=sees_many_towns, spare=Spare.CELL),
        Text(_("Housing provider"), "provider.name", sort="provider__name", spare=Spare.CELL),
        Number(_("Beds in use"), "beds", sort="beds"),
        Number(_("People allowed"), "capacity", _said_by_provider, "capacity", missing=_("Not known")),
        State(_("Permit"), lambda site: (_PERMIT_TONES[site.permit], PermitState(site.permit).label)),
        Text(_("Quality label"), _quality_labels),
        State(_("Worth a look"), _wrong, _not_filled_in, spare=Spare.UNDER),
    ],
    file="sites",
    file_columns=SITES_IN_FILE,
    empty=Empty(
        _("No site here"), _("Housing providers add their sites themselves, or a list of sites is taken in."), "site"
    ),
    crumbs=[Action(_("Sites"), "housing:sites", when=_is_own)],
    more=[
        Action(
            _("Public register"), "housing:publishing", "people",
            lambda listing: listing.actor.may(MANAGE_PERMITS),
        ),
    ],
    place_in_more="all-sites-actions",
    template="housing/all_sites.html",
    extra=_extra,
)  # fmt: skip
