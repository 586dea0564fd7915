"""Render a typst template with data to a PDF that is accessible (PDF/UA-1) and archivable (PDF/A-2a) at once.

What people typed reaches the template only as JSON, so no name can become markup. Only the fonts that come with the
package are used: a document looks the same on every machine.
"""

import json
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


def render_pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    language: str,
    made_at: datetime,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF of `template`, a path within the package.

    `data` must be plain JSON values; the template reads it with `document-data()` of the letterhead. `made_at` stands
    on every page and is the date of the file. A character for which no font is there is written in Latin letters.
    `pictures` are images by file name; the template finds them as "/pictures/NAME".
    """
    with translation.override(language):
        letter = {
            "language": language,
            "made_at": _("Made on %(moment)s") % {"moment": date_format(localtime(made_at), "j F Y, H:i")},
            "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        }
    shown = _without_control_characters({**data, "letter": letter})
    with _root_with(pictures or {}) as root:
        try:
            return _compile(template, shown, made_at, root)
        except typst.TypstError as error:
            if "displayed with" not in f"{error.message} {error.diagnostic}":
                raise
            # The archive standard refuses a character that cannot be drawn; a name in Latin letters beats no list at all.
            return _compile(template, _in_own_scripts(shown), made_at, root)


def render_png(svg: bytes) -> bytes:
    """A drawing as a picture of dots, twice as fine as a screen, with the fonts that come with the package."""
    with _root_with({"drawing.svg": svg}) as root:
        png = typst.compile(  # type: ignore[call-overload]
            b'#set page(width: auto, height: auto, margin: 9pt)\n#image("/pictures/drawing.svg")',
            root=str(root), font_paths=_fonts(), ignore_system_fonts=True, format="png", ppi=192,
        )  # fmt: skip
    if not isinstance(png, bytes):
        raise TypeError("typst gave no single picture")
    return png


@contextmanager
def _root_with(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder that a template sees as "/": the package, and beside it the pictures, where there are any."""
    if not pictures:
        yield _PACKAGE
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in _PACKAGE.iterdir():
            if part.is_dir():
                (root / part.name).symlink_to(part)
        (root / "pictures").mkdir(mode=0o700)
        for name, body in pictures.items():
            (root / "pictures" / Path(name).name).write_bytes(body)
        yield root


def _compile(template: str, data: Any, made_at: datetime, root: Path) -> bytes:
    # A main file in memory, because typst follows links to the real place of a file and refuses one outside its root.
    pdf = typst.compile(  # type: ignore[call-overload]
        f'#include "/{template}"'.encode(),
        root=str(root),
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
