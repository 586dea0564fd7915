"""A calendar of a municipality as a kind of file: shown before it counts, what is doubtful asked, what was added kept.

An event is found again by its UID. What a keeper added (words in other languages, languages spoken, transport, hidden, single
dates) stays. Events that the calendar has no more are named, and go only when somebody says so.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.events.access import kept_calendars
from thoes.events.calendar_reading import MOST_BYTES, MOST_EVENTS, CalendarLine, is_calendar, read_calendar
from thoes.events.domain.dates import last_day
from thoes.events.domain.event import SOURCE, Event, EventError, event_of, merged
from thoes.events.domain.recurrence import RuleError, checked_rule
from thoes.events.domain.repeating import Repeat, repeat_of
from thoes.events.models import EventCalendar, EventRecord, KeptEvent
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.reading_acts import begin_reading, undo_reading
from thoes.events.services import lose, take_from_calendar
from thoes.events.texts import REPEATS
from thoes.foundation.refusal_texts import known_codes
from thoes.intake.public import (
    NO,
    YES,
    Cell,
    Cells,
    FileForm,
    FileKind,
    Keep,
    Limits,
    Line,
    Notice,
    Question,
    ReadFile,
    Sheet,
    Table,
    Taken,
    Vocabulary,
    Words,
    cell_text,
)
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant
from thoes.ui.forms import FileDrop

KEEP, CANCEL, AWAY = "keep", "cancelled", "away"
_NAMED = 5


class CalendarColumn(StrEnum):
    """What stands of an event in a line."""

    UID = "uid"
    TITLE = "title"
    BEGINS = "begins"
    ENDS = "ends"
    WHERE = "where"
    RULE = "rule"
    REST = "rest"
    FLOATING = "floating"
    WRONG = "wrong"


_C = CalendarColumn
_WORDS: dict[StrEnum, str] = {
    _C.UID: "uid",
    _C.TITLE: "titel;title;summary",
    _C.BEGINS: "begin;begint;start;dtstart",
    _C.ENDS: "einde;eindigt;dtend",
    _C.WHERE: "waar;locatie;where;location",
    _C.RULE: "herhaling;rrule",
    _C.REST: "overige gegevens",
    _C.FLOATING: "zonder tijdzone",
    _C.WRONG: "fout",
}
VOCABULARY = Vocabulary(
    words=_WORDS,
    names={
        _C.UID: gettext_lazy("UID in the calendar"),
        _C.TITLE: gettext_lazy("Title"),
        _C.BEGINS: gettext_lazy("Begins"),
        _C.ENDS: gettext_lazy("Ends"),
        _C.WHERE: gettext_lazy("Where"),
        _C.RULE: gettext_lazy("Repeats"),
        _C.REST: gettext_lazy("Other facts"),
        _C.FLOATING: gettext_lazy("Names no time zone"),
        _C.WRONG: gettext_lazy("Fault"),
    },
)
_HEAD: list[Cell] = [_WORDS[each].split(";")[0] for each in CalendarColumn]


class CalendarForm(FileForm):
    """A calendar file, and which calendar it is of."""

    calendar = forms.ChoiceField(
        label=gettext_lazy("Which calendar is it?"),
        help_text=gettext_lazy("Its events are found again by this calendar the next time."),
    )
    field_order = ("calendar", "file")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["calendar"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), each.name) for each in kept_calendars(actor)
        ]
        self.fields["file"].label = gettext_lazy("The calendar file")
        self.fields["file"].help_text = gettext_lazy("A file that ends in .ics, as calendars give it.")
        self.fields["file"].widget = FileDrop({"accept": ".ics,text/calendar"})


class CalendarList(FileKind[CalendarLine]):
    """The events of a calendar, one in a line."""

    name = "event-lists"
    permissions = (KEEP_EVENTS,)
    purpose = KEEP_EVENTS_PURPOSE
    vocabulary = VOCABULARY
    # The largest calendar of a municipality that was seen has some hundreds of events. A choice of Thoes.
    limits = Limits(file_bytes=MOST_BYTES, unpacked_bytes=20 * 2**20, rows=MOST_EVENTS + 2, columns=20, seconds=30)
    no_table = columns_missing = "calendar_unreadable"
    form = CalendarForm
    searches_unread = False
    leaves_out_totals = False
    shown = ((_C.TITLE,), (_C.BEGINS, _C.RULE, _C.WHERE))
    words = Words(
        title=gettext_lazy("Calendar files"),
        heading=gettext_lazy("Take in a calendar"),
        check=gettext_lazy("Check this calendar"),
        new=gettext_lazy("new events"),
        changed=gettext_lazy("events that changed"),
        parent=("events:calendars", gettext_lazy("Calendars")),
    )

    @staticmethod
    def open_otherwise(path: Path) -> list[Sheet] | None:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if not is_calendar(content[:100]):
            return None
        return [sheet_of(read_calendar(content))]

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return {_C.UID, _C.TITLE, _C.BEGINS, _C.ENDS} <= fields

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[CalendarLine]) -> None:
        """Know the calendar, its events, and which of them are not in this file."""
        self._batch: UUID | None = None
        self.calendar = kept_calendars(self.actor).filter(pk=UUID(self.asked["calendar"])).first()
        if self.calendar is None:
            raise Refusal("calendar_not_yours")
        rows = [row for table in tables for row in table.sheet.rows[table.header_row + 1 :]]
        in_file = set(_column(tables, _C.UID))
        self._content = fingerprint_of(rows)
        self._known = {row.uid: row for row in self.calendar.events.all()}
        self._missing = [row for uid, row in self._known.items() if uid not in in_file and self._is_to_come(row)]
        floating = len(_column(tables, _C.FLOATING))
        self._takes_floating = ""
        if floating:
            self._takes_floating = self.answers.to(
                Question("calendar_floating", (YES, NO), facts={"count": floating}, remembered=True)
            )
        self._renamed = self._with_another_uid(tables)
        self._same = YES
        if self._renamed:
            names = ", ".join(dict.fromkeys(row.title for row in list(self._renamed.values())[:_NAMED]))
            self._same = self.answers.to(
                Question("calendar_other_uid", (YES, NO), facts={"count": len(self._renamed), "names": names})
            )
            if self._same != NO:
                again = {row.pk for row in self._renamed.values()}
                self._missing = [row for row in self._missing if row.pk not in again]
        self._of_missing = ""
        if self._missing:
            names = ", ".join(row.title for row in self._missing[:_NAMED])
            self._of_missing = self.answers.to(
                Question("calendar_missing", (CANCEL, AWAY, KEEP), facts={"count": len(self._missing), "names": names})
            )
        if cut := sum(_CUT in rest for rest in _column(tables, _C.REST)):
            read.notices.append(Notice("", "calendar_texts_cut", {"count": cut}))

    def _with_another_uid(self, tables: Sequence[Table]) -> dict[str, KeptEvent]:
        """Events of the file by their UID that stand in it no more under the UID of before: some calendars make new ones."""
        before: dict[tuple[str, str], list[KeptEvent]] = {}
        for row in self._missing:
            before.setdefault((row.title, row.source.get("begins", "")), []).append(row)
        seen = Counter((title, begins) for _uid, title, begins in _said_of(tables))
        found = {}
        for uid, title, begins in _said_of(tables):
            rows = before.get((title, begins), [])
            # Two that are alike cannot be told apart.
            if uid not in self._known and len(rows) == 1 and seen[title, begins] == 1:
                found[uid] = rows[0]
        return found

    def _is_to_come(self, row: KeptEvent) -> bool:
        is_cancelled = merged(row.source, row.own).get("is_cancelled")
        return row.gone_on is None and not is_cancelled and (row.last_on is None or row.last_on >= self.on)

    def read(self, cells: Cells) -> CalendarLine | None:
        line = CalendarLine(
            uid=cells.text(_C.UID),
            title=cells.text(_C.TITLE),
            begins=cells.text(_C.BEGINS),
            ends=cells.text(_C.ENDS),
            where=cells.text(_C.WHERE),
            rule=cells.text(_C.RULE),
        )
        if wrong := cells.text(_C.WRONG):
            raise Refusal(wrong if wrong in known_codes() else "event_part_unreadable")
        if cells.text(_C.FLOATING) and self._takes_floating != YES:
            raise Refusal("event_time_without_zone")
        if line.uid in self._renamed and self._same not in (YES, NO):
            raise Refusal("event_other_uid")
        line.rest = _facts(cells.text(_C.REST))
        event = _event(line)
        last = last_day(event)
        # What is over is of no use to anybody, and calendars keep it for years.
        return None if last is not None and last < self.on and line.uid not in self._known else line

    def _take_all(self, lines: Sequence[Line[CalendarLine]]) -> Taken:
        """All of it in one act, by which it is undone. Nobody changes one of its events meanwhile."""
        assert self.calendar is not None  # begun with one
        rows = EventCalendar.objects.select_for_update().filter(pk=self.calendar.pk, gone_on=None)
        if (calendar := rows.first()) is None:
            raise Refusal("calendar_removed")
        self.calendar = calendar
        self._known = {row.uid: row for row in calendar.events.select_for_update(of=("self",)).order_by("pk")}
        self._missing = [self._known[row.uid] for row in self._missing if row.uid in self._known]
        self._renamed = {uid: self._known[row.uid] for uid, row in self._renamed.items() if row.uid in self._known}
        taken = self._each(lines)
        self._finish()
        return taken

    def take(self, said: CalendarLine, line: Line[CalendarLine]) -> str:
        assert self.calendar is not None  # begun with one
        row = self._known.get(said.uid) or (self._renamed.get(said.uid) if self._same == YES else None)
        if row is None:
            row = KeptEvent(
                calendar=self.calendar, municipality_id=self.calendar.municipality_id, uid=said.uid, made_at=self.at
            )
            take_from_calendar(row, source_of(said), actor=self.actor, on=self.on, at=self.at, batch=self._batch)
            self._known[said.uid] = row
            return "new"
        changed = take_from_calendar(
            row, source_of(said), uid=said.uid, actor=self.actor, on=self.on, at=self.at, batch=self._batch
        )
        return "changed" if changed else "unchanged"

    def carry_out(self, lines: Sequence[Line[CalendarLine]], *, act: UUID | None, start: int, keep: Keep) -> None:
        self._batch = uuid4()
        with as_tenant(self.actor, self.purpose):
            taken = self._take_all(lines[start:])
            made = EventRecord.objects.filter(batch=self._batch).exists()
            keep(self._batch if made else None, start, len(lines) - start, taken)

    def undo(self, act: UUID) -> None:
        undo_reading(act, actor=self.actor, on=self.on, at=self.at)

    def _finish(self) -> None:
        """What is not in the file goes as was answered; what is in it was seen today."""
        assert self._batch is not None  # made as the file is carried out
        for row in self._missing if self._of_missing in (CANCEL, AWAY) else ():
            is_shown = self._of_missing == CANCEL
            lose(actor=self.actor, event_id=row.pk, is_shown=is_shown, on=self.on, at=self.at, batch=self._batch)
        missing = [row.pk for row in self._missing]
        assert self.calendar is not None
        self.calendar.events.exclude(pk__in=missing).update(seen_on=self.on)
        begin_reading(self.calendar, self._batch, content=self._content)

    @staticmethod
    def says(said: CalendarLine) -> dict[str, str]:
        if not said.rule:
            return {}
        repeat, _until = repeat_of(said.rule, datetime.fromisoformat(said.begins))
        return {} if repeat is Repeat.OTHERWISE else {_C.RULE: str(REPEATS[repeat])}

    @staticmethod
    def said_beside(form: Any) -> tuple[dict[str, Any], str]:
        name = EventCalendar.objects.filter(pk=form["calendar"]).values_list("name", flat=True).first()
        return {"calendar": form["calendar"]}, name or ""

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        return [
            _("The calendar of your website, as it gives it: a file that ends in .ics."),
            _("Names and addresses of who organises and who comes are not read. Private events are not taken in."),
            _("What you added stays when the calendar comes again: other languages, transport, hidden events."),
            _("What the calendar has no more goes only when you say so."),
        ]

    @staticmethod
    def missing_first(actor: Actor) -> dict[str, Any] | None:
        if kept_calendars(actor).exists():
            return None
        return {
            "title": _("Name the calendar first"),
            "text": _("Say which calendar it is. Then its events are found again the next time."),
            "url": reverse("events:add-calendar"),
            "label": _("Add a calendar"),
        }


_CUT = '"is_cut": true'


def _column(tables: Sequence[Table], field: StrEnum) -> list[str]:
    """What stands under a field in all lines, without those where nothing does."""
    return [each for each in _whole_column(tables, field) if each]


def _whole_column(tables: Sequence[Table], field: StrEnum) -> list[str]:
    """What stands under a field in each line."""
    found = []
    for table in tables:
        place = next((column for column, name in table.mapping.columns.items() if name is field), None)
        for row in table.sheet.rows[table.header_row + 1 :]:
            found.append(cell_text(row[place]) if place is not None and place < len(row) and row[place] else "")
    return found


def _said_of(tables: Sequence[Table]) -> list[tuple[str, str, str]]:
    """Of each line its UID, its title, and when it begins as it is kept."""
    uids, titles, begins = (_whole_column(tables, field) for field in (_C.UID, _C.TITLE, _C.BEGINS))
    return [(uid, title, at.replace(" ", "T")) for uid, title, at in zip(uids, titles, begins, strict=True)]


def sheet_of(lines: Sequence[CalendarLine]) -> Sheet:
    """The events as a table, as every other file is read."""
    return Sheet(name="", rows=[_HEAD, *(_row(line) for line in lines)])


def _row(line: CalendarLine) -> list[Cell]:
    said = line.rest | ({"is_cut": True} if line.is_cut else {})
    rest = json.dumps(said, ensure_ascii=False) if said else None
    return [
        line.uid, line.title, line.begins.replace("T", " "), line.ends.replace("T", " "), line.where or None,
        line.rule or None, rest,
        "ja" if line.is_floating else None, line.wrong or None,
    ]  # fmt: skip


def fingerprint_of(rows: Sequence[Sequence[Cell]]) -> str:
    """Of what a calendar says: the same when only the moment at which it was asked differs."""
    return hashlib.sha256(json.dumps([list(row) for row in rows], default=str).encode()).hexdigest()


def source_of(line: CalendarLine) -> dict[str, Any]:
    """The facts of a line, as they are kept beside what a keeper adds."""
    says = line.rest.get("says", "")
    text = {"title": line.title, **({"says": says} if says else {})}
    facts = {
        "texts": {SOURCE: text},
        "begins": line.begins.replace(" ", "T"),
        "ends": line.ends.replace(" ", "T"),
        "where": line.where,
        "rule": checked_rule(line.rule, datetime.fromisoformat(line.begins)) if line.rule else "",
        **{name: value for name, value in line.rest.items() if name != "says"},
    }
    return {name: value for name, value in facts.items() if value}


def _facts(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except ValueError as wrong:
        raise Refusal("event_part_unreadable", field=_C.REST) from wrong
    if not isinstance(found, dict):
        raise Refusal("event_part_unreadable", field=_C.REST)
    known = ("says", "is_all_day", "more", "changes", "link", "is_cancelled")
    return {name: found[name] for name in known if name in found}


def _event(line: CalendarLine) -> Event:
    try:
        return event_of(source_of(line))
    except EventError as wrong:
        raise Refusal(wrong.code, field=_FIELDS.get(wrong.field)) from wrong
    except RuleError as wrong:
        raise Refusal(wrong.why, field=_C.RULE) from wrong
    except (ValueError, TypeError) as wrong:
        raise Refusal("event_time_unreadable", field=_C.BEGINS) from wrong


_FIELDS = {"title": _C.TITLE, "begins": _C.BEGINS, "ends": _C.ENDS, "rule": _C.RULE, "where": _C.WHERE}
