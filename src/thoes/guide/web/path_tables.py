"""The answers of a question path beforehand, in tables: to print, and what a telephone without a network has of a path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.foundation.translated_texts import locale_of
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.answers import Fact, Tone
from thoes.guide.paths.saying import Speaker
from thoes.guide.paths.tables.all_tables import tables_of
from thoes.guide.paths.tables.answer_tables import AnswerTable
from thoes.guide.web.pages import day_in_words, shown
from thoes.guide.web.paths import BADGES, helpers_said, numbers_used, paths_page, read_more


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; with the sign of a tone where it is one."""

    words: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class SaidTable:
    """A table in words."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_long: bool


@open_before_second_step
@require_safe
@cache_control(public=True, max_age=600)
def path_tables(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """All answers of a path as they are today; the same for everybody, as nothing is filled in."""
    if path not in PATHS:
        raise Http404
    today = localdate()
    page = paths_page(language, lambda other: reverse("guide:path-tables", args=[other, path]))
    wording, found = page["wording"], tables_of(path, today)
    speaker = Speaker(path, language, towns={}, on=today)
    page |= {
        "path": PATHS[path],
        "own": wording[f"paths.{path}"],
        "made": _made_on(today, speaker),
        "until": wording.filled("tables.until", day=day_in_words(found.until, wording.language)),
        "tables": [_said(each, speaker) for each in found.tables],
        "notes": list(map(speaker.says, found.notes)),
        "steps": list(map(speaker.says, found.steps)),
        "helpers": helpers_said(found.helpers, wording, today),
        "numbers": numbers_used(found.sources, language, today),
        "articles": read_more(PATHS[path], language),
    }
    return shown(request, "guide/paths/tables.html", page)


def _made_on(day: date, speaker: Speaker) -> str:
    """The sentence that changes each day, though the tables do not."""
    return speaker.wording.filled("tables.made", day=day_in_words(day, speaker.language))


def _said(table: AnswerTable, speaker: Speaker) -> SaidTable:
    return SaidTable(
        caption=speaker.says(table.caption),
        columns=tuple(map(speaker.fact, table.columns)),
        rows=tuple(tuple(_cells(row, speaker)) for row in table.rows),
        is_long=table.is_long,
    )


def _cells(row: Iterable[Fact | None], speaker: Speaker) -> Iterable[Cell]:
    for fact in row:
        if fact is None:
            yield Cell("–")
        elif isinstance(fact, Tone):
            yield Cell(speaker.fact(fact), BADGES[fact])
        elif isinstance(fact, date):
            # Many days beside each other: not with the whole name of the month.
            yield Cell(format_date(fact, "medium", locale=locale_of(speaker.language)))
        else:
            yield Cell(speaker.fact(fact))
