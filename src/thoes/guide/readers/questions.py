"""The questions that editors take up: asked for, then answered with an article for everybody, some of them as a rumour."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from thoes.accounts.public import Actor
from thoes.guide.frame import FRAME, SOURCE
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.published import guide_now
from thoes.guide.permissions import SEE_GUIDE_WORK
from thoes.guide.readers.models import About, Question, ReaderFeedback
from thoes.guide.readers.saying import languages_read_by
from thoes.guide.readers.telling import KEPT_DAYS, may_identify
from thoes.guide.searching import plain_words
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal

MOST_LETTERS = 200


def mark_of(words: str, language: str) -> str:
    """The same for a search with these words in any order, with or without accents.

    Keyed: few words are searched for, and whoever has the table could try them all with a hash alone.
    """
    folded = " ".join(sorted(set(plain_words(words)))) or words.casefold()
    return keyed(hashlib.sha256(f"{language}\0{folded}".encode()).hexdigest()[:32])


def keyed(mark: str) -> str:
    """A mark that nobody makes without the secret of the installation. It does not turn with the keys of the names."""
    return salted_hmac("thoes.guide.question", mark, algorithm="sha256").hexdigest()[:32]


def ask_for_article(*, actor: Actor, words: str, language: str, on: date) -> Question:
    """Put what readers searched for in the list of what is to be written; once, however often it is pressed."""
    if not actor.may(SEE_GUIDE_WORK) or language not in FRAME.languages:
        raise PermissionDenied
    mark = mark_of(words, language)
    known = {"asked": words, "language": language, "taken_up_on": on, "typed_on": _first_typed(mark, language)}
    question, _is_new = Question.objects.get_or_create(mark=mark, defaults=known)
    return question


def _first_typed(mark: str, language: str) -> date | None:
    searches = ReaderFeedback.objects.filter(about=About.SEARCH, language=language).order_by("said_on")
    return next((row.said_on for row in searches if mark_of(row.remark, language) == mark), None)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an editor wrote: the question by language, of those languages alone that the editor keeps."""

    words: Mapping[str, str]
    is_rumour: bool = False
    article: str = ""


@transaction.atomic
def save_question(*, actor: Actor, question: Question | None, wording: Wording, on: date) -> Question:
    """Keep it; with an article everybody reads it from now on. A reviewer adds the words of the own language alone."""
    said = {code: checked_text(words, field=code) for code, words in wording.words.items()}
    keeps_dutch = may_write(actor, SOURCE)
    if not (keeps_dutch or (question is not None and all(may_write(actor, code) for code in said))):
        raise PermissionDenied
    if any(may_identify(words) for words in said.values()):
        raise Refusal("remark_may_identify")
    if question is None:
        question = Question(mark=mark_of(said.get(SOURCE, ""), SOURCE), language=SOURCE, taken_up_on=on)
        if Question.objects.filter(mark=question.mark).exists():
            raise Refusal("guide_question_is_there", field=SOURCE)
    else:
        question = Question.objects.select_for_update().get(pk=question.pk)
    question.wording = {code: words for code, words in {**question.wording, **said}.items() if words}
    if keeps_dutch:
        question.is_rumour, question.article = wording.is_rumour, wording.article
    if question.article and (SOURCE not in question.wording or question.article not in guide_now()):
        raise Refusal("guide_question_without_words", field=SOURCE)
    if question.article:
        question.asked = ""
    question.save()
    return question


def take_away(*, actor: Actor, question: Question) -> None:
    """It is not asked for any more, and nobody reads it."""
    if not may_write(actor, SOURCE):
        raise PermissionDenied
    question.delete()


def questions_for(actor: Actor) -> QuerySet[Question]:
    """What somebody works on: who keeps the Dutch text on all, a reviewer on what has words or was asked in that language."""
    if may_write(actor, SOURCE):
        return Question.objects.all()
    return Question.objects.filter(Q(wording__has_key=SOURCE) | Q(language__in=languages_read_by(actor) or []))


def searched_words(actor: Actor, question: Question) -> str:
    """What readers typed, for who reads what is said in that language; "" for another."""
    languages = languages_read_by(actor)
    return question.asked if languages is None or question.language in languages else ""


def asked_for() -> QuerySet[Question]:
    """What waits for an article."""
    return Question.objects.filter(article="")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question as everybody reads it: in the language of the page, or else in Dutch, with the article that answers it."""

    words: str
    language: str
    article: str
    title: str
    title_language: str
    is_rumour: bool


def answered_in(language: str) -> list[Answered]:
    """Every question that has its answer, by its words."""
    articles = guide_now()
    found = []
    for row in Question.objects.exclude(article=""):
        if row.article in articles:
            own = language if language in row.wording else SOURCE
            text = articles[row.article].text(language)
            found.append(Answered(row.wording[own], own, row.article, text.title, text.language, row.is_rumour))
    return sorted(found, key=lambda each: each.words.casefold())


def forget_old_questions(*, on: date) -> int:
    """Remove what was asked for longer ago than a year and never written; gives how many.

    What a reader typed longer ago goes too: from a question that has words of an editor the typed ones alone.
    """
    before = on - timedelta(days=KEPT_DAYS)
    typed_before = Question.objects.alias(typed=Coalesce("typed_on", "taken_up_on")).filter(typed__lt=before)
    gone = asked_for().filter(Q(taken_up_on__lt=before) | Q(wording={}, pk__in=typed_before.values("pk")))
    removed, _by_table = gone.delete()
    typed_before.exclude(asked="").update(asked="")
    return removed
