"""A letter once a week to who keeps the guide: what readers asked and said, also when they said nothing."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import readers, write_to
from thoes.guide.permissions import SEE_GUIDE_WORK
from thoes.guide.readers.questions import asked_for
from thoes.guide.readers.saying import languages_read_by
from thoes.guide.readers.trends import trends
from thoes.guide.readers.web.said import title_of


def write_about_week(*, last: date, at: datetime) -> int:
    """To each keeper and reviewer about the week that ends on `last`, in the own languages; gives how many are new.

    Words that were told on one day alone stay out of the letter: they may be about one reader.
    """
    waiting = asked_for().count()
    return sum(
        write_to(
            reader,
            "guide/mail/trends.txt",
            key=f"guide-week:{reader.actor.organisation_id}:{reader.actor.user_id}:{last.isoformat()}",
            subject=_("Thoes: what readers of the guide asked this week"),
            context=_said(last, languages_read_by(reader.actor)) | {"waiting": waiting, "url": settings.THOES_URL},
            languages=[settings.LANGUAGE_CODE],
            at=at,
        )
        for reader in readers(SEE_GUIDE_WORK)
    )


def _said(last: date, languages: list[str] | None) -> dict[str, object]:
    found = trends(last=last, languages=languages)
    pages = [(title_of(each.about, each.key, each.owner), each) for each in found.pages if each.count.week]
    return {
        "found": found,
        "to_be_written": found.to_be_written,
        "again": [each for each in found.repeated if each.count.week and not each.is_to_be_written],
        "of_one_day": found.of_one_day,
        "pages": pages,
        "contacts": [each for each in found.contacts if each.count.week],
    }
