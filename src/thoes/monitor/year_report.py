"""The report of a year as values: the page, the PDF and the spreadsheet are made of them, so all three say one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thoes.foundation.documents import paper
from thoes.foundation.documents.sheets import Sheet
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area
from thoes.monitor.coverage import COVERAGE_HEADS, CoverageCells, Place, coverage_cells
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators import all_indicators
from thoes.monitor.indicators.register_counts import BEDS, CAME, CONFIRMED, PEOPLE, PERMITTED, WENT
from thoes.monitor.published import Numbers
from thoes.monitor.splits import SPLITS, Split
from thoes.ui.charts import on_paper

Cell = str | int | None
"""None is a number that is not shown, or that was not counted."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report: sentences, perhaps a figure, perhaps a table.

    `places` says of each number in the table, in its rows and columns, what area and time it is of; a table of words has none.
    """

    title: str
    sentences: Sequence[str]
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    figure: MonitorFigure | None = None
    places: Sequence[Sequence[Place]] = ()


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report of a year up to and including the last month of it that was published."""

    year: int
    last: date
    chapters: tuple[Chapter, ...]
    numbers: Numbers

    @property
    def title(self) -> str:
        return _("International workers in Limburg, %(year)s") % {"year": self.year}

    @property
    def subtitle(self) -> str:
        return _("Monitor, up to and including %(month)s") % {"month": month_in_words(self.last)}


def report_of(year: int, numbers: Numbers, areas: Mapping[str, Area], months: Sequence[date]) -> YearReport | None:
    """The report of a year; None when no month of it was published. `months` are all that were."""
    of_year = [month for month in months if month.year == year]
    if not of_year:
        return None
    last, before = of_year[-1], of_year[-1].replace(year=year - 1, day=28)
    year_ago = next((month for month in months if (month.year, month.month) == (before.year, before.month)), None)
    return YearReport(
        year,
        last,
        (
            _people(numbers, areas, of_year, year_ago),
            _municipalities(numbers, areas, last),
            *(_split(numbers, areas[LIMBURG], last, split) for split in SPLITS),
            _moves(numbers, areas[LIMBURG], of_year),
            _coverage(numbers, areas, of_year),
            _method(),
            _changes(of_year),
            _not_measured(),
        ),
        numbers,
    )


def month_in_words(last: date) -> str:
    return date_format(last, "F Y")


def _people(numbers: Numbers, areas: Mapping[str, Area], months: Sequence[date], year_ago: date | None) -> Chapter:
    places = [area for area in areas.values() if area.of in ("", LIMBURG)]
    now = numbers.shown(PEOPLE.key, LIMBURG, months[-1])
    then = numbers.shown(PEOPLE.key, LIMBURG, year_ago) if year_ago else None
    sentences = [
        _("In the last night of %(month)s about %(people)s international workers slept in beds that Thoes knows.")
        % {"month": month_in_words(months[-1]), "people": stories.in_words(now)},
        _("A year before: not measured.")
        if then is None
        else _("A year before: about %(people)s.") % {"people": stories.in_words(then)},
        stories.coverage(numbers, areas[LIMBURG], months[-1]),
    ]
    rows = [
        [month_in_words(month), *(numbers.shown(PEOPLE.key, area.code, month) for area in places)] for month in months
    ]
    head = [_("Month"), *(area.name for area in places)]
    figure = stories.people_over_time(numbers, areas[LIMBURG], months[-1])
    return Chapter(_("How many people"), sentences, head, rows, figure, _by_month(months, places))


def _by_month(months: Sequence[date], places: Sequence[Area]) -> list[list[Place]]:
    return [[(area.code, month) for area in places] for month in months]


def _municipalities(numbers: Numbers, areas: Mapping[str, Area], last: date) -> Chapter:
    kinds = (PEOPLE, BEDS, CONFIRMED, PERMITTED)
    towns = [area for area in areas.values() if area.of not in ("", LIMBURG)]
    rows = [[area.name, *(numbers.shown(kind.key, area.code, last) for kind in kinds)] for area in towns]
    places = [[(area.code, last)] * len(kinds) for area in towns]
    head = [_("Municipality"), _("People"), _("Beds"), _("Confirmed beds"), _("Allowed by permits")]
    said = _("The last night of %(month)s. A total can differ from the sum of its parts, because each is rounded.")
    return Chapter(_("Limburg by municipality"), [said % {"month": month_in_words(last)}], head, rows, places=places)


def _split(numbers: Numbers, limburg: Area, last: date, split: Split) -> Chapter:
    told = [
        [str(words), numbers.shown(PEOPLE.key, limburg.code, last, split.key, value)]
        for value, words in split.values.items()
    ]
    places = [[(limburg.code, last)]] * len(told)
    return Chapter(str(split.name), [str(split.is_not)], [str(split.name), _("People")], told, places=places)


def _moves(numbers: Numbers, limburg: Area, months: Sequence[date]) -> Chapter:
    rows = [
        [month_in_words(month), *(numbers.shown(kind.key, limburg.code, month) for kind in (CAME, WENT))]
        for month in months
    ]
    figure = stories.came_and_went(numbers, limburg, months[-1])
    head = [_("Month"), _("Came"), _("Left")]
    places = _by_month(months, [limburg] * 2)
    return Chapter(_("Who came and who left"), [str(CAME.is_not)], head, rows, figure, places)


def _coverage(numbers: Numbers, areas: Mapping[str, Area], months: Sequence[date]) -> Chapter:
    places = [area for area in areas.values() if area.of in ("", LIMBURG)]
    rows: list[list[Cell]] = []
    for month in months:
        shares: list[Cell] = []
        for area in places:
            beds, sure = (numbers.shown(kind.key, area.code, month) for kind in (BEDS, CONFIRMED))
            shares.append(round(100 * sure / beds) if beds and sure is not None else None)
        rows.append([month_in_words(month), *shares])
    said = _(
        "Percentage of the beds in use whose register somebody confirmed lately. What is not confirmed may be right."
    )
    head = [_("Month"), *(area.name for area in places)]
    return Chapter(_("How much of it is confirmed"), [said], head, rows, places=_by_month(months, places))


def _method() -> Chapter:
    rows: list[list[Cell]] = [
        [str(each.name), str(each.population), str(each.way.label), str(each.is_not), each.version]
        for each in all_indicators()
    ]
    said = [
        _("Everything is counted from the night register in Thoes, by the definitions below."),
        _(
            "A number of people is rounded up or down to a multiple of ten. Fewer than ten people are not shown; in a group "
            "nobody is not shown either."
        ),
        _(
            "Where a number could be worked out from others on any page or in any file, it is rounded to fifties or "
            "hundreds, or not shown."
        ),
    ]
    head = [_("What"), _("Population"), _("How"), _("What it is not"), _("Definition")]
    return Chapter(_("How was counted"), said, head, rows)


def _changes(months: Sequence[date]) -> Chapter:
    changed = [
        f"{each.name}: {each.changed}"
        for indicator in all_indicators()
        for each in indicator.versions()
        if each.before is not None and months[0] <= each.since <= months[-1]
    ]
    return Chapter(_("What changed since last time"), changed or [_("No definition changed in this year.")])


def _not_measured() -> Chapter:
    return Chapter(
        _("Not measured"),
        [
            _("In which sector somebody works, where no employer was asked or nobody said its sector."),
            _("What kind of organisation offers the bed: of a housing provider Thoes does not keep what kind it is."),
            _(
                "Who lives where nobody keeps a register: with a private landlord, in an own home, or across the border."
            ),
            _("Who left without anybody recording it: that person still counts as here."),
        ],
    )


def as_paper(report: YearReport) -> paper.Report:
    """For the PDF."""
    blocks: list[paper.Block] = []
    for chapter in report.chapters:
        blocks += [paper.Heading(chapter.title), *map(paper.Words, chapter.sentences)]
        if chapter.figure is not None:
            figure = chapter.figure.figure
            blocks.append(paper.Picture(on_paper(figure.drawing, with_key=True), figure.title, 160))
        if chapter.rows:
            rows = [[_said(cell) for cell in row] for row in chapter.rows]
            numbers = () if isinstance(chapter.rows[0][1], str) else tuple(range(1, len(chapter.head)))
            blocks.append(paper.Table(chapter.head, rows, numbers=numbers, is_small=True))
    return paper.Report(report.title, report.subtitle, blocks)


def as_sheet(report: YearReport) -> Sheet:
    """Every number on a row of its own, with where it stands and how much of the beds it knows of."""
    rows = [
        [chapter.title, row[0], column, cell, *known]
        for chapter in report.chapters
        for row, beside in zip(chapter.rows, _coverage_beside(chapter, report.numbers), strict=True)
        for column, cell, known in zip(chapter.head[1:], row[1:], beside, strict=True)
    ]
    notes = [sentence for chapter in report.chapters for sentence in (chapter.title, *chapter.sentences)]
    head = [_("Chapter"), _("Which line"), _("What"), _("How many"), *COVERAGE_HEADS]
    return Sheet(report.title, head, rows, notes=notes, notes_title=_("About"))


def _coverage_beside(chapter: Chapter, numbers: Numbers) -> list[list[CoverageCells]]:
    """The coverage of each cell in a table; of words, that it does not apply."""
    if chapter.places:
        return [[coverage_cells(numbers, place) for place in places] for places in chapter.places]
    no_count = (None, None, None, _("Coverage does not apply: this is no count."))
    return [[no_count] * (len(chapter.head) - 1) for _row in chapter.rows]


def _said(cell: Cell) -> str:
    return cell if isinstance(cell, str) else stories.in_words(cell)
