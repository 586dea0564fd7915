"""What is known of the simulated buildings, their permits and their quality labels: mostly in order, some expired,
some missing.

Every chance below is made up for the demo; nothing here says how often permits or quality labels are missing in
Limburg. Drawn from a stream of its own, so that the people of a seed stay who they are.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thoes.housing.public import (
    Facility,
    LabelScheme,
    Permit,
    PermitKind,
    QualityLabel,
    QualityLabelStatus,
    Shortcoming,
    SiteKind,
)
from thoes.simulation.copying import Column, Table, identifiers
from thoes.simulation.limburg import SimulatedLimburg, SimulatedSite

_KINDS = {
    "hostel": (SiteKind.HOTEL, SiteKind.COMPLEX, SiteKind.LIVING_UNITS),
    "park": (SiteKind.RECREATION, SiteKind.RECREATION, SiteKind.OTHER_UNITS),
    "house": (SiteKind.DWELLING, SiteKind.DWELLING, SiteKind.DWELLING, SiteKind.COMPLEX),
}
# Here a letting permit is asked for in all of the municipality (see the rule book, `local.*`).
_LETTING_PERMIT = {"GM0983": date(2025, 12, 1), "GM1883": date(2025, 1, 1)}
# Here at most a share of the homes of a street may house workers.
_STREET_RULE = frozenset({"GM1507"})
_SHORTCOMINGS = (
    "Verzonnen: blusmiddel in de gang is niet gekeurd",
    "Verzonnen: rookmelder op de overloop geeft geen signaal",
    "Verzonnen: informatiekaart hangt er niet",
    "Verzonnen: kast zonder slot buiten de slaapkamer",
    "Verzonnen: ventilatie van de badkamer werkt niet",
)


@dataclass(slots=True)
class HousingFacts:
    """Columns for the tables of sites and rooms, and rows of permits, quality labels and shortcomings."""

    site: dict[str, Column] = field(default_factory=dict)
    unit: dict[str, Column] = field(default_factory=dict)
    permits: list[dict[str, str | None]] = field(default_factory=list)
    quality_labels: list[dict[str, str | None]] = field(default_factory=list)
    shortcomings: list[dict[str, str | None]] = field(default_factory=list)

    def tables(self) -> list[Table]:
        """The tables that come after sites and rooms."""
        rows = ((Permit, self.permits), (QualityLabel, self.quality_labels), (Shortcoming, self.shortcomings))
        return [
            Table(model, {name: [row[name] for row in found] for name in found[0]}) for model, found in rows if found
        ]


def draw_housing(limburg: SimulatedLimburg, site_ids: list[str]) -> HousingFacts:
    """Everything about the buildings of a simulated Limburg; the same seed gives the same."""
    random, facts = Random(limburg.seed * 7919 + 4), HousingFacts()
    sites = [_site(random, site) for site in limburg.sites]
    facts.site = {name: [site[name] for site in sites] for name in sites[0]}
    areas = [_bedroom(random, beds) for site in limburg.sites for beds in site.rooms]
    facts.unit = {"bedroom_area": areas, "bedrooms": ["1"] * len(areas)}
    for site, site_id in zip(limburg.sites, site_ids, strict=True):
        _permits(random, limburg, site, site_id, facts)
        _quality_labels(random, limburg, site, site_id, facts)
    _count_streets(Random(limburg.seed * 7919 + 16), limburg, sites, site_ids, facts)
    for name, rows in (
        ("permit", facts.permits),
        ("quality_label", facts.quality_labels),
        ("shortcoming", facts.shortcomings),
    ):
        for row, key in zip(rows, identifiers(limburg.seed, name, len(rows)), strict=True):
            row["id"] = key
    by_place = {(row["site"], row["scheme"], row["valid_from"]): row["id"] for row in facts.quality_labels}
    for row in facts.shortcomings:
        row["quality_label"] = by_place[row["site"], row.pop("scheme"), row.pop("quality_label_from")]
    return facts


def _site(random: Random, site: SimulatedSite) -> dict[str, str | None]:
    beds = site.beds
    is_known = random.random() < 0.86
    area = beds * random.uniform(10.5, 17.5)
    facilities = [facility.value for facility in Facility if random.random() < 0.55]
    return {
        "kind": random.choice(_KINDS[site.kind]).value if random.random() < 0.95 else "",
        "first_applied_on": None if random.random() < 0.15 else _day(date(random.randint(1965, 2025), 5, 1)),
        "living_area": f"{area:.1f}" if is_known else None,
        "showers": str(-(-beds // random.choice((4, 6, 8, 8, 10)))) if is_known else None,
        "toilets": str(-(-beds // random.choice((4, 6, 8, 8, 9)))) if is_known else None,
        "facilities": "{" + ",".join(facilities) + "}",
        "price_per_week": f"{random.randint(95, 149)}.00" if random.random() < 0.9 else None,
        "price_includes": "Gas, water, licht en internet" if random.random() < 0.7 else "",
        "km_to_work": f"{random.uniform(0.5, 28):.1f}" if random.random() < 0.8 else None,
    }


def _bedroom(random: Random, beds: int) -> str | None:
    return None if random.random() < 0.08 else f"{beds * random.choice((3.2, 3.6, 4.0, 4.5, 5.5, 6.0)):.1f}"


def _permits(random: Random, limburg: SimulatedLimburg, site: SimulatedSite, site_id: str, facts: HousingFacts) -> None:
    municipality = limburg.municipalities[site.municipality]
    if random.random() < 0.9:
        first = limburg.on - timedelta(days=random.randint(200, 2_800))
        until = _end(random, limburg.on) if random.random() < 0.6 else None
        facts.permits.append(_permit(random, limburg, site, site_id, PermitKind.ENVIRONMENTAL, first, until))
    letting_from = _LETTING_PERMIT.get(municipality.code)
    if letting_from is not None and letting_from < limburg.on and random.random() < 0.8:
        first = letting_from + timedelta(days=random.randint(0, max(1, (limburg.on - letting_from).days - 1)))
        facts.permits.append(_permit(random, limburg, site, site_id, PermitKind.LETTING, first, None))


def _count_streets(
    random: Random,
    limburg: SimulatedLimburg,
    sites: list[dict[str, str | None]],
    site_ids: list[str],
    facts: HousingFacts,
) -> None:
    """Of most dwellings where the municipality has a rule on streets it counted the homes of the street."""
    towns = [limburg.municipalities[site.municipality].code for site in limburg.sites]
    counted = {
        site_id
        for site, site_id, town in zip(sites, site_ids, towns, strict=True)
        if site["kind"] == SiteKind.DWELLING and town in _STREET_RULE and random.random() < 0.8
    }
    for row in facts.permits:
        row["homes_in_street"] = str(random.randint(6, 60)) if row["site"] in counted else None


def _end(random: Random, on: date) -> date:
    """The first day without it: one in eight has gone by, one in ten comes soon."""
    draw = random.random()
    if draw < 0.12:
        return on - timedelta(days=random.randint(0, 150))
    return on + timedelta(days=random.randint(1, 90) if draw < 0.22 else random.randint(91, 2_500))


def _permit(
    random: Random,
    limburg: SimulatedLimburg,
    site: SimulatedSite,
    site_id: str,
    kind: PermitKind,
    first: date,
    until: date | None,
) -> dict[str, str | None]:
    plan_due = first + timedelta(days=180) if random.random() < 0.25 else None
    return {
        "site": site_id,
        "kind": kind.value,
        "number": f"Z-{first.year}-{random.randint(1000, 9999)}",
        "holder": limburg.providers[site.provider].name,
        "holder_is_private": "f",
        "capacity": None if site.permitted_capacity is None else str(site.permitted_capacity),
        "valid_from": _day(min(first, until - timedelta(days=30)) if until else first),
        "valid_until": _day(until),
        "may_be_transferred": "f" if kind is PermitKind.LETTING else None,
        "needs_quality_label": _flag(random.random() < 0.5),
        "needs_manager": _flag(site.beds > 40),
        "longest_stay_months": "36" if random.random() < 0.15 else None,
        "plan_due": _day(plan_due),
        "plan_received": _day(plan_due) if plan_due and random.random() < 0.7 else None,
        "conditions": "",
        "voided": "f",
        "recorded_at": f"{limburg.on.isoformat()}T06:00:00Z",
    }


def _quality_labels(
    random: Random, limburg: SimulatedLimburg, site: SimulatedSite, site_id: str, facts: HousingFacts
) -> None:
    if random.random() > 0.74:
        return
    until = _end(random, limburg.on)
    first = until - timedelta(days=365 * random.randint(1, 3) + 1)
    first = min(first, limburg.on - timedelta(days=30))
    audit = min(first + timedelta(days=random.randint(0, 20)), limburg.on)
    scheme = LabelScheme.AKF if site.kind == "park" and random.random() < 0.4 else LabelScheme.SNF
    facts.quality_labels.append(
        {
            "site": site_id,
            "scheme": scheme.value,
            "certificate": f"{scheme.label}-{random.randint(10_000, 99_999)}",
            "valid_from": _day(first),
            "valid_until": _day(until),
            "last_audit": _day(audit),
            "next_audit": _day(audit + timedelta(days=365)),
            "status": (QualityLabelStatus.VALID if until > limburg.on else QualityLabelStatus.ENDED).value,
            "source": "extract",
            "source_day": _day(limburg.on - timedelta(days=20)),
            "voided": "f",
            "recorded_at": f"{limburg.on.isoformat()}T06:00:00Z",
        }
    )
    if random.random() < 0.25:
        mended = random.random() < 0.6
        facts.shortcomings.append(
            {
                "site": site_id,
                "scheme": scheme.value,
                "quality_label_from": _day(first),
                "text": random.choice(_SHORTCOMINGS),
                "found_on": _day(audit),
                "repair_by": _day(audit + timedelta(days=random.choice((30, 90, 400)))),
                "repaired_on": _day(min(audit + timedelta(days=14), limburg.on)) if mended else None,
                "recorded_at": f"{limburg.on.isoformat()}T06:00:00Z",
            }
        )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _flag(value: bool) -> str:
    return json.dumps(value)
