"""Remind people of the end of a permit or quality label, and of what modules above say must be mended, once per term.

The housing provider of the site and the municipality it lies in get one letter with all of theirs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Least
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from thoes.accounts.public import addresses_of
from thoes.housing.domain.validity import term_reached
from thoes.housing.models import Permit, QualityLabel, SentReminder, Site
from thoes.housing.permissions import MANAGE_PERMITS, MANAGE_SITES
from thoes.housing.queries import terms_on
from thoes.housing.signals import asking_what_ends
from thoes.places.public import Organisation, OrganisationKind
from thoes.privacy.public import cross_tenant


@dataclass(frozen=True, slots=True)
class Ending:
    """Something of a site that ends: `ends` is the first day without it, `term` the term that was reached.

    Of a finding, `ends` is the first day on which the repair is too late, and the term after that day is 0.
    """

    subject: UUID
    site: Site
    what: str
    number: str
    ends: date
    term: int
    is_finding: bool = False
    is_for_provider_only: bool = False

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)


def remind_of_endings(*, on: date, at: datetime) -> int:
    """Write to everybody concerned what of theirs reached a term; gives how many letters went out.

    A letter that could not be sent is not counted as sent: the next run tries it again.
    """
    # Looks over all organisations to write to each of its own sites only; nobody is shown anything else.
    with cross_tenant():
        answers: list[Any] = [answer for _, answer in asking_what_ends.send(sender=Ending, on=on)]
        endings: list[Ending] = [*_endings(on), *chain.from_iterable(answers)]
        by_organisation = _by_organisation(endings)
        roles = {
            **addresses_of(by_organisation, MANAGE_SITES),
            **addresses_of(by_organisation, MANAGE_PERMITS),
        }
    return sum(
        _send(organisation, by_organisation[organisation], emails, at=at) for organisation, emails in roles.items()
    )


def _endings(on: date) -> list[Ending]:
    terms = terms_on(on)
    days = (terms.first, terms.last)
    horizon = on + timedelta(days=max(days))
    found: list[tuple[Any, str, str]] = []
    with translation.override(settings.LANGUAGE_CODE):
        permits = Permit.objects.filter(voided=False).annotate(ends=Least("valid_until", "withdrawn_from"))
        for permit in permits.filter(ends__gt=on, ends__lte=horizon).select_related("site"):
            found.append((permit, str(permit.get_kind_display()), permit.number))
        quality_labels = QualityLabel.objects.filter(voided=False).annotate(ends=Least("valid_until", "ended_from"))
        for quality_label in quality_labels.filter(ends__gt=on, ends__lte=horizon).select_related("site"):
            found.append((quality_label, str(quality_label.get_scheme_display()), quality_label.certificate))
    return [
        Ending(row.pk, row.site, what, number, row.ends, term)
        for row, what, number in found
        if (term := term_reached(row.ends, on=on, terms=days)) is not None
    ]


def _by_organisation(endings: list[Ending]) -> dict[UUID, list[Ending]]:
    desks: dict[str | None, list[UUID]] = {}
    for pk, code in Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).values_list(
        "pk", "municipality_id"
    ):
        desks.setdefault(code, []).append(pk)
    found: dict[UUID, list[Ending]] = {}
    for ending in endings:
        own_desks = [] if ending.is_for_provider_only else desks.get(ending.site.municipality_id, [])
        for organisation in (ending.site.provider_id, *own_desks):
            found.setdefault(organisation, []).append(ending)
    return found


@transaction.atomic
def _send(organisation_id: UUID, endings: list[Ending], emails: list[str], *, at: datetime) -> int:
    with cross_tenant():
        new = [
            ending
            for ending in endings
            if SentReminder.objects.get_or_create(
                organisation_id=organisation_id,
                subject=ending.subject,
                ends=ending.ends,
                days_before=ending.term,
                defaults={"site": ending.site, "sent_at": at},
            )[1]
        ]
    if not new:
        return 0
    new.sort(key=lambda ending: (ending.ends, ending.site.name))
    endings, findings = [each for each in new if not each.is_finding], [each for each in new if each.is_finding]
    with translation.override(settings.LANGUAGE_CODE):
        subject = _subject(len(endings), len(findings))
        body = render_to_string("housing/mail/endings.txt", {"endings": endings, "findings": findings})
    # Inside the transaction: when the mail server refuses, nothing is remembered as sent.
    EmailMessage(subject, body, bcc=emails).send()
    return 1


def _subject(endings: int, findings: int) -> str:
    if endings and findings:
        return gettext("Something of your sites ends soon, and something must be mended")
    if findings:
        words = ngettext("%(count)s finding must be mended", "%(count)s findings must be mended", findings)
        return words % {"count": findings}
    words = ngettext(
        "%(count)s permit or quality label ends soon", "%(count)s permits or quality labels end soon", endings
    )
    return words % {"count": endings}
