"""The filters of a list: each is a field of one form, and the way its answer narrows the rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from thoes.kernel.invisible_characters import without_invisible_characters
from thoes.ui.forms import DayField, SearchInput

LONGEST_WORDS = 100
_CHOSEN, ALL = "1", _("All")
_SELECTED = mark_safe(" selected")

Rows = Any
"""A query, or a list of what was read already."""


def keep(rows: Rows, wanted: Any) -> Rows:
    """The rows of a query that answer to a `Q`, or of a list those for which a function says so; None keeps all."""
    if wanted is None:
        return rows
    return rows.filter(wanted) if isinstance(rows, QuerySet) else [row for row in rows if wanted(row)]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A name in the address, a label, and what an answer keeps.

    `by` gets the answer and the listing and gives a `Q` (or, for a list, a function of a row); without it the answer is
    compared with the field of the same name. `ASKED` is for rows that ask themselves what was chosen.
    """

    name: str
    label: Any
    by: Callable[[Any, Any], Any] | None = None

    def field(self, listing: Any) -> forms.Field:
        raise NotImplementedError

    def narrow(self, rows: Rows, answer: Any, listing: Any) -> Rows:
        return keep(rows, self.by(answer, listing) if self.by else Q(**{self.name: answer}))


def ASKED(answer: Any, listing: Any) -> None:  # noqa: N802 (stands where a rule stands)
    """For `by`: the rows were made with the answer already."""


class _Seen(forms.CharField):
    """Text as it is seen: what comes along with a pasted word and is not seen, searches for nothing."""

    def to_python(self, value: Any) -> str:
        return without_invisible_characters(super().to_python(value) or "")


@dataclass(frozen=True, init=False)
class Words(Filter):
    """Words typed in one box; every one of them must occur in one of the fields."""

    paths: tuple[str, ...]

    def __init__(self, *paths: str, label: Any, name: str = "q", by: Callable[[Any, Any], Any] | None = None) -> None:
        for key, value in {"paths": paths, "label": label, "name": name, "by": by}.items():
            object.__setattr__(self, key, value)

    def field(self, listing: Any) -> forms.Field:
        widget = SearchInput({"autocomplete": "off", "maxlength": LONGEST_WORDS})
        return _Seen(label=self.label, required=False, max_length=LONGEST_WORDS, widget=widget)

    def narrow(self, rows: Rows, answer: str, listing: Any) -> Rows:
        if self.by:
            return keep(rows, self.by(answer, listing))
        for word in answer.split():
            found = Q()
            for path in self.paths:
                found |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(found)
        return rows


class _Choices(forms.Select):
    """One to choose of some, put together here: a municipality may have thousands of sites, and Django takes a template
    for each.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((key, _SELECTED if key in chosen else "", words) for key, words in self.choices),
        )  # fmt: skip
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


@dataclass(frozen=True, kw_only=True)
class Choice(Filter):
    """One of some choices, or any. `choices` may depend on the reader; a filter with nothing to choose is not there."""

    choices: Iterable[tuple[Any, Any]] | Callable[[Any], Iterable[tuple[Any, Any]]]
    any: Any = ALL

    def field(self, listing: Any) -> forms.Field:
        choices = self.choices(listing) if callable(self.choices) else self.choices
        known = [(str(value), words) for value, words in choices]
        return forms.ChoiceField(
            label=self.label,
            required=False,
            widget=_Choices,
            choices=[("", self.any), *known] if known else [],
        )


@dataclass(frozen=True, kw_only=True)
class DayChoice(Filter):
    """A day."""

    def field(self, listing: Any) -> forms.Field:
        return DayField(label=self.label, required=False)


@dataclass(frozen=True, kw_only=True)
class Switch(Filter):
    """A box to tick."""

    def field(self, listing: Any) -> forms.Field:
        return forms.BooleanField(label=self.label, required=False, widget=forms.CheckboxInput({"value": _CHOSEN}))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: its key in the address ("" for what is shown at first), its title, and which rows are in it.

    What is asked less often is no tab, but a choice in the filter.
    """

    key: str
    title: Any
    of: Callable[[Any], Any] | None = None
    is_tab: bool = True


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a list as tabs, each with its count; counted in one query after all other filters.

    `counted` is for a module that counts its parts itself.
    """

    parts: Sequence[Part]
    name: str = "part"
    counted: Callable[[Rows, Any], dict[str, int]] | None = None

    def chosen(self, key: str) -> Part:
        return next((part for part in self.parts if part.key == key), self.parts[0])

    def counts(self, rows: Rows, listing: Any) -> dict[str, int]:
        if self.counted:
            return self.counted(rows, listing)
        wanted = {part.key: part.of(listing) if part.of else None for part in self.parts}
        if not isinstance(rows, QuerySet):
            return {key: len(keep(rows, of)) for key, of in wanted.items()}
        numbers = {f"part_{key}": Count("pk", filter=of or None) for key, of in wanted.items()}
        counted = rows.order_by().aggregate(**numbers)
        return {key: counted[f"part_{key}"] for key in wanted}

    def narrow(self, rows: Rows, part: Part, listing: Any) -> Rows:
        return keep(rows, part.of(listing) if part.of else None)
