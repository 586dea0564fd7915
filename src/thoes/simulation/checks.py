"""Made-up checks and findings: of every site of the housing provider that the demo shows, and of some others.

Every chance below is made up for the demo; nothing here says how often something is not in order in Limburg. Drawn from a
stream of its own, so that the rest of a seed stays what it is.
"""

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from PIL import Image, ImageDraw

from thoes.housing.public import PERMIT_OFFICER, SITE_MANAGER
from thoes.inspections.public import (
    Check,
    CheckAnswer,
    CheckKind,
    CheckPhoto,
    CheckStep,
    Finding,
    FindingStep,
    list_on,
    write_photo_of,
)
from thoes.simulation.copying import Table, identifiers
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.sites import DEMO_PROVIDER

_OTHERS = 25
_PHOTOS = 12
_NOT_IN_ORDER = 0.06
_NOTES = ("Verzonnen: zie foto", "Verzonnen: al twee weken zo", "Verzonnen: aan de achterkant", "")
_STATES = ("open", "open", "answered", "sent_back", "mended")
_TERMS = {"danger": 1, "serious": 14, "minor": 60}
Row = dict[str, str | None]


@dataclass(slots=True)
class _Rows:
    provider_of: dict[str, str] = field(default_factory=dict)
    checks: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    photos: list[Row] = field(default_factory=list)


@cache
def fake_photo() -> bytes:
    """A drawing of a few kilobytes that nobody takes for a photo of a place."""
    picture = Image.new("RGB", (320, 240), "#dfe8e4")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(60, 130), (160, 60), (260, 130), (260, 210), (60, 210)], outline="#17372e", width=6)
    pen.text((86, 160), "VERZONNEN FOTO - FAKE PHOTO", fill="#8a3b12")
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=60)
    return body.getvalue()


def draw_checks(
    limburg: SimulatedLimburg, site_ids: list[str], units: Table, providers: list[str], desks: list[str]
) -> list[Table]:
    """The checks as tables, in the order in which they can be written; the same seed gives the same."""
    random, rows = Random(limburg.seed * 6011 + 9), _Rows()
    rooms: dict[str, list[str]] = {}
    for key, site_of_room in zip(units.columns["id"], units.columns["site"], strict=True):
        if key is not None and site_of_room is not None:
            rooms.setdefault(site_of_room, []).append(key)
    shown = [place for place, site in enumerate(limburg.sites) if site.provider == DEMO_PROVIDER]
    others = [place for place in range(len(limburg.sites)) if place not in set(shown)]
    keys = iter(identifiers(limburg.seed, "check", 2 * len(limburg.sites)))
    for place in [*shown, *random.sample(others, min(_OTHERS, len(others)))]:
        site, site_id = limburg.sites[place], site_ids[place]
        rows.provider_of[site_id] = providers[site.provider]
        for kind in (CheckKind.INSPECTION, CheckKind.SELF_CHECK):
            if place not in shown and random.random() < 0.5:
                continue
            is_inspection = kind == CheckKind.INSPECTION
            check: Row = {
                "id": next(keys),
                "site": site_id,
                "kind": kind.value,
                "organisation": desks[site.municipality] if is_inspection else providers[site.provider],
                "role": PERMIT_OFFICER if is_inspection else SITE_MANAGER,
            }
            is_open = place == shown[0] and not is_inspection
            started = limburg.on - timedelta(days=0 if is_open else random.randint(2, 200))
            _check(random, rows, check, rooms.get(site_id, [])[:2], started, on=limburg.on, is_open=is_open)
    return _tables(limburg.seed, rows)


def write_fake_photos() -> None:
    """Put the fake photo where the photos of the simulated checks lie."""
    for photo in CheckPhoto.objects.all():
        write_photo_of(photo.pk, fake_photo())


def _check(
    random: Random, rows: _Rows, check: Row, rooms: list[str], started: date, *, on: date, is_open: bool
) -> None:
    used = list_on(started)
    began, closed = _at(started, 9), None if is_open else _at(started, 11)
    by: Row = {"organisation": check["organisation"], "role": check["role"]}
    own: Row = {"check_made": check["id"], "site": check["site"]}
    rows.checks.append(
        {
            **check,
            "list_version": used.version,
            "rooms": "{" + ",".join(rooms) + "}",
            "started_on": started.isoformat(),
            "started_at": began,
            "closed_at": closed,
            "handed_over_at": closed,
            "voided": "f",
        }
    )
    for what, at in (("started", began), ("closed", closed)):
        if at is not None:
            rows.steps.append({**own, **by, "what": what, "reason": "", "at": at})
    of_site: list[str | None] = [None]
    places = [
        (item, room)
        for is_per_room, rooms_of_group in ((False, of_site), (True, [*rooms]))
        for room in rooms_of_group
        for group in used.groups
        if group.is_per_room is is_per_room
        for item in group.items
    ]
    for number, (item, room) in enumerate(places):
        if is_open and number >= 12:
            break
        is_wrong = not is_open and random.random() < _NOT_IN_ORDER
        outcome = "not_in_order" if is_wrong else random.choices(("in_order", "not_applicable"), (12, 1))[0]
        at_item: Row = {**own, "unit": room, "item": item.key}
        rows.answers.append(
            {
                **at_item,
                "outcome": outcome,
                "note": random.choice(_NOTES) if is_wrong else "",
                "number": str(random.randint(2, 12)) if item.measure else None,
                "answered_at": began,
            }
        )
        if is_wrong:
            _finding(random, rows, check, at_item, by, item.severity.value, started, on)


def _finding(
    random: Random, rows: _Rows, check: Row, at_item: Row, by: Row, severity: str, started: date, on: date
) -> None:
    is_inspection = check["kind"] == CheckKind.INSPECTION
    state = random.choice(_STATES if is_inspection else ("open", "mended"))
    term = started + timedelta(days=_TERMS[severity])
    repaired = min(started + timedelta(days=1), on).isoformat() if state in ("answered", "mended") else None
    number = str(len(rows.findings))
    held: Row = {
        "site": at_item["site"],
        "severity": severity,
        "repair_by": term.isoformat(),
        "responsible": random.choice(("provider", "provider", "owner", "supplier")),
    }
    rows.findings.append({**at_item, **held, "state": state, "found_on": started.isoformat(), "repaired_on": repaired})
    provider: Row = {"organisation": rows.provider_of[str(check["site"])], "role": SITE_MANAGER}
    way = [("find_again", "open", by, ""), ("describe", "open", by, "")]
    if state in ("answered", "sent_back", "mended") and is_inspection:
        way.append(("answer", "answered", provider, "Verzonnen: hersteld door de huismeester"))
    if state == "sent_back":
        way.append(("send_back", "sent_back", by, "Verzonnen: het is nog niet goed te zien"))
    if state == "mended":
        way.append(("accept", "mended", by, "") if is_inspection else ("mend", "mended", by, ""))
    before = "open"
    for move, after, who, text in way:
        rows.moves.append(
            {
                "finding": number,
                **held,
                **who,
                "move": move,
                "state_before": before,
                "state": after,
                "repaired_on": repaired if after in ("answered", "mended") else None,
                "text": text,
                "at": _at(started, 10),
            }
        )
        before = after
    if len(rows.photos) < _PHOTOS and random.random() < 0.7:
        rows.photos.append(
            {
                **at_item,
                "organisation": by["organisation"],
                "width": "320",
                "height": "240",
                "size": str(len(fake_photo())),
                "taken_in_at": _at(started, 10),
            }
        )


def _tables(seed: int, rows: _Rows) -> list[Table]:
    for label, some in (("answer", rows.answers), ("finding", rows.findings), ("check-photo", rows.photos)):
        for row, key in zip(some, identifiers(seed, label, len(some)), strict=True):
            row["id"] = key
    for row in rows.moves:
        row["finding"] = rows.findings[int(row["finding"] or 0)]["id"]
    found = (
        (Check, rows.checks),
        (CheckStep, rows.steps),
        (CheckAnswer, rows.answers),
        (Finding, rows.findings),
        (FindingStep, rows.moves),
        (CheckPhoto, rows.photos),
    )
    return [Table(model, {name: [row[name] for row in some] for name in some[0]}) for model, some in found if some]


def _at(day: date, hour: int) -> str:
    return f"{day.isoformat()}T{hour:02}:00:00Z"
