"""The pages of one kind of file: hand over, look, say what columns hold, take in, take back, and what to take along."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.foundation.documents.sheets import CONTENT_TYPES, Sheet, SheetKind, as_xlsx
from thoes.foundation.refusal_texts import explain, explain_code
from thoes.intake import jobs, runs
from thoes.intake.kinds import FileKind
from thoes.intake.models import RejectedLine, Run, RunStatus
from thoes.intake.reading.cells import cell_text
from thoes.intake.receipt import receipt_pdf
from thoes.intake.returned_file import reasons_of, write_returned_file
from thoes.intake.stopped import is_stopped, stopped_among
from thoes.intake.stored_facts import restored_cell
from thoes.intake.texts import said_of_file
from thoes.intake.web.checking import (
    cells_to_mend,
    line_to_mend,
    said_of,
    sent_answers,
    sent_edit,
    shown_lines,
    shown_questions,
)
from thoes.intake.web.columns import TO_CHOOSE, chosen_columns, shown_columns
from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import restored
from thoes.ui import refusals
from thoes.ui.files import PDF, attachment

_LINES_SHOWN = 50


def addresses(
    kind: type[FileKind[Any]], *, handed_in_at: Callable[..., HttpResponseBase] | None = None
) -> tuple[list[URLPattern], str]:
    """The addresses of a kind, for `include`; in its pages `intake:run` is the page of a file of the same kind.

    `handed_in_at` answers instead of the shared page to hand one file over.
    """
    pages, may = _Pages(kind), needs(*kind.permissions, purpose=kind.purpose)

    def of_run(
        address: str, view: Callable[..., HttpResponse], method: Callable[[Any], Any] = require_POST
    ) -> URLPattern:
        name = address.strip("/").partition(".")[0] or "run"
        at: URLPattern = path(f"<uuid:run_id>/{address}", method(may(view)), name=name)
        return at

    return [
        path("", require_http_methods(["GET", "POST"])(may(handed_in_at or pages.runs)), name="runs"),
        path("example.xlsx", require_safe(may(pages.example)), name="example"),
        of_run("", pages.run, require_safe),
        of_run("progress/", pages.progress, require_safe),
        of_run("answers/", pages.answers),
        of_run("line/", pages.line, require_http_methods(["GET", "POST"])),
        of_run("columns/", pages.columns, require_http_methods(["GET", "POST"])),
        of_run("take-in/", pages.take_in),
        of_run("go-on/", pages.go_on),
        of_run("drop/", pages.drop),
        of_run("undo/", pages.undo),
        of_run("forget/", pages.forget),
        of_run("mend.xlsx", pages.returned, require_safe),
        of_run("receipt.pdf", pages.receipt, require_safe),
    ], "intake"


class _Pages:
    def __init__(self, kind: type[FileKind[Any]]) -> None:
        self._kind = kind

    def runs(self, request: HttpRequest) -> HttpResponse:
        """Hand a file over, which is read in the background; below it those that were handed over before, newest first."""
        kind, actor = self._kind, actor_in(request)
        posted = request.method == "POST"
        form = kind.form(
            request.POST if posted else None,
            request.FILES if posted else None,
            actor=actor,
            initial=request.GET.dict() | {"as_of": timezone.localdate()},
        )
        if posted and form.is_valid():
            file = form.cleaned_data["file"]
            asked, about = kind.said_beside(form.cleaned_data)
            try:
                run = runs.hand_in(
                    kind, actor=actor, file_name=file.name or "", size=file.size or 0, chunks=file.chunks(), asked=asked,
                    about=about, at=timezone.now(),
                )  # fmt: skip
            except Refusal as refusal:
                refusals.show_in(form, refusal)
            else:
                jobs.check.defer(run=str(run.pk))
                return redirect(kind.run_url(run))
        page = Paginator(runs.runs_of(kind, actor), 30).get_page(request.GET.get("page"))
        context = {
            "words": kind.words,
            "form": form,
            "page": page,
            "stopped": stopped_among(page.object_list),
            "points": kind.points(actor),
            "missing_first": kind.missing_first(actor),
            "has_example": bool(kind.example()),
        }
        return render(request, "intake/runs.html", context)

    def run(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Where a file stands: how far it is, what would become of it, or what became of it."""
        kind, found = self._kind, self._own(request, run_id)
        if found.status == RunStatus.COLUMNS:
            return self._to("columns", found.pk)
        if together := kind.together_url(found):
            return redirect(together)
        if found.status == RunStatus.DONE and not kind.asks_first:
            return redirect(kind.result_url(found))
        waits = found.status == RunStatus.READ
        lines = [] if waits else list(found.rejected_lines.order_by("sheet", "line")[:_LINES_SHOWN])
        notices = [(n["code"], restored(n["facts"])) for n in found.notices]
        context = {
            "words": kind.words,
            "run": found,
            "Status": RunStatus,
            "stopped": is_stopped(found),
            "lines": [(line, self._says(line, found), reasons_of(line, kind.vocabulary.names)) for line in lines],
            "more_lines": max(0, found.rejected - len(lines)),
            "notices": said_of_file(notices, found.left_out, kind.vocabulary.names),
            "refusal": explain_code(found.refusal_code, restored(found.refusal_facts)) if found.refusal_code else "",
            "result_url": kind.result_url(found) if found.status == RunStatus.DONE else "",
            **_progress_context(found),
        }
        if found.status == RunStatus.READ:
            context |= {"questions": shown_questions(found), **shown_lines(kind, found, request)}
            context["understood"] = [explain_code(n["code"], restored(n["facts"])) for n in found.understood]
            context["open_questions"] = sum(group["open"] for group in context["questions"])
            context["open_groups"] = [group for group in context["questions"] if group["open"]]
            context["settled_groups"] = [group for group in context["questions"] if not group["open"]]
        return render(request, "intake/run.html", context)

    def answers(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Decide what was asked; then the file is checked again."""
        found = self._own(request, run_id)
        try:
            sent = sent_answers(found, request.POST.dict())
            runs.answer(self._kind, actor=actor_in(request), run_id=run_id, sent=sent)
        except Refusal as refusal:
            messages.error(request, explain(refusal))
        else:
            jobs.check.defer(run=str(run_id))
        return self._to("run", run_id)

    def line(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """One line of a checked file, to be mended in its place, left out or split in two."""
        kind, found = self._kind, self._own(request, run_id)
        sheet, number = request.GET.get("sheet", ""), request.GET.get("line", "")
        line = (
            line_to_mend(found, sheet, int(number)) if number.isdecimal() and found.status == RunStatus.READ else None
        )
        if line is None:
            messages.error(request, explain_code("run_over", {}))
            return self._to("run", run_id)
        if request.method == "POST":
            edit = sent_edit(found, line, request.POST.dict())
            try:
                runs.mend_line(
                    kind, actor=actor_in(request), run_id=run_id, sheet=line.sheet, line=line.line, edit=edit
                )
            except Refusal as refusal:
                messages.error(request, explain(refusal))
            else:
                jobs.check.defer(run=str(run_id))
            return self._to("run", run_id)
        cells = cells_to_mend(kind, found, line)
        fields: list[str] = next((s["fields"] for s in found.sheets if s["name"] == line.sheet), [])
        texts = {column: cell_text(restored_cell(cell)) for column, cell in enumerate(line.cells)}
        context = {
            "words": kind.words,
            "run": found,
            "line": line,
            "cells": cells,
            "says": said_of(line, kind),
            "parts": kind.parts_of(texts, dict(enumerate(fields))),
        }
        return render(request, "intake/line.html", context)

    def progress(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """The progress bar alone, asked for by the page every second; the whole page when the work is over."""
        found = self._own(request, run_id)
        if not found.works or is_stopped(found):
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "intake/progress.html", _progress_context(found))

    def columns(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """A choice for every column; what was recognised is chosen already. Remembered for the next file."""
        kind, found, error = self._kind, self._own(request, run_id), ""
        if found.status not in (RunStatus.COLUMNS, RunStatus.READ):
            return self._to("run", run_id)
        if request.method == "POST":
            try:
                chosen = chosen_columns(kind, found, request.POST)
                runs.choose_columns(kind, actor=actor_in(request), run_id=run_id, columns=chosen)
            except Refusal as refusal:
                error = explain(refusal)
            else:
                jobs.check.defer(run=str(run_id))
                return self._to("run", run_id)
        context = {
            "words": kind.words,
            "run": found,
            "sheets": shown_columns(found, request.POST),
            "choices": [(field.value, name) for field, name in kind.vocabulary.names.items()],
            "needed": explain_code(kind.columns_missing, {}),
            "error": error,
            "asked": any(sheet["asked"] for sheet in found.sheets),
            "to_choose": TO_CHOOSE,
        }
        return render(request, "intake/columns.html", context)

    def take_in(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Decide that the good lines go in."""
        self._own(request, run_id)
        try:
            started = runs.start(self._kind, actor=actor_in(request), run_id=run_id)
        except Refusal as refusal:
            messages.error(request, explain(refusal))
        else:
            if started.status == RunStatus.RUNNING and started.lines_done == 0:
                jobs.take_in.defer(run=str(run_id))
        return self._to("run", run_id)

    def go_on(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Have a file worked on again whose work stopped. A second press changes nothing."""
        self._own(request, run_id)
        stopped = runs.go_on(self._kind, actor=actor_in(request), run_id=run_id)
        if stopped is not None:
            jobs.go_on(stopped)
        return self._to("run", run_id)

    def drop(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Throw away a file that was not taken in."""
        self._own(request, run_id)
        try:
            runs.drop(self._kind, actor=actor_in(request), run_id=run_id)
        except Refusal as refusal:
            messages.error(request, explain(refusal))
            return self._to("run", run_id)
        messages.success(request, _("The list is thrown away. Nothing of it was taken in."))
        return redirect(f"{self._kind.name}:runs")

    def undo(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Take a whole file back."""
        self._own(request, run_id)
        try:
            with transaction.atomic():
                undone = runs.undo(self._kind, actor=actor_in(request), run_id=run_id, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, explain(refusal))
        else:
            if undone.status == RunStatus.UNDOING:
                jobs.undo.defer(run=str(run_id))
            else:
                messages.success(request, _("The upload is undone. The register is as it was before."))
        return self._to("run", run_id)

    def forget(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """Throw away the lines that were sent back."""
        self._own(request, run_id)
        runs.forget_lines(self._kind, actor=actor_in(request), run_id=run_id)
        messages.success(request, _("The lines that were sent back are thrown away."))
        return self._to("run", run_id)

    def returned(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """The lines that were sent back, as a spreadsheet with the reason beside each; mended, it can be handed in."""
        found = self._own(request, run_id)
        lines = list(found.rejected_lines.order_by("sheet", "line"))
        if not lines:
            raise Http404
        body = io.BytesIO()
        write_returned_file(body, self._kind, sheets=found.sheets, lines=lines)
        name = f"thoes-{timezone.localdate(found.uploaded_at)}.xlsx"
        return attachment(body.getvalue(), CONTENT_TYPES[SheetKind.XLSX], name)

    def receipt(self, request: HttpRequest, run_id: UUID) -> HttpResponse:
        """The receipt of a file that was taken in, as a PDF."""
        found = self._own(request, run_id)
        if found.receipt_number is None or found.finished_at is None or found.status == RunStatus.UNDONE:
            raise Http404
        body = receipt_pdf(
            found,
            title=self._kind.words.title,
            verify_url=request.build_absolute_uri(reverse("receipts:verify-number", args=[found.receipt_number])),
            language=get_language() or "nl",
        )
        return attachment(body, PDF, f"{found.receipt_number}.pdf")

    def example(self, request: HttpRequest) -> HttpResponse:
        """Column names that are always understood, and made-up lines."""
        rows = self._kind.example()
        if not rows:
            raise Http404
        body = as_xlsx(Sheet("Sheet1", rows[0], rows[1:]))
        return attachment(body, CONTENT_TYPES[SheetKind.XLSX], f"thoes-{self._kind.name}.xlsx")

    def _to(self, page: str, run_id: UUID) -> HttpResponse:
        return redirect(f"{self._kind.name}:{page}", run_id)

    def _own(self, request: HttpRequest, run_id: UUID) -> Run:
        """A file of the own organisation, or 404."""
        return get_object_or_404(runs.runs_of(self._kind, actor_in(request)), pk=run_id)

    def _says(self, line: RejectedLine, run: Run) -> str:
        """What the line is about, as the file has it: what somebody looks for in their own list."""
        fields: list[str] = next((sheet["fields"] for sheet in run.sheets if sheet["name"][:100] == line.sheet), [])
        cells = [cell_text(restored_cell(cell)) for cell in line.cells]
        found = dict(zip(fields, cells, strict=False))
        parts = [" ".join(filter(None, (found.get(field) for field in part))) for part in self._kind.shown]
        return " · ".join(filter(None, parts or cells))[:160]


def _progress_context(found: Run) -> dict[str, Any]:
    labels = {
        RunStatus.QUEUED: _("Your list is being read and checked"),
        RunStatus.RUNNING: _("Your list is being taken in"),
        RunStatus.UNDOING: _("Your upload is being undone"),
    }
    known = found.status != RunStatus.UNDOING and found.lines_total > 0
    return {
        "progress_url": reverse(f"{found.kind}:progress", args=[found.pk]),
        "progress_value": found.lines_done if known else None,
        "progress_maximum": found.lines_total or 1,
        "progress_label": labels.get(RunStatus(found.status), ""),
    }
