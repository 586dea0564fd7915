"""The question paths as pages: an answer with one's own days, a letter, a calendar and a sheet, and nothing kept."""

import logging
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from thoes.foundation.translated_texts import TranslationState
from thoes.guide.article_files import articles
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web import paths as pages
from thoes.places.public import ensure_limburg

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
FILLED = {
    "register": {"arrival": "2026-11-25", "departure": "2027-06-01", "town": "GM0983", "registered": "no"},
    "deduction": {
        "first_day": "2026-11-02", "age": "age21", "hours_1": "40", "hours_2": "12,5", "gross": "700", "housing": "250",
        "health": "140", "other": "25", "quality": "yes", "mandate": "no",
    },
    "job-ended": {"last_day": "2026-11-27", "employer": "agency_member", "home": "yes", "weeks": "30", "bed_tonight": "no"},
    "hours": {
        "monday": "2026-11-23", "age": "adult", "begins_1": "06:00", "ends_1": "20:00", "pause_1": "30",
        "begins_2": "05:00", "ends_2": "14:00",
    },
    "room": {"people": "4", "area": "12.5", "label": "snf", "kind": "dwelling", "people_home": "9", "smoke": "no"},
    "agency": {"waadi": "not_found", "sna": "found", "asked_money": "yes"},
    "diploma": {"schooling": "vocational", "goal": "work", "protected": "no"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_a_sunday_in_november(monkeypatch, db) -> None:
    ensure_limburg()
    monkeypatch.setattr(pages, "localdate", lambda: TODAY)


def asked(path: str, language: str = "nl", **sent: str) -> str:
    answer = Client().post(reverse("guide:path", args=[language, path]), sent)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_path_has_a_form_an_answer_a_letter_and_a_sheet_in_every_language(path, language) -> None:
    own = PATH_TEXTS.wording(language)[f"paths.{path}"]
    form = unescape(Client().get(reverse("guide:path", args=[language, path])).content.decode())
    answer = asked(path, language, **FILLED[path])
    letter = asked(path, language, **FILLED[path], **{"as": "letter"})
    sheet = asked(path, language, **FILLED[path], **{"as": "sheet"})

    assert own["title"] in form
    assert 'id="answer"' not in form
    assert 'id="answer"' in answer
    assert own["title"] in answer
    for page in (form, answer, letter, sheet):
        assert "{" not in re.sub(r"<style>.*?</style>", "", page)
        assert ".." not in said(page)
    assert 'lang="nl"' in letter
    assert f'lang="{language}"' in letter
    assert own["title"] in sheet
    assert "<script" not in sheet


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_of_the_paths_say_that_nobody_read_them(language) -> None:
    wording = PATH_TEXTS.wording(language)

    assert wording.language == language
    assert wording.state is TranslationState.UNREVIEWED
    assert wording.notice in asked("register", language, **FILLED["register"])
    assert wording.notice in Client().get(reverse("guide:paths", args=[language])).content.decode()


def test_the_answer_has_ones_own_days_and_the_municipality() -> None:
    page = said(asked("register", "en", **FILLED["register"]))

    assert "30 November 2026" in page
    assert "1 June 2027" in page
    assert "Venlo" in page
    assert "source read on 23 November 2026" in page


def test_an_answer_says_of_a_number_that_nobody_checked_it() -> None:
    assert "niet nagekeken" in said(asked("deduction", **FILLED["deduction"]))


def test_the_sum_of_a_deduction_is_shown_step_by_step() -> None:
    page = said(asked("deduction", **FILLED["deduction"])).replace("\xa0", " ")

    assert "Week vanaf 2 november 2026: 40 × € 14,99 € 599,60" in page
    assert "Week vanaf 9 november 2026: 12,5 × € 14,99 € 187,37" in page
    assert "Minimumloon over deze periode € 786,97" in page
    assert "Hoogste inhouding voor de woning € 196,74" in page
    assert "86,97 minder dan het minimumloon" in page


def test_the_days_come_as_a_calendar_of_whole_days_in_ones_own_language() -> None:
    address = reverse("guide:path", args=["en", "job-ended"])
    answer = Client().post(address, FILLED["job-ended"] | {"as": "calendar"})
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))

    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert [event.decoded("dtstart") for event in events] == [
        date(2026, 12, 5), date(2026, 12, 25), date(2026, 12, 27), date(2027, 1, 27),
    ]  # fmt: skip
    assert str(events[0]["summary"]) == PATH_TEXTS.wording("en")["paths.job-ended.says.date_claim"]
    assert answer.content.count(b"UID") == 4


def test_an_answer_without_days_gives_itself_instead_of_an_empty_calendar() -> None:
    assert 'id="answer"' in asked("room", **FILLED["room"], **{"as": "calendar"})


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_form_says_what_is_missing_or_answers_that_it_is_not_sure(path) -> None:
    page = asked(path)
    required = [name for name, question in PATHS[path].questions.items() if question.is_required]

    assert bool(required) is ("aria-invalid" in page)
    assert all(f'href="#{name}"' in page for name in required)
    if not required:
        assert PATH_TEXTS.wording("nl")["tone.unsure"] in page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "{nonsense}", "-1", "9" * 500, "2026-02-30", "\x00", "’; DROP"]
)
def test_nonsense_is_told_and_never_an_error(path, typed) -> None:
    page = asked(path, **dict.fromkeys(PATHS[path].questions, typed))

    assert 'id="answer"' not in page
    assert "<script>alert" not in page.replace(unescape('value="&lt;script&gt;alert(1)&lt;/script&gt;"'), "")
    assert "9" * 41 not in page


@pytest.mark.parametrize(
    ("path", "changed", "name"),
    [
        ("register", {"departure": "2026-11-25"}, "departure"),
        ("register", {"departure": "2026-11-24"}, "departure"),
        ("register", {"arrival": "2025-02-29"}, "arrival"),
        ("register", {"from_1": "2026-05-01"}, "until_1"),
        ("register", {"from_1": "2026-05-02", "until_1": "2026-05-01"}, "until_1"),
        ("register", {"from_1": "2026-05-02", "until_1": "2026-12-01"}, "until_1"),
        ("register", {"town": "GM0344"}, "town"),
        ("deduction", {"hours_1": "", "hours_2": ""}, "hours_1"),
        ("deduction", {"hours_1": "169"}, "hours_1"),
        ("deduction", {"age": "age14"}, "age"),
        ("hours", {"ends_1": ""}, "ends_1"),
        ("hours", {"pause_2": "540"}, "pause_2"),
        ("hours", {"ends_1": "05:30"}, "begins_2"),
        ("hours", {"begins_1": "", "ends_1": "", "pause_1": "", "begins_2": "", "ends_2": ""}, "begins_1"),
        ("room", {"people_home": "3"}, "people_home"),
        ("room", {"living_area": "8"}, "living_area"),
        ("job-ended", {"weeks": "37"}, "weeks"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_asked_again_at_its_own_question(path, changed, name) -> None:
    page = asked(path, **FILLED[path] | changed)

    assert 'id="answer"' not in page
    assert f'id="{name}_error"' in page


@pytest.mark.parametrize(
    ("path", "doubtful"),
    [
        ("register", {"arrival": "2016-11-25"}),
        ("register", {"departure": "2206-06-01"}),
        ("register", {"departure": "2036-06-01"}),
        ("deduction", {"hours_1": "150"}),
        ("hours", {"ends_2": "22:30"}),
    ],
)
def test_a_value_that_can_hardly_be_meant_is_asked_and_holds_when_it_is_meant(path, doubtful) -> None:
    sent = FILLED[path] | doubtful
    page = asked(path, **sent)

    assert 'id="answer"' not in page
    if doubtful.get("departure") != "2206-06-01":  # beyond what is a day for us: no doubt, but wrong
        assert 'name="sure"' in page
        assert 'id="answer"' in asked(path, **sent, sure="yes")


def test_a_day_for_which_no_wage_is_known_is_said_to_be_not_known() -> None:
    page = said(asked("deduction", **FILLED["deduction"] | {"first_day": "2027-02-01"}))

    assert "Voor deze dag kennen wij geen regel." in page
    assert "1 februari 2027" in page


@pytest.mark.parametrize("typed", ["29-11-2026", "29/11/2026", "29.11.2026", "2026-11-29"])
def test_a_day_may_be_typed_as_people_write_it(typed) -> None:
    assert 'value="2026-11-29"' in asked("register", **FILLED["register"] | {"arrival": typed})


def test_nothing_of_the_answers_is_kept(caplog) -> None:
    secret = {"arrival": "2026-11-13", "departure": "2027-08-17", "town": "GM0983"}
    client = Client()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        for path, filled in FILLED.items():
            for as_what in ("", "letter", "calendar", "sheet"):
                client.post(reverse("guide:path", args=["nl", path]), filled | secret | {"as": as_what})

    assert not client.cookies
    written = [each["sql"] for each in queries if re.match(r"\s*(INSERT|UPDATE|DELETE)", each["sql"], re.IGNORECASE)]
    assert written == []
    for line in (*caplog.messages, *(each["sql"] for each in queries)):
        assert not any(value in line for value in ("2026-11-13", "2027-08-17", "13 november", "187,37"))


def test_that_somebody_who_is_logged_in_asked_is_written_nowhere(alice, logged_in) -> None:
    client = logged_in(alice)
    with CaptureQueriesContext(connection) as queries:
        client.post(reverse("guide:path", args=["nl", "register"]), FILLED["register"])

    assert not [each["sql"] for each in queries if re.match(r"\s*(INSERT|DELETE)", each["sql"], re.IGNORECASE)]


@pytest.mark.parametrize("as_what", ["", "letter", "calendar", "sheet"])
def test_an_answer_is_not_to_be_stored_and_stands_in_no_address(as_what) -> None:
    answer = Client().post(reverse("guide:path", args=["nl", "register"]), FILLED["register"] | {"as": as_what})

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "2027-06-01" not in answer.headers.get("Content-Disposition", "")
    assert not answer.cookies
    if as_what in ("", "letter"):
        assert "<script" not in answer.content.decode()
        assert not re.search(r'(href|action|formaction)="[^"]*2027-06-01', answer.content.decode())


def test_what_stands_in_the_address_is_not_read() -> None:
    page = Client().get(reverse("guide:path", args=["nl", "register"]), FILLED["register"]).content.decode()

    assert "2027-06-01" not in page
    assert 'id="answer"' not in page


def test_a_trace_of_an_error_hides_what_was_filled_in(rf) -> None:
    request = rf.post("/", FILLED["register"])

    pages.question_path(request, language="nl", path="register")

    assert request.sensitive_post_parameters == "__ALL__"


def test_the_same_answer_can_be_asked_in_every_other_language() -> None:
    page = asked("register", "hu", **FILLED["register"])

    for language in set(GUIDE_LANGUAGES) - {"hu"}:
        assert f'form="questions" formaction="{reverse("guide:path", args=[language, "register"])}"' in page


@pytest.mark.parametrize("as_what", ["", "sheet"])
def test_an_answer_leads_to_who_helps_nearby_without_what_was_filled_in(as_what) -> None:
    page = asked("register", "uk", **FILLED["register"] | {"as": as_what})

    assert f'href="{reverse("guide:help", args=["uk"])}"' in page


def test_a_sheet_says_the_days_that_were_filled_in_as_people_read_them() -> None:
    sheet = said(asked("job-ended", "uk", **FILLED["job-ended"] | {"last_day": "2026-11-29", "as": "sheet"}))

    assert "2026-11-29" not in sheet
    assert "29 листопада 2026" in sheet


@pytest.mark.parametrize("language", ["bg", "hu", "uk"])
def test_no_sentence_of_an_answer_ends_in_two_stops(language) -> None:
    assert not re.search(r"(?<!\.)\.\.(?!\.)", said(asked("job-ended", language, **FILLED["job-ended"])))


def test_the_start_and_the_articles_lead_to_the_paths() -> None:
    start = Client().get(reverse("guide:guide", args=["nl"])).content.decode()

    for key, path in PATHS.items():
        link = f'href="{reverse("guide:path", args=["nl", key])}"'
        assert link in start
        for slug in path.articles:
            assert link in Client().get(reverse("guide:article", args=["nl", slug])).content.decode()


def test_the_articles_of_a_path_are_there() -> None:
    assert all(slug in articles() for path in PATHS.values() for slug in path.articles)


def test_no_sentence_of_a_path_has_a_telephone_number_but_that_of_an_emergency() -> None:
    for language in GUIDE_LANGUAGES:
        numbers = re.findall(r"\d{3,}", str(PATH_TEXTS.wording(language).sentences))
        assert set(numbers) <= {"112"}


@pytest.mark.parametrize("address", ["/guide/nl/paths/no-such/", "/guide/xx/paths/", "/guide/xx/paths/register/"])
def test_a_path_that_is_not_there_is_not_found(address) -> None:
    assert Client().get(address).status_code == 404
