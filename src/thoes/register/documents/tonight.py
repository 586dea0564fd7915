"""Tonight's list of one site as a PDF: who is inside, room by room, for a fire officer at three in the morning."""

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents import render_pdf
from thoes.register.models import Stay
from thoes.register.queries import SiteDay


def tonights_list_pdf(day: SiteDay, *, made_at: datetime, language: str) -> bytes:
    """Everyone who is registered as sleeping here in the night of `day.day`, in walking order; free beds left out.

    Who should have left already is still on the list and marked: the register cannot know that a bed is empty.
    """
    overdue = {stay.pk for stay in day.overdue}
    stays = sorted(day.present, key=_walking_order)
    with translation.override(language):
        data = {
            "title": _("Tonight's list: %(site)s") % {"site": day.site.name},
            "night": _("The night of %(day)s") % {"day": date_format(day.day, "l j F Y").lower()},
            "count": str(len(stays)),
            "count_words": ngettext("person inside", "people inside", len(stays)),
            "site": day.site.name,
            "address": day.site.address,
            "phone": day.site.contact_phone,
            "provider": day.site.provider.name,
            "overdue_words": overdue_words(len(overdue)),
            "rows": [_row(stay, is_overdue=stay.pk in overdue) for stay in stays],
            "first_rows": _first_rows_of_rooms(stays),
            "words": {
                "phone": _("Phone of the site"),
                "nobody": _("Nobody is registered here for this night."),
                "room": _("Room"),
                "bed": _("Bed"),
                "name": _("Name"),
                "remark": _("Remark"),
                "seen": _("Seen"),
                "about": _(
                    "This list shows who is registered here for the night. Visitors and guests who are not registered "
                    "are not on it. It holds personal data: destroy it after use."
                ),
            },
        }
        return render_pdf("register/documents/tonight.typ", data, language=language, made_at=made_at)


def _walking_order(stay: Stay) -> tuple[int, str, int, str]:
    unit = stay.bed.unit
    return unit.position, unit.name, stay.bed.position, stay.bed.name


def _row(stay: Stay, *, is_overdue: bool) -> dict[str, str]:
    remark = ""
    if is_overdue and stay.expected_departure:
        remark = _("should have left on %(day)s") % {"day": date_format(stay.expected_departure, "j F")}
    return {"room": stay.bed.unit.name, "bed": stay.bed.name, "name": stay.worker.name, "remark": remark}


def overdue_words(number: int) -> str:
    """How many of those on the list may be gone already; nothing for none."""
    if not number:
        return ""
    words = ngettext(
        "%(number)d of them should have left before and may be gone: marked in the list.",
        "%(number)d of them should have left before and may be gone: marked in the list.",
        number,
    )
    return words % {"number": number}


def _first_rows_of_rooms(stays: list[Stay]) -> list[int]:
    """Positions in the list where a new room begins; a stronger line is drawn there."""
    rooms = [stay.bed.unit_id for stay in stays]
    return [row for row, room in enumerate(rooms) if row == 0 or rooms[row - 1] != room]
