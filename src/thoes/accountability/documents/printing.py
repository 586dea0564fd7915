"""A report as PDF, Markdown, JSON or spreadsheet."""

import json
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from thoes.accountability.report import Report, as_data
from thoes.foundation.documents import render_pdf
from thoes.foundation.documents.sheets import Sheet


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


def report_sheet(report: Report) -> Sheet:
    """One line for each section that has facts, one column for each fact; the tasks stand in the last column."""
    facts = [(section, dict(part.facts)) for section in report.sections for part in section.parts if part.facts]
    heads = list(dict.fromkeys(name for _section, values in facts for name in values))
    rows = [
        [section.title, *(values.get(name, "") for name in heads), "\n".join(section.tasks)]
        for section, values in facts
    ]
    return Sheet(report.title, [_("Part"), *heads, _("Still to be answered by people")], rows)
