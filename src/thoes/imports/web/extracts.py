"""Hand in an extract of the register of a mark, look what it would do, take it in."""

import io
from typing import Any
from uuid import UUID

import xlsxwriter
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain, explain_code
from thoes.housing.public import Scheme
from thoes.imports.extracts import runs
from thoes.imports.extracts.reading import Place
from thoes.imports.models import MarkExtract
from thoes.imports.receipt import receipt_pdf
from thoes.imports.stored_facts import restored, restored_cell
from thoes.imports.web.files import XLSX, attachment
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose
from thoes.ui import refusals
from thoes.ui.forms import DayField, FileDrop, Form

_LINES_SHOWN = 50


class ExtractForm(Form):
    """An extract and its date."""

    scheme = forms.ChoiceField(label=gettext_lazy("Quality mark"), choices=Scheme.choices)
    as_of = DayField(label=gettext_lazy("Date of the extract"))
    file = forms.FileField(
        label=gettext_lazy("The extract"),
        help_text=gettext_lazy(
            "An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file with certificates, days and addresses."
        ),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )


@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def extracts(request: HttpRequest) -> HttpResponse:
    """Hand one in; below it what was handed in before."""
    posted, today = request.method == "POST", timezone.localdate()
    form = ExtractForm(request.POST if posted else None, request.FILES if posted else None, initial={"as_of": today})
    if posted and form.is_valid():
        try:
            extract = runs.look(actor=actor_in(request), at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            refusals.show_in(form, Refusal(refusal.code, field="file", **refusal.facts))
        else:
            return redirect("imports:extract", extract.pk)
    return render(
        request, "imports/extracts.html", {"form": form, "extracts": runs.extracts_of(actor_in(request))[:50]}
    )


@require_GET
@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def extract(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """What would become of an extract, or what became of it."""
    found = _own(request, extract_id)
    lines = [_shown(line) for line in found.given_back[:_LINES_SHOWN]]
    context = {
        "extract": found,
        "rejected": [line for line in lines if line["place"] != Place.UNKNOWN_HERE],
        "unknown": [line for line in lines if line["place"] == Place.UNKNOWN_HERE],
        "more_lines": max(0, len(found.given_back) - _LINES_SHOWN),
        "scheme": Scheme(found.scheme).label,
    }
    return render(request, "imports/extract.html", context)


@require_POST
@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def take_in(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """Take the good lines in."""
    _own(request, extract_id)
    runs.take_in(actor=actor_in(request), extract_id=extract_id, at=timezone.now())
    return redirect("imports:extract", extract_id)


@require_POST
@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def drop(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """Throw an extract away that was not taken in."""
    _own(request, extract_id)
    try:
        runs.drop(actor=actor_in(request), extract_id=extract_id)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return redirect("imports:extract", extract_id)
    messages.success(request, _("The extract is thrown away. Nothing of it was taken in."))
    return redirect("imports:extracts")


@require_GET
@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def lines_file(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """The lines that were given back, with the reason beside each."""
    found = _own(request, extract_id)
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
        for row, line in enumerate(found.given_back):
            sheet.write_string(row, 0, str(line["line"]))
            sheet.write_string(row, 1, explain_code(line["code"], restored(line["facts"])))
            for column, stored in enumerate(line["cells"], start=2):
                cell = restored_cell(stored)
                if hasattr(cell, "isoformat"):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, int | float) and not isinstance(cell, bool):
                    sheet.write_number(row, column, cell)
                elif cell is not None:
                    sheet.write_string(row, column, str(cell))
        sheet.set_column(1, 1, 80)
    return attachment(body.getvalue(), XLSX, f"extract-{found.as_of}.xlsx")


@require_GET
@needs(Permission.RECORD_MARKS, purpose=Purpose.HOUSING_PERMITS)
def receipt_file(request: HttpRequest, extract_id: UUID) -> HttpResponse:
    """The receipt of an extract that was taken in, as a PDF."""
    found = _own(request, extract_id)
    if found.receipt_number is None or found.finished_at is None:
        raise Http404
    actor = actor_in(request)
    body = receipt_pdf(
        number=found.receipt_number,
        organisation=actor.organisation_name,
        sites=[_("Certificates of %(mark)s") % {"mark": Scheme(found.scheme).label}],
        file_name=found.file_name,
        recorded_at=found.finished_at,
        accepted=found.accepted,
        unchanged=found.unchanged,
        rejected=found.rejected,
        verify_url=request.build_absolute_uri(reverse("imports:verify-number", args=[found.receipt_number])),
        language=get_language() or "nl",
    )
    return attachment(body, "application/pdf", f"receipt-{found.receipt_number}.pdf")


def _own(request: HttpRequest, extract_id: UUID) -> MarkExtract:
    found = runs.extracts_of(actor_in(request)).filter(pk=extract_id).first()
    if found is None:
        raise Http404
    return found


def _shown(line: dict[str, Any]) -> dict[str, Any]:
    cells = [restored_cell(cell) for cell in line["cells"]]
    text = " · ".join(str(cell) for cell in cells if cell not in (None, ""))
    return {**line, "text": text[:160], "reason": explain_code(line["code"], restored(line["facts"]))}
