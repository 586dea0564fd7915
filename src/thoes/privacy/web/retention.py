"""How long identity is kept for each purpose of the own organisation: what is missing, setting a term, the proof."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, decided, needs
from thoes.kernel.refusals import Refusal
from thoes.privacy.permissions import SET_RETENTION
from thoes.privacy.purposes import purpose_title
from thoes.privacy.retention.deciding import (
    PurposeTerm,
    controller_of,
    set_term,
    terms_by_purpose,
    terms_of,
    would_go,
)
from thoes.privacy.retention.proof import proof_pdf, years_of
from thoes.privacy.retention.terms import TermUnit, in_words
from thoes.ui.files import PDF, attachment
from thoes.ui.forms import Form
from thoes.ui.refusals import show_in


class TermForm(Form):
    """How long, and on what ground. Nothing is filled in beforehand: Thoes knows no term that is right for you."""

    number = forms.IntegerField(
        label=gettext_lazy("How long"),
        help_text=gettext_lazy("A whole number, for example 6."),
        min_value=1,
    )
    unit = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=[("", "–"), *TermUnit.choices])
    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        help_text=gettext_lazy(
            "For example the article of the law, the selection list, or your own decision and its date."
        ),
        max_length=300,
    )


@require_safe
@needs(SET_RETENTION)
def terms(request: HttpRequest) -> HttpResponse:
    """Each purpose with its term or the task to set one, every term of before, and the proofs."""
    actor = actor_in(request)
    controller = controller_of(actor)
    rows = [_shown(row) for row in terms_by_purpose(controller, kind=actor.organisation_kind)]
    context = {
        "rows": rows,
        "missing": sum(1 for row in rows if row["term"] is None),
        "decisions": decided(
            (f"{purpose_title(one.purpose)}: {one.in_words}", one.ground, one.set_at, one.set_by)
            for one in terms_of(controller)
        ),
        "years": years_of(controller),
    }
    return render(request, "privacy/terms.html", context)


@needs(SET_RETENTION)
def term(request: HttpRequest, purpose: str) -> HttpResponse:
    """Set the term of one purpose. It is shown first what the coming night would erase."""
    actor, today = actor_in(request), timezone.localdate()
    kept = terms_by_purpose(controller_of(actor), kind=actor.organisation_kind)
    row = next((row for row in kept if row.purpose == purpose), None)
    if row is None:
        raise Http404
    now = {"number": row.term.number, "unit": row.term.unit, "ground": row.term.ground} if row.term else {}
    form = TermForm(request.POST or None, initial=now)
    context: dict[str, Any] = {"form": form, "row": _shown(row)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            if request.POST.get("confirmed") == f"{data['number']} {data['unit']}":
                made = set_term(actor=actor, purpose=row.purpose, **data, at=timezone.now())
                messages.success(
                    request, _("Saved. It applies from the coming night on.") if made else _("Nothing was changed.")
                )
                return redirect("retention:terms")
            count = would_go(actor=actor, purpose=row.purpose, number=data["number"], unit=data["unit"], on=today)
            context |= {"count": count, "words": in_words(data["number"], data["unit"]), "asked": True}
        except Refusal as refusal:
            show_in(form, refusal)
        except OverflowError:
            show_in(form, Refusal("term_out_of_reach", field="number", most=50))
    return render(request, "privacy/term.html", context)


@require_safe
@needs(SET_RETENTION)
def proof(request: HttpRequest, year: int) -> HttpResponse:
    """The proof of a year as PDF."""
    controller, now = controller_of(actor_in(request)), timezone.now()
    if not 2000 <= year <= timezone.localdate().year:
        raise Http404
    pdf = proof_pdf(controller, year=year, made_at=now, language=get_language() or "nl")
    return attachment(pdf, PDF, f"proof-of-erasure-{year}.pdf")


def _shown(row: PurposeTerm) -> dict[str, Any]:
    return {
        "purpose": row.purpose,
        "title": row.purpose.label,
        "legal_ground": row.purpose.legal_ground,
        "starts": [shredder.starts for shredder in row.shredders],
        "term": row.term,
    }
