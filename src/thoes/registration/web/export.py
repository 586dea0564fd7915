"""The worklist as a spreadsheet: the same people as on the screen, under the same filters."""

import csv
import io
from datetime import date
from typing import Any

import xlsxwriter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.models import Status
from thoes.registration.queries import worklist
from thoes.registration.reasons.reading import Reason, reasons_of
from thoes.registration.web.filtering import Filters
from thoes.registration.web.lines import Line, lines_of, log_looks

# A spreadsheet program runs a text that begins so as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@require_GET
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def export(request: HttpRequest) -> HttpResponse:
    """An xlsx, or a csv with `?format=csv`; every person in it is logged as looked at."""
    actor, today, filters = actor_in(request), timezone.localdate(), Filters.of(request.GET)
    people = filters.in_part(filters.narrow(worklist(actor), actor=actor, on=today), on=today)
    lines = lines_of(list(people), actor=actor, today=today)
    log_looks("export", [line.person_id for line in lines])
    as_csv = request.GET.get("format") == "csv"
    reasons = reasons_of([line.assessment for line in lines], actor=actor)
    rows = [_headings(), *(_values(line, reasons[line.person_id]) for line in lines)]
    body = _csv(rows) if as_csv else _xlsx(rows)
    kind = "text/csv; charset=utf-8" if as_csv else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"brp-{today.isoformat()}.{'csv' if as_csv else 'xlsx'}"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _headings() -> list[str]:
    return [
        _("Name"), _("Outcome"), _("Last day"), _("Duty, move or departure on"), _("Nights in the half year"),
        _("Counted nights here"), _("Counted nights elsewhere in Limburg"), _("Counted up to"), _("Site"),
        _("Address"), _("Last known place, left on"), _("Also has a bed at"), _("Houser"), _("Why"),
        _("What was done"), _("Look again on"), _("In the RNI since"), _("Assigned to"),
    ]  # fmt: skip


def _values(line: Line, reason: Reason) -> list[Any]:
    a = line.assessment
    return [
        line.name,
        str(Status(a.status).label),
        a.register_by,
        a.duty_from,
        a.nights_in_window,
        reason.shown.here,
        reason.shown.elsewhere,
        reason.shown.window.until,
        a.site.name if a.site else "",
        a.site.address if a.site else "",
        line.left_on,
        ", ".join(line.also_at),
        a.site.houser.name if a.site else "",
        line.reason,
        str(line.state_label),
        line.next_on,
        line.rni_since,
        line.assigned_name,
    ]


def _xlsx(rows: list[list[Any]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("BRP"), book.add_format({"num_format": "dd-mm-yyyy"})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write_string(row, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(rows[0]) - 1, 24)
    return stream.getvalue()


def _csv(rows: list[list[Any]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    for values in rows:
        writer.writerow([f"'{v}" if isinstance(v, str) and v.startswith(_FORMULA_STARTS) else v for v in values])
    return stream.getvalue().encode("utf-8-sig")
