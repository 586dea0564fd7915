"""Check a receipt: open to everybody, because it names no worker and its number cannot be guessed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from thoes.foundation.refusal_texts import explain_code
from thoes.imports import runs as verbs
from thoes.imports.models import ImportRun, RunStatus
from thoes.imports.web.forms import ReceiptForm


@require_GET
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """The receipt with this number, or a form to type one."""
    typed = request.GET.get("number", "").strip()
    if typed and len(typed) <= 40 and "/" not in typed:
        return redirect("imports:verify-number", typed)
    found = verbs.receipt(number) if number else None
    form = ReceiptForm(initial={"number": number})
    context = {
        "form": form,
        "run": found,
        "undone": isinstance(found, ImportRun) and found.status in (RunStatus.UNDONE, RunStatus.UNDOING),
        "error": explain_code("receipt_unknown", {}) if number and found is None else "",
    }
    return render(request, "imports/verify.html", context, status=404 if number and found is None else 200)
