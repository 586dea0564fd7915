"""The map of all sites: how many beds are in use in each municipality, for who spans more than one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.permissions import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries.site_table import TownCount, per_town
from thoes.housing.web.site_table import SITES
from thoes.places.public import map_of
from thoes.ui.charts import Figure, Said, Table
from thoes.ui.charts.scales import number_in
from thoes.ui.figures import asked_file
from thoes.ui.lists import Listing


@require_safe
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def site_map(request: HttpRequest) -> HttpResponse:
    """The sites of the list with its filters, except that of the municipality: a place on the map leads to its list."""
    if actor_in(request).municipality_code:
        raise Http404
    listing = Listing(SITES, request, timezone.localdate())
    figure = _figure(per_town(listing.narrowed_but("municipality")), listing)
    context = {"figure": figure, "listing": listing, "address": listing.address()}
    return asked_file(request, [figure]) or render(request, "housing/site_map.html", context)


def _figure(towns: list[TownCount], listing: Listing) -> Figure:
    by_code = {town.code: town for town in towns}
    drawing, note = map_of("beds", lambda code, name: _said(by_code[code], name, listing))
    beds, most = sum(town.beds for town in towns), max(towns, key=lambda town: town.beds, default=None)
    title = _("Beds in use in each municipality")
    if most is not None and most.beds:
        language = get_language() or "nl"
        title = _("%(most)s of the %(beds)s beds in use are in %(town)s") % {
            "most": number_in(language, most.beds),
            "beds": number_in(language, beds),
            "town": most.name,
        }
    return Figure(
        title=title,
        drawing=drawing,
        note=note,
        words=_("Beds in use in each municipality; a municipality with sites is a link to its list"),
        table=Table(
            _("Sites and beds in use in each municipality"),
            (_("Municipality"), _("Sites"), _("Beds in use")),
            tuple((town.name, town.sites, town.beds) for town in towns if town.sites),
        ),
    )


def _said(town: TownCount, name: str, listing: Listing) -> Said:
    sites = ngettext("%(count)d site", "%(count)d sites", town.sites) % {"count": town.sites}
    sentence = ngettext("%(town)s: %(sites)s, %(beds)d bed", "%(town)s: %(sites)s, %(beds)d beds", town.beds) % {
        "town": name,
        "sites": sites,
        "beds": town.beds,
    }
    if not town.sites:
        return Said(sentence, None)
    address = reverse("housing:all-sites") + listing.address(municipality=town.code)
    return Said(sentence, town.beds, address, is_chosen=listing.answer("municipality") == town.code)
