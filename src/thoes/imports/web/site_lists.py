"""Hand in a list of sites, say what its columns hold, look what it would do, take it in."""

import io
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.imports.models import SiteList
from thoes.imports.receipt import receipt_pdf
from thoes.imports.site_lists import runs
from thoes.imports.site_lists.columns import COLUMN_NAMES, Column
from thoes.imports.site_lists.files import reason_of, write_example, write_mend_file
from thoes.imports.site_lists.reading import LIMITS
from thoes.imports.stored_facts import restored_cell
from thoes.imports.web.files import XLSX, attachment
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose
from thoes.ui import refusals
from thoes.ui.forms import FileDrop, Form

_LINES_SHOWN = 50


class SiteListForm(Form):
    """A list of sites."""

    file = forms.FileField(
        label=gettext_lazy("Your list of sites"),
        help_text=gettext_lazy("An Excel file (xlsx), an OpenDocument sheet (ods) or a CSV file, as you have it."),
        widget=FileDrop({"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
        allow_empty_file=True,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def site_lists(request: HttpRequest) -> HttpResponse:
    """Hand one in; below it what was handed in before."""
    posted, actor = request.method == "POST", actor_in(request)
    form = SiteListForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            # Too large is refused by its size, before it is read.
            body = file.read(LIMITS.file_bytes + 1)
            found = runs.look(
                actor=actor, file_name=file.name or "", body=body, on=timezone.localdate(), at=timezone.now()
            )
        except Refusal as refusal:
            refusals.show_in(form, Refusal(refusal.code, field="file", **refusal.facts))
        else:
            return redirect("imports:site-list", found.pk)
    context = {
        "form": form,
        "lists": runs.site_lists_of(actor)[:50],
        "is_houser": actor.may(Permission.MANAGE_SITES),
    }
    return render(request, "imports/site_lists.html", context)


@require_GET
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def site_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """What would become of a list, or what became of it."""
    return _page(request, _own(request, list_id))


@require_POST
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def columns(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Say what the columns hold, and look again."""
    found = _own(request, list_id)
    chosen: dict[str, dict[int, Column]] = {}
    for number, sheet in enumerate(found.sheets):
        own: dict[int, Column] = {}
        for place in range(len(sheet["headers"])):
            value = request.POST.get(f"column-{number}-{place}", "")
            if value in list(Column):
                if Column(value) in own.values():
                    name = str(COLUMN_NAMES[Column(value)])
                    return _page(request, found, error=Refusal("column_chosen_twice", name=name))
                own[place] = Column(value)
        chosen[sheet["name"]] = own
    try:
        runs.choose_columns(
            actor=actor_in(request), list_id=found.pk, columns=chosen, on=timezone.localdate(), at=timezone.now()
        )
    except Refusal as refusal:
        return _page(request, found, error=refusal)
    return redirect("imports:site-list", found.pk)


@require_POST
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def take_in(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Take the good lines in."""
    _own(request, list_id)
    runs.take_in(actor=actor_in(request), list_id=list_id, on=timezone.localdate(), at=timezone.now())
    return redirect("imports:site-list", list_id)


@require_POST
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def drop(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Throw a list away that was not taken in."""
    _own(request, list_id)
    try:
        runs.drop(actor=actor_in(request), list_id=list_id)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return redirect("imports:site-list", list_id)
    messages.success(request, _("The list is thrown away. Nothing of it was taken in."))
    return redirect("imports:site-lists")


@require_GET
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def mend_file(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The lines that were sent back, with the reason beside each; mended, the file can be handed in."""
    found = _own(request, list_id)
    if not found.given_back:
        raise Http404
    body = io.BytesIO()
    write_mend_file(body, sheets=found.sheets, lines=found.given_back)
    return attachment(body.getvalue(), XLSX, f"sites-{found.uploaded_at:%Y%m%d}.xlsx")


@require_GET
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def example(request: HttpRequest) -> HttpResponse:
    """A list with the column names that are always understood, and two made-up sites."""
    body = io.BytesIO()
    write_example(body)
    return attachment(body.getvalue(), XLSX, "thoes-sites.xlsx")


@require_GET
@needs(Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, purpose=Purpose.HOUSING_PERMITS)
def receipt_file(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The receipt of a list that was taken in, as a PDF."""
    found = _own(request, list_id)
    if found.receipt_number is None or found.finished_at is None:
        raise Http404
    body = receipt_pdf(
        number=found.receipt_number,
        organisation=actor_in(request).organisation_name,
        sites=[_("A list of sites")],
        file_name=found.file_name,
        recorded_at=found.finished_at,
        accepted=found.accepted,
        unchanged=found.unchanged,
        rejected=found.rejected,
        verify_url=request.build_absolute_uri(reverse("imports:verify-number", args=[found.receipt_number])),
        language=get_language() or "nl",
    )
    return attachment(body, "application/pdf", f"receipt-{found.receipt_number}.pdf")


def _page(request: HttpRequest, found: SiteList, *, error: Refusal | None = None) -> HttpResponse:
    context = {
        "list": found,
        "lines": [_shown(line) for line in found.given_back[:_LINES_SHOWN]],
        "more_lines": max(0, len(found.given_back) - _LINES_SHOWN),
        "sheets": [_columns_of(number, sheet) for number, sheet in enumerate(found.sheets)],
        "choices": [(column.value, name) for column, name in COLUMN_NAMES.items()],
        "not_read": runs.columns_not_read(found),
        "error": explain(error) if error else "",
    }
    return render(request, "imports/site_list.html", context)


def _columns_of(number: int, sheet: dict[str, Any]) -> dict[str, Any]:
    named = enumerate(zip(sheet["headers"], sheet["fields"], strict=True))
    rows = [(f"column-{number}-{place}", header, field) for place, (header, field) in named if header]
    return {"name": sheet["name"], "rows": rows}


def _own(request: HttpRequest, list_id: UUID) -> SiteList:
    found = runs.site_lists_of(actor_in(request)).filter(pk=list_id).first()
    if found is None:
        raise Http404
    return found


def _shown(line: dict[str, Any]) -> dict[str, Any]:
    cells = [restored_cell(cell) for cell in line["cells"]]
    text = " · ".join(str(cell) for cell in cells if cell not in (None, ""))
    return {**line, "text": text[:160], "reason": reason_of(line)}
