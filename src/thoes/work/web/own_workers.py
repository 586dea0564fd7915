"""Registered yes or no, for the lender that must check it: of its own workers, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import across_borders, record_looks
from thoes.register.public import Worker
from thoes.rules.loading import Confidence, ParameterVersion, Text, rule_book
from thoes.ui.forms import Form
from thoes.work.models import Answer, Claim, LenderAnswer
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE
from thoes.work.queries import answers_by_kind
from thoes.work.services import report_answer

PER_PAGE = 25
TONES = {Answer.YES: "ok", Answer.NO: "warning", Answer.UNKNOWN: "neutral"}
RULE = "wtta.brp_duty"


@dataclass(frozen=True, slots=True)
class OwnWorker:
    """One worker with the answer."""

    answer: LenderAnswer
    name: str
    tone: str


class ReportForm(Form):
    """What the lender says instead."""

    claim = forms.ChoiceField(label=gettext_lazy("What is so?"), choices=Claim.choices, widget=forms.RadioSelect)


@require_GET
@needs(CHECK_OWN_WORKERS, purpose=CHECK_OWN_WORKERS_PURPOSE)
def own_workers(request: HttpRequest) -> HttpResponse:
    """Everybody who works for the own organisation and sleeps in a reported bed tonight, by name."""
    counts, wanted = answers_by_kind(), request.GET.get("answer", "")
    answers = list(
        LenderAnswer.objects.filter(answer=wanted) if wanted in Answer.values else LenderAnswer.objects.all()
    )
    page: Any = Paginator(_by_name(answers), PER_PAGE).get_page(request.GET.get("page"))
    _log([worker.answer.person_id for worker in page])
    tabs: list[tuple[str, Any, int]] = [("?answer=", _("Everybody"), sum(counts.values()))]
    tabs += [
        (f"?answer={answer.value}", answer.label, counts[answer]) for answer in (Answer.NO, Answer.UNKNOWN, Answer.YES)
    ]
    context = {"page": page, "tabs": tabs, "rule": rule_shown(timezone.localdate())}
    return render(request, "work/own_workers.html", context)


@needs(CHECK_OWN_WORKERS, purpose=CHECK_OWN_WORKERS_PURPOSE)
def report(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Report that the answer about a worker is wrong."""
    worker = next(iter(_by_name(list(LenderAnswer.objects.filter(pk=worker_id)))), None)
    if worker is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim = Claim(form.cleaned_data["claim"])
            report_answer(actor=actor_in(request), worker_id=worker_id, claim=claim, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, explain(refusal))
        else:
            messages.success(
                request, _("Thank you. The municipality looks at it. The answer changes when it is mended.")
            )
        return redirect("work:own-workers")
    _log([worker.answer.person_id])
    return render(request, "work/report_answer.html", {"worker": worker, "form": form})


def rule_shown(on: date) -> dict[str, Any]:
    """The rule that asks a lender to check, in the language of the page, with how sure we are of it."""
    version: ParameterVersion = rule_book().parameters[RULE].versions[-1]
    language: Literal["nl", "en"] = "en" if get_language() == "en" else "nl"
    words = version.value.in_language(language) if isinstance(version.value, Text) else ""
    return {
        "words": words,
        "article": version.article,
        "link": version.link,
        "from": version.valid_from,
        "note": version.note.in_language(language) if version.note else "",
        "in_force": version.confidence is Confidence.IN_FORCE and version.holds_on(on),
    }


def _by_name(answers: list[LenderAnswer]) -> list[OwnWorker]:
    # The names are recorded by housers, whose rows a lender may not see; of these own workers it gets the name alone.
    with across_borders():
        names = {
            worker: f"{family}, {given}" if given else family
            for worker, family, given in Worker.objects.filter(pk__in=[row.pk for row in answers]).values_list(
                "pk", "family_name", "given_name"
            )
        }
    found = [OwnWorker(row, names.get(row.pk, "–"), TONES[Answer(row.answer)]) for row in answers]
    return sorted(found, key=lambda worker: (worker.name.casefold(), str(worker.answer.pk)))


def _log(persons: list[UUID]) -> None:
    record_looks(
        activity="work.own_workers",
        persons=persons,
        at=timezone.now(),
    )
