"""What readers asked and said in a week beside the four weeks before it, for the editors.

Counted is what is kept without a person already: searches that found nothing and were told, what was said of a page, and
what was found wrong with a contact. Which answer somebody got of a path is kept nowhere, so it is not counted. What is said of
an answer counts once for each time that it was shown: a page that is loaded anew counts no second time (`showings`). What is
said of the pages of an employer is its own.

Words that were told on one day alone are counted and not repeated: they may be about the one who typed them. One reader who
tells it on two days is taken for two, and cannot be told from them, as nothing is kept of who tells it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from thoes.contacts.public import Wrong, reports_between
from thoes.guide.keeping.published import search_now
from thoes.guide.readers.models import About, Question, ReaderFeedback, Said
from thoes.guide.readers.questions import mark_of

_WEEK, _WEEKS_BEFORE = 7, 4


@dataclass(frozen=True, slots=True)
class Counted:
    """How often in the week, and in the four weeks before it."""

    week: int
    before: int

    @property
    def usual(self) -> float:
        """In a week of the four before."""
        return self.before / _WEEKS_BEFORE

    @property
    def is_rising(self) -> bool:
        """More than once, and more than twice as often as usual."""
        return self.week > 1 and self.week > 2 * self.usual


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """Words that readers searched for in vain, as they typed them first; `total` is of all that is kept, on `days`.

    `has_page` says that the search finds something now. `question` is what an editor made of it.
    """

    words: str
    language: str
    count: Counted
    total: int
    days: int
    has_page: bool
    question: Question | None

    @property
    def is_repeated(self) -> bool:
        """Whether its words may be repeated: who presses twice does so on one day."""
        return self.days > 1

    @property
    def is_to_be_written(self) -> bool:
        """Asked on two days or more, nothing to be found, and nobody took it up."""
        return self.is_repeated and not self.has_page and self.question is None


@dataclass(frozen=True, slots=True)
class PageTold:
    """How often readers of a page said that it is not clear or not right."""

    about: str
    key: str
    owner: str
    municipality: str
    language: str
    count: Counted


@dataclass(frozen=True, slots=True)
class ContactTold:
    """How often readers found the same thing wrong with a contact."""

    name: str
    municipality: str
    wrong: Wrong
    language: str
    count: Counted


@dataclass(frozen=True, slots=True)
class Trends:
    """A week, up to and including its last day."""

    first: date
    last: date
    questions: list[AskedQuestion]
    pages: list[PageTold]
    contacts: list[ContactTold]

    @property
    def is_empty(self) -> bool:
        """Nobody asked or said anything in this week."""
        counts = [each.count for each in self.questions]
        counts += [each.count for each in self.pages]
        counts += [each.count for each in self.contacts]
        return not any(count.week for count in counts)

    @property
    def to_be_written(self) -> list[AskedQuestion]:
        return [each for each in self.questions if each.is_to_be_written]

    @property
    def repeated(self) -> list[AskedQuestion]:
        """What may be shown with its words."""
        return [each for each in self.questions if each.is_repeated]

    @property
    def of_one_day(self) -> int:
        """How many questions of this week were told on one day alone."""
        return sum(each.count.week > 0 and not each.is_repeated for each in self.questions)


def trends(*, last: date, languages: Sequence[str] | None = None, municipality: str = "") -> Trends:
    """Of the week that ends on `last`; of some languages (all, when None), and of one municipality by its name.

    What readers search for belongs to no municipality: it is left out where one is asked for.
    """
    first = last - timedelta(days=_WEEK - 1)
    since = first - timedelta(days=_WEEK * _WEEKS_BEFORE)
    rows = ReaderFeedback.objects.filter(said_on__lte=last)
    if languages is not None:
        rows = rows.filter(language__in=languages)
    searches = [] if municipality else list(rows.filter(about=About.SEARCH).order_by("said_on", "pk"))
    return Trends(
        first,
        last,
        _questions(searches, first=first, since=since),
        _pages(rows.filter(said_on__gte=since), first=first, municipality=municipality),
        _contacts(first, last, since=since, languages=languages, municipality=municipality),
    )


def _questions(searches: Iterable[ReaderFeedback], *, first: date, since: date) -> list[AskedQuestion]:
    asked: defaultdict[str, list[ReaderFeedback]] = defaultdict(list)
    for row in searches:
        asked[mark_of(row.remark, row.language)].append(row)
    taken_up = {each.mark: each for each in Question.objects.filter(mark__in=list(asked))}
    index = search_now()
    found = [
        AskedQuestion(
            words=rows[0].remark,
            language=rows[0].language,
            count=_counted((row.said_on for row in rows), first=first, since=since),
            total=len(rows),
            days=len({row.said_on for row in rows}),
            has_page=bool(index.search(rows[0].remark, rows[0].language)),
            question=taken_up.get(mark),
        )
        for mark, rows in asked.items()
    ]
    recent = [each for each in found if each.count.week or each.count.before or each.is_to_be_written]
    return sorted(recent, key=lambda each: (-each.count.week, -each.total, each.language, each.words))


def _pages(rows: QuerySet[ReaderFeedback], *, first: date, municipality: str) -> list[PageTold]:
    days: defaultdict[tuple[str, str, str, str, str], list[date]] = defaultdict(list)
    told = (
        rows.exclude(about=About.SEARCH)
        .exclude(said=Said.CLEAR)
        .select_related("layer__organisation", "layer__municipality")
    )
    for row in told:
        town = row.layer.municipality if row.layer else None
        if row.layer is not None and town is None:
            continue
        owner, where = row.layer.organisation.name if row.layer else "", town.name if town else ""
        if not municipality or where == municipality:
            days[row.about, row.key, owner, where, row.language].append(row.said_on)
    found = [PageTold(*key, _counted(said, first=first, since=date.min)) for key, said in days.items()]
    return sorted(found, key=lambda each: (-each.count.week, -each.count.before, each.about, each.key, each.language))


def _contacts(
    first: date, last: date, *, since: date, languages: Sequence[str] | None, municipality: str
) -> list[ContactTold]:
    week: Counter[tuple[str, str, Wrong, str]] = Counter()
    before: Counter[tuple[str, str, Wrong, str]] = Counter()
    for row in reports_between(since, last):
        if (languages is None or row.language in languages) and municipality in ("", row.municipality):
            counted = week if row.said_on >= first else before
            counted[row.name, row.municipality, row.wrong, row.language] += 1
    found = [ContactTold(*key, Counted(week[key], before[key])) for key in week | before]
    return sorted(
        found, key=lambda each: (-each.count.week, -each.count.before, each.municipality, each.name, each.wrong)
    )


def _counted(days: Iterable[date], *, first: date, since: date) -> Counted:
    said = list(days)
    return Counted(sum(day >= first for day in said), sum(since <= day < first for day in said))
