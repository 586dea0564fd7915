"""The history of a site: what was recorded of it, its rooms, beds, permits, quality labels and prices, when and for whom.

Out of the rows that the database's own triggers keep. An organisation and a role are named, never a person; a private
holder of a permit is left out for who may not see papers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from thoes.accounts.public import Actor
from thoes.housing.access import may_see_papers
from thoes.housing.domain.timelines import Entry, changes_between, together
from thoes.housing.models import BedPrice, QualityLabelSource, Site
from thoes.places.public import organisation_names


@dataclass(frozen=True, slots=True)
class Writer:
    """For which organisation something was written, and in which role; empty where that is not known."""

    organisation: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The history of one table: its model, the fields that are told, and what one row is called by."""

    table: str
    event: str
    fields: tuple[str, ...]
    name: str


_SITE = _Kept(
    "site",
    "SiteEvent",
    (
        "name", "code", "street", "house_number", "postcode", "town", "municipality_id", "provider_id",
        "permitted_capacity", "contact_phone", "kind", "first_applied_on", "living_area", "showers", "toilets",
        "facilities", "km_to_work",
    ),
    "name",
)  # fmt: skip
_UNIT = _Kept("unit", "UnitEvent", ("name", "bedroom_area", "bedrooms"), "name")
_BED = _Kept("bed", "BedEvent", ("name", "out_of_use_from"), "name")
_PERMIT = _Kept(
    "permit",
    "PermitEvent",
    (
        "kind", "number", "holder", "capacity", "valid_from", "valid_until", "withdrawn_from", "needs_quality_label",
        "needs_manager", "longest_stay_months", "plan_due", "plan_received", "conditions", "voided",
    ),
    "number",
)  # fmt: skip
_QUALITY_LABEL = _Kept(
    "quality_label",
    "QualityLabelEvent",
    (
        "scheme",
        "certificate",
        "valid_from",
        "valid_until",
        "ended_from",
        "status",
        "last_audit",
        "next_audit",
        "voided",
    ),
    "certificate",
)
_SHORTCOMING = _Kept("shortcoming", "ShortcomingEvent", ("text", "found_on", "repair_by", "repaired_on"), "text")


def history_of(*, actor: Actor, site: Site) -> list[Entry]:
    """Everything that happened to the site, the newest first, like changes of one moment together."""
    told = _Teller(actor, site)
    units = list(site.units.values_list("pk", flat=True))
    entries: list[Entry] = [
        *told.of(_SITE, pgh_obj_id=site.pk),
        *told.of(_UNIT, site_id=site.pk),
        *told.of(_BED, unit_id__in=units),
        *told.of(_PERMIT, site_id=site.pk),
        *told.of(_QUALITY_LABEL, site_id=site.pk),
        *told.of(_SHORTCOMING, site_id=site.pk),
        *told.prices(),
    ]
    return together(entries, counted=("unit", "bed"))


class _Teller:
    """Knows who looks and what the organisations are called."""

    def __init__(self, actor: Actor, site: Site) -> None:
        self._site = site
        self._sees_private = may_see_papers(actor)
        self._hidden = frozenset() if self._sees_private else frozenset({"contact_phone"})
        self._names: dict[str, str] = {}

    def of(self, kept: _Kept, **where: Any) -> Iterator[Entry]:
        """The entries of one table: each kept state beside the one before it."""
        model: Any = apps.get_model("housing", kept.event)
        rows = list(model.objects.filter(**where).select_related("pgh_context").order_by("pgh_obj_id", "pgh_id"))
        before: dict[UUID, dict[str, Any]] = {}
        self._learn_names(rows)
        for row in rows:
            state = self._state(kept, row)
            known = before.get(row.pgh_obj_id)
            before[row.pgh_obj_id] = state
            changes = changes_between(known, state)
            if known is None or changes:
                yield Entry(
                    row.pgh_created_at,
                    kept.table,
                    known is None,
                    (self._name(kept, row),),
                    changes,
                    self._who(kept, row),
                )

    def prices(self) -> Iterator[Entry]:
        """Prices are only added to, so each row is an entry; one that was a mistake is told as such."""
        for price in BedPrice.objects.filter(site=self._site).order_by("recorded_at"):
            state = {
                "per_week": price.per_week, "from_date": price.from_date, "includes": price.includes,
                "voided": price.voided,
            }  # fmt: skip
            who = Writer(self._site.provider.name)
            yield Entry(price.recorded_at, "price", True, ("",), changes_between(None, state), who)

    def _state(self, kept: _Kept, row: Any) -> dict[str, Any]:
        state = {name: getattr(row, name) for name in kept.fields if name not in self._hidden}
        if kept is _PERMIT and not self._sees_private and row.holder_is_private:
            state["holder"] = ""
        return state

    def _name(self, kept: _Kept, row: Any) -> str:
        return str(getattr(row, kept.name))

    def _learn_names(self, rows: Iterable[Any]) -> None:
        told = {str(_metadata(row).get("organisation", "")) for row in rows} - {"", *self._names}
        if told:
            self._names |= {str(pk): name for pk, name in organisation_names(told).items()}

    def _who(self, kept: _Kept, row: Any) -> Writer:
        context = _metadata(row)
        if context.get("organisation") in self._names:
            return Writer(self._names[context["organisation"]], str(context.get("role", "")))
        # Before roles were kept it is certain all the same for which organisation: nobody else may write there.
        if kept is _PERMIT:
            return Writer(self._site.municipality.name)
        if kept in (_QUALITY_LABEL, _SHORTCOMING) and getattr(row, "source", "") != QualityLabelSource.PROVIDER:
            return Writer()
        return Writer(self._site.provider.name)


def _metadata(row: Any) -> Mapping[str, Any]:
    return row.pgh_context.metadata if row.pgh_context else {}
