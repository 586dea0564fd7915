"""`thoes import`: take a houser's list into the register from a terminal."""

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import click
from django.db.models import Q
from django.utils import timezone, translation

from thoes.accounts.public import Actor, Role
from thoes.cli.columns import column_options
from thoes.cli.console import file_refusals, progress, write_json
from thoes.foundation.refusal_texts import explain_code
from thoes.housing.public import Site
from thoes.imports.public import (
    COLUMN_NOT_READ,
    OnProgress,
    ReadList,
    SaidColumns,
    Taken,
    plan,
    read_list,
    refuse_asked,
    said_of_list,
    take_in,
)
from thoes.kernel.refusals import Refusal

# Nobody is logged in at a terminal: whoever may run commands here acts as the houser of the site.
AT_THE_TERMINAL = UUID(int=0)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--site", "site_name", required=True, help="Code, name or id of the site that the lines belong to.")
@click.option("--dry-run", is_flag=True, help="Do everything but keep nothing.")
@column_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def import_list(file: Path, site_name: str, dry_run: bool, said: SaidColumns, form: str, language: str) -> None:
    """Take the list in FILE (xlsx, ods or csv) into the register.

    Good lines go in; bad lines are named with the reason, can be mended and sent again. The same file twice changes
    nothing.
    """
    site = _site(site_name)
    with translation.override(language), file_refusals(form):
        with progress("Taking in") as on_progress:
            read, taken = _take_in(file, site, said=said, dry_run=dry_run, on_progress=on_progress)
        answer = _answer(read, taken)
    if form == "json":
        write_json(answer)
        return
    for line in answer["rejected"]:
        sheet = f"{line['sheet']}, " if line["sheet"] else ""
        click.echo(f"{sheet}{line['line']}  {line['field'] or ''}  {line['message']}")
    click.echo(f"accepted {taken.accepted}, unchanged {taken.unchanged}, rejected {len(answer['rejected'])}")
    for notice in answer["notices"]:
        click.echo(f"- {notice}")


def _take_in(
    file: Path, site: Site, *, said: SaidColumns, dry_run: bool, on_progress: OnProgress
) -> tuple[ReadList, Taken]:
    actor, at = _houser_of(site), timezone.now()
    read = read_list(file, actor=actor, site=site, on=timezone.localdate(at), said=said)
    if not read.understood:
        raise Refusal("no_person_and_arrival")
    if not dry_run:
        refuse_asked(read.asked)
    if dry_run:
        taken = plan(read.lines, actor=actor, at=at, on_progress=on_progress)
    else:
        taken = take_in(
            read.lines,
            actor=actor,
            at=at,
            on_chunk=lambda _change, begin, size, _taken: on_progress(begin + size, len(read.lines)),
        )
    taken.rejected = sorted([*read.rejected, *taken.rejected], key=lambda rejected: (rejected.sheet, rejected.line))
    return read, taken


def _answer(read: ReadList, taken: Taken) -> dict[str, Any]:
    return {
        "accepted": taken.accepted,
        "unchanged": taken.unchanged,
        "rejected": [
            {
                "sheet": r.sheet,
                "line": r.line,
                "field": p.field,
                "code": p.code,
                "message": explain_code(p.code, p.facts),
            }
            for r in taken.rejected
            for p in r.problems
        ],
        "notices": said_of_list(
            [(n.code, n.all_facts) for n in [*read.notices, *taken.said.notices()]], taken.left_out
        ),
        "columns_not_read": [n.all_facts for n in read.notices if n.code in COLUMN_NOT_READ],
    }


def _site(name: str) -> Site:
    wanted = Q(code__iexact=name) | Q(name__iexact=name)
    with suppress(ValueError):
        wanted |= Q(pk=UUID(name))
    found = list(Site.objects.filter(wanted).select_related("houser")[:2])
    if len(found) != 1:
        raise click.ClickException(
            f"There is no site {name}." if not found else f"Two sites are called {name}. Use the code."
        )
    return found[0]


def _houser_of(site: Site) -> Actor:
    return Actor(
        user_id=AT_THE_TERMINAL,
        organisation_id=site.houser_id,
        organisation_name=site.houser.name,
        organisation_kind=site.houser.kind,
        municipality_code="",
        role=Role.SITE_MANAGER,
    )
