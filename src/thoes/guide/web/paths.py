"""The question paths: a form, and its answer with one's own days and amounts. Nothing of what is filled in is kept.

What is filled in comes by POST, so that it stands in no address, no log and no history, and a browser is asked not to store
the answer. A letter, a calendar and a sheet are asked with the same form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from thoes.accounts.public import keeps_nothing, open_before_second_step
from thoes.contacts.public import CheckState, NamedContact, Phone
from thoes.foundation.translated_texts import Wording, locale_of
from thoes.guide.amounts import amount_on
from thoes.guide.frame import FRAME, SOURCE, direction_of
from thoes.guide.help import HELP
from thoes.guide.keeping.published import guide_now
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.answers import Answer, Tone, said
from thoes.guide.paths.asking import Given, Group, Kind, Mistake, Question, QuestionPath, Reading, Wrong, read_form
from thoes.guide.paths.calendar_file import days_as_calendar
from thoes.guide.paths.helpers import helpers_for
from thoes.guide.paths.register import ELSEWHERE
from thoes.guide.paths.saying import Speaker, day_of
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.readers.models import About
from thoes.guide.readers.showings import forget, is_first_of, new_showing
from thoes.guide.readers.web.tell import buttons, is_from_elsewhere, not_kept, said_by
from thoes.guide.web.articles import number_line
from thoes.guide.web.pages import day_in_words, page_of, shown
from thoes.kernel.refusals import Refusal
from thoes.places.public import municipality_names
from thoes.privacy.public import own_matter
from thoes.rules.loading import UsedParameter

BADGES = {Tone.GOOD: "ok", Tone.CAREFUL: "warning", Tone.WRONG: "error", Tone.UNSURE: "neutral"}
_INPUTS = {Kind.DAY: "date", Kind.TIME: "time"}
_EMERGENCY_NUMBER = "112"
_MODES = {Kind.MONEY: "decimal", Kind.DECIMAL: "decimal", Kind.NUMBER: "numeric"}


@dataclass(frozen=True, slots=True)
class Field:
    """A question as it stands in the form."""

    name: str
    label: str
    help: str
    error: str
    typed: str
    value: str
    """As an input takes it: a day in figures, year first."""
    input: str
    mode: str
    unit: str
    is_required: bool
    options: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """What was filled in, as people read it."""
        return dict(self.options).get(self.value, self.typed)

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader says with it."""
        has = {"help": self.help, "error": self.error, "unit": self.unit}
        return " ".join(f"{self.name}_{part}" for part, words in has.items() if words)


@dataclass(frozen=True, slots=True)
class Fields:
    """A fieldset: each row with its own legend, which is empty where the questions stand by themselves."""

    legend: str
    rows: tuple[tuple[str, tuple[Field, ...]], ...]


@open_before_second_step
@require_safe
@cache_control(public=True, max_age=600)
def paths(request: HttpRequest, language: str) -> HttpResponse:
    """All the questions that have a path."""
    page = paths_page(language, lambda other: reverse("guide:paths", args=[other]))
    return shown(request, "guide/paths/paths.html", page | {"paths": list(page["words"]["paths"].items())})


# Nothing is kept or done, so there is nothing that a page elsewhere could have done in somebody's name.
@open_before_second_step
@own_matter
@keeps_nothing
@csrf_exempt
@cache_control(no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def question_path(request: HttpRequest, language: str, path: str) -> HttpResponse:
    """The questions; after them the answer, or one of its papers (`as`: letter, sheet or calendar)."""
    if path not in PATHS:
        raise Http404
    asked, today = PATHS[path], localdate()
    page = paths_page(language, lambda other: reverse("guide:path", args=[other, path]))
    towns = municipality_names()
    wording, reading = page["wording"], None
    if request.method == "POST":
        reading = read_form(asked, request.POST, towns=(*towns, ELSEWHERE), today=today)
    page |= {
        "path": asked,
        "own": wording[f"paths.{path}"],
        "fieldsets": _fieldsets(asked, wording, reading, towns),
        "asks_if_sure": reading is not None and reading.asks_if_sure,
        "is_sure": reading is not None and reading.is_sure,
        "mistakes": _mistakes(asked, wording, reading.open_mistakes) if reading else [],
        "articles": read_more(asked, language),
    }
    if reading is None or not reading.is_good:
        return shown(request, "guide/paths/path.html", page)
    return _answered(request, page, asked, reading.given, towns, today)


def _answered(
    request: HttpRequest,
    page: dict[str, Any],
    asked: QuestionPath,
    given: Given,
    towns: Mapping[str, str],
    today: date,
) -> HttpResponse:
    language, wording = page["language"], page["wording"]
    answer, speaker = _answer(asked, given, today), Speaker(asked.key, language, towns=towns, on=today)
    answered, as_what = speaker.answer(answer), request.POST.get("as", "")
    made_on = wording.filled("made_on", day=format_date(today, "long", locale=locale_of(wording.language)))
    if as_what == "calendar" and answered.dates:
        note = (
            f"{wording['indication']} {request.build_absolute_uri(reverse('guide:path', args=[language, asked.key]))}"
        )
        made_at = now()
        body = days_as_calendar(asked.key, answered.dates, note=note, made_at=made_at)
        return _file(body, "text/calendar; charset=utf-8", f"thoes-{asked.key}.ics")
    letters = (
        []
        if answer.letter is None
        else [
            Speaker(asked.key, code, towns=towns, on=today).letter(answer.letter)
            for code in dict.fromkeys((SOURCE, language))
        ]
    )
    page |= {
        "answer": answered,
        "badge": BADGES[answered.tone],
        "tone_words": wording[f"tone.{answered.tone.value}"],
        "lines": [
            (each, BADGES[each.tone] if each.tone else "", _tone_words(wording, each.tone)) for each in answered.lines
        ],
        "helpers": helpers_said(answered.helpers, wording, today),
        "numbers": numbers_used(answer.sources, language, today),
        "made_on": made_on,
        "letters": letters,
        "origin": f"{request.scheme}://{request.get_host()}/",
        "given": [field for each in page["fieldsets"] for _legend, row in each.rows for field in row if field.typed],
    }
    page |= _told(request, language, asked.key)
    if as_what == "letter" and letters:
        return shown(request, "guide/paths/letter.html", page)
    response = shown(request, f"guide/paths/{'sheet' if as_what == 'sheet' else 'path'}.html", page)
    if as_what == "sheet":
        response.headers["Content-Disposition"] = f'attachment; filename="thoes-{asked.key}.html"'
    return response


def _told(request: HttpRequest, language: str, path: str) -> dict[str, Any]:
    """The buttons under an answer, and what came of pressing one. Kept is which one, of which path: nothing of the form."""
    said, wrong, showing = said_by(request), "", request.POST.get("showing", "")
    if said and not is_from_elsewhere(request) and is_first_of(showing):
        wrong = not_kept(request, language, About.PATH, said=said, key=path)
        if wrong:
            forget(showing)
    return {
        "showing": new_showing(),
        "tell": buttons("path", language),
        "thanks": said and not wrong,
        "wrong_told": FRAME.wording(language)["feedback"][wrong] if wrong else "",
    }


def _answer(asked: QuestionPath, given: Given, today: date) -> Answer:
    """What the rule says; where none is known for a day, that."""
    try:
        return asked.answer(given, today)
    except Refusal as refusal:
        if refusal.code != "no_parameter_on_day":
            raise
        day = refusal.facts["day"]
        assert isinstance(day, date)
        return Answer(
            outcome=refusal.code,
            tone=Tone.UNSURE,
            title=said("common.no_rule"),
            missing=(said("common.no_rule_on", day=day),),
            helpers=("legal_aid",),
        )


def paths_page(language: str, same_page: Any) -> dict[str, Any]:
    """What every page of the paths has beside that of the guide: its words, and whether somebody read them."""
    page, wording = page_of(language, same_page), PATH_TEXTS.wording(language)
    return page | {
        "wording": wording,
        "words": wording.sentences,
        "words_language": wording.language,
        "words_direction": direction_of(wording.language),
        "words_notice": wording.notice,
    }


def _fieldsets(
    asked: QuestionPath, wording: Wording, reading: Reading | None, towns: Mapping[str, str]
) -> list[Fields]:
    wrong: dict[str, Mistake] = {}
    for mistake in reading.open_mistakes if reading else ():
        wrong.setdefault(mistake.name, mistake)

    def field(name: str, question: Question, row: str) -> Field:
        label = wording[f"paths.{asked.key}.ask.{question.name}"]
        return Field(
            name=name,
            label=row or label,
            help=wording[f"paths.{asked.key}"].get("help", {}).get(question.name, ""),
            error=_wrong_words(wording, wrong[name]) if name in wrong else "",
            typed=_as_read(reading, name, wording.language) if reading else "",
            value=_input_value(reading, name) if reading else "",
            input=_INPUTS.get(question.kind, "text"),
            mode=_MODES.get(question.kind, ""),
            unit=wording[f"unit.{question.unit}"] if question.unit else "",
            is_required=question.is_required,
            options=_options(asked, wording, question, towns),
        )

    return [_fields(asked, wording, group, field) for group in asked.groups]


def _fields(asked: QuestionPath, wording: Wording, group: Group, field: Any) -> Fields:
    """A row of one question has the name of the row as its label."""
    legend = wording[f"paths.{asked.key}.groups.{group.key}"]
    if not group.rows:
        return Fields(legend, (("", tuple(field(each.name, each, "") for each in group.questions)),))
    named = [wording.filled(f"paths.{asked.key}.rows.{group.key}", number=row) for row in range(1, group.rows + 1)]
    is_single = len(group.questions) == 1
    rows = tuple(
        (
            "" if is_single else name,
            tuple(field(f"{each.name}_{at}", each, name if is_single else "") for each in group.questions),
        )
        for at, name in enumerate(named, start=1)
    )
    return Fields(legend, rows)


def _options(
    asked: QuestionPath, wording: Wording, question: Question, towns: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    if question.kind is Kind.TOWN:
        return (*towns.items(), (ELSEWHERE, wording["elsewhere"]))
    own = wording[f"paths.{asked.key}"].get("options", {}).get(question.name)
    return tuple((code, own[code] if own else wording[f"common.{code}"]) for code in question.options)


def _as_read(reading: Reading, name: str, language: str) -> str:
    """What was filled in, a day as people read it."""
    value = reading.given[name]
    if isinstance(value, date) and not isinstance(value, datetime):
        return format_date(value, "long", locale=locale_of(language))
    return reading.typed[name]


def _input_value(reading: Reading, name: str) -> str:
    value = reading.given[name]
    match value:
        case datetime():
            return reading.typed[name]
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
    return reading.typed[name]


def _mistakes(asked: QuestionPath, wording: Wording, mistakes: tuple[Mistake, ...]) -> list[tuple[str, str, str]]:
    """For the list above the form: the field, what it is called, and what is wrong."""
    found = []
    for mistake in mistakes:
        found.append((mistake.name, _called(asked, wording, mistake), _wrong_words(wording, mistake)))
    return found


def _called(asked: QuestionPath, wording: Wording, mistake: Mistake) -> str:
    """What a question is called away from its place: with its row, as the same is asked in each of them."""
    label = str(wording[f"paths.{asked.key}.ask.{mistake.question.name}"])
    group = next(each for each in asked.groups if mistake.name in dict(each.asked()))
    if not group.rows:
        return label
    row = wording.filled(f"paths.{asked.key}.rows.{group.key}", number=mistake.name.rpartition("_")[2])
    return row if len(group.questions) == 1 else f"{row}: {label}"


def _wrong_words(wording: Wording, mistake: Mistake) -> str:
    facts: dict[Wrong, dict[str, object]] = {
        Wrong.TOO_LOW: {"least": mistake.question.least},
        Wrong.TOO_HIGH: {"most": mistake.question.most},
    }
    return wording.filled(f"wrong.{mistake.wrong.value}", **facts.get(mistake.wrong, {}))


def _tone_words(wording: Wording, tone: Tone | None) -> str:
    return wording[f"tone.{tone.value}"] if tone else ""


def numbers_used(sources: Iterable[UsedParameter], language: str, today: date) -> list[dict[str, Any]]:
    """Each number that the rule used, with its source, since when it holds and when somebody read it."""
    frame = FRAME.wording(language)
    used = {(each.key, each.version.valid_from): day_of(each, today) for each in sources}
    return [number_line(amount_on(key, language, on=day), frame, day) for (key, _from), day in used.items()]


@dataclass(frozen=True, slots=True)
class HelperSaid:
    """Whom an answer sends people to; `notice` is what is not sure of it, with the language of those words."""

    name: str
    link: str
    phones: tuple[Phone, ...]
    what: str
    notice: str
    language: str


def helpers_said(keys: Iterable[str], wording: Wording, today: date) -> list[HelperSaid]:
    """Whom an answer sends people to, and what for; what nobody checked says so and has no number."""
    found = []
    for key, contact in helpers_for(keys, on=today):
        what = wording[f"helpers.{key}"]
        if contact is None:
            found.append(HelperSaid(_EMERGENCY_NUMBER, f"tel:{_EMERGENCY_NUMBER}", (), what, "", wording.language))
            continue
        said = HELP.wording(wording.language)
        found.append(HelperSaid(contact.name, contact.page, contact.phones, what, _doubt(contact, said), said.language))
    return found


def _doubt(contact: NamedContact, said: Wording) -> str:
    match contact.state:
        case CheckState.CHECKED:
            return ""
        case CheckState.OVERDUE:
            assert contact.checked_on is not None
            return said.filled("not_sure.overdue", day=day_in_words(contact.checked_on, said.language))
        case CheckState.UNCHECKED:
            return str(said["not_sure.unchecked"])
    return str(said["not_sure.contradicted"])


def read_more(asked: QuestionPath, language: str) -> list[tuple[str, str, str]]:
    """The articles that say more: address, title, and the language of the title where it is another."""
    there = guide_now()
    found = [(slug, *there[slug].title_in(language)) for slug in asked.articles if slug in there]
    return [
        (reverse("guide:article", args=[language, slug]), title, "" if written_in == language else written_in)
        for slug, title, written_in in found
    ]


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
