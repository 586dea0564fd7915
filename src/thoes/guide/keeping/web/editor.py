"""One text beside its source: read, changed, kept as a draft, published or sent back; its earlier versions; a preview."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, names_of_users, needs, role_name
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.frame import FRAME, SOURCE, direction_of
from thoes.guide.keeping import editing
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import guide_now, is_begun_here, kept_articles, knows_its_numbers
from thoes.guide.keeping.standing import seen_at_last_review
from thoes.guide.keeping.web.numbers import number_groups
from thoes.guide.keeping.web.rows import beside, body_of_rows, with_mistakes, with_theirs
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK
from thoes.guide.readers.saying import said_of_article
from thoes.guide.web.articles import article_page
from thoes.guide.web.pages import shown
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.form_pages import post_action
from thoes.ui.forms import DayField, Form

_MOST_ROWS = 400
_DONE = {
    Act.DRAFT: gettext_lazy("The draft is kept. Readers do not see it yet."),
    Act.PUBLISHED: gettext_lazy("“%(title)s” is reviewed. Readers see it from now on."),
    Act.SENT_BACK: gettext_lazy("“%(title)s” is sent back, with what you wrote."),
}


class TextForm(Form):
    """What stands above a text, and upon what it was written. The pieces of its body come beside it."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=90)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=300,
        widget=forms.Textarea({"rows": 4, "class": "thoes-keeping__field"}),
    )
    next_check = DayField(label=gettext_lazy("Look again before"), required=False)
    remark = forms.CharField(
        label=gettext_lazy("What is not right?"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("For who reads this next. Write no names and no numbers of people."),
    )  # fmt: skip
    upon = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    source = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction_of(language)}
        if language != SOURCE:
            del self.fields["next_check"]

    def written(self, body: str) -> editing.Written:
        said = self.cleaned_data
        return editing.Written(
            said["title"], said["summary"], body, said["upon"], said["source"], said.get("next_check")
        )


def _text_or_404(request: HttpRequest, language: str, slug: str) -> Article:
    """The article, for who keeps its text in this language."""
    found = kept_articles().get(slug)
    if found is None or language not in FRAME.languages:
        raise Http404
    if language != SOURCE and slug not in guide_now():
        # Nobody reads it yet, so there is nothing to translate.
        raise Http404
    if not editing.may_write(actor_in(request), language):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def text(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """The source and the text side by side, and what is done with it."""
    found = _text_or_404(request, language, article)
    newest = editing.newest_version(found.slug, language)
    if request.method == "POST":
        return _posted(request, found, language, newest)
    hand = editing.text_in_hand(found, language, newest) or ArticleText(language, "", "", "", {})
    form = TextForm(
        language=language,
        initial={
            "title": hand.title, "summary": hand.summary, "upon": newest.number if newest else 0,
            "source": found.source_fingerprint, "next_check": found.next_check,
        },
    )  # fmt: skip
    return _page(request, found, form, hand, newest, is_checked=bool(hand.body))


def _posted(request: HttpRequest, article: Article, language: str, newest: ArticleVersion | None) -> HttpResponse:
    typed = request.POST.getlist("row")[:_MOST_ROWS]
    form = TextForm(request.POST, language=language)
    is_too_long = sum(map(len, typed)) > editing.MOST_LETTERS
    body = "" if is_too_long else body_of_rows(typed)
    text = ArticleText(language, request.POST.get("title", ""), request.POST.get("summary", ""), body, {})
    if is_too_long:
        # Not looked at further: nobody wrote this here. What was typed is still in the browser, one page back.
        refusals.show_in(form, Refusal("guide_text_too_long", most=editing.MOST_LETTERS))
        return _page(request, article, form, text, newest, status=422)
    if not form.is_valid():
        return _page(request, article, form, text, newest, is_checked=True)
    do, written = request.POST.get("do", ""), form.written(body)
    try:
        version = _done(request, do, article, language, written, form.cleaned_data["remark"])
    except Refusal as refusal:
        return _refused(request, article, text, refusal)
    messages.success(request, _DONE[Act(version.act)] % {"title": article.source.title})
    if do == "preview":
        return redirect("guide:keeping-preview", language, article.slug)
    if version.act == Act.DRAFT:
        return redirect("guide:keeping-text", language, article.slug)
    return redirect(f"{reverse('guide:keeping')}?language={language}")


def _done(
    request: HttpRequest, do: str, article: Article, language: str, written: editing.Written, remark: str
) -> ArticleVersion:
    what: dict[str, Any] = {
        "actor": actor_in(request), "article": article, "language": language, "written": written, "at": timezone.now()
    }  # fmt: skip
    if do == Act.PUBLISHED:
        return editing.publish(**what)
    return editing.send_back(**what, remark=remark) if do == Act.SENT_BACK else editing.save_draft(**what)


def _refused(request: HttpRequest, article: Article, text: ArticleText, refusal: Refusal) -> HttpResponse:
    """The page with what was typed, and what stands in the way beside it; sent once more it is meant."""
    newest = editing.newest_version(article.slug, text.language)
    data = request.POST.copy()
    data["upon"], data["source"] = str(newest.number if newest else 0), article.source_fingerprint
    form = TextForm(data, language=text.language)
    refusals.show_in(form, refusal)
    theirs = newest if refusal.code == "guide_text_changed" else None
    return _page(request, article, form, text, newest, theirs=theirs, is_checked=True)


def _page(
    request: HttpRequest,
    article: Article,
    form: TextForm,
    text: ArticleText,
    newest: ArticleVersion | None,
    *,
    theirs: ArticleVersion | None = None,
    is_checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    language = text.language
    earlier = seen_at_last_review(article, language)
    found = beside(article, language, text.body, earlier=earlier, on=timezone.localdate())
    if is_checked:
        found = with_mistakes(found, editing.mistakes_in_text(article, text))
    if theirs is not None:
        found = with_theirs(found, article, theirs.body)
    context = {
        "article": article, "language": language, "language_name": FRAME.wording(language).name,
        "direction": direction_of(language), "is_source": language == SOURCE, "form": form, "found": found,
        "newest": newest, "theirs": theirs, "who": _who([newest])[newest.number] if newest else "",
        "is_first_time": not form.is_bound
        and not ArticleVersion.objects.filter(made_by=actor_in(request).user_id).exists(),
        "earlier": earlier, "state": article.state(language),
        "is_shown": language in article.texts and article.slug in guide_now(),
        "is_draft": newest is not None and newest.act == Act.DRAFT,
        "is_withdrawn": newest is not None and newest.act == Act.WITHDRAWN,
        "is_begun_here": language == SOURCE and is_begun_here(article.slug),
        "numbers": number_groups(timezone.localdate()) if language == SOURCE else [],
        "is_sent_back": newest is not None and newest.act == Act.SENT_BACK,
        "crumb_url": f"{reverse('guide:keeping')}?language={language}",
        "said": said_of_article(article.slug, language)[:10],
    }  # fmt: skip
    return render(request, "guide/keeping/text.html", context, status=status)


def _who(versions: list[ArticleVersion]) -> dict[int, str]:
    """Who saved each: by name where the account is there, and else by role."""
    names = names_of_users(version.made_by for version in versions)
    return {version.number: names.get(version.made_by) or role_name(version.made_as) for version in versions}


@require_safe
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def preview(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """The page as a reader will see it, with what was saved last."""
    found = _text_or_404(request, language, article)
    hand = editing.text_in_hand(found, language, editing.newest_version(found.slug, language))
    if hand is None:
        raise Http404
    if not knows_its_numbers(hand):
        messages.error(request, _("There is a number in braces that the rule book does not have. Mend it first."))
        return redirect("guide:keeping-text", language, found.slug)
    as_if = replace(found, texts={**found.texts, language: hand})
    # In the language of the reviewer, not in that of the text, in which the page is drawn.
    page = article_page(request, language, as_if) | {
        "edit": reverse("guide:keeping-text", args=[language, found.slug]),
        "own_language": get_language(),
        "preview": _("This is a preview of what was saved last."),
        "back": _("Back to the text"),
    }
    return shown(request, "guide/keeping/preview.html", page)


@require_safe
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def versions(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """Everything that was saved of a text, the latest first."""
    found = _text_or_404(request, language, article)
    saved = list(ArticleVersion.objects.filter(article=found.slug, language=language).order_by("-number"))
    who = _who(saved)
    context = {
        "article": found, "language": language, "language_name": FRAME.wording(language).name,
        "direction": direction_of(language),
        "versions": [(version, who[version.number], Act(version.act).label) for version in saved],
        "crumb_url": f"{reverse('guide:keeping')}?language={language}",
    }  # fmt: skip
    return render(request, "guide/keeping/versions.html", context)


@require_POST
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def bring_back(request: HttpRequest, language: str, article: str, version: int) -> HttpResponse:
    """An earlier version as a draft again; readers see it when it is reviewed."""
    found = _text_or_404(request, language, article)
    earlier = ArticleVersion.objects.filter(article=found.slug, language=language, number=version).first()
    newest = editing.newest_version(found.slug, language)
    if earlier is None or newest is None:
        raise Http404
    return post_action(
        request,
        lambda: editing.bring_back(
            actor=actor_in(request), article=found, version=earlier, upon=newest.number, at=timezone.now()
        ),
        done=_("The earlier text is a draft again. Read it through and say that it is right."),
        back=reverse("guide:keeping-text", args=[language, found.slug]),
    )
