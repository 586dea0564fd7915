"""A poster with a code: it leads to who helps, in the language of the telephone that reads it."""

import io
from datetime import datetime

import segno

from thoes.foundation.documents.paper import Block, Frame, Look, Panel, Picture, Report, Said, Table, print_report
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE
from thoes.guide.help import HELP

_CODE_MM = 80


def poster_pdf(*, address: str, made_at: datetime, place: str = "") -> bytes:
    """One page for a wall. `address` is what the code leads to, `place` where it hangs: a site, or nowhere in particular."""
    dutch = HELP.wording(SOURCE)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, xmldecl=False)
    code = Picture(drawn.getvalue().decode(), f"{dutch['poster.scan']}: {address}", _CODE_MM)
    blocks: list[Block] = [
        Panel(lines=[Said(dutch["poster.scan"], Look.LARGE_STRONG), Said(_shown(address), Look.STRONG)], beside=code),
        Table(
            head=[dutch["speaks"], ""],
            rows=[[Said(each.name, Look.STRONG), each["poster.read"]] for each in map(HELP.wording, GUIDE_LANGUAGES)],
            widths=(1, 3),
        ),
        Frame(" ".join(FRAME.wording(language)["in_need"] for language in ("nl", "en", "pl"))),
    ]
    report = Report(dutch["title"], place, blocks, foot=_shown(address), page="{page} / {pages}")
    return print_report(report, language=SOURCE, made_at=made_at)


def _shown(address: str) -> str:
    return address.split("://")[-1].split("?")[0]
