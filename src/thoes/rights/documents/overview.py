"""The overview of one person as an accessible PDF in the person's own language."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from babel.dates import format_date
from django.utils.timezone import localtime
from django.utils.translation import override

from thoes.foundation.documents.paper import Block, Bullets, Heading, Report, Table, Words, print_report
from thoes.foundation.modules import DossierPart, modules
from thoes.foundation.translated_texts import TextFolder, Wording, locale_of
from thoes.privacy.public import purpose_named
from thoes.register.public import nationality_named
from thoes.rights.gathering import Dossier

OVERVIEW = TextFolder(files("thoes.rights").joinpath("documents", "texts"), source="nl")
# The share of the width of the page that each column gets.
_WIDTHS = {
    "details": (3, 2, 3),
    "earlier": (3, 2, 3),
    "stays": (6, 2, 2, 3, 2),
    "duty": (3, 2, 2, 2),
    "desk": (2, 2, 4),
    "accesses": (3, 4, 4, 2),
    "recipients": (4, 4, 4, 2, 3),
    "requests": (2, 3, 4, 4),
    "controllers": (4, 2, 5),
}


def overview_pdf(dossier: Dossier, *, language: str, made_at: datetime) -> bytes:
    """The overview with everything in the dossier, in this language."""
    texts = OVERVIEW.wording(language)
    who, day = dossier["made_by"], _Days(language)
    scope = texts["full"] if dossier["scope"] == "everything" else texts.filled("own", organisation=who)
    blocks: list[Block] = [*map(Words, (*texts["intro"], scope))]
    for section in _sections(dossier, texts, day):
        table = Table(section["head"], section["rows"], section["widths"], empty=texts["none"], is_small=True)
        blocks += [Heading(section["title"]), table]
    blocks += [Heading(texts["rights_title"]), Bullets(texts["rights"])]
    subtitle = texts.filled("subtitle", day=day.of_moment(made_at.isoformat()), organisation=who)
    report = Report(texts["title"], subtitle, blocks, foot=texts.notice, page=texts["page"])
    return print_report(report, language=language, made_at=made_at)


class _Days:
    """Days and moments as they are written in a language."""

    def __init__(self, language: str) -> None:
        self._locale = locale_of(language)

    def of_day(self, iso: str, *, otherwise: str = "–") -> str:
        return self._written(date.fromisoformat(iso)) if iso else otherwise

    def of_moment(self, iso: str) -> str:
        moment = localtime(datetime.fromisoformat(iso))
        return f"{self._written(moment.date())} {moment:%H:%M}"

    def _written(self, day: date) -> str:
        # As the language itself writes a short date: a pattern of our own would say "28 Mai" in German.
        return format_date(day, "medium", locale=self._locale)


def _sections(dossier: Dossier, texts: Wording, day: _Days) -> list[dict[str, Any]]:
    tables: list[tuple[str, Sequence[str], list[list[str]]]] = [
        ("details", ("provider", "what", "value"), _details(dossier["details"], texts, day)),
        ("earlier", ("recorded", "what", "value"), _earlier(dossier["earlier_details"], texts, day)),
        ("stays", ("place", "arrival", "departure", "employer", "recorded"), _stays(dossier["stays"], texts, day)),
        ("duty", ("municipality", "nights", "duty_from", "register_by"), _duty(dossier["duty"], day)),
        ("desk", ("day", "municipality", "got"), _desk(dossier, texts, day)),
        ("accesses", ("day", "organisation", "purpose", "times"), _accesses(dossier["accesses"], texts, day)),
        ("recipients", ("organisation", "purpose", "got", "times", "last"), _recipients(dossier, texts, day)),
        ("requests", ("day", "organisation", "asked", "answer"), _requests(dossier, texts, day)),
        ("controllers", ("organisation", "role", "contact"), _controllers(dossier["controllers"], texts)),
    ]
    known = [
        {
            "title": texts["sections"][key],
            "head": [texts["headings"][name] for name in head],
            "widths": _WIDTHS[key],
            "rows": rows,
        }
        for key, head, rows in tables
        if rows or key != "earlier"
    ]
    with override(texts.language):
        # Without a translation in this language they stand there in English.
        return known + [_as_it_is(part, dossier[part.name], texts) for part in _titled() if dossier[part.name]]


def _titled() -> list[DossierPart]:
    return [part for module in modules() for part in module.dossier if part.title]


def _as_it_is(part: DossierPart, found: list[dict[str, str]], texts: Wording) -> dict[str, Any]:
    """What a module gives without words of its own for the overview: each value under what its field says it holds."""
    return {
        "title": str(part.title),
        "head": [texts["headings"][name] for name in ("what", "value")],
        "widths": (3, 5),
        "rows": [[str(part.labels[name]), value] for row in found for name, value in row.items() if value],
    }


def _details(found: list[dict[str, str]], texts: Wording, day: _Days) -> list[list[str]]:
    return [[row["provider"], *pair] for row in found for pair in _fields(row, texts, day)]


def _earlier(found: list[dict[str, str]], texts: Wording, day: _Days) -> list[list[str]]:
    return [
        [f"{day.of_moment(row['recorded_at'])} {row['provider']}", *pair]
        for row in found
        for pair in _fields(row, texts, day)
    ]


def _fields(row: dict[str, str], texts: Wording, day: _Days) -> list[list[str]]:
    shown = []
    for name, label in texts["fields"].items():
        value = row[name]
        if name == "document_kind":
            value = texts["documents"].get(value, value)
        if name == "nationality":
            value = nationality_named(value, texts.language)
        if name == "date_of_birth":
            value = day.of_day(value, otherwise="")
        if value:
            shown.append([label, value])
    return shown


def _stays(found: list[dict[str, Any]], texts: Wording, day: _Days) -> list[list[str]]:
    return [
        [
            f"{row['site']}, {row['address']} ({row['provider']})",
            day.of_day(row["arrival"]),
            day.of_day(row["departure"], otherwise=texts["words"]["still_here"]),
            row["employer"] or "–",
            day.of_day(_local_day(row["written_down_at"])),
        ]
        for row in found
    ]


def _duty(found: list[dict[str, Any]], day: _Days) -> list[list[str]]:
    return [
        [row["municipality"] or "–", str(row["nights"]), day.of_day(row["duty_from"]), day.of_day(row["register_by"])]
        for row in found
    ]


def _desk(dossier: Dossier, texts: Wording, day: _Days) -> list[list[str]]:
    words = texts["words"]
    rows = [(row["day"], row["municipality"], words[row["what"]]) for row in dossier["desk"]]
    for row in dossier["registrations"]:
        said = words["registered"]
        if row["withdrawn"]:
            said = words["withdrawn"]
        elif row["ended_on"]:
            said = texts.filled("words.registered_until", day=day.of_day(row["ended_on"]))
        rows.append((row["registered_on"], row["municipality"], said))
    for row in dossier["supplier_reports"]:
        rows.append(
            (row["at"][:10], row["municipality"], texts.filled("words.supplier_report", supplier=row["supplier"]))
        )
    return [[day.of_day(when), where, what] for when, where, what in sorted(dict.fromkeys(rows))]


def _accesses(found: list[dict[str, Any]], texts: Wording, day: _Days) -> list[list[str]]:
    """One line per day, organisation and purpose; each single moment stands in the file for machines."""
    times: Counter[tuple[str, str, str]] = Counter()
    last: dict[tuple[str, str, str], str] = {}
    for access in found:
        key = (_local_day(access["at"]), access["organisation"], _purpose(access["purpose"], texts))
        times[key] += 1
        last[key] = max(last.get(key, ""), access["at"])
    return [[day.of_moment(last[key]), key[1], key[2], str(times[key])] for key in sorted(times, reverse=True)]


def _recipients(dossier: Dossier, texts: Wording, day: _Days) -> list[list[str]]:
    given = texts["given"]
    return [
        [
            row["organisation"],
            _purpose(row["purpose"], texts),
            given.get(row["purpose"], given["other"]),
            str(row["times"]),
            day.of_moment(row["last"]),
        ]
        for row in dossier["recipients"]
    ]


def _requests(dossier: Dossier, texts: Wording, day: _Days) -> list[list[str]]:
    """What was asked and answered; and when everything was put together for it, with the reason."""
    words = texts["words"]
    opened = [
        [day.of_moment(row["opened_at"]), row["organisation"], words["everything"], row["reason"]]
        for row in dossier["opened_in_full"]
    ]
    return opened + [
        [
            day.of_day(row["received_on"]),
            row["organisation"],
            ": ".join(filter(None, (words[row["kind"]], row["text"]))),
            ": ".join(filter(None, (words[row["outcome"]], row["answer"])))
            if row["outcome"]
            else texts.filled("words.waiting", day=day.of_day(row["due_on"])),
        ]
        for row in dossier["requests"]
    ]


def _purpose(code: str, texts: Wording) -> str:
    """In the language of the overview; else as its module calls it."""
    known: dict[str, str] = texts["purposes"]
    purpose = purpose_named(code)
    if code in known or purpose is None:
        return known.get(code, known["other"])
    with override(texts.language):
        return str(purpose.label)


def _controllers(found: list[dict[str, Any]], texts: Wording) -> list[list[str]]:
    return [[row["name"], texts["words"][row["role"]], ", ".join(row["contact"]) or "–"] for row in found]


def _local_day(iso: str) -> str:
    return localtime(datetime.fromisoformat(iso)).date().isoformat()
