"""A listing as lines of words, for who keeps the contacts: to read, and to lay two beside each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.contacts.domain.hours_text import write_hours, write_other_days
from thoes.contacts.domain.listing import Listing
from thoes.contacts.texts import KINDS, ON_HOLIDAYS, PARTS


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a contact: what we have, and what each proposal says, None where that is the same."""

    label: Any
    ours: str
    others: tuple[str | None, ...] = ()

    @property
    def differs(self) -> bool:
        return any(other is not None for other in self.others)


def side_by_side(ours: Listing, others: Iterable[Listing], names: Mapping[str, str]) -> list[Row]:
    """Every part of which one of them says something. `names` are the municipalities by code."""
    own = as_lines(ours, names)
    theirs = [as_lines(each, names) for each in others]
    return [
        Row(label, own[part], tuple(None if other[part] == own[part] else other[part] for other in theirs))
        for part, label in PARTS.items()
        if own[part] or any(other[part] for other in theirs)
    ]


def as_lines(listing: Listing, names: Mapping[str, str]) -> dict[str, str]:
    """Each part in words, "" where nothing is known."""
    return {
        "name": listing.name,
        "kind": str(KINDS[listing.kind]),
        "municipality": names.get(listing.municipality, "") or _("the province"),
        "serves": ", ".join(sorted(names.get(code, code) for code in listing.serves)) or _("all of Limburg"),
        "says_nl": listing.says.get("nl", ""),
        "says_en": listing.says.get("en", ""),
        "phones": "\n".join(" ".join(filter(None, (each.number, each.says))) for each in listing.phones),
        "email": listing.email,
        "website": listing.website,
        "place": listing.place.in_one_line if listing.place else "",
        "hours": write_hours(listing.hours),
        "other_days": write_other_days(listing.other_days),
        "on_holidays": str(ON_HOLIDAYS[listing.on_holidays]) if listing.hours else "",
        "only_by_appointment": _("yes") if listing.only_by_appointment else "",
        "languages": ", ".join(language_name(each) for each in listing.languages),
        "source": _source(listing),
    }


def language_name(code: str) -> str:
    """What a language is called in that of the page."""
    return Locale.parse(code).get_display_name(get_language() or "nl") or code


def _source(listing: Listing) -> str:
    source = listing.source
    if not source.link:
        return _("no page known")
    how_sure = _("official") if source.is_official else _("not official")
    seen = _("seen: %(when)s") % {"when": source.seen} if source.seen else ""
    return "\n".join((source.link, ", ".join(filter(None, (how_sure, seen)))))
