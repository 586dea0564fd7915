"""All findings of the own sites or territory: what should have been mended first on top."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import needs
from thoes.housing.public import HOUSING_PERMITS, SEE_HOUSING, SiteColumn
from thoes.inspections.check_texts import (
    KIND_TEXTS,
    SEVERITY_SHORT_TEXTS,
    STATE_TEXTS,
    STATE_TONES,
    how_bad,
)
from thoes.inspections.domain.checks import STILL_OPEN, TO_MEND, FindingState, is_overdue
from thoes.inspections.models import Finding
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import findings_of, overdue_q
from thoes.inspections.templatetags.thoes_inspections import finding_words, kind_words, responsible_words
from thoes.ui.lists import (
    Choice,
    Day,
    Empty,
    Link,
    Listing,
    ListPage,
    Part,
    Parts,
    Spare,
    State,
    Text,
    Words,
    with_spare,
)


def sees_many_providers(listing: Listing) -> bool:
    """An authority; a housing provider sees only its own, and needs no column that says so."""
    return bool(listing.actor.may(SEE_HOUSING))


def _shown(listing: Listing, findings: list[Finding]) -> list[Finding]:
    for found in findings:
        found.is_late = is_overdue(found.repair_by, state=found.state, on=listing.today)  # type: ignore[attr-defined]
        found.how_bad = how_bad(found, on=listing.today)  # type: ignore[attr-defined]
    return findings


def _state(found: Any) -> tuple[str, Any]:
    state = FindingState(found.state)
    return STATE_TONES[state], STATE_TEXTS[state]


def _where(found: Finding) -> str:
    kind = kind_words(found.check_made)
    return with_spare(found.unit.name, kind, between=" · ") if found.unit else with_spare("", kind, between="")


FINDINGS = ListPage(
    title=_("Findings"),
    says=_("What checks found not to be in order. What should have been mended first is at the top."),
    guard=needs(CHECK_SITES, purpose=HOUSING_PERMITS),
    rows=lambda listing: findings_of(listing.actor),
    shown=_shown,
    filters=[
        Words(
            "site__name", "site__town", "site__code", "site__provider__name", label=_("Site, town or housing provider")
        ),
        Choice(name="severity", label=_("How bad"), choices=SEVERITY_SHORT_TEXTS.items()),
        Choice(
            name="kind",
            label=_("Kind of check"),
            choices=KIND_TEXTS.items(),
            by=lambda kind, _listing: Q(check_made__kind=kind),
        ),
    ],
    parts=Parts(
        [
            Part("", _("All")),
            Part("overdue", _("Too late"), lambda listing: overdue_q(listing.today)),
            Part("to_mend", _("To be mended"), lambda _listing: Q(state__in=TO_MEND)),
            Part("answered", _("Answered"), lambda _listing: Q(state=FindingState.ANSWERED)),
            Part("done", _("Over"), lambda _listing: ~Q(state__in=STILL_OPEN)),
        ]
    ),
    order=_("To be mended first"),
    columns=[
        Link(_("What was not in order"), finding_words, _where, to="inspections:finding"),
        SiteColumn(_("Site"), "site", sort="site__name", to="housing:card"),
        State(_("How bad"), lambda found: found.how_bad),
        Day(_("Last day"), "repair_by", sort="repair_by"),
        State(_("State"), _state),
        Text(
            _("Housing provider"),
            "site.provider.name",
            sort="site__provider__name",
            when=sees_many_providers,
            spare=Spare.CELL,
        ),
    ],
    file="findings",
    file_columns=[
        Text(_("Site"), "site.name"),
        Text(_("Code"), "site.code"),
        Text(_("Address"), "site.address"),
        Text(_("Municipality"), "site.municipality.name"),
        Text(_("Housing provider"), "site.provider.name"),
        Text(_("Room"), "unit.name"),
        Text(_("What was not in order"), finding_words),
        Text(_("Kind of check"), lambda found: kind_words(found.check_made)),
        Day(_("Found on"), "found_on"),
        Text(_("Severity"), lambda found: SEVERITY_SHORT_TEXTS[found.severity]),
        Day(_("Last day for the repair"), "repair_by"),
        Text(_("Who mends it"), responsible_words),
        Text(_("State"), lambda found: STATE_TEXTS[found.state]),
        Text(_("Too late"), lambda found: _("yes") if found.is_late else ""),
        Day(_("Repaired on"), "repaired_on"),
    ],
    empty=Empty(_("No findings here"), _("Open a site and begin a check."), "check"),
)
