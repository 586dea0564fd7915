"""The base of every form, after the form guidelines of NL Design System (https://nldesignsystem.nl/richtlijnen/formulieren/).

A label above, the explanation under it, the error at the field and in a summary above the form, the optional fields
marked. The markup lives in the template tags `form`, `field` and `error_summary`; nothing here knows HTML but the
kinds of input.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from django import forms
from django.forms import BoundField
from django.forms.utils import pretty_name
from django.utils.translation import gettext_lazy as _

AnyField = TypeVar("AnyField", bound=forms.Field)
# Nothing here happened before, or is planned after; and one day more or less of these is still a day.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


_shown_again: ContextVar[Any] = ContextVar("shown_again", default="")


@contextmanager
def shown_again(why: Any) -> Iterator[None]:
    """Within it no form is valid: each is shown as it was filled in, and says why it was not carried out."""
    token = _shown_again.set(why)
    try:
        yield
    finally:
        _shown_again.reset(token)


class SaysWhatIsMissing(forms.BaseForm):
    """No bubbles of the browser: what is wrong is said by us, with the name of the field and what to do.

    A field that has its own sentence for an error keeps it.
    """

    use_required_attribute = False
    # One of many forms on a page may leave that to the others.
    says_that_it_is_shown_again = True
    is_shown_again = False

    def full_clean(self) -> None:
        """Word the errors first: a form may still change its labels after it was made."""
        for name, field in self.fields.items():
            label = field.label or pretty_name(name)
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _missing(field) % {"label": label}
            field.error_messages.setdefault("min_value", _("Fill in %(limit_value)s or more."))
            field.error_messages.setdefault("max_value", _("Fill in %(limit_value)s or less."))
        super().full_clean()
        if self.is_bound and self.says_that_it_is_shown_again and (why := _shown_again.get()):
            self.is_shown_again = True
            self.add_error(None, why)


def _missing(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return _("Choose a file at “%(label)s”.")
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s”.")
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return _("Choose an answer at “%(label)s”.")
    return _("Fill in “%(label)s”.")


@dataclass(frozen=True, slots=True)
class Fieldset:
    """Fields that belong together under one legend; one that a form left out is skipped.

    `are_short` lays them side by side where there is room.
    """

    legend: Any
    names: tuple[str, ...]
    are_short: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers in rows and columns, such as beds by kind. An empty name is a cell that nobody fills in.

    The label of a field is read aloud, and named in an error; on the page the heads of its row and column stand for it.
    """

    legend: Any
    heads: tuple[Any, ...]
    rows: tuple[tuple[Any, tuple[str, ...]], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _head, names in self.rows for name in names if name)


class Form(SaysWhatIsMissing, forms.Form):
    """The base of every form. `fieldsets` says how its fields stand together; what is in none stands after them."""

    fieldsets: ClassVar[Sequence[Fieldset | Grid]] = ()


class ModelForm(SaysWhatIsMissing, forms.ModelForm):  # type: ignore[type-arg]
    """As `Form`, for one row of a table. Only for tables whose rows may simply be saved (never for stays)."""


class DayInput(forms.DateInput):
    """The browser's own calendar, which works in the language of the reader; `min` and `max` may be given as attrs."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """One day. Takes what the browser's calendar sends (ISO), and typed Dutch dates from browsers without one."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("This day cannot be right. Check the year."), code="invalid")
        return day


def in_unit(field: AnyField, unit: Any) -> AnyField:
    """A field with what its number is counted in behind it: a narrow box, and the unit read aloud with it."""
    field.unit = unit  # type: ignore[attr-defined]
    return field


class FileDrop(forms.FileInput):
    """A file input drawn as a place to drop a file on; without scripts it is a plain file input."""

    thoes_kind = "drop"


class SearchInput(forms.TextInput):
    """A search field: the phone's keyboard shows a magnifying glass."""

    input_type = "search"


def kind_of(bound: BoundField) -> str:
    """Which markup a field gets: text, textarea, select, checkbox, choices (radio or several), drop or hidden."""
    widget = bound.field.widget
    kinds: list[tuple[type[forms.Widget] | tuple[type[forms.Widget], ...], str]] = [
        ((forms.RadioSelect, forms.CheckboxSelectMultiple), "choices"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (FileDrop, "drop"),
    ]
    return next((kind for classes, kind in kinds if isinstance(widget, classes)), "text")
