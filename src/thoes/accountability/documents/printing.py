"""A report as PDF, Markdown, JSON or spreadsheet."""

import io
import json
from datetime import datetime

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from thoes.accountability.report import Report, as_data
from thoes.foundation.documents import render_pdf


def report_pdf(report: Report, *, language: str, made_at: datetime) -> bytes:
    """An accessible, archivable PDF."""
    with translation.override(language):
        data = as_data(report) | {
            "tasks_title": _("Still to be answered by people"),
            "fact_heads": [_("What"), _("Answer")],
        }
    return render_pdf("accountability/documents/report.typ", data, language=language, made_at=made_at)


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


def report_xlsx(report: Report) -> bytes:
    """One line for each section that has facts, one column for each fact; the tasks stand in the last column."""
    facts = [(section, dict(part.facts)) for section in report.sections for part in section.parts if part.facts]
    heads = list(dict.fromkeys(name for _section, values in facts for name in values))
    rows = [
        [section.title, *(values.get(name, "") for name in heads), "\n".join(section.tasks)]
        for section, values in facts
    ]
    return spreadsheet(report.title, [_("Part"), *heads, _("Still to be answered by people")], rows)


def spreadsheet(title: str, head: list[str], rows: list[list[str | int]] | list[list[str]]) -> bytes:
    """A sheet with a head that stays in sight. Every text is written as text, so that none is taken for a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet, wrapped = book.add_worksheet(title[:31]), book.add_format({"text_wrap": True, "valign": "top"})
        for row, values in enumerate([head, *rows]):
            for column, value in enumerate(values):
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, value, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), 32)
    return stream.getvalue()
