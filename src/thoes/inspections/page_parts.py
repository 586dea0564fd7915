"""What inspections adds to the card of a site, for who checks sites."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import actor_in
from thoes.housing.public import SEE_OWN_SITES, Site
from thoes.inspections.check_texts import open_findings_label
from thoes.inspections.domain.checks import CheckKind
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import checks_of, finding_counts, findings_of, open_findings_by_site
from thoes.kernel.nights import current_night
from thoes.ui.page_parts import Notes, add_tab, notes_on, part_of

add_tab(
    "site-tabs", "inspections:checks", _("Checks"), when=lambda request, _site: bool(actor_in(request).may(CHECK_SITES))
)


@part_of("site-to-do")
def open_findings(request: HttpRequest, site: Site) -> SafeString:
    """How many findings are open, and how many of those should have been mended by now."""
    return _drawn("card_to_do", request, site)


@notes_on("all-sites")
def findings_of_sites(request: HttpRequest, sites: Sequence[Site]) -> Notes:
    """Which sites have open findings, before somebody chooses one to visit."""
    found = open_findings_by_site(actor=actor_in(request), on=current_night(timezone.localtime()))
    return {site: open_findings_label(numbers) for site, numbers in found.items()}


@part_of("site-records")
def checks(request: HttpRequest, site: Site) -> SafeString:
    """The last check, with the way to all of them."""
    return _drawn("card_checks", request, site)


def _drawn(part: str, request: HttpRequest, site: Site) -> SafeString:
    actor = actor_in(request)
    if not actor.may(CHECK_SITES):
        return SafeString("")
    seen = checks_of(actor).filter(site=site, voided=False)
    finished = seen.filter(closed_at__isnull=False)
    context: dict[str, Any] = {
        "site": site,
        "last_check": seen.first(),
        "last_inspection": finished.filter(kind=CheckKind.INSPECTION).first(),
        "last_self_check": finished.filter(kind=CheckKind.SELF_CHECK).first(),
        "counts": finding_counts(findings_of(actor).filter(site=site), on=current_night(timezone.localtime())),
        "is_own": actor.may(SEE_OWN_SITES),
    }
    return render_to_string(f"inspections/parts/{part}.html", context, request=request)
