"""Check a receipt: open to everybody, because it names no worker and its number cannot be guessed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from thoes.foundation.refusal_texts import explain_code
from thoes.intake import runs
from thoes.intake.kinds import kind_named
from thoes.intake.models import RunStatus
from thoes.intake.web.forms import ReceiptForm


@require_safe
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """The receipt with this number, or a form to type one."""
    typed = request.GET.get("number", "").strip()
    if typed and len(typed) <= 40 and "/" not in typed:
        return redirect("receipts:verify-number", typed)
    found = runs.receipt(number) if number else None
    context = {
        "form": ReceiptForm(initial={"number": number}),
        "run": found,
        "title": kind_named(found.kind).words.title if found else "",
        "undone": found is not None and found.status in (RunStatus.UNDONE, RunStatus.UNDOING),
        "error": explain_code("receipt_unknown", {}) if number and found is None else "",
    }
    return render(request, "intake/verify.html", context, status=404 if number and found is None else 200)
