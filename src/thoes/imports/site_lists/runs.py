"""The life of a list of sites: looked at with the real rules and nothing kept, then taken in line by line, with a receipt."""

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.foundation.encryption.files import opened, write_sealed
from thoes.housing.public import ListedSite, may_take_in_sites, take_in_site
from thoes.imports.models import SiteList
from thoes.imports.reading.bsn_search import refuse_bsn_in_name
from thoes.imports.reading.header import is_own
from thoes.imports.receipt_numbers import new_receipt_number
from thoes.imports.site_lists.columns import Column, is_enough
from thoes.imports.site_lists.reading import LIMITS, ReadSiteList, SiteLine, read_site_list
from thoes.imports.stored_facts import stored, stored_cell
from thoes.kernel.refusals import Refusal

_DECIMALS = ("bedroom_area", "living_area", "price_per_week")


class _NothingKept(Exception):
    pass


def site_lists_of(actor: Actor) -> QuerySet[SiteList]:
    """The lists that the actor's own organisation handed in, newest first."""
    lists = SiteList.objects.order_by("-uploaded_at")
    return lists.filter(organisation_id=actor.organisation_id) if may_take_in_sites(actor) else lists.none()


@transaction.atomic
def look(*, actor: Actor, file_name: str, body: bytes, on: date, at: datetime) -> SiteList:
    """Read a list, try every line with the real rules, keep what would become of it and the file, and no more."""
    if not may_take_in_sites(actor):
        raise PermissionError("this actor may not take in sites")
    if not body:
        raise Refusal("file_empty", field="file")
    refuse_bsn_in_name(file_name)
    if len(body) > LIMITS.file_bytes:
        raise Refusal("file_too_large", field="file", megabytes=-(-len(body) // 2**20), most=LIMITS.file_bytes // 2**20)
    found = SiteList(
        organisation_id=actor.organisation_id,
        uploaded_by=actor.user_id,
        uploaded_at=at,
        file_name=(file_name or "list")[-200:],
        sha256=hashlib.sha256(body).hexdigest(),
    )
    path = file_of(found)
    write_sealed(path, [body])
    try:
        _fill(found, _read(found, actor), actor=actor, on=on, at=at)
        found.save()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return found


@transaction.atomic
def choose_columns(
    *, actor: Actor, list_id: UUID, columns: dict[str, dict[int, Column]], on: date, at: datetime
) -> SiteList:
    """Say what the columns of each sheet hold, and look again."""
    found = _own_waiting(actor, list_id)
    if not any(is_enough(chosen) for chosen in columns.values()):
        raise Refusal("site_columns_missing")
    if not file_of(found).exists():
        raise Refusal("file_gone")
    found.columns = {sheet: {str(place): str(c) for place, c in chosen.items()} for sheet, chosen in columns.items()}
    _fill(found, _read(found, actor), actor=actor, on=on, at=at)
    found.save()
    return found


@transaction.atomic
def take_in(*, actor: Actor, list_id: UUID, on: date, at: datetime) -> SiteList:
    """Take the good lines in; a second press on the button changes nothing."""
    found = _own_locked(actor, list_id)
    if found.finished_at is not None:
        return found
    found.new = found.changed = found.unchanged = 0
    refused = []
    for line in found.good:
        outcome, refusal = _try(line, actor=actor, on=on, at=at)
        if refusal is None:
            setattr(found, outcome, getattr(found, outcome) + 1)
        else:
            # Something changed since the look: the line goes back with the rest.
            refused.append(_given_back(line, refusal))
    found.given_back = sorted([*found.given_back, *refused], key=lambda line: (line["sheet"], line["line"]))
    found.rejected += len(refused)
    found.good = []
    found.finished_at = at
    found.receipt_number = new_receipt_number()
    found.save()
    path = file_of(found)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return found


@transaction.atomic
def drop(*, actor: Actor, list_id: UUID) -> None:
    """Throw a list away that was not taken in, with its file."""
    found = _own_waiting(actor, list_id)
    path = file_of(found)
    found.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def columns_not_read(found: SiteList) -> list[str]:
    """The names of the columns that were not understood; those of Thoes itself left aside."""
    return [
        header
        for sheet in found.sheets
        for header, field in zip(sheet["headers"], sheet["fields"], strict=True)
        if header and not field and not is_own(header)
    ]


def file_of(found: SiteList) -> Path:
    """Where the file of a list is kept while it waits."""
    return Path(settings.MEDIA_ROOT) / "site-list-files" / str(found.pk)


def _read(found: SiteList, actor: Actor) -> ReadSiteList:
    # The reader is another program and wants a file: a plain one is there for as long as it reads.
    with opened(file_of(found)) as plain:
        return read_site_list(plain, actor=actor, chosen=found.columns or None)


def _fill(found: SiteList, read: ReadSiteList, *, actor: Actor, on: date, at: datetime) -> None:
    found.new = found.changed = found.unchanged = 0
    found.good = []
    found.understood = read.understood
    found.sheets = [{"name": s.name, "headers": s.headers, "fields": s.fields} for s in read.sheets]
    back = [_given_back(_place(line), line.refusal) for line in read.lines if line.refusal is not None]
    seen: dict[UUID, int] = {}
    try:
        # The real rules over the real register, one line after the other; and then none of it happened.
        with transaction.atomic():
            for line in read.lines:
                if line.listed is None:
                    continue
                kept = _stored(line)
                outcome, refusal = _try(kept, actor=actor, on=on, at=at, seen=seen)
                if refusal is None:
                    setattr(found, outcome, getattr(found, outcome) + 1)
                    found.good.append(kept)
                else:
                    back.append(_given_back(kept, refusal))
            raise _NothingKept
    except _NothingKept:
        pass
    found.rejected = len(back)
    found.given_back = sorted(back, key=lambda line: (line["sheet"], line["line"]))


def _try(
    line: dict[str, Any], *, actor: Actor, on: date, at: datetime, seen: dict[UUID, int] | None = None
) -> tuple[str, Refusal | None]:
    values = dict(line["listed"])
    values["houser_id"] = UUID(values["houser_id"])
    values |= {name: Decimal(values[name]) for name in _DECIMALS if values[name] is not None}
    try:
        with transaction.atomic():
            taken = take_in_site(actor=actor, listed=ListedSite(**values), on=on, at=at)
            if seen is not None and taken.site_id in seen:
                raise Refusal("site_twice_in_list", field=Column.ADDRESS, line=seen[taken.site_id])
    except Refusal as refusal:
        return "", refusal
    if seen is not None:
        seen[taken.site_id] = line["line"]
    return taken.outcome, None


def _stored(line: SiteLine) -> dict[str, Any]:
    assert line.listed is not None
    listed = {
        name: str(value) if isinstance(value, Decimal | UUID) else value for name, value in asdict(line.listed).items()
    }
    return {**_place(line), "listed": listed}


def _place(line: SiteLine) -> dict[str, Any]:
    return {"sheet": line.sheet[:100], "line": line.line, "cells": [stored_cell(cell) for cell in line.cells]}


def _given_back(line: dict[str, Any], refusal: Refusal) -> dict[str, Any]:
    return {
        **{name: line[name] for name in ("sheet", "line", "cells")},
        "field": refusal.field or "",
        "code": refusal.code,
        "facts": stored(refusal.facts),
    }


def _own_locked(actor: Actor, list_id: UUID) -> SiteList:
    found = site_lists_of(actor).select_for_update().filter(pk=list_id).first()
    if found is None:
        raise Refusal("run_over")
    return found


def _own_waiting(actor: Actor, list_id: UUID) -> SiteList:
    found = _own_locked(actor, list_id)
    if found.finished_at is not None:
        raise Refusal("run_over")
    return found
