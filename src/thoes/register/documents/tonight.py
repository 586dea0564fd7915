"""Tonight's list of one site as a PDF: who is inside, room by room, for a fire officer at three in the morning."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents import paper
from thoes.housing.public import Site
from thoes.register.models import Stay
from thoes.register.queries import SiteDay
from thoes.ui.days import day_in_words


def tonights_list_pdf(day: SiteDay, *, made_at: datetime, language: str) -> bytes:
    """Everyone who is registered as sleeping here in the night of `day.day`, in walking order; free beds left out.

    Who should have left already is still on the list and marked: the register cannot know that a bed is empty.
    """
    overdue = {stay.pk for stay in day.overdue}
    stays = sorted(day.present, key=_walking_order)
    with translation.override(language):
        panel = paper.Panel(
            counts=[paper.Count(str(len(stays)), ngettext("person inside", "people inside", len(stays)))],
            lines=_site(day.site),
        )
        table = paper.Table(
            head=[_("Room"), _("Bed"), _("Name"), _("Remark"), _("Seen")],
            rows=[_row(stay, is_overdue=stay.pk in overdue) for stay in stays],
            widths=(0, 0, 1, 0, 0),
            parts=_first_rows_of_rooms(stays),
            empty=_("Nobody is registered here for this night."),
        )
        about = _(
            "This list shows who is registered here for the night. Visitors and guests who are not registered "
            "are not on it. It holds personal data: destroy it after use."
        )
        warning = [paper.Words(paper.Said(overdue_words(len(overdue)), paper.Look.WARM))] if overdue else []
        title = _("Tonight's list: %(site)s") % {"site": day.site.name}
        night = _("The night of %(day)s") % {"day": day_in_words(day.day, "l j F Y")}
        report = paper.Report(title, night, [panel, *warning, table, paper.small_print(about)])
        return paper.print_report(report, language=language, made_at=made_at)


def _site(site: Site) -> list[paper.Cell]:
    lines = [paper.Said(site.name, paper.Look.LARGE_STRONG), paper.Said(site.address, paper.Look.LARGE)]
    if site.contact_phone:
        lines.append(paper.Said(f"{_('Phone of the site')}: {site.contact_phone}", paper.Look.LARGE_STRONG))
    return [*lines, paper.Said(site.provider.name, paper.Look.QUIET)]


def _walking_order(stay: Stay) -> tuple[int, str, int, str]:
    unit = stay.bed.unit
    return unit.position, unit.name, stay.bed.position, stay.bed.name


def _row(stay: Stay, *, is_overdue: bool) -> list[paper.Cell]:
    remark = ""
    if is_overdue and stay.expected_departure:
        remark = _("should have left on %(day)s") % {"day": day_in_words(stay.expected_departure, "j F")}
    return [
        paper.Said(stay.bed.unit.name, paper.Look.LARGE_STRONG),
        paper.Said(stay.bed.name, paper.Look.LARGE),
        paper.Said(stay.worker.name, paper.Look.LARGE),
        paper.Said(remark, paper.Look.WARM),
        paper.TICK,
    ]


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
