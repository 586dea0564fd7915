"""Files that a page hands out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thoes.foundation.documents.sheets import CONTENT_TYPES, Sheet, SheetKind, write

PDF = "application/pdf"
FILE_WORDS = {
    SheetKind.XLSX: _("Download for Excel (xlsx)"),
    SheetKind.ODS: _("Download for LibreOffice (ods)"),
    SheetKind.CSV: _("Download as CSV"),
}


def attachment(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to save, kept by no cache."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=content_type, headers=headers)


def inline(body: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to read in the browser first, kept by no cache."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=content_type, headers=headers)


def sheet_file(sheet: Sheet, kind: SheetKind, *, name: str) -> HttpResponse:
    """A table to save; the day of today stands in its name."""
    return attachment(write(sheet, kind), CONTENT_TYPES[kind], f"{name}-{timezone.localdate()}.{kind}")


def kind_asked(request: HttpRequest) -> SheetKind | None:
    """The kind of file that `?file=` asks for; None for the page itself, no such page for another word."""
    asked = request.GET.get("file", "")
    if not asked or "." in asked:
        # With a dot it is the file of a figure on the page (`ui.figures`).
        return None
    if asked not in list(SheetKind):
        raise Http404
    return SheetKind(asked)
