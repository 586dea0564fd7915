"""An answer of a path is right for the one who reads it: in law at its edges, in its own language, and with whom to call."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from thoes import guide as templates_of
from thoes.foundation.translated_texts import listed
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.paths.answers import Answer, Chosen, Listed, Money, Tone, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.deduction import DEDUCTION
from thoes.guide.paths.job_ended import JOB_ENDED
from thoes.guide.paths.saying import Speaker
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web import paths as pages
from thoes.rules.housing_deduction import AGES
from thoes.rules.loading import rule_book

TODAY = date(2026, 11, 29)
DUE = Decimal("599.60")
"""The minimum wage of 40 hours by an adult in November 2026; a quarter of it is 149.90."""


def answered(**given: object) -> Answer:
    week = {"first_day": date(2026, 11, 2), "age": "age21", "hours_1": Decimal(40)}
    conditions = dict.fromkeys(("quality", "mandate", "lease_copy", "not_posted"), "yes")
    return DEDUCTION.answer(Given(week | conditions | given), TODAY)


@pytest.mark.parametrize(
    ("surplus", "housing", "other", "tone"),
    [
        ("0", "149.90", None, Tone.GOOD),
        ("0", "149.91", None, Tone.WRONG),
        ("10", "159.90", None, Tone.UNSURE),
        ("10", "159.91", None, Tone.WRONG),
        ("10", "149.90", "10.00", Tone.UNSURE),
        ("10", "149.90", "10.01", Tone.WRONG),
        ("10", "155.00", "4.90", Tone.UNSURE),
        ("10", "155.00", "4.91", Tone.WRONG),
    ],
)
def test_pay_above_the_minimum_wage_covers_no_more_than_itself(surplus, housing, other, tone) -> None:
    answer = answered(
        gross=DUE + Decimal(surplus), housing=Decimal(housing), other=None if other is None else Decimal(other)
    )

    assert answer.tone is tone


def test_what_was_deducted_too_much_is_what_neither_the_maximum_nor_the_pay_above_it_covers() -> None:
    answer = answered(gross=DUE + 10, housing=Decimal("480"))

    assert answer.title == said("too_much", above=Money(Decimal("320.10")), most=Money(Decimal("159.90")))


@pytest.mark.parametrize("age", AGES)
def test_every_age_with_a_minimum_wage_can_be_chosen_and_has_a_name_in_every_language(age) -> None:
    assert f"age{age}" in DEDUCTION.questions["age"].options
    for language in GUIDE_LANGUAGES:
        assert str(age) in PATH_TEXTS.wording(language)[f"paths.deduction.options.age.age{age}"]


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_who_has_no_bed_tonight_reads_where_to_go_when_the_town_hall_is_shut_and_what_holds_for_ukraine(
    language,
) -> None:
    answer = JOB_ENDED.answer(Given({"last_day": TODAY, "bed_tonight": "no"}), TODAY)

    spoken = Speaker("job-ended", language, towns={}, on=TODAY).answer(answer)
    own = PATH_TEXTS.wording(language)

    assert spoken.steps[0].count("?") == 1
    assert spoken.steps[1] == own["paths.job-ended.says.step_ukraine"]
    assert "leefgeld" in spoken.steps[1]


_INCLUDED = {
    "nl": "tot en met", "en": "up to and including", "de": "einschließlich", "pl": "włącznie", "ro": "inclusiv",
    "bg": "включително", "hu": "eddig a napig", "uk": "включно", "es": "inclusive",
}  # fmt: skip


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_a_last_day_that_still_counts_says_that_it_does(language) -> None:
    own = PATH_TEXTS.wording(language)["paths.job-ended.says"]

    for key in ("bed_agreement", "because_care", "because_judge", "date_bed", "date_care"):
        assert _INCLUDED[language] in own[key].lower(), key


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["", "sheet"])
def test_whom_to_call_stands_right_under_what_to_do(shape) -> None:
    sent = {"last_day": "2026-11-29", "bed_tonight": "no", "as": shape}
    page = Client().post(reverse("guide:path", args=["uk", "job-ended"]), sent).content.decode()
    parts = PATH_TEXTS.wording("uk")["parts"]

    places = [page.index(parts[each]) for each in ("steps", "helpers", "dates", "letter")]

    assert places == sorted(places)


@pytest.mark.django_db
@pytest.mark.parametrize(("departure", "is_gone"), [("2026-11-28", True), ("2026-11-29", False), ("2026-11-30", False)])
def test_who_has_left_is_never_told_to_register_there(departure, is_gone, monkeypatch) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: TODAY)
    sent = {"arrival": "2026-02-01", "departure": departure}

    page = unescape(Client().post(reverse("guide:path", args=["nl", "register"]), sent).content.decode())

    assert (PATH_TEXTS.wording("nl")["wrong.gone"] in page) is is_gone
    assert ('id="answer"' in page) is not is_gone


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "sent", "called"),
    [
        ("register", {"arrival": "2026-11-08", "from_2": "2026-02-01"}, "Eerder verblijf 2: Tot"),
        ("hours", {"monday": "2026-11-23", "age": "adult", "begins_3": "06:00"}, "Dag 3: Einde"),
        ("deduction", {"first_day": "2026-11-02", "age": "age21", "hours_4": "x"}, "Week 4"),
    ],
)
def test_a_mistake_in_one_of_some_rows_says_in_which(path, sent, called) -> None:
    page = unescape(Client().post(reverse("guide:path", args=["nl", path]), sent).content.decode())

    assert re.search(rf'<a class="nl-link" href="#\w+_\d">{called}[^<]*</a>:', page)


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_some_things_after_one_another_are_joined_as_the_language_does_it(language) -> None:
    speaker = Speaker("room", language, towns={}, on=TODAY)
    kinds = [Chosen("kind", kind) for kind in ("dwelling", "complex", "hotel")]

    words = speaker.fact(Listed(tuple(kinds)))

    assert words == listed([speaker.fact(each) for each in kinds], language)
    assert words.count(", ") == 1
    assert speaker.fact(Listed(())) == ""


def test_no_share_of_a_whole_is_written_as_a_fraction_that_has_a_per_cent() -> None:
    answer = answered(age="age17")
    speaker = Speaker("deduction", "nl", towns={}, on=TODAY)
    share = next(used for used in answer.sources if used.key == "wml.youth.seventeen")

    assert speaker.fact(share) == "39,5%"
    assert rule_book().parameter("brp.depart.fraction")


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_a_letter_is_right_before_and_after_its_day(language) -> None:
    """Somebody may write before the day has come, and after a term is over: no past tense, and nothing "before that day"."""
    letters = [
        PATH_TEXTS.wording(language)["paths.register.letters.ask_appointment.paragraphs"][1],
        PATH_TEXTS.wording(language)["paths.job-ended.letters.ask_papers.paragraphs"][0],
    ]

    assert not any(re.search(r"\bwas\b|\bwar\b|\bfue\b|\ba fost\b|беше|volt\b", each) for each in letters)
    assert not any(
        re.search(r"vóór|before|vor diesem|przed|înainte|преди|előtt|до цього|antes de ese", each) for each in letters
    )


def test_buttons_beside_each_other_have_room_between_them() -> None:
    """On a telephone two in one paragraph stand on each other without a gap."""
    templates = sorted(Path(templates_of.__file__).parent.rglob("templates/**/*.html"))
    lines = [line for each in templates for line in each.read_text(encoding="utf-8").splitlines()]

    assert lines
    assert [line for line in lines if line.count('class="nl-button ') > 1 and "thoes-buttons" not in line] == []


def test_the_dutch_of_the_guide_says_die_of_a_thing_and_minstens() -> None:
    """As the pages for officials do: "Vraag haar aan" and "ten minste" are the Dutch of an act."""
    folder = Path(templates_of.__file__).parent
    texts = [*folder.rglob("nl.md"), *folder.rglob("texts/nl.yaml")]
    found = [
        f"{each.parent.name}: {line.strip()}"
        for each in texts
        for line in each.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bhaar\b|\bten (?:minste|hoogste)\b|\b[aA]anwijzing\b", line)
        and "bij haar of bij u thuis" not in line
    ]

    assert len(texts) > 47
    assert found == []
