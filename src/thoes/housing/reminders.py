"""Remind people of the end of a permit or quality label, and of what modules above say must be mended, once per term.

The housing provider of the site and the municipality it lies in get one letter with all of theirs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Least
from django.utils import translation
from django.utils.translation import gettext, ngettext

from thoes.accounts.public import Reader, readers, write_to
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
    """Write to everybody concerned what of theirs reached a term; gives how many letters the outbox has to send."""
    # Looks over all organisations to write to each of its own sites only; nobody is shown anything else.
    with cross_tenant():
        answers: list[Any] = [answer for _, answer in asking_what_ends.send(sender=Ending, on=on)]
        endings: list[Ending] = [*_endings(on), *chain.from_iterable(answers)]
        by_organisation = _by_organisation(endings)
        to = readers(MANAGE_SITES, MANAGE_PERMITS, organisations=by_organisation)
    return sum(
        _write(organisation, by_organisation[organisation], list(them), at=at)
        for organisation, them in groupby(to, key=lambda reader: reader.actor.organisation_id)
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
def _write(organisation_id: UUID, endings: list[Ending], to: list[Reader], *, at: datetime) -> int:
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
    # Each is told once, so the first of them names the letter.
    about = f"{new[0].subject}:{new[0].ends}:{new[0].term}"
    return sum(
        write_to(
            reader,
            "housing/mail/endings.txt",
            key=f"reminder:{organisation_id}:{reader.actor.user_id}:{about}",
            subject=subject,
            context={"endings": endings, "findings": findings},
            languages=[settings.LANGUAGE_CODE],
            at=at,
        )
        for reader in to
    )


def _subject(endings: int, findings: int) -> str:
    if endings and findings:
        return gettext("Something at your sites ends soon, and something must be mended")
    if findings:
        words = ngettext("%(count)s finding must be mended", "%(count)s findings must be mended", findings)
        return words % {"count": findings}
    words = ngettext(
        "%(count)s permit or quality label ends soon", "%(count)s permits or quality labels end soon", endings
    )
    return words % {"count": endings}
