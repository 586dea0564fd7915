"""Hand in a list, look what would become of it, take it in, and take it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain, explain_code
from thoes.imports import jobs
from thoes.imports import runs as verbs
from thoes.imports.models import ImportRun, RejectedLine, RunStatus
from thoes.imports.reading.cells import cell_text
from thoes.imports.reading.vocabulary import NAME_FIELDS, Field
from thoes.imports.stored_facts import restored, restored_cell
from thoes.imports.texts import FIELD_NAMES, said_of_list
from thoes.imports.web.forms import UploadForm
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose
from thoes.register.public import sites_of

_LINES_SHOWN = 50
_PLACE = (Field.UNIT, Field.BED)


def own_run(request: HttpRequest, run_id: UUID) -> ImportRun:
    """An upload of the own organisation, or 404."""
    run = verbs.runs_of(actor_in(request)).filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def runs(request: HttpRequest) -> HttpResponse:
    """The uploads of the own organisation, newest first: the receipts too."""
    page = Paginator(verbs.runs_of(actor_in(request)), 30).get_page(request.GET.get("page"))
    return render(request, "imports/runs.html", {"page": page})


@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file and a site; the file is read in the background."""
    actor = actor_in(request)
    sites = sites_of(actor)
    posted = request.method == "POST"
    form = UploadForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        actor_sites=sites,
        initial={"site": request.GET.get("site")},
    )
    if posted and form.is_valid():
        try:
            run = verbs.hand_in(
                actor=actor, site=form.cleaned_data["site"], file=form.cleaned_data["file"], at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, explain(refusal))
        else:
            jobs.check.defer(run=str(run.pk))
            return redirect("imports:run", run.pk)
    return render(request, "imports/upload.html", {"form": form, "has_sites": sites.exists()})


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Where an upload stands: how far it is, what would become of it, or what became of it."""
    found = own_run(request, run_id)
    if found.status == RunStatus.COLUMNS:
        return redirect("imports:columns", found.pk)
    lines = list(found.rejected_lines.order_by("sheet", "line")[:_LINES_SHOWN])
    context = {
        "run": found,
        "Status": RunStatus,
        "lines": [(line, _says(line, found), _reasons(line)) for line in lines],
        "more_lines": max(0, found.rejected - len(lines)),
        "has_lines": bool(lines),
        "notices": said_of_list([(n["code"], restored(n["facts"])) for n in found.notices], found.left_out),
        "refusal": explain_code(found.refusal_code, restored(found.refusal_facts)) if found.refusal_code else "",
        **_progress_context(found),
    }
    return render(request, "imports/run.html", context)


def _says(line: RejectedLine, run: ImportRun) -> str:
    """Whom the line is about and in which room, as the file has it: what somebody looks for in their own list."""
    fields: list[str] = next((sheet["fields"] for sheet in run.sheets if sheet["name"][:100] == line.sheet), [])
    found = {field: cell_text(restored_cell(cell)) for field, cell in zip(fields, line.cells, strict=False)}
    name, place = (" ".join(filter(None, (found.get(field) for field in kinds))) for kinds in (NAME_FIELDS, _PLACE))
    return " · ".join(filter(None, (name, place)))


def _reasons(line: RejectedLine) -> list[tuple[Any, str]]:
    return [
        (FIELD_NAMES.get(problem["field"] or "", ""), explain_code(problem["code"], restored(problem["facts"])))
        for problem in line.problems
    ]


def _progress_context(found: ImportRun) -> dict[str, Any]:
    labels = {
        RunStatus.QUEUED: _("Your list is being read and checked"),
        RunStatus.RUNNING: _("Your list is being taken in"),
        RunStatus.UNDOING: _("Your upload is being undone"),
    }
    known = found.status != RunStatus.UNDOING and found.lines_total > 0
    return {
        "progress_url": reverse("imports:progress", args=[found.pk]),
        "progress_value": found.lines_done if known else None,
        "progress_maximum": found.lines_total or 1,
        "progress_label": labels.get(RunStatus(found.status), ""),
    }


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The progress bar alone, asked for by the page every second; the whole page when the work is over."""
    found = own_run(request, run_id)
    if not found.works:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "imports/progress.html", _progress_context(found))


@require_POST
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def take_in(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Decide that the good lines go into the register."""
    own_run(request, run_id)
    try:
        started = verbs.start(actor=actor_in(request), run_id=run_id)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        if started.status == RunStatus.RUNNING and started.lines_done == 0:
            jobs.take_in.defer(run=str(run_id))
    return redirect("imports:run", run_id)


@require_POST
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def drop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Throw away an upload that was not taken in."""
    own_run(request, run_id)
    try:
        verbs.drop(actor=actor_in(request), run_id=run_id)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return redirect("imports:run", run_id)
    messages.success(request, _("The list is thrown away. Nothing of it is in the register."))
    return redirect("imports:runs")


@require_POST
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def undo(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take a whole upload back."""
    own_run(request, run_id)
    try:
        with transaction.atomic():
            undone = verbs.undo(actor=actor_in(request), run_id=run_id, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        if undone.status == RunStatus.UNDOING:
            jobs.undo.defer(run=str(run_id))
        else:
            messages.success(request, _("The upload is undone. The register is as it was before."))
    return redirect("imports:run", run_id)


@require_POST
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def forget(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Throw away the lines that were sent back."""
    own_run(request, run_id)
    verbs.forget_lines(actor=actor_in(request), run_id=run_id)
    messages.success(request, _("The lines that were sent back are thrown away."))
    return redirect("imports:run", run_id)
