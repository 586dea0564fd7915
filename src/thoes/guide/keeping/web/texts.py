"""The sentences around the articles and the words on letters: the source and a language side by side, on one page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.foundation.translated_texts import TranslationState
from thoes.guide.frame import FRAME, SOURCE, direction_of
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.models import Act
from thoes.guide.keeping.texts import Sentences, TextSet, hand_of, mistakes_in_sentences, save_texts, standing_of
from thoes.guide.keeping.web.queue import languages_to_see, own_languages
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK
from thoes.kernel.refusals import Refusal

NAMES = {
    TextSet.FRAME: gettext_lazy("Words around the articles"),
    TextSet.WORDS: gettext_lazy("Dutch words on letters"),
}
_STATES = {
    TranslationState.REVIEWED: ("ok", gettext_lazy("Reviewed")),
    TranslationState.OUT_OF_DATE: ("warning", gettext_lazy("Dutch text changed")),
    TranslationState.UNREVIEWED: ("warning", gettext_lazy("Not reviewed")),
    TranslationState.MISSING: ("overdue", gettext_lazy("Not translated yet")),
}


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """One sentence: what it is called, the Dutch one, what is written, and what is wrong."""

    number: int
    key: str
    source: str
    target: str
    wrong: str

    @property
    def height(self) -> int:
        """Of its field, in lines."""
        return 1 + max(len(self.source), len(self.target)) // 48


@require_safe
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def all_texts(request: HttpRequest) -> HttpResponse:
    """How each set stands in each language that the reader keeps, or oversees."""
    actor = actor_in(request)
    own = own_languages(actor)
    rows = [
        {
            "language": language,
            "name": FRAME.wording(language).name,
            "sets": [(each, NAMES[each], *_state(each, language), language in own) for each in TextSet],
        }
        for language in languages_to_see(actor)
    ]
    return render(request, "guide/keeping/all_texts.html", {"rows": rows, "crumb_url": reverse("guide:keeping")})


def _state(texts: TextSet, language: str) -> tuple[str, Any]:
    standing = standing_of(texts, language)
    return ("warning", gettext_lazy("Changed in Thoes itself")) if standing.is_overtaken else _STATES[standing.state]


@require_http_methods(["GET", "POST"])
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def texts(request: HttpRequest, language: str, texts: str) -> HttpResponse:
    """One set in a language, sentence by sentence."""
    if texts not in set(TextSet) or language not in FRAME.languages:
        raise Http404
    if not may_write(actor_in(request), language):
        raise PermissionDenied
    own = TextSet(texts)
    sentences, newest = hand_of(own, language)
    upon = newest.number if newest else 0
    if request.method != "POST":
        return _page(request, own, language, sentences, upon=upon)
    keys = list(standing_of(own, SOURCE).sentences)
    typed = dict(zip(keys, request.POST.getlist("sentence")[: len(keys)], strict=False))
    act = Act.PUBLISHED if request.POST.get("do") == Act.PUBLISHED else Act.DRAFT
    try:
        save_texts(
            actor=actor_in(request), texts=own, language=language, sentences=typed, upon=_number(request), act=act,
            at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return _page(request, own, language, typed, upon=upon)
    messages.success(
        request,
        _("Readers see it from now on.")
        if act == Act.PUBLISHED
        else _("The draft is kept. Readers do not see it yet."),
    )
    return redirect("guide:keeping-texts", language, own.value)


def _number(request: HttpRequest) -> int:
    said = request.POST.get("upon", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1


def _page(request: HttpRequest, own: TextSet, language: str, sentences: Sentences, *, upon: int) -> HttpResponse:
    source = standing_of(own, SOURCE).sentences
    wrong = {key: mistake.said() for key, mistake in mistakes_in_sentences(own, language, sentences)}
    rows = [
        SentenceRow(number, key, words, sentences.get(key, ""), wrong.get(key, ""))
        for number, (key, words) in enumerate(source.items(), start=1)
    ]
    newest = hand_of(own, language)[1]
    context = {
        "title": NAMES[own], "language": language, "language_name": FRAME.wording(language).name,
        "direction": direction_of(language), "rows": rows, "upon": upon, "wrong": [row for row in rows if row.wrong],
        "state": _state(own, language), "is_draft": newest is not None and newest.act == Act.DRAFT,
        "is_words": own is TextSet.WORDS, "crumb_url": reverse("guide:keeping-all-texts"),
    }  # fmt: skip
    return render(request, "guide/keeping/texts.html", context)
