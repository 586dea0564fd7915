"""Registered yes or no, for the labour supplier that must check it: of its own workers, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thoes.accounts.public import actor_in, needs
from thoes.kernel.name_folding import beginnings, is_found, words_of
from thoes.privacy.public import cross_tenant, record_access
from thoes.register.public import Worker
from thoes.rules.loading import Confidence, ParameterVersion, rule_book
from thoes.rules.loading import Text as TextOfRule
from thoes.ui.form_pages import post_action
from thoes.ui.forms import Form
from thoes.ui.lists import Empty, Fragment, ListPage, Part, Parts, State, Text, Words
from thoes.work.models import Answer, Claim, SupplierAnswer
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE
from thoes.work.services import report_answer

TONES = {Answer.YES: "ok", Answer.NO: "warning", Answer.UNKNOWN: "neutral"}
RULE = "wtta.brp_duty"


@dataclass(frozen=True, slots=True)
class OwnWorker:
    """One worker with the answer."""

    answer: SupplierAnswer
    name: str
    tone: str


class ReportForm(Form):
    """What the labour supplier says instead."""

    claim = forms.ChoiceField(label=gettext_lazy("What is correct?"), choices=Claim.choices, widget=forms.RadioSelect)


def _answered(answer: Answer) -> Part:
    return Part(answer.value, answer.label, lambda _listing: lambda worker: worker.answer.answer == answer)


OWN_WORKERS = ListPage(
    title=gettext_lazy("Are our workers registered?"),
    says=gettext_lazy(
        "Your own workers who sleep in a reported bed tonight. The municipality answers yes or no; it does not say where "
        "somebody sleeps or why. What it did not look at yet, or does not tell labour suppliers, is not known yet."
    ),
    guard=needs(CHECK_OWN_WORKERS, purpose=CHECK_OWN_WORKERS_PURPOSE),
    rows=lambda _listing: _by_name(list(SupplierAnswer.objects.all())),
    looked=lambda listing: _log([worker.answer.person_id for worker in listing.shown]),
    filters=[
        Words(
            label=gettext_lazy("Name"),
            by=lambda text, _listing: _named(words_of(text)),
        )
    ],
    parts=Parts(
        [Part("", gettext_lazy("Everybody")), *map(_answered, (Answer.NO, Answer.UNKNOWN, Answer.YES))], name="answer"
    ),
    order=gettext_lazy("By name"),
    columns=[
        Text(gettext_lazy("Name"), "name", sort="name"),
        State(gettext_lazy("Registered in the BRP"), lambda worker: (worker.tone, worker.answer.get_answer_display())),
        Fragment(gettext_lazy("What you can do"), template="work/parts/own_worker_actions.html"),
    ],
    file="own-workers",
    file_columns=[
        Text(gettext_lazy("Name"), "name"),
        Text(gettext_lazy("Registered in the BRP"), "answer.get_answer_display"),
    ],
    empty=Empty(
        gettext_lazy("Nobody here"),
        gettext_lazy(
            "We know of no workers of yours with this answer who sleep in a reported bed tonight. A housing provider "
            "has to name you "
            "as their employer."
        ),
        "people",
    ),
    template="work/own_workers.html",
    extra=lambda listing: {"rule": rule_shown(listing.today)},
)


@needs(CHECK_OWN_WORKERS, purpose=CHECK_OWN_WORKERS_PURPOSE)
def report(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Report that the answer about a worker is wrong."""
    worker = next(iter(_by_name(list(SupplierAnswer.objects.filter(pk=worker_id)))), None)
    if worker is None:
        raise Http404
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        claim = Claim(form.cleaned_data["claim"])
        return post_action(
            request,
            lambda: report_answer(actor=actor_in(request), worker_id=worker_id, claim=claim, at=timezone.now()),
            done=_("Thank you. The municipality looks at it. The answer changes when it is mended."),
            back="work:own-workers",
        )
    _log([worker.answer.person_id])
    return render(request, "work/report_answer.html", {"worker": worker, "form": form})


def rule_shown(on: date) -> dict[str, Any]:
    """The rule that asks a labour supplier to check, in the language of the page, with how sure we are of it."""
    version: ParameterVersion = rule_book().parameters[RULE].versions[-1]
    language: Literal["nl", "en"] = "en" if get_language() == "en" else "nl"
    words = version.value.in_language(language) if isinstance(version.value, TextOfRule) else ""
    return {
        "words": words,
        "article": version.article,
        "link": version.link,
        "from": version.valid_from,
        "note": version.note.in_language(language) if version.note else "",
        "in_force": version.confidence is Confidence.IN_FORCE and version.holds_on(on),
    }


def _by_name(answers: list[SupplierAnswer]) -> list[OwnWorker]:
    # The names are recorded by housing providers, whose rows a labour supplier may not see; of these own workers it
    # gets the name alone.
    with cross_tenant():
        names = {
            worker: f"{family}, {given}" if given else family
            for worker, family, given in Worker.objects.filter(pk__in=[row.pk for row in answers]).values_list(
                "pk", "family_name", "given_name"
            )
        }
    found = [OwnWorker(row, names.get(row.pk, "–"), TONES[Answer(row.answer)]) for row in answers]
    return sorted(found, key=lambda worker: (worker.name.casefold(), str(worker.answer.pk)))


def _named(words: Sequence[str]) -> Callable[[OwnWorker], bool]:
    """Whose name holds these words, also in the middle of its own."""
    return lambda worker: (
        is_found(beginnings(worker.name), words) or all(word in " ".join(words_of(worker.name)) for word in words)
    )


def _log(persons: list[UUID]) -> None:
    record_access(
        activity="work.own_workers",
        persons=persons,
        at=timezone.now(),
    )
