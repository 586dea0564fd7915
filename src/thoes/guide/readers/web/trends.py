"""What readers asked and said this week, for the editors; and the questions that they take up."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.guide.frame import FRAME, SOURCE, direction_of
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.web.queue import own_languages
from thoes.guide.permissions import KEEP_GUIDE, READ_FEEDBACK, SEE_GUIDE_WORK
from thoes.guide.readers import questions
from thoes.guide.readers.models import Question
from thoes.guide.readers.saying import languages_read_by
from thoes.guide.readers.trends import Trends, trends
from thoes.guide.readers.web.said import title_of
from thoes.guide.web.pages import MOST_SEARCHED, language_name
from thoes.places.public import municipality_names
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import Form
from thoes.ui.lists import Action, Day, Empty, Link, Listing, ListPage, Part, Parts, State, Text


@require_safe
@needs(READ_FEEDBACK)
def week(request: HttpRequest) -> HttpResponse:
    """The last seven days beside the four weeks before; of one language or municipality where that is asked."""
    actor = actor_in(request)
    readable = languages_read_by(actor) or list(FRAME.languages)
    language, municipality = request.GET.get("language", ""), request.GET.get("municipality", "")
    names = list(municipality_names().values())
    asked = [language] if language in readable else readable
    found = trends(
        last=timezone.localdate(), languages=asked, municipality=municipality if municipality in names else ""
    )
    context = {
        "trends": found,
        "pages": pages_of(found),
        "languages": [(code, FRAME.wording(code).name) for code in readable],
        "language": language,
        "municipalities": names,
        "municipality": municipality,
        "may_ask": actor.may(SEE_GUIDE_WORK),
    }
    return render(request, "guide/readers/trends.html", context)


def pages_of(found: Trends) -> list[tuple[str, Any]]:
    """Each page of which readers say that it is not clear, by its title."""
    return [(title_of(each.about, each.key, each.owner), each) for each in found.pages]


@require_POST
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def ask(request: HttpRequest) -> HttpResponse:
    """An article is asked for about what readers searched for."""
    words, language = request.POST.get("words", "")[:MOST_SEARCHED], request.POST.get("language", "")
    return post_action(
        request,
        lambda: questions.ask_for_article(
            actor=actor_in(request), words=words, language=language, on=timezone.localdate()
        ),
        done=_("An article is asked for. It stands in the list of questions until one answers it."),
        back="guide:trends",
    )


class QuestionForm(Form):
    """A question in the languages that somebody keeps, and for who keeps the Dutch text its answer."""

    article = forms.ChoiceField(
        label=gettext_lazy("Which article answers it?"), required=False,
        help_text=gettext_lazy("With an article everybody reads the question on the page “What people ask”."),
    )  # fmt: skip
    is_rumour = forms.BooleanField(
        label=gettext_lazy("It is a rumour: people say this, and it is not right"), required=False
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in languages:
            self.fields[code] = forms.CharField(
                label=_("The question in %(language)s") % {"language": language_name(code, get_language() or SOURCE)},
                max_length=questions.MOST_LETTERS, required=code == SOURCE,
                help_text=_("A whole sentence, without names and numbers of people.") if code == SOURCE else "",
                widget=forms.TextInput({"lang": code, "dir": direction_of(code)}),
            )  # fmt: skip
        if SOURCE in languages:
            titles = sorted((article.source.title, slug) for slug, article in guide_now().items())
            none = [("", _("None yet: an article is asked for"))]
            self.fields["article"].choices = [*none, *((slug, title) for title, slug in titles)]  # type: ignore[attr-defined]
            self.order_fields([SOURCE, "article", "is_rumour"])
        else:
            del self.fields["article"], self.fields["is_rumour"]

    def wording(self) -> questions.Wording:
        said = {code: self.cleaned_data[code] for code in FRAME.languages if code in self.fields}
        return questions.Wording(
            said, self.cleaned_data.get("is_rumour", False), self.cleaned_data.get("article", "")
        )  # fmt: skip


@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def add(request: HttpRequest) -> HttpResponse:
    """A question or rumour that an editor heard elsewhere."""
    return _edit(request, None)


@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def edit(request: HttpRequest, question: int) -> HttpResponse:
    """A question that was taken up."""
    return _edit(request, get_object_or_404(questions.questions_for(actor_in(request)), pk=question))


def question_languages(actor: Actor) -> list[str]:
    """Who keeps the Dutch text writes a question in every language; a reviewer in the own ones."""
    return list(FRAME.languages) if may_write(actor, SOURCE) else own_languages(actor)


def _edit(request: HttpRequest, question: Question | None) -> HttpResponse:
    actor = actor_in(request)
    # Dutch first for who keeps it: the language in which the others are asked whether they say the same.
    languages = question_languages(actor)
    initial = question.wording | {"article": question.article, "is_rumour": question.is_rumour} if question else {}
    form = QuestionForm(request.POST or None, languages=languages, initial=initial)
    context = {
        "title": title_of_question(question) if question else _("Add a question"),
        "question": question,
        "asked": questions.searched_words(actor, question) if question else "",
        "may_take_away": question is not None and may_write(actor, SOURCE),
    }
    return form_page(
        request,
        form,
        lambda: questions.save_question(
            actor=actor, question=question, wording=form.wording(), on=timezone.localdate()
        ),
        done=_("Saved."),
        back="guide:questions",
        context=context,
        template="guide/readers/question.html",
    )


@require_POST
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def take_away(request: HttpRequest, question: int) -> HttpResponse:
    """A question is not asked for any more, and nobody reads it."""
    row = get_object_or_404(questions.questions_for(actor_in(request)), pk=question)
    return post_action(
        request,
        lambda: questions.take_away(actor=actor_in(request), question=row),
        done=_("The question is taken away."),
        back="guide:questions",
    )


def title_of_question(question: Question) -> str:
    """As an editor wrote it, and else what readers searched for."""
    return str(question.wording.get(SOURCE) or question.asked)


def _answer(row: Question) -> str:
    found = guide_now().get(row.article)
    return found.source.title if found else row.article


def _state(row: Question) -> list[tuple[str, Any]]:
    states = [("ok", _("Answered"))] if row.article else [("overdue", _("Asked for"))]
    return states + ([("neutral", _("Rumour"))] if row.is_rumour else [])


def _part(wanted: Any) -> Any:
    return lambda listing: wanted


QUESTIONS = ListPage(
    title=gettext_lazy("Questions that were taken up"),
    says=gettext_lazy("What waits for an article, and what everybody reads with its answer."),
    guard=needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE),
    rows=lambda listing: sorted(
        questions.questions_for(listing.actor), key=lambda row: (bool(row.article), row.taken_up_on, row.pk)
    ),
    shown=lambda listing, rows: _shown(listing, rows),
    parts=Parts(
        [
            Part("", gettext_lazy("Asked for"), _part(lambda row: not row.article)),
            Part("answered", gettext_lazy("Answered"), _part(lambda row: row.article and not row.is_rumour)),
            Part("rumours", gettext_lazy("Rumours"), _part(lambda row: row.is_rumour)),
        ]
    ),
    columns=[
        Link(gettext_lazy("Question"), title_of_question, to="guide:question", under="searched"),
        State(gettext_lazy("State"), _state),
        Text(gettext_lazy("Answered by"), _answer),
        Text(gettext_lazy("Language"), "language"),
        Day(gettext_lazy("Taken up on"), "taken_up_on"),
    ],
    empty=Empty(
        gettext_lazy("Nothing here"), gettext_lazy("Look at what readers asked this week, or add a question."), "book"
    ),
    primary=Action(
        gettext_lazy("Add a question"), "guide:add-question", "plus", when=lambda listing: _keeps_dutch(listing)
    ),
    crumbs=[Action(gettext_lazy("Articles of the guide"), "guide:keeping")],
    more=[Action(gettext_lazy("What readers asked this week"), "guide:trends", "people")],
    file="guide-questions",
)


def _shown(listing: Listing, rows: Any) -> Any:
    for row in rows:
        row.searched = questions.searched_words(listing.actor, row)
    return rows


def _keeps_dutch(listing: Listing) -> bool:
    return may_write(listing.actor, SOURCE)
