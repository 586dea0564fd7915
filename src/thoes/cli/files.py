"""What the commands that take in a file share: the same life as on the page, in one go, and the same answer."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from django.utils import timezone, translation

from thoes.accounts.public import Actor
from thoes.cli.columns import column_options
from thoes.cli.console import file_refusals, progress, write_json
from thoes.foundation.refusal_texts import explain_code
from thoes.intake.public import (
    COLUMN_NOT_READ,
    RETURNED,
    FileKind,
    RejectedLine,
    Run,
    SaidColumns,
    SeenLine,
    at_once,
    questions_of,
    said_of_file,
)
from thoes.kernel.stored_facts import restored

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def file_command(
    kind: type[FileKind[Any]], *, argument: Callable[[Callable[..., Any]], Callable[..., Any]] = _FILE
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds FILE and the options that every such command has; the command gets `take_in`, to call with an actor.

    `argument` is another way to come by the file.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @argument
        @click.option("--dry-run", is_flag=True, help="Do everything but keep nothing.")
        @column_options(kind.vocabulary)
        @click.option(
            "--answer",
            "answers",
            multiple=True,
            help="QUESTION=CHOICE: decide what a dry run asked; the names stand there.",
        )
        @click.option(
            "--format", "form", is_eager=True, type=click.Choice(["text", "json"]), default="text", show_default=True
        )
        @click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
        @functools.wraps(command)
        def run(
            *,
            file: Path,
            dry_run: bool,
            said: SaidColumns,
            answers: Sequence[str],
            form: str,
            language: str,
            **options: Any,
        ) -> None:
            def take_in(actor: Actor, asked: dict[str, Any], about: str = "") -> None:
                with translation.override(language), file_refusals(form), progress("Taking in") as on_progress:
                    made, lines, seen = at_once(
                        kind, actor=actor, path=file, asked=asked, about=about, said=said,
                        answers=_answers(answers), at=timezone.now(),
                        dry_run=dry_run, on_progress=on_progress,
                    )  # fmt: skip
                    answer = _answer(kind, made, lines, seen)
                _say(answer, form)

            command(take_in=take_in, **options)

        return run

    return decorate


def _answers(texts: Sequence[str]) -> dict[str, str]:
    pairs = [text.rpartition("=") for text in texts]
    if any(not name for name, _sign, _said in pairs):
        raise click.UsageError("Write --answer QUESTION=CHOICE, as the dry run names them.")
    return {name: said for name, _sign, said in pairs}


def _answer(kind: type[FileKind[Any]], made: Run, lines: list[RejectedLine], seen: list[SeenLine]) -> dict[str, Any]:
    notices = [(notice["code"], restored(notice["facts"])) for notice in made.notices]
    return {
        "accepted": made.accepted,
        "new": made.new,
        "changed": made.changed,
        "unchanged": made.unchanged,
        "rejected": [
            {
                "sheet": line.sheet,
                "line": line.line,
                "field": problem["field"],
                "code": problem["code"],
                "message": explain_code(problem["code"], restored(problem["facts"])),
            }
            for line in lines
            for problem in line.problems
        ],
        "lines": [
            {
                **{name: getattr(line, name) for name in ("sheet", "line", "state", "who", "where", "first", "last")},
                "says": [explain_code(said["code"], restored(said["facts"])) for said in line.says],
            }
            for line in seen
        ],
        "notices": said_of_file(notices, made.left_out, kind.vocabulary.names),
        "understood": [
            {"code": n["code"], "text": explain_code(n["code"], restored(n["facts"]))} for n in made.understood
        ],
        "questions": questions_of(made),
        "columns_not_read": [facts for code, facts in notices if code in COLUMN_NOT_READ],
        "receipt": made.receipt_number,
    }


def _say(answer: dict[str, Any], form: str) -> None:
    if form == "json":
        write_json(answer)
        return
    for line in answer["rejected"]:
        sheet = f"{line['sheet']}, " if line["sheet"] else ""
        click.echo(f"{sheet}{line['line']}  {line['field'] or ''}  {line['message']}")
    for line in answer["lines"]:
        if line["state"] != RETURNED:
            place = f"{line['sheet']}, " if line["sheet"] else ""
            days = f"{line['first']} – {line['last']}".rstrip(" –")
            said = "; ".join(filter(None, (line["who"], line["where"], days, *line["says"])))
            click.echo(f"{place}{line['line']}  {line['state']}  {said}")
    counts = ", ".join(f"{name} {answer[name]}" for name in ("new", "changed", "unchanged"))
    click.echo(f"{counts}, rejected {len(answer['rejected'])}")
    for sentence in answer["understood"]:
        click.echo(f"= {sentence['text']}")
    for asked in answer["questions"]:
        click.echo(f"? {asked['text']}")
        for choice in asked["choices"]:
            sign = "*" if choice["answer"] == asked["answer"] else " "
            click.echo(f"  {sign} --answer '{asked['key']}={choice['answer']}'  {choice['text']}")
    for notice in answer["notices"]:
        click.echo(f"- {notice}")
    if answer["receipt"]:
        click.echo(f"receipt {answer['receipt']}")
