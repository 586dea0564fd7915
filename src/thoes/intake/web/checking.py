"""What the page of a checked file shows and asks: its lines, its questions, and one line to mend."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thoes.foundation.refusal_texts import explain_code
from thoes.intake.kinds import FileKind
from thoes.intake.models import Run
from thoes.intake.reading.cells import cell_text, column_letters
from thoes.intake.runs import lines_of
from thoes.intake.seen_lines import CHANGED, NEW, RETURNED, UNCHANGED, SeenLine, line_seen, seen_in
from thoes.intake.stored_facts import restored_cell
from thoes.intake.texts import questions_of
from thoes.kernel.stored_facts import restored

_LINES_ON_A_PAGE = 50
ALL = "all"
# More questions of one kind than this are folded, behind one answer for all.
_MOST_OPEN = 4


def shown_lines(kind: type[FileKind[Any]], run: Run, request: HttpRequest) -> dict[str, Any]:
    """A page of the lines in the state and with the text that were asked for; first those that come back, if any do."""
    text = request.GET.get("q", "")
    state = request.GET.get("state", RETURNED if run.rejected and not text else ALL)
    path = lines_of(run)
    page = Paginator(seen_in(path, state="" if state == ALL else state, text=text), _LINES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    counts = [
        (RETURNED, _("Come back"), run.rejected),
        (NEW, _("New"), run.new),
        (CHANGED, _("Changed"), run.changed),
        (UNCHANGED, _("Already known"), run.unchanged),
        (ALL, _("All"), run.lines_total),
    ]
    return {
        "lines_page": page,
        "seen": _on(page, kind),
        "tabs": [(f"?state={name}", words, count) for name, words, count in counts if count or name == ALL],
        "here": f"?state={state}",
        "searched": text,
        "state": state,
    }


def _on(page: Page[Any], kind: type[FileKind[Any]]) -> list[dict[str, Any]]:
    return [{"line": line, "says": said_of(line, kind)} for line in (opened() for opened in page.object_list)]


def said_of(line: SeenLine, kind: type[FileKind[Any]]) -> list[tuple[Any, str]]:
    """What is said of a line, each with the column that it is about."""
    names: Mapping[Any, Any] = kind.vocabulary.names
    return [
        (names.get(said["field"] or "", ""), explain_code(said["code"], restored(said["facts"]))) for said in line.says
    ]


def shown_questions(run: Run) -> list[dict[str, Any]]:
    """The questions, those of one kind together; many of one kind can be answered at once."""
    asked = [{**question, "name": f"q{place}"} for place, question in enumerate(questions_of(run))]
    groups = []
    for code, found in groupby(sorted(asked, key=lambda q: str(q["code"])), key=lambda q: q["code"]):
        questions = list(found)
        groups.append(
            {
                "code": code,
                "questions": questions,
                "is_long": len(questions) > _MOST_OPEN,
                "choices": questions[0]["choices"],
                "open": sum(question["is_open"] for question in questions),
            }
        )
    return sorted(groups, key=lambda group: not group["open"])


def sent_answers(run: Run, sent: Mapping[str, str]) -> dict[str, str]:
    """What was answered on the page: to each question, or to all of its kind at once."""
    answers = {}
    for place, question in enumerate(run.questions):
        said = sent.get(f"q{place}") or sent.get(f"all-{question['code']}")
        if said:
            answers[question["key"]] = said
    return answers


def line_to_mend(run: Run, sheet: str, number: int) -> SeenLine | None:
    """The line as it stands in the file, with what was mended in it already."""
    return line_seen(lines_of(run), sheet, number)


def cells_to_mend(kind: type[FileKind[Any]], run: Run, line: SeenLine) -> list[dict[str, Any]]:
    """The cells of a line, each under its column name; a cell that something is said of is marked."""
    nothing: dict[str, Any] = {"headers": [], "fields": []}
    seen = next((sheet for sheet in run.sheets if sheet["name"] == line.sheet), nothing)
    wrong = {said["field"] for said in line.says}
    names: Mapping[Any, Any] = kind.vocabulary.names
    width = max(len(seen["headers"]), len(line.cells))
    cells = []
    for column in range(width):
        field = seen["fields"][column] if column < len(seen["fields"]) else ""
        if not field:
            continue
        value = restored_cell(line.cells[column]) if column < len(line.cells) else None
        cells.append(
            {
                "name": f"c{column}",
                "header": seen["headers"][column] or column_letters(column),
                "holds": names.get(field, ""),
                "value": cell_text(value),
                "is_wrong": field in wrong,
            }
        )
    return cells


def sent_edit(run: Run, line: SeenLine, sent: Mapping[str, str]) -> dict[str, Any]:
    """What was mended: cells that differ from what stands there, the line left out, or split in two."""
    if "out" in sent:
        return {"out": True}
    earlier = run.edits.get(line.sheet, {}).get(str(line.line), {})
    before = {f"c{c}": cell_text(restored_cell(cell)) for c, cell in enumerate(line.cells)}
    changed = {
        name[1:]: text.strip()
        for name, text in sent.items()
        if name[:1] == "c" and name[1:].isdigit() and text.strip() != before.get(name, "")
    }
    edit: dict[str, Any] = {"cells": {**earlier.get("cells", {}), **changed}}
    if "split" in sent:
        parts: dict[str, dict[str, str]] = {}
        for name, text in sent.items():
            part, _sign, column = name.partition("c")
            if part[:1] == "p" and part[1:].isdigit() and column.isdigit():
                parts.setdefault(part, {})[column] = text.strip()
        edit["split"] = [parts[part] for part in sorted(parts)]
    return edit
