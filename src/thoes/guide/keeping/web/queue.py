"""What waits to be read or translated, per language."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor, needs
from thoes.foundation.translated_texts import TranslationState
from thoes.guide.frame import FRAME, SOURCE
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.standing import Standing, Work, standings
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK, WRITE
from thoes.ui.lists import ASKED, Action, Choice, Day, Empty, Link, Listing, ListPage, Part, Parts, State, Text, Words

WORDS: dict[Work, tuple[str, Promise]] = {
    Work.SENT_BACK: ("error", _("Sent back")),
    Work.DRAFT: ("neutral", _("Draft, not shown yet")),
    Work.OVERTAKEN: ("warning", _("Changed in Thoes itself")),
    Work.OUT_OF_DATE: ("warning", _("Dutch text changed")),
    Work.UNREVIEWED: ("warning", _("Not reviewed")),
    Work.MISSING: ("overdue", _("Not translated yet")),
    Work.WITHDRAWN: ("neutral", _("Not shown any more")),
    Work.NOTHING: ("ok", _("Reviewed")),
}


_DONE = (Work.NOTHING, Work.WITHDRAWN)


class _TextLink(Link):
    """To the text itself, which is named by its language and its article."""

    def html(self, value: Any, row: Standing) -> SafeString:
        address = reverse("guide:keeping-text", args=[row.language, row.article.slug])
        return format_html('<a class="nl-link" href="{}" lang="nl">{}</a>', address, value)


def own_languages(actor: Actor) -> list[str]:
    """The languages of which somebody keeps the texts, in the order in which the guide offers them."""
    return [code for code in WRITE if may_write(actor, code)]


def languages_to_see(actor: Actor) -> list[str]:
    """Who keeps the Dutch text sees how all its translations stand."""
    own = own_languages(actor)
    return list(WRITE) if SOURCE in own else own


def _keeps_dutch(listing: Listing) -> bool:
    return may_write(listing.actor, SOURCE)


def _language(listing: Listing) -> str:
    return listing.answer("language") or own_languages(listing.actor)[0]


def _languages(listing: Listing) -> list[tuple[str, str]]:
    """Nothing to choose for who keeps one language."""
    seen = languages_to_see(listing.actor)
    return [(code, FRAME.wording(code).name) for code in seen] if len(seen) > 1 else []


def _rows(listing: Listing) -> list[Standing]:
    return standings([_language(listing)])


def _is(*works: Work) -> Callable[[Listing], Callable[[Standing], bool]]:
    return lambda listing: lambda row: row.work in works


def _overdue(listing: Listing) -> Callable[[Standing], bool]:
    return lambda row: row.article.is_overdue(on=listing.today)


def _by_words(words: str, listing: Listing) -> Callable[[Standing], bool]:
    wanted = words.casefold().split()

    def holds(row: Standing) -> bool:
        said = " ".join([row.article.slug, *(text.title for text in row.article.texts.values())]).casefold()
        return all(word in said for word in wanted)

    return holds


def _under(row: Standing) -> str:
    own = row.article.texts.get(row.language)
    return own.title if own and row.language != SOURCE else ""


def _state(row: Standing) -> list[tuple[str, Any]]:
    found = [WORDS[row.work]]
    if row.article.is_most_needed and row.work not in _DONE:
        found.append(("neutral", _("Most needed")))
    return found


def _says(listing: Listing) -> Any:
    reads = _rows(listing)
    done = sum(row.state is TranslationState.REVIEWED for row in reads)
    return _("%(language)s: %(done)s of %(all)s articles are reviewed. What presses most stands on top.") % {
        "language": FRAME.wording(_language(listing)).name,
        "done": done,
        "all": len(reads),
    }


QUEUE = ListPage(
    title=_("Articles of the guide"),
    says=_says,
    order=_("What presses most"),
    guard=needs(SEE_GUIDE_WORK, purpose=KEEP_GUIDE),
    rows=_rows,
    filters=[
        Choice(
            name="language",
            label=_("Language"),
            choices=_languages,
            any=_("My language"),
            by=ASKED,
        ),
        Words(label=_("Words in the title"), by=_by_words),
    ],
    parts=Parts(
        [
            Part("", _("To do"), lambda listing: lambda row: row.work not in _DONE),
            Part("unreviewed", _("Not reviewed"), _is(Work.UNREVIEWED)),
            Part("changed", _("Dutch text changed"), _is(Work.OUT_OF_DATE, Work.OVERTAKEN)),
            Part("drafts", _("Drafts and sent back"), _is(Work.DRAFT, Work.SENT_BACK), is_tab=False),
            Part("missing", _("Not translated yet"), _is(Work.MISSING)),
            Part("overdue", _("Should have been looked at"), _overdue, is_tab=False),
            Part("withdrawn", _("Not shown any more"), _is(Work.WITHDRAWN), is_tab=False),
            Part("reviewed", _("Reviewed"), _is(Work.NOTHING)),
        ]
    ),
    columns=[
        _TextLink(_("Article"), "article.source.title", to="guide:keeping-text", under=_under),
        State(_("State"), _state),
        Text(_("Topic"), lambda row: FRAME.wording(SOURCE)["topics"][row.article.topic]),
        Day(_("Look again before"), "article.next_check"),
    ],
    primary=Action(_("Begin an article"), "guide:keeping-begin", "plus", when=_keeps_dutch),
    more=[
        Action(_("Other texts of the guide"), "guide:keeping-all-texts", "book"),
        Action(_("Links in the guide"), "guide:links", "alert"),
        Action(_("What readers asked this week"), "guide:trends", "people"),
        Action(_("Questions that were taken up"), "guide:questions", "list"),
        Action(_("What readers say of the guide"), "guide:feedback", "people"),
    ],
    file="guide-articles",
    empty=Empty(_("Nothing is waiting here"), _("Choose another part of the list, or another language."), "check"),
)
