"""Render a typst template with data to a PDF that is accessible (PDF/UA-1) and archivable (PDF/A-2a) at once.

What people typed reaches the template only as JSON, so no name can become markup. Only the fonts that come with the
package are used: a document looks the same on every machine.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import typst
from anyascii import anyascii
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

_PACKAGE = Path(__file__).resolve().parent.parent.parent
_FONTS = Path(__file__).resolve().parent / "fonts"
_STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_OWN_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def render_pdf(template: str, data: Mapping[str, Any], *, language: str, made_at: datetime) -> bytes:
    """The PDF of `template`, a path within the package such as "register/documents/tonight.typ".

    `data` must be plain JSON values; the template reads it with `document-data()` of the letterhead. `made_at` stands
    on every page and is the date of the file. A character for which no font is there is written in Latin letters.
    """
    with translation.override(language):
        letter = {
            "language": language,
            "made_at": _("Made on %(moment)s") % {"moment": date_format(localtime(made_at), "j F Y, H:i")},
            "page": _("Page %(page)s of %(pages)s"),
        }
    shown = _without_control_characters({**data, "letter": letter})
    try:
        return _compile(template, shown, made_at)
    except typst.TypstError as error:
        if "displayed with" not in f"{error.message} {error.diagnostic}":
            raise
        # The archive standard refuses a character that cannot be drawn; a name in Latin letters beats no list at all.
        return _compile(template, _in_own_scripts(shown), made_at)


def _compile(template: str, data: Any, made_at: datetime) -> bytes:
    pdf = typst.compile(  # type: ignore[call-overload]
        str(_PACKAGE / template),
        root=str(_PACKAGE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=_STANDARDS,
        timestamp=int(made_at.timestamp()),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single document")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_FONTS)])


def _without_control_characters(value: Any) -> Any:
    return _mapped(value, lambda char: "" if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") else char)


def _in_own_scripts(value: Any) -> Any:
    return _mapped(value, _in_own_script)


def _in_own_script(char: str) -> str:
    if ord(char) < 0x250:
        return char
    is_letter = unicodedata.category(char).startswith("L")
    is_own = unicodedata.name(char, "").startswith(_OWN_SCRIPTS) and ord(char) < 0x500
    return char if is_own and is_letter else anyascii(char)


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return "".join(change(char) for char in value)
    if isinstance(value, Mapping):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return value
