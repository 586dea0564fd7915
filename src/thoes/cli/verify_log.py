"""`thoes verify-log`: verify that the logs are whole, and say in plain words what is not."""

import json
from pathlib import Path

import click
from django.utils import timezone, translation
from rich.console import Console

from thoes.cli.console import console
from thoes.privacy.public import AnchorUnreadable, Checked, check_logs, say_problem, seal_logs


@click.command()
@click.option("--anchor", type=click.Path(dir_okay=False, path_type=Path), help="File outside the database with the last"
              " seals: compared, and moved on when all is well.  [default: log-anchor.json in THOES_HOME]")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
def verify_log(anchor: Path | None, form: str, language: str) -> None:
    """Verify the processing log, the audit log and the record of accounts. Ends with 1 when something is wrong.

    Every record is compared with its seal, every seal with the one before, and the end with an anchor: a file that is best
    kept, or copied, on another machine. What was added since the last seal is sealed first.
    """
    now = timezone.now()
    seal_logs(at=now)
    try:
        checked = check_logs(at=now, anchor=anchor)
    except AnchorUnreadable as unreadable:
        raise click.ClickException(
            f"{unreadable} is no anchor. Name another file, or put this one aside."
        ) from unreadable
    with translation.override(language):
        said = [say_problem(problem) for problem in checked.problems]
    if form == "json":
        click.echo(json.dumps(_as_json(checked, said), indent=1, ensure_ascii=False))
    else:
        _tell(checked, said)
    if said:
        raise SystemExit(1)


def _tell(checked: Checked, said: list[str]) -> None:
    out = Console()
    for report in checked.reports:
        waiting = f", {report.waiting} not sealed yet" if report.waiting else ""
        out.print(f"{report.log}: {report.records} records under {report.seals} seals{waiting}.", highlight=False)
    for sentence in said:
        out.print(sentence, style="red", highlight=False, markup=False, soft_wrap=True)
    if said:
        console.print(
            "The logs are NOT as they were written. Keep the database as it is, and tell the privacy officer."
        )
        return
    if not checked.had_anchor:
        console.print("There was no anchor to compare the end with: this is the first.")
    console.print(f"The logs are whole. The anchor is in {checked.anchor}.")


def _as_json(checked: Checked, said: list[str]) -> dict[str, object]:
    return {
        "whole": not said,
        "anchor": str(checked.anchor),
        "had_anchor": checked.had_anchor,
        "logs": [
            {
                "log": report.log,
                "records": report.records,
                "seals": report.seals,
                "waiting": report.waiting,
                "waiting_since": report.waiting_since.isoformat() if report.waiting_since else None,
                "end": {"seal": report.end[0], "hash": report.end[1]} if report.end else None,
            }
            for report in checked.reports
        ],
        "problems": [
            {"log": problem.log, "code": problem.code, "facts": problem.facts, "said": sentence}
            for problem, sentence in zip(checked.problems, said, strict=True)
        ],
    }
