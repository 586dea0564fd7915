"""The receipt of an uploaded list as a PDF, with a number and a code by which anyone can check that it is real."""

import io
from collections.abc import Sequence
from datetime import datetime

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.foundation.documents import render_pdf


def receipt_pdf(
    *,
    number: str,
    organisation: str,
    sites: Sequence[str],
    file_name: str,
    recorded_at: datetime,
    accepted: int,
    unchanged: int,
    rejected: int,
    verify_url: str,
    language: str,
) -> bytes:
    """The receipt for one run. It names no worker, so it may be handed on; `verify_url` is the full address."""
    with translation.override(language):
        moment = date_format(localtime(recorded_at), "j F Y, H:i")
        data = {
            "title": _("Receipt %(number)s") % {"number": number},
            "recorded": _("List recorded on %(moment)s") % {"moment": moment},
            "accepted": str(accepted),
            "unchanged": str(unchanged),
            "rejected": str(rejected),
            "facts": [
                [_("Receipt number"), number],
                [_("Handed in by"), organisation],
                [ngettext("Site", "Sites", len(sites)), ", ".join(sites)],
                [_("File"), file_name],
                [_("Recorded on"), moment],
            ],
            "code": _code(verify_url),
            "code_alt": _("A code that leads to the page where this receipt can be checked"),
            "verify_url": verify_url,
            "words": {
                "accepted": ngettext("line taken in", "lines taken in", accepted),
                "unchanged": ngettext("line we already had", "lines we already had", unchanged),
                "rejected": ngettext("line sent back", "lines sent back", rejected),
                "check": _("Anyone can check this receipt by scanning the code, or at:"),
                "about": _(
                    "A line that was sent back is not in the register. Mend it in the file with reasons and hand that "
                    "file in again."
                ),
            },
        }
        return render_pdf("imports/documents/receipt.typ", data, language=language, made_at=recorded_at)


def _code(url: str) -> str:
    drawing = io.BytesIO()
    segno.make(url, error="m").save(drawing, kind="svg", scale=4, border=2, dark="#17372e")
    return drawing.getvalue().decode()
