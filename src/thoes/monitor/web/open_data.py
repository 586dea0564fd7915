"""The open data: per indicator a csv, a JSON and a Parquet file at addresses that stay, and a description for catalogues."""

import csv
import io
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.foundation.documents.sheets import CONTENT_TYPES, SheetKind
from thoes.monitor.catalogue import DataFile, DataSet, Publisher, QuotedSet, catalogue
from thoes.monitor.figure_changes import changes
from thoes.monitor.indicators import all_indicators
from thoes.monitor.open_files import FOR_EVERY_PAGE, WRITERS, data_table, in_each
from thoes.monitor.open_tables import open_table
from thoes.monitor.published import day_of, last_publication, periods_by_indicator, publications_with_months
from thoes.monitor.quoted.given_away import described_versions
from thoes.ui.files import attachment

CHANGE_COLUMNS = ("on", "kind", "what_nl", "what_en", "why_nl", "why_en")


@open_before_second_step
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Which data there are, where, and in which versions."""
    known = periods_by_indicator()
    sets = [indicator for indicator in all_indicators() if indicator.key in known]
    versions = list(dict.fromkeys(day_of(each) for each in publications_with_months()))
    context = {"indicators": sets, "versions": versions, "publication": last_publication(), "kinds": tuple(WRITERS)}
    return render(request, "monitor/data.html", context)


@open_before_second_step
@require_safe
def as_file(request: HttpRequest, key: str, kind: str, day: str = "") -> HttpResponse:
    """All numbers of an indicator, as they are now or in the version of a day."""
    try:
        version = date.fromisoformat(day) if day else None
    except ValueError as no_day:
        raise Http404 from no_day
    table = open_table(key, version=version)
    if table is None:
        raise Http404
    write, media_type = WRITERS[kind]
    name = f"{key}-{version}.{kind}" if version else f"{key}.{kind}"
    answer = attachment(write(data_table(table)), media_type, name)
    answer.headers[FOR_EVERY_PAGE] = "*"
    return answer


@open_before_second_step
@require_safe
def what_changed(request: HttpRequest) -> HttpResponse:
    """The changelog of the figures as a page."""
    found = [(each.on, each.kind.label, each.what(), each.why()) for each in changes()]
    return render(request, "monitor/changes.html", {"changes": found, "tab": reverse("monitor:data")})


@open_before_second_step
@require_safe
def changes_as_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file, in both languages."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(CHANGE_COLUMNS)
    for each in changes():
        writer.writerow(
            [each.on.isoformat(), each.kind.value, *in_each(each.what).values(), *in_each(each.why).values()]
        )
    answer = attachment(stream.getvalue().encode(), CONTENT_TYPES[SheetKind.CSV], "changes.csv")
    answer.headers[FOR_EVERY_PAGE] = "*"
    return answer


@open_before_second_step
@require_safe
def as_catalogue(request: HttpRequest) -> HttpResponse:
    """The description for catalogues (DCAT-AP-NL), for harvesters."""
    publication, quoted = last_publication(), described_versions()
    moments = [*([publication.made_at] if publication else []), *(each.version.taken_in_at for each in quoted)]
    if not moments:
        raise Http404

    def address(name: str, *args: str | UUID) -> str:
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
            tuple(DataFile(address(kind, indicator.key), kind) for kind in WRITERS),
            *periods[indicator.key],
        )
        for indicator in all_indicators()
        if indicator.key in periods
    ]
    quoted_sets = [
        QuotedSet(
            each.version.source, each.version.version, (each.version.population, each.version.is_not),
            address("quoted", each.version.pk), each.version.link, each.version.licence_link,
            tuple(
                DataFile(address(f"quoted-{kind}", each.version.pk), kind) for kind in WRITERS if each.version.is_open
            ),
            each.first, each.last, each.version.taken_in_at, each.version.organisation.name,
        )
        for each in quoted
    ]  # fmt: skip
    body = catalogue(address("catalogue"), publisher, [*sets, *quoted_sets], at=max(moments))
    answer = JsonResponse(body, headers={FOR_EVERY_PAGE: "*"}, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/ld+json"
    return answer
