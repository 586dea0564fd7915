"""All plans of the own territory or of the own housing provider, what is furthest on top."""

from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thoes.accounts.public import needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline.models import Initiative, InitiativePhase, KindOfStay, PlannedPart
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING, SEE_PIPELINE
from thoes.pipeline.queries.plans import (
    ShownPlan,
    late_q,
    plans_of,
    running_q,
    shown_plan,
    stuck_after,
    stuck_q,
)
from thoes.pipeline.templatetags.thoes_pipeline import phase_tone, whole
from thoes.places.public import Region, municipality_names
from thoes.ui.lists import (
    Action,
    Choice,
    Day,
    Empty,
    Link,
    Listing,
    ListPage,
    Number,
    Part,
    Parts,
    Spare,
    State,
    Text,
    Words,
    with_spare,
)

_YES_OR_NO = {True: _("yes"), False: _("no"), None: ""}


def _shown(listing: Listing, plans: list[Initiative]) -> list[ShownPlan]:
    after = stuck_after(listing.today)
    return [shown_plan(plan, on=listing.today, after=after) for plan in plans]


def _says(listing: Listing) -> str:
    """What the running plans bring, under the filters."""
    running: QuerySet[Initiative] = listing.narrowed.filter(running_q()).order_by()
    sums = running.aggregate(beds=Sum("all_beds", default=0), dwellings=Sum("all_dwellings", default=0))
    count = listing.counts[""]
    words = ngettext(
        "%(count)s plan is running. Beds: %(beds)s, dwellings: %(dwellings)s.",
        "%(count)s plans are running. Beds: %(beds)s, dwellings: %(dwellings)s.",
        count,
    ) % {"count": count, **{name: whole(number) for name, number in sums.items()}}
    standing_still = _("“Standing still” is %(days)s days or more in one phase.") % {
        "days": stuck_after(listing.today).days
    }
    return f"{words} {standing_still}"


def _running(listing: Listing) -> Q:
    # Who asks for the phase "open" or "dropped" wants to see these.
    return Q() if listing.answer("phase") in ("open", "dropped") else running_q()


def _places(listing: Listing) -> list[tuple[str, str]]:
    if not _sees_all(listing):
        return []
    regions = [(region.pk, region.name) for region in Region.objects.order_by("name")]
    return [*regions, *municipality_names().items()]


def _where(shown: ShownPlan) -> str:
    plan = shown.plan
    who = plan.provider.name if plan.provider else plan.initiator
    place = ", ".join(dict.fromkeys(part for part in (plan.place, plan.municipality.name) if part))
    return with_spare(place, who, between=" · ")


def _badges(shown: ShownPlan) -> list[tuple[str, Any]]:
    phase = InitiativePhase(shown.plan.phase)
    late = [("error", _("Late"))] if shown.is_late else []
    stuck = [("warning", _("Standing still"))] if shown.is_stuck else []
    return [(phase_tone(phase), phase.label), *late, *stuck]


def _sees_all(listing: Listing) -> bool:
    return bool(listing.actor.organisation_kind == "province")


def _is_provider(listing: Listing) -> bool:
    return bool(listing.actor.may(PROPOSE_HOUSING))


def _sees_companies(listing: Listing) -> bool:
    return bool(listing.actor.may(SEE_PIPELINE))


PLANS = ListPage(
    title=_("Plans for housing"),
    says=_says,
    guard=needs(SEE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS),
    rows=lambda listing: plans_of(listing.actor),
    shown=_shown,
    filters=[
        Words(
            "title", "place", "provider__name", "initiator", "municipality__name",
            label=_("Plan, place or housing provider"),
        ),
        Choice(
            name="place", label=_("Region or municipality"), choices=_places, any=_("All of Limburg"),
            by=lambda place, _listing: Q(municipality_id=place) | Q(municipality__region_id=place),
        ),
        Choice(name="phase", label=_("Phase"), choices=InitiativePhase.choices, any=_("All phases")),
        Choice(
            name="stay", label=_("Kind of stay"), choices=KindOfStay.choices, any=_("All kinds"),
            by=lambda stay, _listing: Q(pk__in=PlannedPart.objects.filter(stay=stay).values("initiative")),
        ),
    ],
    parts=Parts(
        [
            Part("", _("Running"), _running),
            Part("late", _("Late"), lambda listing: late_q(listing.today)),
            Part("stuck", _("Standing still"), lambda listing: stuck_q(listing.today)),
            Part("open", _("Open"), lambda _listing: Q(phase="open")),
            Part("dropped", _("Dropped"), lambda _listing: Q(phase="dropped")),
            Part("all", _("All")),
        ]
    ),
    order=_("Furthest first"),
    columns=[
        Link(_("Plan"), "plan.title", _where, "title", to="pipeline:plan", key="plan.pk"),
        State(_("Phase"), _badges, sort="rank"),
        Day(_("Expected"), "plan.expected_on", sort="expected_on", missing=_("not known")),
        Number(_("Beds"), "beds", sort="all_beds"),
        Number(_("Dwellings"), "dwellings", sort="all_dwellings"),
        Number(
            _("Chance"), lambda shown: None if shown.plan.chance is None else f"{shown.plan.chance}%",
            sort="chance", missing=_("not known"), spare=Spare.CELL,
        ),
    ],
    file="plans",
    file_columns=[
        Text(_("Plan"), "plan.title"),
        Text(_("Municipality"), "plan.municipality.name"),
        Text(_("Place"), "plan.place"),
        Text(_("Housing provider"), lambda shown: shown.plan.provider.name if shown.plan.provider else shown.plan.initiator),
        Text(_("Phase"), "plan.get_phase_display"),
        Day(_("Since"), "plan.phase_since"),
        Day(_("Expected to open on"), "plan.expected_on"),
        Number(_("Chance, %"), "plan.chance"),
        Number(_("Beds"), "beds"),
        Number(_("Dwellings"), "dwellings"),
        Text(_("Vacant property used again"), lambda shown: _YES_OR_NO[shown.plan.is_reuse]),
        Text(_("Inside the built-up area"), lambda shown: _YES_OR_NO[shown.plan.in_built_up_area]),
        Text(_("Late"), lambda shown: _YES_OR_NO[shown.is_late or None]),
        Text(_("Standing still"), lambda shown: _YES_OR_NO[shown.is_stuck or None]),
    ],
    empty=Empty(
        _("No plan here"),
        lambda listing: _("Do you have an idea for a location? Check it first, then propose it to the municipality.")
        if _is_provider(listing)
        else _("Record the first plan."),
        "home",
        Action(_("Check a location"), "pipeline:check", when=_is_provider),
    ),
    primary=Action(
        lambda listing: _("Propose a plan") if _is_provider(listing) else _("Record a plan"),
        "pipeline:add-plan",
        "plus",
        lambda listing: listing.actor.may(MANAGE_PIPELINE) or _is_provider(listing),
    ),
    more=[
        Action(_("Companies"), "pipeline:companies", "people", _sees_companies),
        Action(_("Policy"), "pipeline:policies", "book", _sees_companies),
        Action(_("Guide"), "pipeline:guide", "book", lambda listing: not _sees_companies(listing)),
    ],
)  # fmt: skip
