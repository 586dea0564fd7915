"""The register of processing and the draft of the DPIA: on a page, on paper, as a file; and what the office says itself."""

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accountability.documents.printing import report_json, report_markdown, report_pdf, report_sheet
from thoes.accountability.dpia import dpia_of
from thoes.accountability.permissions import SEE_PROCESSING
from thoes.accountability.processing import STATED, office_of, register_of, stated_by
from thoes.accountability.report import Report
from thoes.accountability.services import state_office
from thoes.accountability.web.forms import StatementForm
from thoes.accounts.public import actor_in, needs
from thoes.foundation.documents.sheets import SheetKind
from thoes.privacy.public import WATCH_OVER_USE
from thoes.ui.files import attachment, sheet_file
from thoes.ui.form_pages import form_page

_PARTS_AT_ONCE = 30


@require_safe
@needs(SEE_PROCESSING, purpose=WATCH_OVER_USE)
def processing(request: HttpRequest) -> HttpResponse:
    """Every purpose of the own organisation, with what is still a task."""
    actor = actor_in(request)
    report = register_of(office_of(actor), stated_by(actor))
    downloads = [
        (reverse("accountability:processing-file", args=["pdf"]), _("PDF")),
        (reverse("accountability:processing-file", args=["xlsx"]), _("Spreadsheet")),
        (reverse("accountability:processing-file", args=["ods"]), _("Spreadsheet (ods)")),
    ]
    return _page(request, report, downloads=downloads, is_register=True)


@require_safe
@needs(SEE_PROCESSING, purpose=WATCH_OVER_USE)
def processing_file(request: HttpRequest, form: str) -> HttpResponse:
    """The register as a file."""
    actor, now = actor_in(request), timezone.now()
    report = register_of(office_of(actor), stated_by(actor))
    if form == "pdf":
        return as_file(
            report_pdf(report, language=language_of_page(), made_at=now), "application/pdf", "processing", "pdf"
        )
    if form in list(SheetKind):
        return sheet_file(report_sheet(report), SheetKind(form), name="processing")
    raise Http404


@require_safe
@needs(SEE_PROCESSING, purpose=WATCH_OVER_USE)
def dpia(request: HttpRequest) -> HttpResponse:
    """The draft, point by point."""
    report = dpia_of(office_of(actor_in(request)))
    downloads = [
        (reverse("accountability:dpia-file", args=["pdf"]), _("PDF")),
        (reverse("accountability:dpia-file", args=["md"]), _("Text to work on (Markdown)")),
        (reverse("accountability:dpia-file", args=["json"]), _("JSON, for another computer")),
    ]
    return _page(request, report, downloads=downloads, is_register=False)


@require_safe
@needs(SEE_PROCESSING, purpose=WATCH_OVER_USE)
def dpia_file(request: HttpRequest, form: str) -> HttpResponse:
    """The draft as a file."""
    report, now, language = dpia_of(office_of(actor_in(request))), timezone.now(), language_of_page()
    if form == "pdf":
        return as_file(report_pdf(report, language=language, made_at=now), "application/pdf", "dpia", "pdf")
    if form == "md":
        text = report_markdown(report, language=language, made_at=now)
        return as_file(text.encode(), "text/markdown; charset=utf-8", "dpia", "md")
    if form == "json":
        return as_file(report_json(report, language=language, made_at=now).encode(), "application/json", "dpia", "json")
    raise Http404


@needs(SEE_PROCESSING, purpose=WATCH_OVER_USE)
def office(request: HttpRequest) -> HttpResponse:
    """Say what only the office knows."""
    actor = actor_in(request)
    now = stated_by(actor)
    form = StatementForm(request.POST or None, initial={name: getattr(now, name) for name in STATED} if now else {})
    return form_page(
        request,
        form,
        lambda: state_office(actor=actor, said=form.cleaned_data, at=timezone.now()),
        done=_("Saved. What stood there before is kept as well."),
        back=reverse("accountability:processing"),
        context={
            "title": _("What the office says"),
            "intro": _(
                "The program cannot know this. What you fill in stands in the register of processing, and on a "
                "notification of a breach."
            ),
            "button": _("Save"),
            "crumb": _("Register of processing"),
        },
    )


def _page(request: HttpRequest, report: Report, *, downloads: list[tuple[str, str]], is_register: bool) -> HttpResponse:
    tabs = [
        (reverse("accountability:processing"), _("Register of processing"), None),
        (reverse("accountability:dpia"), _("Draft of the DPIA"), None),
    ]
    asked = request.GET.get("section")
    # The whole is a file; on a page a chapter of it is read at a time, and of a long chapter some of its parts.
    chapter = next((section for section in report.sections if section.anchor == asked), report.sections[0])
    parts: Any = Paginator(chapter.parts, _PARTS_AT_ONCE)
    page = parts.get_page(request.GET.get("page"))
    context = {
        "report": report,
        "shown": replace(chapter, parts=tuple(page.object_list)),
        "is_asked": asked == chapter.anchor,
        "page": page,
        "contents": [(each.number, each[0].title, each[-1].title) for each in parts] if page.has_other_pages() else [],
        "downloads": downloads,
        "tabs": tabs,
        "is_register": is_register,
    }
    return render(request, "accountability/report.html", context)


def language_of_page() -> str:
    """The language in which a file is made: that of the page."""
    return get_language() or "nl"


def as_file(body: bytes, kind: str, name: str, ending: str) -> HttpResponse:
    """A file to keep, named after what it is and the day."""
    return attachment(body, kind, f"{name}-{timezone.localdate()}.{ending}")
