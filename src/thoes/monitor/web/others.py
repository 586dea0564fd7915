"""What others count: every source with its versions, what each counts, what changed, and its figures as table and chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import areas_of_limburg
from thoes.monitor.coverage import without_coverage
from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER
from thoes.monitor.open_files import FOR_EVERY_PAGE, WRITERS
from thoes.monitor.quoted.areas import COUNTRY
from thoes.monitor.quoted.given_away import quoted_table
from thoes.monitor.quoted.models import MissingReason, QuotedFigure, QuotedVersion
from thoes.monitor.quoted.reading import Changed, areas_of, changes_between, sources_seen, versions_of_source
from thoes.monitor.quoted.taking_in import DEFINING, Kept
from thoes.ui.charts import Days, Figure, Look, Series, Table, line
from thoes.ui.figures import asked_file
from thoes.ui.files import attachment

_FIGURES_SHOWN, _CHANGES_SHOWN = 60, 40
# Definitions that can be told apart in one chart.
_LOOKS = (Look.MAIN, Look.BAD, Look.PLAN, Look.HALF)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change in words."""

    area: str
    period: str
    group: str
    before: str
    now: str


@open_before_second_step
@require_safe
def others(request: HttpRequest) -> HttpResponse:
    """Which sources there are."""
    return render(request, "monitor/others.html", {"sources": sources_seen()})


@open_before_second_step
@require_safe
def quoted(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version of a source."""
    version = get_object_or_404(QuotedVersion, pk=version_id)
    versions, names = versions_of_source(version), area_names()
    codes = areas_of(version)
    area = request.GET.get("area", "")
    chosen = area if area in codes else "limburg" if "limburg" in codes else codes[0] if codes else ""
    figure = _chart(versions, chosen, names) if chosen else None
    if answer := asked_file(request, [figure] if figure else []):
        return answer
    before = next((each for each in versions if each.taken_in_at < version.taken_in_at), None)
    changes = changes_between(before, version) if before else []
    rows = version.figures.filter(area=chosen).order_by("-last", "group", "pk")
    context = {
        "tab": reverse("monitor:others"),
        "version": version,
        "versions": versions,
        "before": before,
        "defines_otherwise": before is not None and any(getattr(before, n) != getattr(version, n) for n in DEFINING),
        "changes": [_shown(each, names) for each in changes[:_CHANGES_SHOWN]],
        "changes_count": len(changes),
        "areas": [(code, names.get(code, code)) for code in sorted(codes, key=lambda code: _place(code, names))],
        "chosen": chosen,
        "chosen_name": names.get(chosen, chosen),
        "page": Paginator(rows, _FIGURES_SHOWN).get_page(request.GET.get("page")),
        "figure": figure,
        "kinds": [(kind, reverse(f"monitor:quoted-{kind}", args=[version.pk])) for kind in WRITERS],
    }
    return render(request, "monitor/quoted.html", context)


@open_before_second_step
@require_safe
def as_file(request: HttpRequest, version_id: UUID, kind: str) -> HttpResponse:
    """The figures of a version whose licence is open; of another there is no file."""
    version = get_object_or_404(QuotedVersion, pk=version_id)
    if not version.is_open:
        raise Http404
    write, media_type = WRITERS[kind]
    answer = attachment(write(quoted_table(version, area_names())), media_type, f"{version.source_key}.{kind}")
    answer.headers[FOR_EVERY_PAGE] = "*"
    return answer


def area_names() -> Mapping[str, str]:
    """What areas are called, the country too."""
    return {code: area.name for code, area in areas_of_limburg().items()} | {COUNTRY: _("the Netherlands")}


def _place(code: str, names: Mapping[str, str]) -> tuple[int, str]:
    order = {COUNTRY: 0, "limburg": 1, "noord": 2, "midden": 3, "zuid": 4}
    return order.get(code, 9), names.get(code, code)


def _shown(change: Changed, names: Mapping[str, str]) -> ShownChange:
    return ShownChange(
        names.get(change.area, change.area),
        change.period,
        change.group,
        _in_words(change.before),
        _in_words(change.now),
    )


def _in_words(kept: Kept | None) -> str:
    if kept is None:
        return _("not in it")
    return str(MissingReason(kept.missing).label) if kept.number is None else stories.in_words(kept.number)


def _chart(versions: Sequence[QuotedVersion], area: str, names: Mapping[str, str]) -> Figure | None:
    """One group of an area over time, each definition a line of its own: by the latest version that has the period."""
    of = {version.pk: version for version in versions}
    rows = QuotedFigure.objects.filter(version__in=of, area=area)
    group = rows.order_by("group").values_list("group", flat=True).first()
    figures = list(rows.filter(group=group).order_by("last"))
    latest: dict[tuple[int, str], QuotedFigure] = {}
    for each in sorted(figures, key=lambda each: of[each.version_id].taken_in_at):
        latest[of[each.version_id].definition, each.period] = each
    shown = sorted(latest.values(), key=lambda each: (of[each.version_id].definition, each.last))
    if len({each.last for each in shown if each.number is not None}) < 2:
        return None
    series = []
    for (definition, points), look in zip(
        ((d, list(p)) for d, p in groupby(shown, key=lambda each: of[each.version_id].definition)), _LOOKS, strict=False
    ):
        label = _("definition %(number)s") % {"number": definition}
        series.append(Series(label, [(each.last, each.number) for each in points], look))
    days = Days(min(each.last for each in shown), max(each.last for each in shown) + timedelta(days=1))
    who, source = group or _("everybody"), versions[0].source
    title = _("%(source)s: %(who)s in %(area)s") % {"source": source, "who": who, "area": names.get(area, area)}
    table = Table(title, (_("Period"), _("Definition"), _("Version"), _("Figure")), tuple(_rows(shown, of)))
    note = _("Source: %(source)s. Lines of different definitions are no series.") % {"source": source}
    note = f"{note} {NOT_OF_THE_REGISTER}"
    drawing = line(f"quoted-{area}", series, days, language=stories.language())
    return Figure(title, drawing, note, without_coverage(table))


def _rows(shown: Sequence[QuotedFigure], of: Mapping[UUID, QuotedVersion]) -> list[tuple[Any, ...]]:
    return [
        (
            each.period,
            str(of[each.version_id].definition),
            of[each.version_id].version,
            each.number if each.number is not None else str(each.get_missing_display()),
        )
        for each in shown
    ]
