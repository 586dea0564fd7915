"""The report of a year: a page, a PDF and a spreadsheet of the same numbers."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.foundation.documents.paper import print_report
from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.published import last_publication, months_published, read_numbers
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.monitor.year_report import as_paper, as_sheet, report_of
from thoes.ui.files import PDF, attachment, kind_asked, sheet_file


@open_before_second_step
@require_safe
@embeddable
def latest(request: HttpRequest) -> HttpResponse:
    """The report of the last year of which a month was published."""
    months = months_published()
    return _report(request, months[-1].year) if months else render(request, "monitor/nothing_yet.html")


@open_before_second_step
@require_safe
@embeddable
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The report of a year; `?file=` gives its PDF or spreadsheet."""
    return _report(request, year)


def _report(request: HttpRequest, year: int) -> HttpResponse:
    months, publication = months_published(), last_publication()
    both_years = [month for month in months if month.year in (year, year - 1)]
    numbers = read_numbers(Q(split="") | Q(area=LIMBURG), period__in=both_years)
    report = report_of(year, numbers, areas_of_limburg(), months)
    if report is None or publication is None:
        raise Http404
    if request.GET.get("file") == "pdf":
        body = print_report(as_paper(report), language=get_language() or "nl", made_at=publication.made_at)
        return attachment(body, PDF, f"monitor-{year}.pdf")
    kind = kind_asked(request)
    if kind is not None:
        return sheet_file(as_sheet(report), kind, name=f"monitor-{year}")
    years = sorted({month.year for month in months}, reverse=True)
    context = {
        "report": report,
        "publication": publication,
        "years": [(reverse("monitor:report-of", args=[each]), each, None) for each in years],
        "here": reverse("monitor:report-of", args=[year]),
        "start": reverse("monitor:report"),
    }
    figures = [chapter.figure for chapter in report.chapters if chapter.figure]
    return asked_figure(request, figures) or render(request, "monitor/report.html", context)
