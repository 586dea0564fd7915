"""A housing provider's list of stays: what a line says, what the list as a whole says, and how its lines go into the
register.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.housing.public import Bed, Site, SiteChoice, Unit, site_names
from thoes.imports import taking_in
from thoes.imports.complete_list import ask_for_missing, day_of_leaving, is_complete, lines_of_leavers
from thoes.imports.day_columns import settle_day_columns
from thoes.imports.doubtful_columns import settle_doubtful_columns
from thoes.imports.permissions import UPLOAD_LISTS
from thoes.imports.places_of_lines import Places, settle_places
from thoes.imports.said_elsewhere import settle_said_elsewhere
from thoes.imports.sheets_of_months import settle_months
from thoes.imports.stay_lines import (
    Values,
    day_in,
    departure_in,
    nobody_in,
    read_values,
    text_in,
    worker_in,
)
from thoes.imports.tables_apart import lists_apart
from thoes.imports.taking_in import SaidStay
from thoes.imports.two_people import lines_apart
from thoes.imports.understood import understood_of
from thoes.imports.vocabulary import NAME_FIELDS, VOCABULARY, Field
from thoes.imports.years import is_far_off
from thoes.intake.public import (
    Cell,
    Cells,
    FileForm,
    FileKind,
    FoundOrder,
    HeaderGuess,
    Keep,
    Line,
    LineNotices,
    Notice,
    OnProgress,
    Question,
    ReadFile,
    Run,
    Sheet,
    Table,
    Taken,
    Words,
    cell_text,
    says_free,
    says_nothing,
)
from thoes.kernel.name_folding import search_key
from thoes.kernel.person_names import order_of_names
from thoes.kernel.refusals import Refusal
from thoes.places.public import Organisation, OrganisationKind
from thoes.privacy.public import KEEP_NIGHT_REGISTER, as_tenant
from thoes.register.public import (
    Declared,
    Settled,
    check_dates,
    order_of_days,
    sites_of,
    undo_change,
)

# Details of which the notice names the word.
_WORDS = {Field.NATIONALITY: "nationality_unknown", Field.EMPLOYER: "employer_unknown"}
_DEPARTURES = frozenset({Field.DEPARTURE, Field.LAST_NIGHT})
# Of more different words the notices name only the lines.
_MOST_WORDS = 20


class StayForm(FileForm):
    """A list, and the site that its lines belong to."""

    site = SiteChoice(help_text=gettext_lazy("Lines that name another site of yours go to that site."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        choice = self.fields["site"]
        assert isinstance(choice, SiteChoice)
        choice.offer(sites_of(actor))


class StayList(FileKind[SaidStay]):
    """People who came, are here or left, one stay in a line."""

    name = "stay-lists"
    permissions = (UPLOAD_LISTS,)
    purpose = KEEP_NIGHT_REGISTER
    vocabulary = VOCABULARY
    no_table = "no_person_and_arrival"
    columns_missing = "columns_missing"
    form = StayForm
    shown = (NAME_FIELDS, (Field.SITE, Field.UNIT, Field.BED))
    shown_days = (Field.ARRIVAL, Field.DEPARTURE)
    shown_by_the_file = frozenset(
        {
            "blocks_name_places", "days_may_be_turned", "site_filled_down", "title_names_site", "title_names_sites",
            "titles_not_understood", "unit_filled_down",
        }
    )  # fmt: skip
    # Until the file as a whole was weighed.
    _comes_back = False
    _left_on: date | None = None
    words = Words(
        title=gettext_lazy("Lists"),
        heading=gettext_lazy("Your lists and receipts"),
        check=gettext_lazy("Check this list"),
        new=gettext_lazy("new stays"),
        changed=gettext_lazy("stays that change"),
        result=gettext_lazy("To the beds of this site"),
    )

    @staticmethod
    def is_enough(fields: frozenset[Any]) -> bool:
        return bool(fields.intersection(NAME_FIELDS)) and Field.ARRIVAL in fields

    def separate(self, sheets: list[Sheet]) -> list[Sheet]:
        """Two lists below each other with different columns are two lists."""
        apart = [part for sheet in sheets for part in lists_apart(sheet, self.vocabulary, self.is_enough)]
        self._headers = {sheet.name: guess for sheet, guess in apart}
        return [sheet for sheet, _guess in apart]

    def header_of(self, sheet: Sheet) -> HeaderGuess | None:
        return self._headers.get(sheet.name) or super().header_of(sheet)

    def prepare(self, tables: list[Table], read: ReadFile[SaidStay]) -> list[Table]:
        """Give the lines the places that stand once for many of them. Only sites of the own housing provider are known."""
        self._sites: dict[str, set[UUID]] = {}
        self._names: dict[UUID, str] = {}
        self._order: FoundOrder | None = None
        own = Site.objects.filter(provider_id=self.actor.organisation_id)
        spoken: list[str] = []
        for pk, code, name in own.values_list("pk", "code", "name"):
            self._names[pk] = name
            for text in filter(None, (code, name)):
                self._sites.setdefault(search_key(text), set()).add(pk)
                spoken.append(text)
        lists = [table for table in tables if self.is_enough(table.mapping.fields)]
        settle_day_columns(lists, self.answers)
        settle_doubtful_columns(lists, self.answers)
        settle_said_elsewhere(lists, self.answers)
        settle_months(lists, self.answers)
        places = Places(self._sites, UUID(self.asked["site"]), spoken)
        placed = iter(settle_places(lists, places, self.answers))
        return [next(placed) if self.is_enough(table.mapping.fields) else table for table in tables]

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[SaidStay]) -> None:
        """A list that names no site belongs to the chosen one."""
        self._notices, self._noted = read.notices, LineNotices()
        self._words: set[tuple[Field, str]] = set()
        self._first: dict[Declared, int] = {}
        self._default = None if any(_names_a_site(table) for table in tables) else UUID(self.asked["site"])
        known = Organisation.objects.filter(Q(kind=OrganisationKind.EMPLOYER) | Q(pk=self.actor.organisation_id))
        self._employers = {search_key(name): pk for pk, name in known.values_list("pk", "name")}
        self._family_first = self._order_of_names(tables)
        self._odd_places = set(_places_that_look_empty(self.actor))

    def read(self, cells: Cells) -> SaidStay | None:
        self._order = cells.order
        if nobody := nobody_in(cells):
            self._noted.add(nobody, cells.sheet, cells.line)
            return None
        values, left_out = read_values(cells, required=frozenset({Field.ARRIVAL}))
        arrival = values.get(Field.ARRIVAL)
        if not isinstance(arrival, date):
            raise Refusal("arrival_missing", field="arrival")
        expected = self._expected(arrival, values, left_out)
        if is_far_off(arrival, departure_in(values), cells.cell(Field.ARRIVAL), on=self.on):
            self._noted.add("days_far_off", cells.sheet, cells.line)
        born = day_in(values, Field.DATE_OF_BIRTH)
        if born is not None and born >= arrival:
            # The day of arrival once more, in the wrong column.
            values[Field.DATE_OF_BIRTH] = None
            left_out.append(Field.DATE_OF_BIRTH)
        declared = Declared(
            site_id=self._site(text_in(values, Field.SITE)),
            arrival=arrival,
            worker=worker_in(values, left_out, family_first=self._family_first),
            departure=departure_in(values),
            expected_departure=expected,
            unit=self._place(cells, values, Field.UNIT),
            bed=self._place(cells, values, Field.BED),
            employer_id=self._employer(text_in(values, Field.EMPLOYER), left_out),
            says_departure=not _DEPARTURES.isdisjoint(values),
            settled=self._settled(cells),
            somebody_else=self._is_said(cells, taking_in.OTHER),
            same_person=self._is_said(cells, taking_in.SAME),
        )
        self._refuse_repeated(declared, cells.line)
        if left_out:
            self._note(left_out, values, cells)
        return SaidStay(declared, _name_of(declared))

    def _settled(self, cells: Cells) -> Settled | None:
        """What a person said of this line where it differs from the register."""
        answers = self._answers_of(cells, taking_in.ASKED)
        return next((Settled(answer) for answer in answers if answer in set(Settled)), None)

    def _is_said(self, cells: Cells, who: str) -> bool:
        """Whether a person said of this line that it is about that one of the same name, or about another."""
        return who in self._answers_of(cells, taking_in.WHO)

    def _answers_of(self, cells: Cells, codes: Iterable[str]) -> list[str | None]:
        given = self.answers.given
        return [given.get(f"{code}:{cells.sheet}:{cells.line}") for code in codes] if given else []

    def weigh(self, read: ReadFile[SaidStay]) -> None:
        """By day, wherever the lines stand in the list: who leaves a bed goes before who comes in it."""
        if is_complete(self.answers):
            self._left_on = left_on = day_of_leaving(self.answers, self.on)
            read.lines += lines_of_leavers(self.answers, actor=self.actor, on=left_on)
        self._comes_back = bool(read.rejected)
        read.lines.sort(key=lambda line: order_of_days(line.said.declared))
        said = [line.said.declared for line in read.lines]
        nowhere = sum(not (one.unit or one.bed or one.bed_id) for one in said)
        if nowhere:
            read.notices.append(Notice("", "lines_without_room", {"lines": nowhere}))
        read.notices.extend(self._noted.notices())

    @staticmethod
    def says(said: SaidStay) -> dict[str, str]:
        declared = said.declared
        shown = {Field.ARRIVAL: declared.arrival, Field.DEPARTURE: declared.departure}
        texts = {field: f"{day.day}-{day.month}-{day.year}" if day else "" for field, day in shown.items()}
        texts |= dict.fromkeys(NAME_FIELDS, "") | {Field.PERSON: said.who}
        return {str(field): text for field, text in texts.items()}

    @staticmethod
    def parts_of(cells: Mapping[int, str], fields: Mapping[int, str]) -> list[dict[str, str]]:
        return lines_apart(cells, fields)

    def understood(self, read: ReadFile[SaidStay], taken: Taken) -> list[Notice]:
        return understood_of(read.lines, taken, names=self._names, left_on=self._left_on, order=self._order)

    def try_out(self, lines: Sequence[Line[SaidStay]], *, on_progress: OnProgress | None = None) -> Taken:
        touched: set[UUID | None] = set()
        taken = taking_in.plan(lines, actor=self.actor, at=self.at, on_progress=on_progress, touched=touched)
        for line in taken.rejected:
            for problem in line.problems:
                if problem.code in taking_in.ASKED:
                    about = f"{line.sheet}:{line.line}"
                    self.answers.to(Question(problem.code, taking_in.ASKED[problem.code], about, problem.facts))
        if self._left_on is not None:
            if self._comes_back or taken.rejected:
                # Somebody in a line that comes back would be missing, and is not.
                taken.said.add("complete_after_mending", "", 0)
            else:
                with as_tenant(self.actor, self.purpose):
                    ask_for_missing(self.answers, actor=self.actor, lines=lines, touched=touched, on=self._left_on)
        return taken

    def carry_out(self, lines: Sequence[Line[SaidStay]], *, act: UUID | None, start: int, keep: Keep) -> None:
        taking_in.take_in(lines, actor=self.actor, at=self.at, act=act, start=start, keep=keep)

    def undo(self, act: UUID) -> None:
        undo_change(actor=self.actor, change_id=act, at=self.at)

    def _refuse_repeated(self, declared: Declared, line: int) -> None:
        """Refusal `line_repeats` for a line that says the same as one before, and nothing shows whether it is one person."""
        worker = declared.worker
        if declared.bed or worker is None or worker.date_of_birth or worker.document_number:
            return
        if declared in self._first:
            raise Refusal("line_repeats", first=self._first[declared])
        self._first[declared] = line

    def _site(self, text: str) -> UUID:
        if not text:
            if self._default is None:
                raise Refusal("site_of_line_missing", field="site")
            return self._default
        found = self._sites.get(search_key(text), set())
        if len(found) != 1:
            raise Refusal("site_ambiguous" if found else "site_unknown", field="site")
        return next(iter(found))

    def _employer(self, text: str, left_out: list[Field]) -> UUID | None:
        if not text:
            return None
        found = self._employers.get(search_key(text))
        if found is None:
            left_out.append(Field.EMPLOYER)
        return found

    def _expected(self, arrival: date, values: Values, left_out: list[Field]) -> date | None:
        """The expected departure, if it can be one."""
        expected = day_in(values, Field.EXPECTED_DEPARTURE)
        if expected is None:
            return None
        try:
            check_dates(arrival, None, expected, today=self.on)
        except Refusal as refusal:
            if refusal.field == Field.EXPECTED_DEPARTURE:
                left_out.append(Field.EXPECTED_DEPARTURE)
                return None
        return expected

    def _place(self, cells: Cells, values: Values, found: Field) -> str:
        """The room or bed of a line; a cross says that there is none, unless one is called so."""
        written = cell_text(cells.cell(found)) if self._odd_places else ""
        return written if written.casefold() in self._odd_places else text_in(values, found)

    def _note(self, left_out: list[Field], values: Values, cells: Cells) -> None:
        """Say which details of a line stay out; of a word that we do not know the word too, of at most twenty of them."""
        for found in (found for found in left_out if found is not Field.MUNICIPALITY):
            word = text_in(values, found)[:60]
            if found not in _WORDS or not word:
                self._noted.add(f"{found}_left_out", cells.sheet, cells.line)
                continue
            if len(self._words) < _MOST_WORDS:
                self._words.add((found, word))
            text = word if (found, word) in self._words else "…"
            self._noted.add(_WORDS[found], cells.sheet, cells.line, text=text)

    def _order_of_names(self, tables: list[Table]) -> bool:
        """Whether whole names begin with the family name in this list, which is said with the lines that show it."""
        named = [(line, text) for table in tables for line, text in _names_in(table)]
        order = order_of_names(text for _, text in named)
        facts = {
            "family_first": None if order.shows_family_first is None else named[order.shows_family_first][0],
            "given_first": None if order.shows_given_first is None else named[order.shows_given_first][0],
        }
        if order.shows_family_first is not None:
            is_slip = order.shows_given_first is not None
            code = "names_family_first_but_one" if is_slip else "names_family_first"
            if not order.family_first:
                code = "names_in_two_orders" if order.is_unclear else "names_given_first_but_one"
            self._notices.append(Notice("", code, {name: line for name, line in facts.items() if line is not None}))
        return order.family_first

    @staticmethod
    def said_beside(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        site: Site = form["site"]
        return {"site": str(site.pk)}, site_names().of(site)

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        return [
            _(
                "The list as you have it: title lines, several sheets and columns in any order are fine. So are Dutch, "
                "English, Polish, German and Romanian column names."
            ),
            _(
                "At least a name and the day of arrival; if you have them, the room, the bed, the place of residence, the "
                "kind of document and the departure."
            ),
            _(
                "No BSN. A line with one in what we read is sent back; in other columns we leave it out. The number is not "
                "kept."
            ),
            _("The same list twice does no harm: lines we already have change nothing."),
        ]

    @staticmethod
    def example() -> list[list[Cell]]:
        return [
            [
                _("Family name"), _("Given name"), _("Place of residence"), _("Document type"), _("Arrival date"),
                _("Departure date"), _("Room"), _("Bed"),
            ],
            ["Voorbeeldska", "Anna", "Opole", _("passport"), date(2026, 5, 1), None, "1", "A"],
            ["Próbny", "Jan", "Łódź", _("identity card"), date(2026, 5, 2), date(2026, 6, 30), "1", "B"],
        ]  # fmt: skip

    @staticmethod
    def missing_first(actor: Actor) -> dict[str, Any] | None:
        if sites_of(actor).exists():
            return None
        return {
            "title": _("Add a site first"),
            "text": _("A list belongs to a site with rooms and beds."),
            "url": reverse("housing:add-site"),
            "label": _("Add your first site"),
        }

    @classmethod
    def result_url(cls, run: Run) -> str:
        return reverse("register:board", args=[run.asked["site"]])


def _name_of(declared: Declared) -> str:
    worker = declared.worker
    return f"{worker.given_name} {worker.family_name}".strip() if worker else ""


def _names_a_site(table: Table) -> bool:
    """Whether any line says at which site it is: then a line that does not may stand below one that does."""
    column = table.mapping.column_of(Field.SITE)
    if column is None:
        return False
    texts = (cell_text(row[column]) for row in table.sheet.rows[table.header_row + 1 :] if column < len(row))
    return any(not says_nothing(text) for text in texts)


def _names_in(table: Table) -> Iterator[tuple[int, str]]:
    """The cells with a whole name, each with the number of its line."""
    column = table.mapping.column_of(Field.PERSON)
    if column is None:
        return
    for line, row in enumerate(table.sheet.rows[table.header_row + 1 :], start=table.header_row + 2):
        cell = row[column] if column < len(row) else None
        if isinstance(cell, str) and not says_nothing(cell) and not says_free(cell):
            yield line, cell


def _places_that_look_empty(actor: Actor) -> Iterator[str]:
    """Names of own rooms and beds that would say elsewhere that there is none, such as X."""
    sites = sites_of(actor)
    units, beds = Unit.objects.filter(site__in=sites), Bed.objects.filter(unit__site__in=sites)
    for names in (units, beds):
        yield from (n.casefold() for n in names.order_by().values_list("name", flat=True).distinct() if says_nothing(n))
