"""Days in words, as templates show them."""

from datetime import UTC, date, datetime

from django.utils import translation

from thoes.ui.days import day_in_words
from thoes.ui.templatetags.thoes_ui import day, short_day


def test_a_moment_after_midnight_is_of_the_day_on_the_wall_and_not_of_the_stored_one() -> None:
    with translation.override("nl"):
        shown = day(datetime(2026, 5, 14, 22, 30, tzinfo=UTC), weekday=False)

    assert shown == '<time datetime="2026-05-15">15 mei 2026</time>'


def test_a_day_stays_itself() -> None:
    with translation.override("en"):
        assert day(date(2026, 5, 14)) == '<time datetime="2026-05-14">Thu 14 May 2026</time>'


def test_english_keeps_its_capitals_and_dutch_has_none() -> None:
    with translation.override("en"):
        assert day_in_words(date(2027, 3, 1), "l j F Y") == "Monday 1 March 2027"
        assert "1 Mar" in short_day(date(2027, 3, 1))
    with translation.override("nl"):
        assert day_in_words(date(2027, 3, 1), "l j F Y") == "maandag 1 maart 2027"
