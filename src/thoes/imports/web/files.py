"""Files to take along: the lines to mend, the receipt, and an example of a list."""

import io
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from thoes.accounts.public import Permission, needs
from thoes.imports.mend_file import write_example, write_mend_file
from thoes.imports.models import RunStatus
from thoes.imports.receipt import receipt_pdf
from thoes.imports.web.uploads import own_run
from thoes.privacy.public import Purpose

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to save, kept by no cache."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=content_type, headers=headers)


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def mend_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The lines that were sent back, as a spreadsheet with the reason beside each; mended, it can be handed in."""
    run = own_run(request, run_id)
    lines = list(run.rejected_lines.order_by("sheet", "line"))
    if not lines:
        raise Http404
    body = io.BytesIO()
    write_mend_file(body, sheets=run.sheets, lines=lines)
    return attachment(body.getvalue(), XLSX, f"thoes-{run.uploaded_at:%Y%m%d}.xlsx")


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def receipt_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The receipt of a list that was taken in, as a PDF."""
    run = own_run(request, run_id)
    if run.receipt_number is None or run.finished_at is None or run.status == RunStatus.UNDONE:
        raise Http404
    body = receipt_pdf(
        number=run.receipt_number,
        organisation=run.organisation.name,
        sites=[run.site.name],
        file_name=run.shown_name,
        recorded_at=run.finished_at,
        accepted=run.accepted,
        unchanged=run.unchanged,
        rejected=run.rejected,
        verify_url=request.build_absolute_uri(reverse("imports:verify-number", args=[run.receipt_number])),
        language=get_language() or "nl",
    )
    return attachment(body, "application/pdf", f"{run.receipt_number}.pdf")


@require_GET
@needs(Permission.UPLOAD_LISTS, purpose=Purpose.KEEP_NIGHT_REGISTER)
def example(request: HttpRequest) -> HttpResponse:
    """An empty list with the column names that are always understood, and two made-up lines."""
    body = io.BytesIO()
    write_example(body)
    return attachment(body.getvalue(), XLSX, "thoes-example.xlsx")
