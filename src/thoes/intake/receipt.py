"""The receipt of an uploaded list as a PDF, with a number and a code by which anyone can check that it is real."""

import io
from typing import Any

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents import paper
from thoes.foundation.refusal_texts import explain_code
from thoes.intake.models import Run
from thoes.kernel.stored_facts import restored


def receipt_pdf(run: Run, *, title: Any, verify_url: str, language: str) -> bytes:
    """The receipt for a run that is over. It names no worker, so it may be handed on; `verify_url` is the full address."""
    assert run.receipt_number is not None
    assert run.finished_at is not None
    with translation.override(language):
        moment = date_format(localtime(run.finished_at), "j F Y, H:i")
        counts = [
            paper.Count(str(run.accepted), ngettext("line taken in", "lines taken in", run.accepted)),
            paper.Count(str(run.unchanged), ngettext("line we already had", "lines we already had", run.unchanged)),
            paper.Count(
                str(run.rejected), ngettext("line sent back", "lines sent back", run.rejected), is_warm=run.rejected > 0
            ),
        ]
        facts = [
            (_("Receipt number"), run.receipt_number),
            (_("Handed in by"), run.organisation_name),
            (_("What it is about"), f"{title}: {run.about}" if run.about else str(title)),
            (_("File"), run.shown_name),
            (_("Recorded on"), moment),
        ]
        code_alt = _("A code that leads to the page where this receipt can be checked")
        about = _(
            "A line that was sent back is not in the register. Mend it in the file with reasons and hand that file in again."
        )
        ended = [explain_code(run.refusal_code, restored(run.refusal_facts))] if run.refusal_code == "run_ended" else []
        blocks: list[paper.Block] = [
            paper.Panel(counts),
            *map(paper.Words, ended),
            paper.Facts(facts, beside=paper.Picture(_code(verify_url), code_alt, width_mm=34)),
            paper.Words(_("Anyone can check this receipt by scanning the code, or at:")),
            paper.Words(paper.Said(verify_url, paper.Look.LINK)),
            paper.small_print(about),
        ]
        heading = _("Receipt %(number)s") % {"number": run.receipt_number}
        report = paper.Report(heading, _("List recorded on %(moment)s") % {"moment": moment}, blocks)
        return paper.print_report(report, language=language, made_at=run.finished_at)


def _code(url: str) -> str:
    drawing = io.BytesIO()
    segno.make(url, error="m").save(drawing, kind="svg", scale=4, border=2, dark="#17372e")
    return drawing.getvalue().decode()
