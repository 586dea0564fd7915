"""Begin an article, change what stands above it, and take it away: pages of who keeps the Dutch text."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.guide.article_files import Article, ReadSource, articles
from thoes.guide.article_text import headings
from thoes.guide.frame import FRAME, SOURCE
from thoes.guide.keeping import beginning
from thoes.guide.keeping.begun import Head, head_of_article
from thoes.guide.keeping.editing import may_write, newest_version
from thoes.guide.keeping.published import guide_now, is_begun_here, kept_articles
from thoes.guide.keeping.web.numbers import number_groups
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import DayField, Fieldset, Form

_SOURCES = range(1, 5)
_LOOK_AGAIN = timedelta(days=180)
_CONFIDENCE = (
    ("A", _("The authority or organisation itself")),
    ("B", _("Somebody else who writes about it")),
    ("unverified", _("I did not read this page myself")),
)


class HeadForm(Form):
    """What stands above an article."""

    topic = forms.ChoiceField(label=_("Subject of the article"))
    owner = forms.ChoiceField(label=_("Who looks after it"), help_text=_("A role, never a person."))
    next_check = DayField(label=_("Look again before"))
    related = forms.MultipleChoiceField(
        label=_("Read also"), required=False, widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Other articles that belong to it. Ctrl and click chooses several."),
    )  # fmt: skip
    fieldsets = (
        Fieldset(_("About the article"), ("topic", "owner", "next_check", "related")),
        *(
            Fieldset(_("Source"), (f"source_{at}", f"link_{at}", f"read_{at}", f"confidence_{at}"), are_short=True)
            for at in _SOURCES
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = guide_now()
        titles = sorted((each.source.title, slug) for slug, each in shown.items())
        self._choices("topic", list(FRAME.wording(SOURCE)["topics"].items()))
        self._choices("owner", [(owner, owner) for owner in sorted({each.owner for each in articles().values()})])
        self._choices("related", [(slug, title) for title, slug in titles])
        for at in _SOURCES:
            self._add_source(at, is_required=at == 1)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _add_source(self, at: int, *, is_required: bool) -> None:
        self.fields |= {
            f"source_{at}": forms.CharField(
                label=_("Name of the page"), max_length=200, min_length=3, required=is_required
            ),
            f"link_{at}": forms.URLField(
                label=_("Address"), max_length=500, required=is_required, assume_scheme="https"
            ),
            f"read_{at}": DayField(label=_("Read on"), required=is_required),
            f"confidence_{at}": forms.ChoiceField(
                label=_("Whose page is it?"), choices=_CONFIDENCE, required=is_required
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Of a source that somebody began all is there, and its address is one that can be opened safely."""
        said = super().clean() or self.cleaned_data
        for at in _SOURCES:
            names = [f"{name}_{at}" for name in ("source", "link", "read")]
            given = [bool(said.get(name)) for name in names]
            if any(given) and not all(given) and not self.errors.keys() & set(names):
                what_is_missing = _("Of a source we need its name, its address and the day on which you read it.")
                self.add_error(names[0], what_is_missing)
            if said.get(names[1]) and not said[names[1]].startswith("https://"):
                self.add_error(names[1], _("An address begins with https://."))
        return said

    def head(self, order: int) -> Head:
        """What was filled in."""
        said = self.cleaned_data
        return Head(said["topic"], order, said["owner"], tuple(self._sources()), tuple(said["related"]))

    def _sources(self) -> Iterator[ReadSource]:
        said = self.cleaned_data
        for at in _SOURCES:
            if said.get(f"source_{at}"):
                yield ReadSource(
                    said[f"source_{at}"],
                    said[f"link_{at}"],
                    said[f"read_{at}"],
                    said[f"confidence_{at}"] or "unverified",
                )


class BeginForm(HeadForm):
    """An article that begins: its title, summary and parts, and what stands above it."""

    title = forms.CharField(label=_("Title"), max_length=90, min_length=3, help_text=_("The address is made of it."))
    summary = forms.CharField(
        label=_("Summary"), max_length=300, min_length=10, widget=forms.Textarea({"rows": 3, "lang": SOURCE})
    )
    first = forms.CharField(
        label=_("What this is, in short"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4, "lang": SOURCE}),
    )
    fieldsets = (
        Fieldset(_("Words"), ("title", "summary", "first")),
        Fieldset(_("The parts"), tuple(f"part_{part}" for part in headings())),
        *HeadForm.fieldsets,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, words in headings().items():
            is_needed = part in beginning.NEEDED
            self.fields[f"part_{part}"] = forms.CharField(
                label=words[SOURCE], required=is_needed, max_length=4000,
                widget=forms.Textarea({"rows": 4, "lang": SOURCE}),
                help_text=_("Is there nothing to do or to pay? Write that.") if is_needed else "",
            )  # fmt: skip

    @property
    def body(self) -> str:
        """All parts as one text."""
        parts = {part: self.cleaned_data[f"part_{part}"] for part in headings()}
        return beginning.body_of_parts(self.cleaned_data["first"], parts)


def _keeper(request: HttpRequest) -> Any:
    actor = actor_in(request)
    if not may_write(actor, SOURCE):
        raise PermissionDenied
    return actor


def _begun_or_404(slug: str) -> Article:
    found = kept_articles().get(slug)
    if found is None or not is_begun_here(slug):
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def begin(request: HttpRequest) -> HttpResponse:
    """A new article, in Dutch first: a draft."""
    actor, today = _keeper(request), timezone.localdate()
    initial = {"next_check": today + _LOOK_AGAIN, "owner": "steunpunt", "read_1": today}
    form = BeginForm(request.POST or None, initial=initial)

    def save() -> Any:
        said = form.cleaned_data
        return beginning.begin_article(
            actor=actor, head=form.head(beginning.next_order(said["topic"])), title=said["title"],
            summary=said["summary"], body=form.body, next_check=said["next_check"], at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request, form, save, template="guide/keeping/begin.html",
        done=str(_("The draft is kept. Readers see it when it is reviewed.")),
        back=lambda made: reverse("guide:keeping-text", args=[SOURCE, made.article]),
        context={
            "title": _("Begin an article"), "button": _("Keep as a draft"), "crumb": _("Articles of the guide"),
            "back": reverse("guide:keeping"), "crumb_url": reverse("guide:keeping"), "numbers": number_groups(today),
            "intro": _(
                "Write it in Dutch. Translators are asked as soon as it is reviewed. An amount or a term is chosen from the"
                " list of numbers, so that it is right next year too."
            ),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def head(request: HttpRequest, article: str) -> HttpResponse:
    """What stands above an article that began here."""
    actor, found = _keeper(request), _begun_or_404(article)
    newest = newest_version(article, SOURCE)
    assert newest is not None  # it began with one
    form = HeadForm(request.POST or None, initial=_initial(found))
    own = reverse("guide:keeping-text", args=[SOURCE, article])
    return form_page(
        request, form,
        lambda: beginning.change_head(
            actor=actor, article=found, head=form.head(found.order), next_check=form.cleaned_data["next_check"],
            upon=newest.number, at=timezone.now(),
        ),
        done=str(_("It is kept as a draft. Readers see it when it is reviewed.")),
        back=own,
        context={
            "title": _("Subject, sources and owner"), "button": _("Keep as a draft"), "crumb": found.source.title,
            "crumb_url": own,
        },
    )  # fmt: skip


def _initial(found: Article) -> dict[str, Any]:
    own = head_of_article(found)
    initial: dict[str, Any] = {
        "topic": own.topic, "owner": own.owner, "next_check": found.next_check, "related": list(own.related)
    }  # fmt: skip
    for at, source in enumerate(own.sources, start=1):
        initial |= {
            f"source_{at}": source.title, f"link_{at}": source.link, f"read_{at}": source.as_of,
            f"confidence_{at}": source.confidence,
        }  # fmt: skip
    return initial


@require_POST
@needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE)
def withdraw(request: HttpRequest, article: str) -> HttpResponse:
    """No reader finds it any more; an earlier version brings it back."""
    actor, found = _keeper(request), _begun_or_404(article)
    newest = newest_version(article, SOURCE)
    assert newest is not None
    return post_action(
        request,
        lambda: beginning.withdraw(actor=actor, article=found, upon=newest.number, at=timezone.now()),
        done=str(_("Readers do not find it any more. An earlier version brings it back.")),
        back=reverse("guide:keeping-versions", args=[SOURCE, article]),
    )
