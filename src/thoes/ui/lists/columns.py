"""The columns of a list: what a cell shows on the page, and what it holds in a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from thoes.ui.charts.scales import number_in
from thoes.ui.templatetags.thoes_ui import badge, day

Value = str | Callable[[Any], Any]
Tone = tuple[str, Any]


def value_of(row: Any, value: Value) -> Any:
    """What a row holds: by its name (`site.provider.name`; None as soon as a part of it is None), or worked out."""
    if not isinstance(value, str):
        return value(row)
    for name in value.split("."):
        if row is None:
            return None
        row = row[name] if isinstance(row, dict) else getattr(row, name)
        row = row() if callable(row) else row
    return row


class Spare(StrEnum):
    """What of a column is left off a phone, and a table on a small screen."""

    CELL = "cell"
    UNDER = "under"


def with_spare(words: Any, spare: Any, *, between: str = " ") -> SafeString:
    """Words of a cell, and words after them that are left off a phone."""
    if not spare:
        return format_html("{}", words)
    return format_html('{}<span class="thoes-spare">{}{}</span>', words, between, spare)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the page draws it."""

    html: SafeString
    kind: str
    label: Any
    is_spare: bool = False

    @property
    def names_row(self) -> bool:
        return self.kind == "title"


@dataclass(frozen=True)
class Column:
    """One column: its head, what it shows of a row, and the way it is sorted by in the address.

    `under` is a second, softer line; `missing` stands where there is nothing; `when` says for whom the column is there.
    `spare` is left off where there is no room, because the page behind the row tells it: the whole column, or only what
    stands under it.
    `sort` is a field of the query, or of the row where the rows are no query.
    """

    heading: Any
    value: Value
    under: Value | None = None
    sort: str = ""
    missing: Any = "–"
    when: Callable[[Any], bool] | None = None
    spare: Spare | None = None

    kind: ClassVar[str] = "text"
    labelled: ClassVar[bool] = False

    def shown(self, row: Any, listing: Any) -> Shown:
        value = value_of(row, self.value)
        html = self.missing_html() if self.is_missing(value) else self.html(value, row)
        under = value_of(row, self.under) if self.under else ""
        says_nothing = self.is_missing(value) and self.missing in ("", "–")
        if under:
            above = "" if says_nothing else html
            spare = " thoes-spare" if self.spare is Spare.UNDER else ""
            html = format_html('{} <span class="thoes-note thoes-under{}">{}</span>', above, spare, under)
            if says_nothing and spare:
                return Shown(html, "spare-under", "")
        elif says_nothing:
            return Shown(html, "nothing", "")
        return Shown(html, self.kind, self.heading if self.labelled else "", self.is_spare)

    def among(self, rows: Sequence[Any]) -> Self:
        """The column as it is drawn with these rows beside each other."""
        return self

    @property
    def drawn(self) -> str:
        """How its head is drawn."""
        return self.kind

    @property
    def is_spare(self) -> bool:
        return self.spare is Spare.CELL

    def is_missing(self, value: Any) -> bool:
        return value is None or value == ""

    def missing_html(self) -> SafeString:
        return format_html("{}", self.missing)

    def html(self, value: Any, row: Any) -> SafeString:
        return format_html("{}", value)

    def in_file(self, row: Any) -> Any:
        """The bare value: numbers and days stay what they are, so that a spreadsheet can count with them."""
        return value_of(row, self.value)


@dataclass(frozen=True)
class Text(Column):
    """Words. `wide` is for sentences, which get more room on a wide screen."""

    wide: bool = False

    def shown(self, row: Any, listing: Any) -> Shown:
        cell = super().shown(row, listing)
        return replace(cell, kind="wide", label="") if self.wide and cell.kind == "text" else cell


@dataclass(frozen=True)
class Labelled(Column):
    """Words that mean nothing without the head of their column, which stands before them on a phone."""

    kind: ClassVar[str] = "labelled"
    labelled: ClassVar[bool] = True


@dataclass(frozen=True)
class Link(Column):
    """Words that lead to a page: `to` is its name, `key` what of the row it is about."""

    to: str = ""
    key: Value = "pk"

    def html(self, value: Any, row: Any) -> SafeString:
        return format_html(
            '<a class="nl-link" href="{}">{}</a>', reverse(self.to, args=[value_of(row, self.key)]), value
        )


@dataclass(frozen=True)
class State(Column):
    """One or more badges: the value is a pair of tone and words, or a list of those.

    A badge shows what is different: where every row would have the same one, its words stand there without colour.
    """

    is_plain: bool = False

    kind: ClassVar[str] = "state"

    def among(self, rows: Sequence[Any]) -> Self:
        values = [list(_tones(value_of(row, self.value))) for row in rows]
        return replace(self, is_plain=len(values) > 1 and all(value == values[0] for value in values))

    def html(self, value: Any, row: Any) -> SafeString:
        if self.is_plain:
            return format_html_join(", ", "{}", ((words,) for _tone, words in _tones(value)))
        return format_html_join(" ", "{}", ((badge(tone, words),) for tone, words in _tones(value)))

    def is_missing(self, value: Any) -> bool:
        return not value

    def in_file(self, row: Any) -> Any:
        return ", ".join(str(words) for _tone, words in _tones(value_of(row, self.value)))


@dataclass(frozen=True)
class Day(Column):
    """A day in words; in a file a day."""

    kind: ClassVar[str] = "day"
    labelled: ClassVar[bool] = True

    def html(self, value: date, row: Any) -> SafeString:
        return day(value, weekday=False)

    def in_file(self, row: Any) -> Any:
        value = value_of(row, self.value)
        return timezone.localtime(value).date() if isinstance(value, datetime) else value


@dataclass(frozen=True)
class Moment(Column):
    """A day and the time on the clock of the wall."""

    kind: ClassVar[str] = "day"
    labelled: ClassVar[bool] = True

    def html(self, value: datetime, row: Any) -> SafeString:
        here = timezone.localtime(value)
        return format_html('<time datetime="{}">{}</time>', here.isoformat(), date_format(here, "j-n-Y H:i"))


@dataclass(frozen=True)
class Number(Column):
    """A number, at the end of its cell, as the language writes it; words are left as they are."""

    kind: ClassVar[str] = "number"
    labelled: ClassVar[bool] = True

    def html(self, value: Any, row: Any) -> SafeString:
        return format_html("{}", value if isinstance(value, str) else number_in(get_language() or "nl", value))


@dataclass(frozen=True)
class Fragment(Column):
    """What only this list shows so: a template that gets the `row` and the `actor`. In a file it holds its value."""

    value: Value = ""
    template: str = ""
    drawn_as: str = "text"

    @property
    def drawn(self) -> str:
        return self.drawn_as

    def shown(self, row: Any, listing: Any) -> Shown:
        # Not with the request: what the layout asks of the database would be asked again for every row.
        context = {"row": row, "actor": listing.actor, "csrf_token": get_token(listing.request)}
        html = mark_safe(render_to_string(self.template, context).strip())
        return Shown(html, self.drawn_as if html else "nothing", "")


def row_of_cells(columns: Sequence[Column], row: Any, listing: Any) -> list[Shown]:
    """The cells of a row; the first that is no box to tick names the row."""
    cells = [column.shown(row, listing) for column in columns]
    place = next((number for number, cell in enumerate(cells) if cell.kind != "tick-cell"), 0)
    cells[place] = Shown(cells[place].html, "title", "")
    return cells


def _tones(value: Any) -> Sequence[Tone]:
    return [value] if isinstance(value, tuple) else value or []
