"""Letters on paper: one PDF with all of them, or one file each."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from thoes.foundation.documents import render_pdf


def letters_pdf(letters: Sequence[dict[str, Any]], *, title: str, made_at: datetime) -> bytes:
    """All letters in one accessible PDF, each on its own page. The document takes the language of its first letter."""
    data = {"title": title, "sender": letters[0]["sender"], "letters": list(letters)}
    return render_pdf("registration/letters/letters.typ", data, language=str(letters[0]["language"]), made_at=made_at)


def letters_zip(letters: Sequence[dict[str, Any]], *, made_at: datetime) -> bytes:
    """One PDF per letter. The names of the files are numbers in the order of the list: no name leaks by a file's name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, letter in enumerate(letters, start=1):
            archive.writestr(
                f"{number:04d}-{letter['language']}.pdf",
                letters_pdf([letter], title=str(letter["subject"]), made_at=made_at),
            )
    return stream.getvalue()
