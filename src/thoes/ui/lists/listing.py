"""One list as one reader asks for it: what is chosen, the rows that answer to it, and the page of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, QueryDict

from thoes.ui.forms import Form
from thoes.ui.lists.columns import Column, Shown, row_of_cells, value_of

if TYPE_CHECKING:
    from thoes.ui.lists.page import ListPage


class FilterForm(Form):
    """The fields of the filters of a list; what is not understood is said at the field and narrows nothing."""


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of which the number of rows is known already."""

    def __init__(self, rows: Any, per_page: int, count: int | None) -> None:
        super().__init__(rows, per_page)
        if count is not None:
            self.count = count


@dataclass(frozen=True, slots=True)
class Sliced:
    """Rows that another module hands out by the page: how many there are, and how to get some (from, how many).

    A file gets no more than `most`.
    """

    total: Callable[[], int]
    fetch: Callable[[int, int], Sequence[Any]]
    most: int

    def __len__(self) -> int:
        return self.total()

    def __getitem__(self, part: slice) -> Sequence[Any]:
        return self.fetch(part.start or 0, (part.stop or self.most) - (part.start or 0))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetch(0, self.most))


@dataclass
class Listing:
    """What every callable of a `ListPage` gets. Nothing is read before it is asked for, and then once."""

    declared: "ListPage"
    request: HttpRequest
    today: date
    is_file: bool = False
    _read: dict[Any, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Any:
        """Who reads; None on a public page."""
        return getattr(self.request, "actor", None)

    def once(self, read: Callable[[Any], Any]) -> Any:
        """What a function reads for the reader; asked for in several places, read once."""
        if read not in self._read:
            self._read[read] = read(self.actor)
        return self._read[read]

    @cached_property
    def form(self) -> Form:
        form = FilterForm(self.request.GET, auto_id="filter-%s")
        for each in self.declared.filters:
            made = each.field(self)
            if not isinstance(made, forms.ChoiceField) or made.choices:
                form.fields[each.name] = made
        if len(self.orders) > 1:
            form.fields["sort"] = forms.ChoiceField(required=False, choices=self.orders)
        return form

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What was chosen, by the name of the filter; what was left open or not understood is not there."""
        self.form.is_valid()
        return {name: answer for name, answer in self.form.cleaned_data.items() if answer and name != "sort"}

    def answer(self, name: str) -> Any:
        """What was chosen of a filter, or None."""
        return self.answers.get(name)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.answers)

    @cached_property
    def narrowed(self) -> Any:
        """The rows under every filter but the part, which is what the parts are counted over."""
        return self.narrowed_but("")

    def narrowed_but(self, left_out: str) -> Any:
        """The same without one of the filters, for counts of what else can be chosen there."""
        rows = self.declared.rows(self)
        for each in self.declared.filters:
            if each.name in self.answers and each.name != left_out:
                rows = each.narrow(rows, self.answers[each.name], self)
        return rows

    @cached_property
    def part(self) -> str:
        parts = self.declared.parts
        return parts.chosen(self.request.GET.get(parts.name, "")).key if parts else ""

    @cached_property
    def counts(self) -> dict[str, int]:
        return self.declared.parts.counts(self.narrowed, self) if self.declared.parts else {}

    @cached_property
    def rows(self) -> Any:
        """The rows of the chosen part in the chosen order."""
        parts = self.declared.parts
        rows = parts.narrow(self.narrowed, parts.chosen(self.part), self) if parts else self.narrowed
        return _sorted(rows, self.sort) if self.sort else rows

    @cached_property
    def page(self) -> Page[Any]:
        count = self.counts[self.part] if self.declared.parts else None
        return _Counted(self.rows, self.declared.per_page, count).get_page(self.request.GET.get("page"))

    @cached_property
    def total(self) -> int:
        return self.page.paginator.count

    @cached_property
    def shown(self) -> list[Any]:
        """The rows as the columns know them: of this page, or all of them for a file."""
        rows = self.rows if self.is_file else self.page.object_list
        return list(self.declared.shown(self, rows) if self.declared.shown else rows)

    @cached_property
    def columns(self) -> list[Column]:
        return self.those_for_reader(self.declared.columns)

    def those_for_reader(self, columns: Sequence[Column]) -> list[Column]:
        return [column for column in columns if column.when is None or column.when(self)]

    @property
    def cells(self) -> list[list[Shown]]:
        columns = [column.among(self.shown) for column in self.columns]
        return [row_of_cells(columns, row, self) for row in self.shown]

    @cached_property
    def orders(self) -> list[tuple[str, Any]]:
        """The columns that can be sorted by, for a choice; on a phone there are no heads to press."""
        sortable = [(column.sort, column.heading) for column in self.columns if column.sort]
        return [("", self.declared.order), *sortable]

    @cached_property
    def sort(self) -> str:
        wanted = self.request.GET.get("sort", "")
        known = {name for name, _heading in self.orders if name}
        return wanted if wanted.removeprefix("-") in known else ""

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The heads of the columns; one that can be sorted by is a link that sorts, or turns round."""
        found = []
        for column in self.columns:
            turned = f"-{column.sort}" if self.sort == column.sort else column.sort
            found.append(
                {
                    "heading": column.heading,
                    "kind": column.drawn,
                    "is_spare": column.is_spare,
                    "address": self.address(sort=turned) if column.sort else "",
                    "sorted": {column.sort: "ascending", f"-{column.sort}": "descending"}.get(self.sort, "none")
                    if column.sort
                    else "",
                }
            )
        return found

    def address(self, **changed: Any) -> str:
        """The address of this list with something of it changed, on its first page; an empty value goes out."""
        query = QueryDict(mutable=True)
        for name, value in {**self.request.GET.dict(), "page": "", "file": "", **changed}.items():
            if value:
                query[name] = str(value)
        return f"?{query.urlencode()}"

    @property
    def tabs(self) -> list[tuple[str, Any, int]]:
        parts = self.declared.parts
        if parts is None:
            return []
        return [
            (self.address(**{parts.name: part.key}), part.title, self.counts[part.key])
            for part in parts.parts
            if part.is_tab
        ]

    @property
    def part_choices(self) -> list[tuple[str, Any, int]]:
        """All parts with their counts, for a list of which not every part is a tab."""
        parts = self.declared.parts
        if parts is None or all(part.is_tab for part in parts.parts):
            return []
        return [(part.key, part.title, self.counts[part.key]) for part in parts.parts]

    @property
    def here(self) -> str:
        """The address of the tab that is shown."""
        return self.address(**{self.declared.parts.name: self.part}) if self.declared.parts else ""

    @property
    def has_few_filters(self) -> bool:
        """Whether all fields fit beside each other on a wide screen; on a phone what follows the first is folded away."""
        return len(self.form.fields) - ("sort" in self.form.fields) <= 4

    @property
    def is_narrowed_further(self) -> bool:
        """Whether more is chosen, or not understood, than the field that is always in sight."""
        return bool(({*self.answers, *self.form.errors}) - set(list(self.form.fields)[:1]))

    @property
    def cleared(self) -> str:
        """The address of this list without filters, in the same part."""
        parts = self.declared.parts
        return f"?{parts.name}={self.part}" if parts and self.part else self.request.path


def _sorted(rows: Any, sort: str) -> Any:
    """By what was asked for, what is not known last; ties in the order the rows had."""
    name, is_down = sort.removeprefix("-"), sort.startswith("-")
    if isinstance(rows, QuerySet):
        by = F(name).desc(nulls_last=True) if is_down else F(name).asc(nulls_last=True)
        return rows.order_by(by, *rows.query.order_by)

    def key(row: Any) -> Any:
        value = value_of(row, name)
        return value.casefold() if isinstance(value, str) else value

    known = [row for row in rows if value_of(row, name) is not None]
    return [
        *sorted(known, key=key, reverse=is_down),
        *(row for row in rows if value_of(row, name) is None),
    ]
