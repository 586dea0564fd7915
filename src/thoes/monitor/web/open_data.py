"""The open data: per indicator a csv and a JSON at an address that stays, and a description for catalogues.

Everything comes from `published`, so a file holds no number that a page may not show. Codes and names of columns stay; a
changed definition gives its numbers another `version`.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET

from thoes.accounts.public import open_before_second_step
from thoes.foundation.documents.sheets import CONTENT_TYPES, SheetKind
from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.catalogue import LICENCE, DataSet, Publisher, catalogue
from thoes.monitor.indicators import all_indicators, indicator_named
from thoes.monitor.indicators.declaring import Indicator, Way
from thoes.monitor.published import (
    Number,
    last_publication,
    periods_by_indicator,
    publications_with_months,
    read_numbers,
)
from thoes.monitor.splits import SPLITS, Split
from thoes.ui.files import attachment

COLUMNS = (
    "indicator", "version", "period", "area_code", "area", "area_kind", "split", "value", "number", "low", "high",
)  # fmt: skip
# Open data may be fetched by a page of somebody else.
_OPEN = {"Access-Control-Allow-Origin": "*"}


@open_before_second_step
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Which data there are, where, and what was published when."""
    known = periods_by_indicator()
    sets = [indicator for indicator in all_indicators() if indicator.key in known]
    context = {"indicators": sets, "publications": publications_with_months(), "publication": last_publication()}
    return render(request, "monitor/data.html", context)


@open_before_second_step
@require_GET
def as_csv(request: HttpRequest, key: str) -> HttpResponse:
    """All numbers of an indicator in UTF-8 with a comma. An empty number is not shown."""
    indicator = _known(key)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=COLUMNS)
    writer.writeheader()
    writer.writerows(_rows(indicator))
    answer = attachment(stream.getvalue().encode(), CONTENT_TYPES[SheetKind.CSV], f"{key}.csv")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@open_before_second_step
@require_GET
def as_json(request: HttpRequest, key: str) -> JsonResponse:
    """The same with its definitions in both languages, the splits, and the changelog of the figures."""
    indicator = _known(key)
    publication = last_publication()
    rows = list(_rows(indicator))
    splits = {str(row["split"]) for row in rows} - {""}
    body = {
        "licence": LICENCE,
        "counted_at": publication.made_at.isoformat() if publication else None,
        "definitions": [_definition(each) for each in indicator.versions()],
        "splits": [_split(split) for split in SPLITS if split.key in splits],
        "changelog": [
            {"made_at": each.made_at.isoformat(), "months": [month.isoformat() for month in each.months]}
            for each in publications_with_months()
        ],
        "numbers": rows,
    }
    return JsonResponse(body, headers=_OPEN, json_dumps_params={"ensure_ascii": False})


@open_before_second_step
@require_GET
def as_catalogue(request: HttpRequest) -> HttpResponse:
    """The description for catalogues (DCAT-AP-NL), for harvesters."""
    publication = last_publication()
    if publication is None:
        raise Http404

    def address(name: str, *args: str) -> str:
        return request.build_absolute_uri(reverse(f"monitor:{name}", args=args))

    publisher = Publisher(
        settings.THOES_OPERATOR_NAME or request.build_absolute_uri("/"),
        settings.THOES_OPERATOR_EMAIL,
        request.build_absolute_uri(reverse("guide:contact")),
    )
    periods = periods_by_indicator()
    sets = [
        DataSet(
            indicator,
            f"{address('definitions')}#{indicator.key}",
            address("csv", indicator.key),
            address("json", indicator.key),
            *periods[indicator.key],
        )
        for indicator in all_indicators()
        if indicator.key in periods
    ]
    body = catalogue(address("catalogue"), publisher, sets, at=publication.made_at)
    answer = JsonResponse(body, headers=_OPEN, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def _known(key: str) -> Indicator:
    indicator = indicator_named(key)
    if indicator is None or key not in periods_by_indicator():
        raise Http404
    return indicator


def _rows(indicator: Indicator) -> Iterator[dict[str, Any]]:
    areas = areas_of_limburg()
    for each in read_numbers(indicator=indicator.key).all():
        area = areas.get(each.area)
        kind = "province" if each.area == LIMBURG else "region" if area and area.of == LIMBURG else "municipality"
        yield {
            "indicator": each.indicator,
            "version": each.version,
            "period": _period(indicator, each.period),
            "area_code": each.area,
            "area": area.name if area else each.area,
            "area_kind": kind,
            "split": each.split,
            "value": each.value,
            "number": each.shown,
            **_interval(indicator, each),
        }


def _interval(indicator: Indicator, number: Number) -> dict[str, int | None]:
    """Of an estimate its interval. What follows from how a count is rounded is no part of the data."""
    if indicator.way is Way.COUNTED:
        return {"low": None, "high": None}
    return {"low": number.low, "high": number.high}


def _period(indicator: Indicator, last: date) -> str:
    return last.strftime("%Y-%m") if indicator.moment == "month" else last.isoformat()


def _definition(indicator: Indicator) -> dict[str, Any]:
    parts = {
        "name": indicator.name, "population": indicator.population, "moment": indicator.moment.label,
        "unit": indicator.unit.label, "where": indicator.where.label, "how": indicator.way.label,
        "source": indicator.source, "is_not": indicator.is_not, "changed": indicator.changed,
    }  # fmt: skip
    return {
        "version": indicator.version,
        "since": indicator.since.isoformat(),
        **{name: _in_each(text) for name, text in parts.items()},
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "key": split.key,
        "name": _in_each(split.name),
        "source": _in_each(split.source),
        "is_not": _in_each(split.is_not),
        "values": {value: _in_each(words) for value, words in split.values.items()},
    }


def _in_each(text: Any) -> dict[str, str]:
    found = {}
    for language in ("nl", "en"):
        with translation.override(language):
            found[language] = str(text)
    return found
