"""The card of a site."""

from collections.abc import Iterator
from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.access import may_see_papers
from thoes.housing.models import Facility, PermitKind
from thoes.housing.permissions import (
    HOUSING_PERMITS,
    MANAGE_PERMITS,
    MANAGE_SITES,
    RECORD_QUALITY_LABELS,
    SEE_HOUSING,
    SEE_OWN_SITES,
)
from thoes.housing.queries.cards import Card, site_card
from thoes.housing.web.or_404 import site_or_404
from thoes.kernel.nights import current_night
from thoes.rules.loading import Confidence, rule_book

_LETTING = ".letting_permit"
_IS_RULE = (Confidence.IN_FORCE, Confidence.LOCAL)


@require_safe
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def card(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A site at a glance, without people."""
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = site_or_404(request, site_id)
    shown = site_card(actor=actor, site=site, on=today)
    is_own = actor.may(SEE_OWN_SITES)
    context = {
        "site": site,
        "card": shown,
        "to_do": list(_to_do(shown, is_own=is_own)),
        "today": today,
        "letting_rule": _letting_rule(shown, on=today),
        "may_fill_in": actor.may(MANAGE_SITES),
        "facilities": [str(each.label) for each in Facility if each in site.facilities],
        "may_permit": actor.may(MANAGE_PERMITS),
        "may_record_labels": actor.may(RECORD_QUALITY_LABELS),
        "sees_papers": may_see_papers(actor),
        "is_own": is_own,
        "organisation_id": actor.organisation_id,
    }
    return render(request, "housing/card.html", context)


def _letting_rule(card: Card, *, on: date) -> str:
    """The title of the municipality's rule on letting permits, where none for letting is in force here; else empty.

    Whether the rule holds for this very address is not known: it may be for some areas only.
    """
    if any(stand.permit.kind == PermitKind.LETTING for stand in card.in_force):
        return ""
    rules = (rule for rule in rule_book().of_municipality(card.site.municipality_id) if rule.key.endswith(_LETTING))
    language: Literal["nl", "en"] = "nl" if get_language() == "nl" else "en"
    held = (rule for rule in rules for each in rule.versions if each.holds_on(on) and each.confidence in _IS_RULE)
    return next((rule.title.in_language(language) for rule in held), "")


def _to_do(card: Card, *, is_own: bool) -> Iterator[tuple[str, str]]:
    """What asks for somebody, each with the place where it is seen or mended; the worst first."""
    if card.permits and card.lacks_permit:
        yield _("No permit of this site is in force today."), "#permits"
    if card.lacks_required_quality_label:
        yield _("A permit asks for a quality label, and none is valid today."), "#quality-labels"
    if card.has_too_many_beds:
        words = _("There are more beds in use (%(beds)s) than people allowed (%(capacity)s).")
        yield words % {"beds": card.beds, "capacity": card.capacity.permitted}, "#permits"
    if card.has_more_beds_than_said:
        words = _(
            "There are more beds in use (%(beds)s) than people named by the housing provider itself (%(number)s). "
            "What is allowed is not recorded."
        )
        yield words % {"beds": card.beds, "number": card.capacity.said_by_provider}, "#permits"
    if found := card.open_shortcomings:
        words = ngettext(
            "%(count)s shortcoming of an audit is not mended yet.",
            "%(count)s shortcomings of an audit are not mended yet.",
            found,
        )
        yield words % {"count": found}, "#quality-labels"
    if card.lacks:
        facts = ", ".join(str(missing.label) for missing in card.lacks)
        yield (
            _("Not filled in yet: %(facts)s.") % {"facts": facts},
            reverse("housing:building", args=[card.site.pk]) if is_own else "#building",
        )
