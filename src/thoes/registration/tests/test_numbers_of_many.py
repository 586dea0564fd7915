"""The numbers above a worklist of two hundred thousand people are read from an index, and not from their rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from thoes.register.models import Person
from thoes.registration.models import Assessment
from thoes.registration.queries import desk_numbers, latest_assessment_day, to_do, worklist
from thoes.registration.services import assess_persons

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(arrive, site, weert):
    """plans(read) -> how PostgreSQL would answer each question of it, were there many rows."""
    found = arrive(site, "Testowska", nights_ago=150)
    # Of one row every index is as good as another.
    elsewhere = Person.objects.bulk_create(Person() for _ in range(2_000))
    values = {"on": found.on, "status": found.status, "nights_in_window": 0, "municipality": weert}
    Assessment.objects.bulk_create(Assessment(person=person, **values) for person in elsewhere)

    def plans(read) -> list[str]:
        found = []

        def explain(execute, sql, params, many, context):
            if sql.startswith("SELECT"):
                with connection.connection.cursor() as cursor:
                    rows = cursor.execute(f"EXPLAIN {sql}", params).fetchall()
                    found.append("\n".join(line for (line, *_more) in rows))
            return execute(sql, params, many, context)

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE registration_assessment")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        with connection.execute_wrapper(explain):
            read()
        return found

    return plans


def test_the_parts_of_the_worklist_are_counted_in_the_index_alone(plans, bob) -> None:
    (plan,) = plans(lambda: desk_numbers(worklist(bob), actor=bob, on=timezone.localdate()))

    assert "Index Only Scan using duty_of_a_municipality" in plan


def test_the_most_urgent_are_found_in_the_index_alone(plans, bob) -> None:
    today = timezone.localdate()
    (plan,) = plans(lambda: list(worklist(bob).filter(to_do(today)).values_list("pk", flat=True)[:25]))

    assert "Index Only Scan using duty_of_a_municipality" in plan


def test_the_steps_of_a_desk_are_found_without_looking_each_person_up(plans, bob) -> None:
    today = timezone.localdate()
    read = (
        lambda: desk_numbers(worklist(bob), actor=bob, on=today),
        lambda: list(worklist(bob).filter(to_do(today))[:25]),
    )

    for plan in (plan for each in read for plan in plans(each)):
        assert "registration_followup" in plan
        assert "register_person" not in plan


def test_the_last_day_of_assessment_is_looked_up(plans) -> None:
    (plan,) = plans(latest_assessment_day)

    assert "Index Only Scan using day_of_assessment" in plan
    assert latest_assessment_day() == Assessment.objects.first().on


def test_one_who_was_assessed_since_does_not_say_that_everybody_was(arrive, site) -> None:
    today = timezone.localdate()
    arrive(site, "Testowska", nights_ago=150)
    arrive(site, "Proefska", nights_ago=150)
    yesterday = today - timedelta(days=1)
    assess_persons(persons=None, on=yesterday)
    assert latest_assessment_day() == yesterday

    assess_persons(persons=[Assessment.objects.first().person_id], on=today)

    assert latest_assessment_day() == yesterday
