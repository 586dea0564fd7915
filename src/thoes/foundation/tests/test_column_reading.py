import sys
import uuid
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from django.db.models import F, Func, IntegerField, Value
from django.db.models.functions import Coalesce, TruncDate

from thoes.foundation.column_reading import as_column, read_columns, uuids
from thoes.foundation.models import OutgoingMail

pytestmark = pytest.mark.django_db
NOON = datetime(1999, 12, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def letters():
    """Three letters, a day apart around the turn of the year 2000, of which one was sent."""
    made = [
        OutgoingMail(
            key=f"{at}", to="nobody@example.nl", subject="Test", tries=at, made_at=when, next_try_at=when, sent_at=sent
        )
        for at, (when, sent) in enumerate(
            [(NOON, None), (NOON + timedelta(days=1), NOON), (NOON + timedelta(days=2), None)]
        )
    ]
    return OutgoingMail.objects.bulk_create(made)


def test_days_numbers_and_ids_come_back_as_they_were_written(letters):
    rows = OutgoingMail.objects.annotate(day=TruncDate("made_at", tzinfo=UTC)).order_by("tries")

    ids, tries, days = read_columns(rows, "pk", "tries", "day")

    assert uuids(ids) == [letter.pk for letter in letters]
    assert tries.tolist() == [0, 1, 2]
    assert [date(1970, 1, 1) + timedelta(days=int(day)) for day in days] == [
        letter.made_at.date() for letter in letters
    ]
    assert days.dtype == np.int32


def test_an_empty_answer_gives_empty_columns():
    ids, tries = read_columns(OutgoingMail.objects.order_by("tries"), "pk", "tries")

    assert (len(ids), len(tries)) == (0, 0)


def test_what_is_looked_up_is_found_among_what_was_read(letters):
    (ids,) = read_columns(OutgoingMail.objects.order_by("tries"), "pk")

    found = np.isin(ids, as_column([letters[2].pk, uuid.uuid4()]))

    assert found.tolist() == [False, False, True]


@pytest.mark.parametrize("names", [("sent",), ("sent", "tries"), ("tries", "sent")])
def test_a_null_is_refused_and_never_read_as_a_number(letters, names):
    rows = OutgoingMail.objects.annotate(sent=TruncDate("sent_at")).order_by("tries")

    with pytest.raises(ValueError, match="null"):
        read_columns(rows, *names)


def test_what_may_be_absent_gets_a_value_of_the_caller(letters):
    rows = OutgoingMail.objects.annotate(sent=Coalesce(TruncDate("sent_at"), Value(date(1970, 1, 2)))).order_by("tries")

    assert read_columns(rows, "sent")[0].tolist() == [1, 10956, 1]


def test_a_text_is_no_column_of_numbers(letters):
    with pytest.raises(ValueError, match="word: not a whole number"):
        read_columns(OutgoingMail.objects.annotate(word=F("key")), "word")


def test_a_row_takes_no_step_of_our_own():
    def steps_for(rows: int) -> int:
        steps = 0

        def count(_frame, event, _argument):
            nonlocal steps
            steps += event == "call"

        numbers = OutgoingMail.objects.annotate(
            number=Func(Value(1), Value(rows), function="generate_series", output_field=IntegerField())
        )
        sys.setprofile(count)
        try:
            (read,) = read_columns(numbers, "number")
        finally:
            sys.setprofile(None)
        assert len(read) == rows
        return steps

    OutgoingMail.objects.create(key="1", to="nobody@example.nl", subject="Test", made_at=NOON, next_try_at=NOON)
    steps_for(3)

    # A longer answer is waited for a few times more, not once a row.
    assert steps_for(20_000) < steps_for(3) + 100
