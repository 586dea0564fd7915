"""The norms on pages: a list of sites with a spreadsheet, and a year of one site."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES, Site, SiteColumn, visible_sites
from thoes.kernel.disclosure import LEAST_PLACES
from thoes.kernel.nights import current_night
from thoes.occupancy.kept_counts import Kept, sites_as_kept, towns_of_province
from thoes.occupancy.kept_nights import KeptNight, KeptSite, counted_now
from thoes.occupancy.norm_texts import (
    MISSING_TEXTS,
    NORM_TEXTS,
    OUTCOME_TEXTS,
    broken_and_needed,
    outcome_label,
    sum_of,
)
from thoes.occupancy.norms import (
    YEAR,
    RankedNight,
    TownNights,
    may_count_people,
    site_year,
    sites_tonight,
)
from thoes.occupancy.web.year_chart import figure_of, spells_of
from thoes.rules.loading import use_parameter
from thoes.rules.norm_terms import NormOutcome
from thoes.ui.figures import asked_file
from thoes.ui.lists import Empty, Link, Listing, ListPage, Number, Part, Parts, Spare, State, Text, Words, with_spare


def _named(words: str, _listing: Listing) -> Callable[[RankedNight | KeptNight], bool]:
    wanted = words.casefold().split()
    return lambda night: all(word in _searched(night.site) for word in wanted)


def _searched(site: Site | KeptSite) -> str:
    return f"{site.name} {site.code} {site.address} {site.provider.name}".casefold()


def _outcome(outcome: NormOutcome) -> Part:
    return Part(outcome.value, OUTCOME_TEXTS[outcome], lambda _listing: lambda night: night.outcome is outcome)


def _reasons(night: RankedNight) -> list[str]:
    """Why a site is over or unknown, in a few sentences; the first is enough to know where to look."""
    if night.outcome is NormOutcome.OVER:
        told = islice(broken_and_needed(night.decision, night.norms.names), 2)
        return [sentence for pair in told for sentence in pair if sentence]
    if night.outcome is NormOutcome.UNKNOWN:
        return [str(MISSING_TEXTS[each]) for each in night.decision.missing[:2]]
    return []


def _reason(night: RankedNight) -> str:
    return " ".join(_reasons(night))


def _reason_on_page(night: RankedNight) -> str:
    """All of it stands on the page of the site too."""
    sentences = _reasons(night)
    return with_spare(sentences[0], " ".join(sentences[1:])) if sentences else ""


def _has_no_permit(night: RankedNight | KeptNight) -> bool:
    return night.is_slept_in_without_permit


def _badges(night: RankedNight) -> list[tuple[str, object]]:
    without = [("overdue", _("No permit in force"))] if night.is_slept_in_without_permit else []
    return [*without, outcome_label(night.outcome)]


def _nights_over(night: RankedNight) -> str:
    nights = night.nights_over
    return ngettext("%(count)s night", "%(count)s nights", nights) % {"count": nights}


def _sums(night: RankedNight) -> str:
    sums = ((NORM_TEXTS[line.limit.norm], sum_of(line)) for line in night.decision.lines)
    return "; ".join(f"{title}: {total}" for title, total in sums if total)


def _above(town: TownNights) -> str | int:
    """The people above a norm as the province may know it."""
    if town.above is None:
        return _("not shown")
    if town.above.number is None:
        return _("fewer than %(least)s") % {"least": town.above.below}
    return town.above.number


def _tonight(_listing: Listing) -> date:
    return current_night(timezone.localtime())


def _says(listing: Listing) -> str:
    night = _("The night of %(day)s.") % {"day": date_format(_tonight(listing), "j F Y")}
    words = _(
        "How many people sleep at each site tonight, held against its permit, the building rule and its quality labels. The "
        "answers are an indication."
    )
    kept = listing.once(_sites_kept)
    return f"{night} {words} {_says_when(kept)}" if kept else f"{night} {words}"


def _says_when(kept: Kept[Any]) -> str:
    words = _(
        "The parts and the order are those of %(time)s, the nights of the year before tonight those of %(year)s. The people, "
        "the outcome and the reason of each site below are those of now."
    )
    return words % {"time": _time(kept.at), "year": _time(kept.year_at)}


def _time(at: datetime | None) -> str:
    # None is just now, and so it is to Django.
    return date_format(timezone.localtime(at), "H:i")


def _sites_kept(actor: Actor) -> Kept[tuple[KeptNight, ...]] | None:
    return sites_as_kept(actor=actor, on=current_night(timezone.localtime()))


def _sites(listing: Listing) -> Sequence[RankedNight | KeptNight]:
    """All sites of the reader; of thousands what a job kept of each."""
    kept = listing.once(_sites_kept)
    return kept.answer if kept else sites_tonight(actor=listing.actor, on=_tonight(listing))


def _sites_shown(listing: Listing, rows: Any) -> Sequence[RankedNight]:
    return counted_now(rows, actor=listing.actor, on=_tonight(listing)) if listing.once(_sites_kept) else rows


def _kept(actor: Actor) -> Kept[list[TownNights]]:
    """The municipalities as they were counted lately; the page says when."""
    now = timezone.now()
    return towns_of_province(actor=actor, on=current_night(timezone.localtime(now)), now=now)


def _says_of_towns(listing: Listing) -> str:
    kept = listing.once(_kept)
    night = _("The night of %(day)s, as counted at %(time)s.") % {
        "day": date_format(_tonight(listing), "j F Y"),
        "time": _time(kept.at),
    }
    if kept.year_at is not None:
        night += " " + _("The nights of the year before it were counted at %(year)s.") % {"year": _time(kept.year_at)}
    words = _(
        "Per municipality how many sites have more people tonight than a norm allows, and of how many that is not known. The "
        "number of people above a norm is rounded up or down to a multiple of %(least)s. Of fewer than %(places)s sites with "
        "too many it is not shown: it would tell how many people sleep there."
    )
    least = use_parameter("need.least.shown", _tonight(listing)).whole_number
    return f"{night} {words % {'least': least, 'places': LEAST_PLACES}}"


SITES = ListPage(
    title=gettext_lazy("Sites checked against the norms"),
    says=_says,
    guard=needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS),
    rows=_sites,
    shown=_sites_shown,
    filters=[Words(label=gettext_lazy("Site, address or housing provider"), by=_named)],
    parts=Parts(
        [
            Part("", gettext_lazy("All")),
            Part("no_permit", gettext_lazy("No permit in force"), lambda _listing: _has_no_permit),
            *map(_outcome, reversed(NormOutcome)),
        ]
    ),
    order=gettext_lazy("Worst first"),
    columns=[
        SiteColumn(gettext_lazy("Site"), "site", sort="site.name", to="housing:card"),
        State(gettext_lazy("Outcome"), _badges, _reason_on_page),
        Number(gettext_lazy("Tonight"), "people", sort="people"),
        Number(gettext_lazy("At most"), "allowed", sort="allowed"),
        Link(
            gettext_lazy("Nights with too many people in a year"), _nights_over, sort="nights_over",
            to="occupancy:site-year", key="site.pk",
        ),
        Text(
            gettext_lazy("Housing provider"), "site.provider.name", sort="site.provider.name",
            when=lambda listing: listing.actor.may(SEE_HOUSING), spare=Spare.CELL,
        ),
    ],
    file="norms",
    file_columns=[
        Text(gettext_lazy("Site"), "site.name"),
        Text(gettext_lazy("Code"), "site.code"),
        Text(gettext_lazy("Address"), "site.address"),
        Text(gettext_lazy("Housing provider"), "site.provider.name"),
        Text(gettext_lazy("Outcome"), lambda night: OUTCOME_TEXTS[night.outcome]),
        Number(gettext_lazy("People tonight"), "people"),
        Number(gettext_lazy("At most, as far as known"), "allowed"),
        Number(gettext_lazy("Nights with too many people in a year"), "nights_over"),
        Number(gettext_lazy("Nights not known in a year"), "nights_unknown"),
        Text(gettext_lazy("Why"), _reason),
        Text(gettext_lazy("Calculation"), _sums),
    ],
    empty=Empty(
        gettext_lazy("No site here"),
        gettext_lazy("No site has this outcome tonight. Change the filter above to see the others."),
        "check",
    ),
    template="occupancy/norms.html",
)  # fmt: skip

TOWNS = ListPage(
    title=gettext_lazy("Sites checked against the norms"),
    says=_says_of_towns,
    guard=needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS),
    rows=lambda listing: listing.once(_kept).answer,
    per_page=50,
    numbers=True,
    columns=[
        Text(gettext_lazy("Municipality"), "name", sort="name"),
        Number(gettext_lazy("Sites"), "sites", sort="sites"),
        Number(gettext_lazy("Within"), "within", sort="within"),
        Number(gettext_lazy("Not known"), "unknown", sort="unknown"),
        Number(gettext_lazy("Too many"), "over", sort="over"),
        Number(gettext_lazy("People above a norm"), _above),
        Number(gettext_lazy("Nights with too many people in a year"), "nights_over", sort="nights_over"),
    ],
    file="norms",
    empty=Empty(
        gettext_lazy("No sites yet"),
        gettext_lazy("As soon as a housing provider records a site in Limburg, its municipality stands here."),
        "site",
    ),
    template="occupancy/norms_towns.html",
)


@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def norms(request: HttpRequest) -> HttpResponseBase:
    """All sites of the actor held against the norms tonight; for the province numbers per municipality."""
    return (SITES if may_count_people(actor_in(request)) else TOWNS).as_view()(request)


@require_safe
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
        "counts": [(*outcome_label(each), found.count(each)) for each in reversed(NormOutcome)],
        "is_own": actor.may(SEE_OWN_SITES),
    }
    return asked_file(request, [figure]) or render(request, "occupancy/site_year.html", context)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 2000 else None
