"""The texts of this module's refusals."""

from django.utils.translation import gettext_lazy as _

REFUSAL_TEXTS = {
    "kind_of_no_provider": _("This organisation is no housing provider. Leave the kind of housing provider out."),
    "organisations_not_ticked": _("Nothing is ticked. Tick one organisation or more first."),
    "nothing_said": _("Nothing was chosen. Choose a sector or a kind of housing provider first."),
    "description_unknown": _("This sector or kind is not in the list. Choose one of the list."),
    "organisation_unknown": _("One of these organisations is not there any more. Look at the list again."),
    "local_ground_missing": _("Say on what ground you ask these fields, for example the article of your by-law."),
    "no_geojson": _("This is not a GeoJSON file with polygons. Save the boundaries as GeoJSON and try again."),
    "boundaries_too_large": _("This file is larger than %(most)s MB. Simplify the boundaries first."),
    "boundaries_without_source": _("Say who made the boundaries, with --source: it must stand under the map."),
    "boundaries_not_in_degrees": _(
        "These boundaries are not in degrees of longitude and latitude (WGS 84). Convert them first."
    ),
    "no_boundary_of_ours": _(
        "No municipality of this file is known here. Each needs its CBS code, such as GM0983, in the property code."
    ),
}
