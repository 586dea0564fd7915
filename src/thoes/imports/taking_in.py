"""Take a list of stays in: the good lines go into the register, the bad ones come back with a reason.

The same rules hold as for a check-in on a phone: every line goes through `declare_stays`. All is one transaction: a run
that was killed left nothing and is simply run again, and a line that is known already changes nothing. A dry run is the
same work, rolled back. Nationality and employer are not taken from a list yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.imports.document_kinds import document_kind_of
from thoes.imports.reading.cells import Limits
from thoes.imports.reading.names import join_names, split_name
from thoes.imports.reading.opening import open_table_file
from thoes.imports.reading.rows import SourceRow, Value, find_tables, read_rows
from thoes.imports.reading.vocabulary import Field
from thoes.kernel.refusals import Fact, Refusal
from thoes.register.public import (
    Change,
    Declared,
    DeclaredWorker,
    Intake,
    LineResult,
    Outcome,
    Verb,
    begin_change,
    declare_stays,
    search_key,
)

CHUNK = 2_000
OnProgress = Callable[[int, int], None]
_NAMES = frozenset({Field.PERSON, Field.GIVEN_NAME, Field.FAMILY_NAME})


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that was not taken in; `line` is its number as the spreadsheet shows it."""

    sheet: str
    line: int
    field: str | None
    code: str
    facts: dict[str, Fact]


@dataclass(slots=True)
class TakenIn:
    """What became of a list. `left_out` names the fields that no ground allows, with how often they stood there."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[RejectedLine] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    sheet: str
    line: int
    declared: Declared


def take_in(
    path: Path,
    *,
    actor: Actor,
    site: Site,
    at: datetime,
    dry_run: bool,
    on_progress: OnProgress | None = None,
    limits: Limits | None = None,
) -> TakenIn:
    """Take the list at `path` in for the houser of the actor; lines that name no site belong to `site`.

    Raises `Refusal` when the file itself cannot be read, or when it has no column with persons or with arrivals.
    """
    tables, _notices = find_tables(open_table_file(path, limits=limits))
    usable = [t for t in tables if t.mapping.fields & _NAMES and Field.ARRIVAL in t.mapping.fields]
    if not usable:
        raise Refusal("no_person_and_arrival")
    taken = TakenIn()
    sites = _OwnSites(actor, default=site)
    lines: list[_Line] = []
    for row in read_rows(usable, required=frozenset({Field.ARRIVAL})):
        if not isinstance(row, SourceRow):
            taken.rejected.extend(RejectedLine(row.sheet, row.line, p.field, p.code, p.facts) for p in row.problems)
            continue
        try:
            lines.append(_Line(row.sheet, row.line, _declared(row.values, sites)))
        except Refusal as refusal:
            taken.rejected.append(_rejected(row.sheet, row.line, refusal))
    with transaction.atomic():
        _take_in_chunks(lines, taken, actor=actor, at=at, on_progress=on_progress)
        transaction.set_rollback(dry_run)
    taken.rejected.sort(key=lambda rejected: (rejected.sheet, rejected.line))
    return taken


def _take_in_chunks(
    lines: Sequence[_Line],
    taken: TakenIn,
    *,
    actor: Actor,
    at: datetime,
    on_progress: OnProgress | None,
) -> None:
    if not lines:
        return
    change = begin_change(actor=actor, verb=Verb.IMPORT, at=at, nonce=None)
    intake = Intake(actor=actor, site_ids={line.declared.site_id for line in lines}, at=at, only=None)
    for start in range(0, len(lines), CHUNK):
        chunk = lines[start : start + CHUNK]
        for line, result in zip(chunk, _declare(chunk, actor, change, at, intake), strict=True):
            _count(taken, line, result)
        if on_progress:
            on_progress(start + len(chunk), len(lines))


def _declare(chunk: Sequence[_Line], actor: Actor, change: Change, at: datetime, intake: Intake) -> list[LineResult]:
    return declare_stays(actor=actor, change=change, declared=[line.declared for line in chunk], at=at, intake=intake)


def _count(taken: TakenIn, line: _Line, result: LineResult) -> None:
    if result.refusal is not None:
        taken.rejected.append(_rejected(line.sheet, line.line, result.refusal))
    elif result.outcome is Outcome.UNCHANGED:
        taken.unchanged += 1
    else:
        taken.accepted += 1
    for name in result.left_out:
        taken.left_out[str(name)] = taken.left_out.get(str(name), 0) + 1


def _rejected(sheet: str, line: int, refusal: Refusal) -> RejectedLine:
    return RejectedLine(sheet, line, refusal.field, refusal.code, refusal.facts)


class _OwnSites:
    """The houser's sites by code and by name, however they are spelled."""

    def __init__(self, actor: Actor, *, default: Site) -> None:
        self._default = default.pk
        self._by_key: dict[str, set[UUID]] = {}
        for pk, code, name in Site.objects.filter(houser_id=actor.organisation_id).values_list("pk", "code", "name"):
            for text in (code, name):
                self._by_key.setdefault(search_key(text), set()).add(pk)

    def find(self, text: str) -> UUID:
        if not text:
            return self._default
        found = self._by_key.get(search_key(text), set())
        if len(found) != 1:
            raise Refusal("site_ambiguous" if found else "site_unknown", field="site")
        return next(iter(found))


def _declared(values: dict[Field, Value], sites: _OwnSites) -> Declared:
    arrival = values.get(Field.ARRIVAL)
    if not isinstance(arrival, date):
        raise Refusal("arrival_missing", field="arrival")
    return Declared(
        site_id=sites.find(_text(values, Field.SITE)),
        arrival=arrival,
        worker=_worker(values),
        departure=_day(values, Field.DEPARTURE),
        expected_departure=_day(values, Field.EXPECTED_DEPARTURE),
        unit=_text(values, Field.UNIT),
        bed=_text(values, Field.BED),
    )


def _worker(values: dict[Field, Value]) -> DeclaredWorker:
    family, given, person = (_text(values, f) for f in (Field.FAMILY_NAME, Field.GIVEN_NAME, Field.PERSON))
    if not (family or given or person):
        raise Refusal("name_missing", field="person")
    name = join_names(given, family) if family else split_name(person or given)
    return DeclaredWorker(
        family_name=name.family,
        given_name=name.given,
        residence=_text(values, Field.RESIDENCE),
        document_kind=document_kind_of(_text(values, Field.DOCUMENT_KIND)),
        date_of_birth=_day(values, Field.DATE_OF_BIRTH),
        document_number=_text(values, Field.DOCUMENT_NUMBER),
    )


def _text(values: dict[Field, Value], found: Field) -> str:
    value = values.get(found)
    return value.strip() if isinstance(value, str) else ""


def _day(values: dict[Field, Value], found: Field) -> date | None:
    value = values.get(found)
    return value if isinstance(value, date) else None
