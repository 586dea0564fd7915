"""What each column of the public register means; the order is that of the files."""

from django.utils.translation import gettext_lazy as _

DEFINITIONS = {
    "code": _("Code of the site in Thoes."),
    "name": _("Name of the site, as the housing provider gave it."),
    "street": _("Street."),
    "house_number": _("House number, with its addition."),
    "postcode": _("Postcode."),
    "town": _("Town."),
    "municipality": _("Municipality that shows the site."),
    "municipality_code": _("Code of the municipality at CBS."),
    "kind": _("Kind of building as a code; empty while it is not known."),
    "kind_name": _("Kind of building in words."),
    "permitted_people": _(
        "How many people may sleep there by the strictest permit in force; empty when none names a number."
    ),
    "permits": _("Permits in force, each with its last day."),
    "quality_labels": _("Valid quality labels, each with its last day."),
}
