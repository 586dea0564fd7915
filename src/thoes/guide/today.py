"""What waits for who keeps the guide: pages that should have been looked at, and addresses that are gone."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.standing import Work, standings
from thoes.guide.layers.writing import overdue_own_pages
from thoes.guide.links.checking import broken_links
from thoes.guide.links.models import LinkOutcome
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK, WRITE, WRITE_OWN_PAGES
from thoes.ui.todays_tasks import Counts, Task


def overdue_articles(on: date) -> list[str]:
    """The names of the articles that somebody should have looked at again by now."""
    return [slug for slug, article in guide_now().items() if article.is_overdue(on=on)]


def _work(actor: Actor, on: date) -> Iterator[Task]:
    queue = reverse("guide:keeping")
    if may_write(actor, SOURCE):
        late = len(overdue_articles(on))
        says = ngettext("article should have been looked at by now", "articles should have been looked at by now", late)
        yield Task(late, says, f"{queue}?part=overdue", "overdue")
        gone = sum(check.outcome == LinkOutcome.GONE for check in broken_links())
        says = ngettext("link in the guide leads nowhere any more", "links in the guide lead nowhere any more", gone)
        yield Task(gone, says, reverse("guide:links"), "overdue")
    for language in (code for code in WRITE if code != SOURCE and may_write(actor, code)):
        waits = sum(row.work in (Work.OUT_OF_DATE, Work.SENT_BACK) for row in standings([language]))
        says = ngettext("translation is out of date or sent back", "translations are out of date or sent back", waits)
        yield Task(waits, says, queue)


def _own_pages(actor: Actor, on: date) -> Iterator[Task]:
    late = overdue_own_pages(actor, on=on)
    says = ngettext(
        "page of yours should have been looked at by now", "pages of yours should have been looked at by now", late
    )
    yield Task(late, says, reverse("guide:own-pages"), "overdue")


TODAY = [
    Counts(SEE_GUIDE_WORK, KEEP_GUIDE, _work, order=20),
    Counts(WRITE_OWN_PAGES, KEEP_GUIDE, _own_pages, order=45),
]
