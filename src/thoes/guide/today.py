"""What waits for who keeps the guide: pages that should have been looked at, and addresses that are gone."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.contacts.public import KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.editing import may_write
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.standing import Work, standings
from thoes.guide.layers.writing import overdue_own_pages
from thoes.guide.links.places import broken_of_own_pages, gone_links
from thoes.guide.links.web.listing import broken_of_contacts
from thoes.guide.permissions import KEEP_GUIDE, SEE_GUIDE_WORK, WRITE, WRITE_OWN_PAGES
from thoes.guide.readers.questions import asked_for
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
        gone = len(gone_links())
        says = ngettext("link in the guide leads nowhere any more", "links in the guide lead nowhere any more", gone)
        yield Task(gone, says, reverse("guide:links"), "overdue")
        wanted = asked_for().count()
        says = ngettext("article of the guide is asked for", "articles of the guide are asked for", wanted)
        yield Task(wanted, says, reverse("guide:questions"))
    languages = [code for code in WRITE if may_write(actor, code)]
    for language in languages:
        # The first part of that list: all that somebody must do, and not only what somebody else undid.
        waits = sum(row.work is not Work.NOTHING for row in standings([language]))
        says = ngettext("text of the guide waits for you", "texts of the guide wait for you", waits)
        yield Task(waits, says, queue if len(languages) == 1 else f"{queue}?language={language}")


def _own_pages(actor: Actor, on: date) -> Iterator[Task]:
    late = overdue_own_pages(actor, on=on)
    says = ngettext(
        "page of yours should have been looked at by now", "pages of yours should have been looked at by now", late
    )
    yield Task(late, says, reverse("guide:own-pages"), "overdue")
    broken = len({check.link for checks in broken_of_own_pages(actor).values() for check in checks})
    says = ngettext("link in your pages does not open", "links in your pages do not open", broken)
    yield Task(broken, says, reverse("guide:own-pages"))


def _contacts(actor: Actor, on: date) -> Iterator[Task]:
    broken = len(broken_of_contacts(actor))
    says = ngettext("link of a contact does not open", "links of contacts do not open", broken)
    yield Task(broken, says, reverse("guide:contact-links"))


TODAY = [
    Counts(SEE_GUIDE_WORK, KEEP_GUIDE, _work, order=20),
    Counts(WRITE_OWN_PAGES, KEEP_GUIDE, _own_pages, order=45),
    Counts(KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE, _contacts, order=61),
]
