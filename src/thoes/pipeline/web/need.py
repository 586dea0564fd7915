"""Need against supply: Limburg and its regions in one figure, per municipality, and as a spreadsheet or csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.documents.sheets import Sheet
from thoes.housing.public import HOUSING_PERMITS
from thoes.kernel.nights import current_night
from thoes.pipeline.domain.need import Gap, NeedKind, Scenario, Supply, gap_of, long_stays, missing
from thoes.pipeline.need_figures import vision_figures
from thoes.pipeline.permissions import SEE_PIPELINE
from thoes.pipeline.queries.need import PlaceNeed, need_of_limburg, need_terms
from thoes.pipeline.templatetags.thoes_pipeline import whole
from thoes.pipeline.texts import KIND_TEXTS, SCENARIO_TEXTS
from thoes.ui.charts import Figure, KeyItem, Look, Row, Segment, Table, bars
from thoes.ui.days import day_in_words
from thoes.ui.figures import asked_file
from thoes.ui.files import kind_asked, sheet_file

_LONG = gettext_lazy("Long stay, rent and sale together")


@dataclass(frozen=True, slots=True)
class ShownKind:
    """A kind of stay in a region, or all of them together."""

    label: Any
    need: int
    supply: Supply
    missing: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class ShownRegion:
    """A region as the page shows it."""

    place: PlaceNeed
    gap: Gap
    kinds: tuple[ShownKind, ...]


@require_safe
@needs(SEE_PIPELINE, purpose=HOUSING_PERMITS)
def need(request: HttpRequest) -> HttpResponse:
    """The page; or all its numbers, both scenarios, as a file with its source."""
    actor, scenario, kind = actor_in(request), _scenario(request), kind_asked(request)
    if kind is not None:
        head, *rows = _rows(actor)
        sheet = Sheet(_("Need"), head, rows, notes=_about(), notes_title=_("About"))
        return sheet_file(sheet, kind, name="need")
    today = current_night(timezone.localtime())
    terms, figures, language = need_terms(today), vision_figures(), "nl" if get_language() == "nl" else "en"
    regions = [_shown(place, scenario) for place in need_of_limburg(actor=actor, on=today, terms=terms)]
    source = _("Source: %(vision)s, %(scenario)s, and the plans in Thoes on %(day)s.") % {
        "vision": figures.title.in_language(language),  # type: ignore[arg-type]
        "scenario": str(SCENARIO_TEXTS[scenario]).lower(),
        "day": day_in_words(today),
    }
    figure = _figure([(region.place.name, region.gap) for region in regions], note=source)
    context = {
        "regions": regions,
        "figure": figure,
        "tabs": [(f"?scenario={each.value}", SCENARIO_TEXTS[each], None) for each in Scenario],
        "scenario": scenario,
        "terms": terms,
        "source": figures.title.in_language(language),  # type: ignore[arg-type]
        "population": figures.population.in_language(language),  # type: ignore[arg-type]
        "link": figures.link,
        "today": today,
        "people_at": regions[0].place.people_at,
    }
    return asked_file(request, [figure]) or render(request, "pipeline/need.html", context)


def _figure(regions: list[tuple[str, Gap]], *, note: str) -> Figure:
    """The regions and Limburg as a whole on one scale: what is there, what is planned and what is still missing."""
    gaps = [gap for _name, gap in regions]
    together = Gap(*(sum(getattr(gap, part) for gap in gaps) for part in ("need", "realised", "missing")))
    rows = [*regions, (_("Limburg"), together)]
    steps = ((Look.MAIN, _("Realised")), (Look.PLAN, _("Planned, weighted by chance")), (Look.OPEN, _("Still missing")))
    return Figure(
        title=_says(
            together, _("Still %(missing)s of %(need)s places needed"), _("%(more)s places more than the need")
        ),
        drawing=bars(
            "need",
            [
                Row(
                    name,
                    _says(gap, _("%(missing)s of %(need)s missing"), _("%(more)s more than the need")),
                    _pieces(gap),
                )
                for name, gap in rows
            ],
            key=tuple(KeyItem(look, label) for look, label in steps),
        ),
        note=note,
        table=Table(
            _("Need and supply, in units"),
            (_("Region"), _("Need"), *(label for _look, label in steps)),
            tuple((name, gap.need, gap.realised, gap.planned, gap.missing) for name, gap in rows),
        ),
    )


def _says(gap: Gap, lacking: str, too_much: str) -> str:
    if gap.missing < 0:
        return too_much % {"more": whole(-gap.missing)}
    return lacking % {"missing": whole(gap.missing), "need": whole(gap.need)}


def _pieces(gap: Gap) -> tuple[Segment, ...]:
    return (
        Segment(gap.realised, Look.MAIN, whole(gap.realised)),
        Segment(gap.planned, Look.PLAN),
        Segment(max(0, gap.missing), Look.OPEN, whole(gap.missing)),
    )


def _scenario(request: HttpRequest) -> Scenario:
    asked = request.GET.get("scenario", "")
    return Scenario(asked) if asked in list(Scenario) else Scenario.BASE


def _shown(place: PlaceNeed, scenario: Scenario) -> ShownRegion:
    assert place.need is not None
    figures = place.need[scenario]
    kinds = [
        ShownKind(KIND_TEXTS[kind], figures.of(kind), place.supply[kind], missing(figures.of(kind), place.supply[kind]))
        for kind in NeedKind
    ]
    stays = long_stays(place.supply)
    together = ShownKind(_LONG, figures.long, stays, missing(figures.long, stays), True)
    total = ShownKind(_("Total"), figures.total, place.total, missing(figures.total, place.total), True)
    return ShownRegion(place, gap_of(figures.total, place.total), (*kinds, together, total))


def _rows(actor: Actor) -> Iterator[list[Any]]:
    today = current_night(timezone.localtime())
    yield [
        _("Level"), _("Name"), _("Kind of stay"), *(str(SCENARIO_TEXTS[each]) for each in Scenario), _("Realised"),
        _("Planned"), _("Planned, weighted"), _("Planned, no chance known"), _("Later or no day"), _("Beds in use"),
        _("Occupied"), _("Free"),
    ]  # fmt: skip
    for region in need_of_limburg(actor=actor, on=today, terms=need_terms(today)):
        yield from _rows_of(region, _("region"))
        for town in region.municipalities:
            yield from _rows_of(town, _("municipality"))


def _rows_of(place: PlaceNeed, level: str) -> Iterator[list[Any]]:
    for kind in NeedKind:
        needs_ = [place.need[each].of(kind) if place.need else "" for each in Scenario]
        yield [level, place.name, str(KIND_TEXTS[kind]), *needs_, *_units(place.supply.get(kind, Supply())), "", "", ""]
    long = [place.need[each].long if place.need else "" for each in Scenario]
    yield [level, place.name, str(_LONG), *long, *_units(long_stays(place.supply)), "", "", ""]
    totals = [place.need[each].total if place.need else "" for each in Scenario]
    hidden = _("not shown")
    occupied = hidden if place.occupied.number is None else place.occupied.number
    free = hidden if place.free is None else place.free
    yield [level, place.name, _("Total"), *totals, *_units(place.total), place.beds, occupied, free]


def _units(supply: Supply) -> list[int]:
    numbers = (supply.realised, supply.planned, supply.weighted, supply.unweighed, supply.later)
    return [round(number) for number in numbers]


def _about() -> list[str]:
    figures, terms = vision_figures(), need_terms(timezone.localdate())
    language = "nl" if get_language() == "nl" else "en"
    return [
        figures.title.in_language(language),  # type: ignore[arg-type]
        figures.population.in_language(language),  # type: ignore[arg-type]
        figures.link,
        _("The vision gives no need per municipality; those cells are empty."),
        _(
            "A municipality reads its own number of people; every other number is rounded up or down to a multiple of "
            "%(least)s, and fewer than %(least)s people are not shown. A total is rounded from the true number, so it can "
            "differ from the sum of what stands above it. Where another number could be worked out from it, a total is "
            "rounded to fifties or hundreds, or left out."
        )
        % {"least": terms.least},
    ]
