"""All plans of the own territory or of the own houser: tabs, filters in the address, and as a spreadsheet."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline.models import Initiative, InitiativePhase, KindOfStay, PlannedPart
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING, SEE_PIPELINE
from thoes.pipeline.queries.plans import (
    ShownPlan,
    late_q,
    plan_counts,
    plans_of,
    running_q,
    shown_plan,
    stuck_after,
    stuck_q,
)
from thoes.places.public import Region, municipality_names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 25
_PARTS = ("late", "stuck", "open", "dropped", "all")


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """The filters as they stand in the address bar. No part: the plans that are running."""

    part: str = ""
    phase: str = ""
    stay: str = ""
    place: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "PlanFilters":
        part, phase, stay = query.get("part", ""), query.get("phase", ""), query.get("stay", "")
        return cls(
            part=part if part in _PARTS else "",
            phase=phase if phase in InitiativePhase.values else "",
            stay=stay if stay in KindOfStay.values else "",
            place=query.get("place", "").replace("\0", "")[:10],
            text=query.get("q", "").replace("\0", "").strip()[:100],
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.phase or self.stay or self.place or self.text)

    def narrow(self, plans: QuerySet[Initiative]) -> QuerySet[Initiative]:
        """All but the part, which comes after the counts of all parts."""
        if self.phase:
            plans = plans.filter(phase=self.phase)
        if self.stay:
            plans = plans.filter(pk__in=PlannedPart.objects.filter(stay=self.stay).values("initiative"))
        if self.place:
            plans = plans.filter(Q(municipality_id=self.place) | Q(municipality__region_id=self.place))
        for word in self.text.split():
            plans = plans.filter(
                Q(title__icontains=word)
                | Q(place__icontains=word)
                | Q(houser__name__icontains=word)
                | Q(initiator__icontains=word)
                | Q(municipality__name__icontains=word)
            )
        return plans

    def in_part(self, plans: QuerySet[Initiative], *, on: date) -> QuerySet[Initiative]:
        match self.part:
            case "late":
                return plans.filter(late_q(on))
            case "stuck":
                return plans.filter(stuck_q(on))
            case "open" | "dropped":
                return plans.filter(phase=self.part)
            case "all":
                return plans
        # Who asks for the phase "open" or "dropped" wants to see these.
        return plans if self.phase in ("open", "dropped") else plans.filter(running_q())

    def address(self, **changed: str) -> str:
        query = QueryDict(mutable=True)
        given = {"part": self.part, "phase": self.phase, "stay": self.stay, "place": self.place, "q": self.text}
        for name, value in {**given, **changed}.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"


@require_GET
@needs(SEE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def plans(request: HttpRequest) -> HttpResponse:
    """The list."""
    actor, today, filters = actor_in(request), timezone.localdate(), PlanFilters.of(request.GET)
    narrowed = filters.narrow(plans_of(actor))
    counts = plan_counts(narrowed, on=today)
    page = Paginator(filters.in_part(narrowed, on=today), _PER_PAGE).get_page(request.GET.get("page"))
    after = stuck_after(today)
    titles = {"late": _("Late"), "stuck": _("Standing still"), "open": _("Open"), "dropped": _("Dropped")}
    sees_all = actor.organisation_kind == "province"
    context = {
        "page": page,
        "plans": [shown_plan(plan, on=today, after=after) for plan in page.object_list],
        "counts": counts,
        "stuck_days": after.days,
        "tabs": [
            (filters.address(part=""), _("Running"), counts.running),
            *((filters.address(part=part), title, getattr(counts, part)) for part, title in titles.items()),
            (filters.address(part="all"), _("All"), None),
        ],
        "filters": filters,
        "phases": InitiativePhase.choices,
        "stays": KindOfStay.choices,
        "places": _places() if sees_all else [],
        "sees_all": sees_all,
        "is_houser": actor.may(PROPOSE_HOUSING),
        "may_add": actor.may(MANAGE_PIPELINE) or actor.may(PROPOSE_HOUSING),
        "sees_companies": actor.may(SEE_PIPELINE),
    }
    return render(request, "pipeline/plans.html", context)


@require_GET
@needs(SEE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def export(request: HttpRequest) -> HttpResponse:
    """The same plans as on the page, as a spreadsheet."""
    actor, today, filters = actor_in(request), timezone.localdate(), PlanFilters.of(request.GET)
    rows = filters.in_part(filters.narrow(plans_of(actor)), on=today)
    after = stuck_after(today)
    body = _xlsx([shown_plan(plan, on=today, after=after) for plan in rows])
    headers = {"Content-Disposition": f'attachment; filename="plans-{today}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=XLSX, headers=headers)


def _places() -> list[tuple[str, str]]:
    regions = [(region.pk, region.name) for region in Region.objects.order_by("name")]
    return [*regions, *municipality_names().items()]


def _xlsx(plans: list[ShownPlan]) -> bytes:
    headings = [
        _("Plan"), _("Municipality"), _("Place"), _("Houser"), _("Phase"), _("Since"), _("Expected to open on"),
        _("Chance, %"), _("Beds"), _("Dwellings"), _("Vacant property used again"), _("Inside the built-up area"),
        _("Late"), _("Standing still"),
    ]  # fmt: skip
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for row, shown in enumerate(plans, start=1):
            for column, value in enumerate(_values(shown)):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(row, column, value)
                elif value:
                    sheet.write_string(row, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings), 20)
    return stream.getvalue()


def _values(shown: ShownPlan) -> list[Any]:
    plan, words = shown.plan, {True: _("yes"), False: _("no"), None: ""}
    return [
        plan.title, plan.municipality.name, plan.place, plan.houser.name if plan.houser else plan.initiator,
        str(InitiativePhase(plan.phase).label), plan.phase_since, plan.expected_on, plan.chance, shown.beds,
        shown.dwellings, words[plan.is_reuse], words[plan.in_built_up_area], words[shown.is_late or None],
        words[shown.is_stuck or None],
    ]  # fmt: skip
