"""How good what everybody finds of who helps is, per municipality and language: counts without a judgement.

One definition for the page, the files and the programs. What is not known is None, and that is not nought.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thoes.contacts.domain.listing import HelperKind, Listing
from thoes.contacts.domain.states import CheckState
from thoes.contacts.models import Contact, How
from thoes.contacts.queries import public_contacts, state_on, with_contradictions
from thoes.places.public import municipality_names

NEEDED_KINDS = (
    HelperKind.MUNICIPALITY,
    HelperKind.RNI,
    HelperKind.DOCTOR,
    HelperKind.INFORMATION,
    HelperKind.LEGAL,
    HelperKind.LANGUAGE,
    HelperKind.SHELTER,
)
"""What somebody must find wherever they sleep; our own choice. The other kinds are there once for the whole country."""

OWN_KINDS = (HelperKind.MUNICIPALITY, HelperKind.RNI)
"""What is of the municipality itself. A hospital or union within its borders is not its to confirm: a keeper looks it up."""


@dataclass(frozen=True, slots=True)
class ContactQuality:
    """Of one municipality, for who speaks one language.

    Of the `needed` kinds are `present` those of which its people find a contact in full, `languages_known` those of which it
    is known what is spoken at one of these, and `spoken` those where that is this language; None where nothing is known, and
    for Dutch, which nobody writes down. Of the `contacts` in the municipality are `checked` those whose check holds and of
    which nobody says something else, and `with_hours` those whose hours are known. Of those that are its `own`, `confirmed`
    are the ones of which it said itself, within the term, that they are right.
    """

    municipality: str
    language: str
    needed: int
    present: int
    languages_known: int
    spoken: int | None
    contacts: int
    checked: int
    with_hours: int
    own: int
    confirmed: int


def contact_quality(languages: Sequence[str], *, on: date) -> list[ContactQuality]:
    """Every municipality by name, in each of these languages."""
    shown = [each.listing for each in public_contacts(on=on) if each.is_sure]
    by_municipality: dict[str, list[Contact]] = {}
    for row in with_contradictions(Contact.objects.filter(gone_on=None, municipality__isnull=False)):
        by_municipality.setdefault(row.municipality_id or "", []).append(row)
    return [
        row
        for code, name in municipality_names().items()
        for row in _of(
            name, [each for each in shown if each.is_for(code)], by_municipality.get(code, ()), languages, on
        )
    ]


def _of(
    name: str, shown: list[Listing], contacts: Iterable[Contact], languages: Sequence[str], on: date
) -> Iterator[ContactQuality]:
    rows = [(row, row.listing, state_on(row, on=on) is CheckState.CHECKED) for row in contacts]
    own = [(row, is_checked) for row, listing, is_checked in rows if listing.kind in OWN_KINDS]
    known = {each.kind for each in shown if each.languages} & set(NEEDED_KINDS)
    for language in languages:
        speak = {each.kind for each in shown if language in each.languages} & set(NEEDED_KINDS)
        yield ContactQuality(
            municipality=name,
            language=language,
            needed=len(NEEDED_KINDS),
            present=len({each.kind for each in shown} & set(NEEDED_KINDS)),
            languages_known=len(known),
            spoken=len(speak) if known and language != "nl" else None,
            contacts=len(rows),
            checked=sum(is_checked for _row, _listing, is_checked in rows),
            with_hours=sum(bool(listing.hours or listing.other_days) for _row, listing, _checked in rows),
            own=len(own),
            confirmed=sum(is_checked and row.checked_how == How.OWN for row, is_checked in own),
        )
