"""A letter to who keeps the guide: what should have been looked at by now, and what leads nowhere any more."""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import readers, write_to
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.published import guide_now
from thoes.guide.links.places import gone_links
from thoes.guide.permissions import WRITE


def write_to_keepers(*, on: date, at: datetime) -> int:
    """Write to each keeper once about the same articles and links; gives how many letters were put down."""
    overdue = [article.source.title for article in guide_now().values() if article.is_overdue(on=on)]
    gone = [(check.link, ", ".join(place.title for place in places)) for check, places in gone_links()]
    if not overdue and not gone:
        return 0
    about = hashlib.sha256(repr((overdue, gone)).encode()).hexdigest()[:16]
    return sum(
        write_to(
            reader,
            "guide/mail/to_look_at.txt",
            key=f"guide-work:{reader.actor.organisation_id}:{reader.actor.user_id}:{about}",
            subject=_("Thoes: articles of the guide to look at"),
            context={"overdue": overdue, "gone": gone, "url": settings.THOES_URL},
            languages=[settings.LANGUAGE_CODE],
            at=at,
        )
        for reader in readers(WRITE[SOURCE])
    )
