"""The history of a site, as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs, role_name
from thoes.housing.domain.timelines import Change, Entry
from thoes.housing.history_texts import ADDED, FIELDS, THINGS
from thoes.housing.models import Facility, Inclusion, LabelScheme, PermitKind, QualityLabelStatus, SiteKind
from thoes.housing.permissions import HOUSING_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries.history import Writer, history_of
from thoes.housing.web.or_404 import site_or_404
from thoes.places.public import municipality_names, organisation_names

_PER_PAGE = 50
_NAMES_SHOWN = 5
_CHOICES: dict[str, dict[str, Any]] = {
    "site.kind": dict(SiteKind.choices),
    "permit.kind": dict(PermitKind.choices),
    "quality_label.scheme": dict(LabelScheme.choices),
    "quality_label.status": dict(QualityLabelStatus.choices),
    "site.facilities": dict(Facility.choices),
    "price.includes": dict(Inclusion.choices),
}


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry as it is read: when, what, the changes in words, and for whom it was written."""

    at: datetime
    title: str
    changes: tuple[tuple[Any, str, str], ...]
    is_new: bool
    who: str
    role: str


@require_safe
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def history(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """All of it, by page."""
    site = site_or_404(request, site_id)
    page = Paginator(history_of(actor=actor_in(request), site=site), _PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "housing/history.html", {"site": site, "page": page, "entries": shown(list(page.object_list))}
    )


def shown(entries: Sequence[Entry]) -> list[ShownEntry]:
    """Entries in words."""
    places = _Places(entries)
    return [_shown(entry, places) for entry in entries]


class _Places:
    """What the municipalities and organisations are called that a change is about."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        told = [
            (change.field, value)
            for entry in entries
            for change in entry.changes
            for value in (change.before, change.after)
            if value is not None
        ]
        providers = {value for field, value in told if field == "provider_id"}
        self.names: dict[Any, str] = dict(municipality_names())
        self.names |= organisation_names(providers)


def _shown(entry: Entry, places: _Places) -> ShownEntry:
    who = entry.who if isinstance(entry.who, Writer) else Writer()
    changes = tuple(
        (FIELDS[change.field], _value(entry.table, change.field, change.before, places), _after(entry, change, places))
        for change in entry.changes
    )
    return ShownEntry(entry.at, _title(entry), changes, entry.is_new, who.organisation, role_name(who.role))


def _after(entry: Entry, change: Change, places: _Places) -> str:
    return _value(entry.table, change.field, change.after, places)


def _title(entry: Entry) -> str:
    if entry.is_new:
        return str(ADDED[entry.table] % {"count": len(entry.names)})
    if entry.table == "site":
        return str(THINGS["site"])
    names = ", ".join(dict.fromkeys(entry.names[:_NAMES_SHOWN]))
    more = len(entry.names) - _NAMES_SHOWN
    if more > 0:
        return ngettext("%(thing)s %(names)s and %(count)d more", "%(thing)s %(names)s and %(count)d more", more) % {
            "thing": THINGS[entry.table],
            "names": names,
            "count": more,
        }
    return f"{THINGS[entry.table]} {names}"


def _value(table: str, field: str, value: Any, places: _Places) -> str:
    if value is None or value == "" or value == []:
        return _("not filled in")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    choices = _CHOICES.get(f"{table}.{field}")
    if isinstance(value, list):
        return ", ".join(str(choices.get(each, each)) if choices else str(each) for each in value)
    if choices:
        return str(choices.get(value, value))
    if field in ("municipality_id", "provider_id"):
        return places.names.get(value, "–")
    return str(value) if isinstance(value, str) else number_format(value)
