"""The life of an extract: looked at with the real rules and nothing kept, then taken in line by line, with a receipt."""

import hashlib
import tempfile
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor, Permission
from thoes.housing.public import MarkFacts, take_in_certificate, visible_sites
from thoes.imports.extracts.addresses import AddressBook, KnownSite, address_of
from thoes.imports.extracts.reading import LIMITS, ExtractLine, Place, read_extract
from thoes.imports.models import MarkExtract
from thoes.imports.receipt_numbers import new_receipt_number
from thoes.imports.stored_facts import stored, stored_cell
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality

_DATES = ("valid_from", "valid_until", "ended_from", "last_audit", "next_audit")
# Of the lines that are given back so many are kept; the rest is only counted.
_MOST_KEPT = 2_000
_MOST_UNREAD = 60


class _NothingKept(Exception):
    pass


def extracts_of(actor: Actor) -> QuerySet[MarkExtract]:
    """The extracts that the actor's own organisation handed in, newest first."""
    extracts = MarkExtract.objects.order_by("-uploaded_at")
    if not actor.may(Permission.RECORD_MARKS):
        return extracts.none()
    return extracts.filter(organisation_id=actor.organisation_id)


@transaction.atomic
def look(*, actor: Actor, file: UploadedFile, scheme: str, as_of: date, at: datetime) -> MarkExtract:
    """Read an extract dated `as_of`, try every line with the real rules, keep what would become of it and no more."""
    if not actor.may(Permission.RECORD_MARKS):
        raise PermissionError("this actor may not record marks")
    if not file.size:
        raise Refusal("file_empty", field="file")
    if file.size > LIMITS.file_bytes:
        raise Refusal("file_too_large", field="file", megabytes=-(-file.size // 2**20), most=LIMITS.file_bytes // 2**20)
    body = file.read()
    with tempfile.NamedTemporaryFile(suffix=Path(file.name or "").suffix[:8]) as kept:
        kept.write(body)
        kept.flush()
        read = read_extract(Path(kept.name), scheme=scheme, book=_book(actor))
    extract = MarkExtract(
        organisation_id=actor.organisation_id,
        uploaded_by=actor.user_id,
        uploaded_at=at,
        file_name=(file.name or "extract")[-200:],
        sha256=hashlib.sha256(body).hexdigest(),
        scheme=scheme,
        as_of=as_of,
        states_status=read.states_status,
        unread_columns=read.unread[:_MOST_UNREAD],
    )
    _fill(extract, read.lines, actor=actor, at=at)
    extract.save()
    return extract


@transaction.atomic
def take_in(*, actor: Actor, extract_id: UUID, at: datetime) -> MarkExtract:
    """Take the good lines in; a second press on the button changes nothing."""
    extract = _own_locked(actor, extract_id)
    if extract.finished_at is not None:
        return extract
    extract.new = extract.changed = extract.unchanged = 0
    refused = []
    for line in extract.good:
        outcome, refusal = _try(line, actor=actor, on=extract.as_of, at=at)
        if refusal is None:
            setattr(extract, outcome, getattr(extract, outcome) + 1)
        else:
            # Something changed since the look: the line goes back with the rest.
            refused.append(_given_back(line, refusal))
    extract.given_back = [*extract.given_back, *refused]
    extract.rejected += len(refused)
    extract.good = []
    extract.finished_at = at
    extract.receipt_number = new_receipt_number()
    extract.save()
    return extract


@transaction.atomic
def drop(*, actor: Actor, extract_id: UUID) -> None:
    """Throw an extract away that was not taken in."""
    extract = _own_locked(actor, extract_id)
    if extract.finished_at is not None:
        raise Refusal("run_over")
    extract.delete()


def _fill(extract: MarkExtract, lines: list[ExtractLine], *, actor: Actor, at: datetime) -> None:
    good = [line for line in lines if line.refusal is None]
    back = [_back(line) for line in lines if line.refusal is not None and line.place is not Place.ELSEWHERE]
    extract.elsewhere = sum(line.place is Place.ELSEWHERE for line in lines)
    tried = [_stored(line) for line in good]
    try:
        # The real rules over the real register, one line after the other; and then none of it happened.
        with transaction.atomic():
            for line in tried:
                outcome, refusal = _try(line, actor=actor, on=extract.as_of, at=at)
                if refusal is None:
                    setattr(extract, outcome, getattr(extract, outcome) + 1)
                    extract.good.append(line)
                else:
                    back.append(_given_back(line, refusal))
            raise _NothingKept
    except _NothingKept:
        pass
    extract.unknown_here = sum(line["place"] == Place.UNKNOWN_HERE for line in back)
    extract.rejected = len(back) - extract.unknown_here
    extract.given_back = sorted(back, key=lambda line: (line["sheet"], line["line"]))[:_MOST_KEPT]


def _try(line: dict[str, Any], *, actor: Actor, on: date, at: datetime) -> tuple[str, Refusal | None]:
    days = {name: date.fromisoformat(line[name]) if line[name] else None for name in _DATES}
    facts = MarkFacts(scheme=line["scheme"], certificate=line["certificate"], status=line.get("status", ""), **days)  # type: ignore[arg-type]
    try:
        taken = take_in_certificate(actor=actor, site_id=UUID(line["site_id"]), facts=facts, on=on, at=at)
    except Refusal as refusal:
        return "", refusal
    return taken.outcome, None


def _stored(line: ExtractLine) -> dict[str, Any]:
    assert line.facts is not None
    facts = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(line.facts).items()
    }
    return {
        **facts,
        "site_id": str(line.site_id),
        "sheet": line.sheet[:100],
        "line": line.line,
        "place": line.place,
        "cells": [stored_cell(cell) for cell in line.cells],
    }


def _back(line: ExtractLine) -> dict[str, Any]:
    assert line.refusal is not None
    whole = {"sheet": line.sheet[:100], "line": line.line, "place": line.place}
    return _given_back({**whole, "cells": [stored_cell(cell) for cell in line.cells]}, line.refusal)


def _given_back(line: dict[str, Any], refusal: Refusal) -> dict[str, Any]:
    return {
        **{name: line[name] for name in ("sheet", "line", "place", "cells")},
        "code": refusal.code,
        "facts": stored(refusal.facts),
    }


def _book(actor: Actor) -> AddressBook:
    sites = visible_sites(actor).order_by()
    known = [
        KnownSite(
            site.pk,
            site.name,
            address_of(street=site.street, number=site.house_number, postcode=site.postcode, town=site.town),
        )
        for site in sites
    ]
    book = AddressBook(known)
    # An address in the municipality that is no site of ours yet is worth a look.
    names = Municipality.objects.filter(site__in=sites).values_list("name", flat=True).distinct()
    if actor.municipality_code:
        names = Municipality.objects.filter(pk=actor.municipality_code).values_list("name", flat=True)
    book.towns |= {address_of(street="", number="", postcode="", town=name).town for name in names}
    return book


def _own_locked(actor: Actor, extract_id: UUID) -> MarkExtract:
    extract = extracts_of(actor).select_for_update().filter(pk=extract_id).first()
    if extract is None:
        raise Refusal("run_over")
    return extract
