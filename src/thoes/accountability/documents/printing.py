"""A report as PDF, Markdown, JSON or spreadsheet."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from thoes.accountability.report import Part, Report, as_data
from thoes.foundation.documents import paper
from thoes.foundation.documents.sheets import Sheet


def report_pdf(report: Report, *, language: str, made_at: datetime) -> bytes:
    """An accessible, archivable PDF."""
    blocks: list[paper.Block] = [paper.Frame(report.notice)]
    with translation.override(language):
        for section in report.sections:
            blocks += [paper.Heading(section.title), *map(paper.Words, section.text)]
            for part in section.parts:
                blocks += _part(part)
            if section.tasks:
                blocks.append(paper.Frame(_("Still to be answered by people"), section.tasks))
        whole = paper.Report(report.title, report.subtitle, blocks)
        return paper.print_report(whole, language=language, made_at=made_at)


def _part(part: Part) -> Iterator[paper.Block]:
    if part.title:
        yield paper.Heading(part.title, level=3)
    if part.facts:
        rows = [[paper.Said(name, paper.Look.STRONG), _code(value)] for name, value in part.facts]
        yield paper.Table([_("What"), _("Answer")], rows, widths=(1, 3))
    if part.grid is not None:
        yield paper.Table(part.grid.head, [[_code(cell) for cell in row] for row in part.grid.rows])


def _code(words: str) -> paper.Said:
    return paper.Said(words, paper.Look.CODE)


def report_json(report: Report, *, language: str, made_at: datetime) -> str:
    """For another program."""
    return json.dumps(
        as_data(report) | {"language": language, "made_at": made_at.isoformat()}, ensure_ascii=False, indent=2
    )


def report_markdown(report: Report, *, language: str, made_at: datetime) -> str:
    """For an editor: what people must answer stands there as a list to tick off."""
    with translation.override(language):
        lines = [f"# {report.title}", "", report.subtitle, "", f"> {report.notice}", "", f"{made_at:%Y-%m-%d %H:%M %Z}"]
        for section in report.sections:
            lines += ["", f"## {section.title}"]
            lines += [line for text in section.text for line in ("", text)]
            for part in section.parts:
                lines += ["", f"### {part.title}"] if part.title else []
                lines += ["", *(f"- **{name}**: {value}" for name, value in part.facts)] if part.facts else []
                if part.grid is not None:
                    lines += ["", *_table(part.grid.head, part.grid.rows)]
            if section.tasks:
                lines += ["", f"**{_('Still to be answered by people')}**", ""]
                lines += [f"- [ ] {task}" for task in section.tasks]
    return "\n".join(lines) + "\n"


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    return [_row(head), _row(("---",) * len(head)), *map(_row, rows)]


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def report_sheet(report: Report) -> Sheet:
    """One line for each section that has facts, one column for each fact; the tasks stand in the last column."""
    facts = [(section, dict(part.facts)) for section in report.sections for part in section.parts if part.facts]
    heads = list(dict.fromkeys(name for _section, values in facts for name in values))
    rows = [
        [section.title, *(values.get(name, "") for name in heads), "\n".join(section.tasks)]
        for section, values in facts
    ]
    return Sheet(report.title, [_("Part"), *heads, _("Still to be answered by people")], rows)
