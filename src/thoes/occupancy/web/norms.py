"""The norms on pages: a list of sites with a spreadsheet, and a year of one site."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import xlsxwriter
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES, Site, visible_sites
from thoes.kernel.disclosure import LEAST_PLACES
from thoes.kernel.nights import current_night
from thoes.occupancy.norm_texts import MISSING_TEXTS, NORM_TEXTS, OUTCOME_TEXTS, broken_norms, outcome_label, sum_of
from thoes.occupancy.norms import (
    YEAR,
    SiteNight,
    TownNights,
    may_count_people,
    site_year,
    sites_tonight,
    towns_tonight,
)
from thoes.occupancy.web.year_chart import figure_of, spells_of
from thoes.rules.loading import use_parameter
from thoes.rules.norm_terms import Outcome
from thoes.ui.figures import asked_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class NormFilters:
    """The filters as they stand in the address bar."""

    part: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "NormFilters":
        part = query.get("part", "")
        return cls(
            part=part if part in set(Outcome) else "",
            text=query.get("q", "").replace("\0", "").strip()[:100],
        )

    def narrow(self, nights: list[SiteNight]) -> list[SiteNight]:
        """All but the part, which comes after the counts of all parts."""
        words = self.text.casefold().split()
        return [night for night in nights if all(word in _searched(night.site) for word in words)]

    def in_part(self, nights: list[SiteNight]) -> list[SiteNight]:
        return [night for night in nights if self.part in ("", night.decision.outcome)]

    def address(self, part: str) -> str:
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in (("part", part), ("q", self.text)) if value})
        return f"?{query.urlencode()}"


def _searched(site: Site) -> str:
    return f"{site.name} {site.code} {site.address} {site.houser.name}".casefold()


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def norms(request: HttpRequest) -> HttpResponse:
    """All sites of the actor held against the norms tonight; for the province numbers per municipality."""
    actor, today, filters = actor_in(request), current_night(timezone.localtime()), NormFilters.of(request.GET)
    if not may_count_people(actor):
        least = use_parameter("need.least.shown", today).whole_number
        towns = towns_tonight(actor=actor, on=today)
        shown = [(town, _above(town)) for town in towns]
        return render(
            request,
            "occupancy/norms_towns.html",
            {"towns": shown, "today": today, "least": least, "places": LEAST_PLACES},
        )
    narrowed = filters.narrow(sites_tonight(actor=actor, on=today))
    counts = {each: sum(night.decision.outcome is each for night in narrowed) for each in Outcome}
    page = Paginator(filters.in_part(narrowed), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(night, *outcome_label(night.decision.outcome), _reason(night)) for night in page.object_list],
        "tabs": [
            (filters.address(""), _("All"), None),
            *((filters.address(each), OUTCOME_TEXTS[each], counts[each]) for each in reversed(Outcome)),
        ],
        "filters": filters,
        "today": today,
        "sees_many_housers": actor.may(SEE_HOUSING),
    }
    return render(request, "occupancy/norms.html", context)


def _reason(night: SiteNight) -> str:
    """Why a site is over or unknown, in one or two sentences."""
    if night.decision.outcome is Outcome.OVER:
        return " ".join(broken_norms(night.decision, night.norms.names)[:2])
    if night.decision.outcome is Outcome.UNKNOWN:
        return " ".join(str(MISSING_TEXTS[each]) for each in night.decision.missing[:2])
    return ""


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def export(request: HttpRequest) -> HttpResponse:
    """The same as on the page, as a spreadsheet."""
    actor, today, filters = actor_in(request), current_night(timezone.localtime()), NormFilters.of(request.GET)
    if may_count_people(actor):
        rows = _site_rows(filters.in_part(filters.narrow(sites_tonight(actor=actor, on=today))))
    else:
        rows = _town_rows(actor, today)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, value, None if row else bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 12, 22)
    headers = {"Content-Disposition": f'attachment; filename="norms-{today}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(stream.getvalue(), content_type=XLSX, headers=headers)


def _site_rows(nights: list[SiteNight]) -> list[list[Any]]:
    headings = [
        _("Site"), _("Code"), _("Address"), _("Houser"), _("Outcome"), _("People tonight"), _("At most, as far as known"),
        _("Nights too many in a year"), _("Nights not known in a year"), _("Why"), _("Sums"),
    ]  # fmt: skip
    return [headings, *(_site_row(night) for night in nights)]


def _site_row(night: SiteNight) -> list[Any]:
    site, decision = night.site, night.decision
    sums = ((NORM_TEXTS[line.limit.norm], sum_of(line)) for line in decision.lines)
    return [
        site.name,
        site.code,
        site.address,
        site.houser.name,
        str(OUTCOME_TEXTS[decision.outcome]),
        decision.people,
        "" if night.allowed is None else night.allowed,
        night.nights_over,
        night.nights_unknown,
        _reason(night),
        "; ".join(f"{title}: {total}" for title, total in sums if total),
    ]


def _town_rows(actor: Actor, today: date) -> list[list[Any]]:
    headings = [
        _("Municipality"), _("Sites"), _("Within"), _("Not known"), _("Too many"), _("People above a norm"),
        _("Nights too many in a year"),
    ]  # fmt: skip
    return [headings] + [
        [
            town.name, town.sites, town.within, town.unknown, town.over,
            _above(town), town.nights_over,
        ]
        for town in towns_tonight(actor=actor, on=today)
    ]  # fmt: skip


def _above(town: TownNights) -> str | int:
    """The people above a norm as the province may know it."""
    if town.above is None:
        return _("not shown")
    if town.above.number is None:
        return _("fewer than %(least)s") % {"least": town.above.below}
    return town.above.number


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def year(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A year of one site: people against what is allowed, as a drawing, per month, and every spell with too many.

    `?until=` is the last day of another year; it ends today at the latest.
    """
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = visible_sites(actor).filter(pk=site_id).first()
    last = min(_day(request.GET.get("until", "")) or today, today)
    until = last + timedelta(days=1)
    found = None if site is None else site_year(actor=actor, site=site, from_date=until - YEAR, until=until)
    if site is None or found is None:
        raise Http404
    figure = figure_of(found, is_now=last == today)
    context = {
        "site": site,
        "year": found,
        "first": found.from_date,
        "last": last,
        "today": today,
        "earlier": last - YEAR,
        "later": min(last + YEAR, today) if last < today else None,
        "figure": figure,
        "spells": spells_of(found),
        "counts": [(*outcome_label(each), found.count(each)) for each in reversed(Outcome)],
        "is_own": actor.may(SEE_OWN_SITES),
    }
    return asked_file(request, [figure]) or render(request, "occupancy/site_year.html", context)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 2000 else None
