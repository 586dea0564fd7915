"""The ways from pages of lower modules to the lists that can be taken in."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import actor_in
from thoes.housing.public import MANAGE_PERMITS, MANAGE_SITES, RECORD_QUALITY_LABELS, SEE_HOUSING
from thoes.ui.page_parts import add_line, add_menu_link


def _keeps_sites(request: HttpRequest, about: Any) -> bool:
    return any(actor_in(request).may(each) for each in (MANAGE_SITES, MANAGE_PERMITS))


def _records_quality_labels(request: HttpRequest, about: Any) -> bool:
    return all(actor_in(request).may(each) for each in (SEE_HOUSING, RECORD_QUALITY_LABELS))


add_menu_link("all-sites-actions", "site-lists:runs", _("Take in a list of sites"), "upload", when=_keeps_sites)
add_menu_link(
    "permits-actions",
    "label-extracts:runs",
    _("Take in an extract of quality labels"),
    "upload",
    when=_records_quality_labels,
)
add_line("public-pages", "receipts:verify", _("Receipt: is the number of a housing provider real?"))
