"""Files with figures as bureaus and CBS make them, and their two ways in: the page and the command."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.cli.figures import figures
from thoes.intake import background
from thoes.intake.models import Run
from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion
from thoes.places.limburg import ensure_limburg

BESIDE = {
    "source": "Bureau Voorbeeld, internationale werknemers",
    "version": "2018",
    "population": "Werknemers met een buitenlandse nationaliteit",
    "is_not": "Zelfstandigen zijn niet meegeteld",
    "link": "https://example.org/rapport",
    "licence": "",
}
USUAL = {
    "figures_moment": "during",
    "figures_unit": "persons",
    "figures_where": "works",
    "figures_way": "estimated",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write: its rows, what is merged (first row, first column, last row, last column), hidden rows."""

    rows: Sequence[Sequence[Any]]
    name: str = "Tabel 1"
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    is_hidden: bool = False


def workbook(*sheets: Sheet) -> bytes:
    body = io.BytesIO()
    with xlsxwriter.Workbook(body) as book:
        for each in sheets:
            sheet = book.add_worksheet(each.name)
            for top, left, bottom, right in each.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for at, row in enumerate(each.rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, column, cell)
            for row in each.hidden_rows:
                sheet.set_row(row, options={"hidden": True})
            if each.is_hidden:
                sheet.hide()
    return body.getvalue()


def rows(*lines: Sequence[Any]) -> bytes:
    return workbook(Sheet(lines))


def statline(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a file: its figures, the codes of what came back and of what was said and asked."""

    figures: Mapping[tuple[str, str, str], int | str]
    back: Sequence[str]
    asked: Mapping[str, str]
    said: Sequence[str]

    def __getitem__(self, place: tuple[str, ...]) -> int | str:
        return self.figures[place if len(place) == 3 else (*place, "")]  # type: ignore[index]


def kept(version: str) -> Mapping[tuple[str, str, str], int | str]:
    """Every figure of a version: the number with its mark, or the reason why there is none."""
    return {
        (each.area, each.period, each.group): (each.missing if each.number is None else f"{each.number}{each.mark}")
        if each.mark or each.number is None
        else each.number
        for each in QuotedFigure.objects.filter(version__version=version)
    }


def checked(page: Client, body: bytes, name: str, beside: Mapping[str, str]) -> Run:
    """The file handed over on the page and read, as the background does it."""
    answer = page.post(reverse("figures-of-others:runs"), {**beside, "file": SimpleUploadedFile(name, body)})
    assert answer.status_code == 302, answer.content.decode()
    run = Run.objects.latest("uploaded_at")
    background.check(run.pk, at=timezone.now())
    run.refresh_from_db()
    return run


def by_page(
    page: Client, body: bytes, *, name: str = "cijfers.xlsx", answers: Mapping[str, str] = USUAL, **beside: str
) -> Seen:
    """Handed over, its questions answered and taken in, on the page."""
    ensure_limburg()
    said = {**BESIDE, **beside}
    run = checked(page, body, name, said)
    if run.status == "failed":
        return Seen({}, [run.refusal_code], {}, [])
    sent = {}
    for at, question in enumerate(run.questions):
        choice = answers.get(question["key"]) or answers.get(question["code"])
        if choice:
            sent[f"q{at}"] = choice
    if sent:
        page.post(reverse("figures-of-others:answers", args=[run.pk]), sent)
        background.check(run.pk, at=timezone.now())
    asked = {q["key"]: run.answers.get(q["key"], q["usual"]) for q in Run.objects.get(pk=run.pk).questions}
    page.post(reverse("figures-of-others:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    run.refresh_from_db()
    lines = run.rejected_lines.order_by("sheet", "line")
    return Seen(
        kept(said["version"]),
        [problem["code"] for line in lines for problem in line.problems],
        asked,
        [notice["code"] for notice in run.notices],
    )


def by_command(
    body: bytes, folder: Path, *, name: str = "cijfers.xlsx", answers: Mapping[str, str] = USUAL, **beside: str
) -> Seen:
    """The same with the command."""
    ensure_limburg()
    path = folder / name
    path.write_bytes(body)
    said = {**BESIDE, **beside}
    options = [f"--{name.replace('_', '-')}={value}" for name, value in said.items()]
    ask = ["take-in", str(path), *options, "--format", "json"]
    dry = json.loads(CliRunner().invoke(figures, [*ask, "--dry-run"]).stdout)
    if "error" in dry:
        return Seen({}, [dry["error"]["code"]], {}, [])
    for _round in range(3):
        open_now = {q["key"]: answers.get(q["key"]) or answers.get(q["code"], "") for q in dry["questions"]}
        given = [f"--answer={key}={choice}" for key, choice in open_now.items() if choice]
        dry = json.loads(CliRunner().invoke(figures, [*ask, *given, "--dry-run"]).stdout)
    done = json.loads(CliRunner().invoke(figures, [*ask, *given]).stdout)
    return Seen(kept(said["version"]), [line["code"] for line in done["rejected"]], open_now, [])


def forget() -> None:
    """As if nothing was taken in."""
    QuotedVersion.objects.all().delete()
