"""What readers found wrong with a contact: one of four things, without a person in it, for who keeps the contact.

It changes nothing of what is shown: one press of somebody unknown may not take a number away from everybody. A keeper looks,
and each act of a keeper settles what stood on the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thoes.contacts.models import Contact, ReaderReport, Wrong
from thoes.contacts.queries import public_contact

KEPT_DAYS = 365
"""As long as what readers say of the guide is kept."""


def report_contact(key: str, wrong: Wrong, *, language: str, on: date) -> bool:
    """Say that something is wrong with a contact that everybody may find; False for another one."""
    if public_contact(key, on=on) is None:
        return False
    ReaderReport.objects.create(contact=Contact.objects.get(key=key), wrong=wrong, language=language, said_on=on)
    return True


def with_reports(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Each with how many readers found something wrong that nobody looked at yet (`reported`)."""
    open_ones = ReaderReport.objects.filter(contact=OuterRef("pk"), settled_at=None).order_by()
    many = open_ones.values("contact").annotate(many=Count("pk")).values("many")
    return contacts.annotate(reported=Coalesce(Subquery(many), 0))


IS_REPORTED = Q(reported__gt=0, gone_on=None)
"""The rows of `with_reports` that somebody must look at."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One thing that readers found wrong: how many of them, in which languages they read, and when the last said so."""

    wrong: Wrong
    count: int
    languages: tuple[str, ...]
    last: date


def reported_of(reports: Iterable[ReaderReport]) -> list[Reported]:
    """What stands in reports of one contact, what most say first."""
    by_wrong: dict[str, list[ReaderReport]] = {}
    for report in reports:
        by_wrong.setdefault(report.wrong, []).append(report)
    found = [
        Reported(
            Wrong(wrong),
            len(each),
            tuple(sorted({report.language for report in each})),
            max(report.said_on for report in each),
        )
        for wrong, each in by_wrong.items()
    ]
    return sorted(found, key=lambda each: -each.count)


@dataclass(frozen=True, slots=True)
class ReportedContact:
    """That a reader found something wrong with a contact on a day; the municipality is its name, "" for none."""

    key: str
    name: str
    municipality: str
    language: str
    wrong: Wrong
    said_on: date


def reports_between(first: date, last: date) -> list[ReportedContact]:
    """All that was said from `first` up to and including `last`."""
    rows = ReaderReport.objects.filter(said_on__range=(first, last)).select_related("contact__municipality")
    return [
        ReportedContact(
            row.contact.key, row.contact.name, row.contact.municipality.name if row.contact.municipality else "",
            row.language, Wrong(row.wrong), row.said_on,
        )
        for row in rows.order_by("said_on", "pk")
    ]  # fmt: skip


def forget_old_reports(*, on: date) -> int:
    """Remove what was said longer ago than a year; gives how many."""
    removed, _by_table = ReaderReport.objects.filter(said_on__lt=on - timedelta(days=KEPT_DAYS)).delete()
    return removed
