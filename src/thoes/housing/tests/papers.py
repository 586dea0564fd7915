"""Small papers that are real ones, for the tests that add one."""

import io

from pypdf import PdfWriter


def pdf_paper(words: str = "proef") -> bytes:
    """A PDF of one empty page; other `words` give another file."""
    writer, body = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.add_metadata({"/Subject": words})
    writer.write(body)
    return body.getvalue()
