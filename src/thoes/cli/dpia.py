"""`thoes dpia`: the draft of the data protection impact assessment, as text, PDF or JSON."""

import sys
from pathlib import Path

import click
from django.utils import timezone, translation

from thoes.accountability.public import Office, dpia_of, report_json, report_markdown, report_pdf
from thoes.foundation.modules import Controller
from thoes.places.public import Organisation


@click.command()
@click.option("--format", "form", type=click.Choice(["md", "pdf", "json"]), default="md", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--for", "name", help="The organisation whose terms are named.  [default: none; the whole installation]")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def dpia(form: str, language: str, name: str | None, output: Path | None) -> None:
    """Print the draft of the DPIA (AVG art. 35), made from what the code declares of its own tables.

    It is a draft: what only people can weigh stands there as an open question.
    """
    if form == "pdf" and output is None and sys.stdout.isatty():
        raise click.UsageError("A PDF needs --output FILE.")
    now = timezone.localtime()
    with translation.override(language):
        report = dpia_of(_office(name))
    if form == "pdf":
        body = report_pdf(report, language=language, made_at=now)
    elif form == "json":
        body = report_json(report, language=language, made_at=now).encode()
    else:
        body = report_markdown(report, language=language, made_at=now).encode()
    if output is not None:
        output.write_bytes(body)
        click.echo(f"Written: {output}", err=True)
    else:
        sys.stdout.buffer.write(body)


def _office(name: str | None) -> Office:
    if name is None:
        return Office("Thoes")
    found = list(Organisation.objects.filter(name=name))
    if len(found) != 1:
        raise click.UsageError(f"{len(found)} organisations are called {name!r}; name one.")
    one = found[0]
    territory = (one.municipality_id or "") if one.kind == "municipality" else ""
    return Office(one.name, one.kind, Controller(one.name, one.pk, territory))
