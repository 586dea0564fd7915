"""The log of the server and of its database tell what failed, and nobody's name."""

import logging
import sys

import pytest
from django.db import DatabaseError, connection, transaction

from thoes.foundation.logs import WithoutRows

pytestmark = pytest.mark.django_db


def _logged(statement: str, *values: object) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        record = logging.LogRecord("django.request", logging.ERROR, "", 1, "it failed", (), sys.exc_info())
        return WithoutRows("{levelname} {message}", style="{").format(record)
    raise AssertionError("nothing failed")


@pytest.fixture
def table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE guests (name text UNIQUE, age int NOT NULL, CHECK (age > 0)) ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO guests VALUES ('Verzwegenska', 40)")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO guests VALUES ('Verzwegenska', 1)",
        "INSERT INTO guests (name) VALUES (E'Verzwegenska\nVerzwegenska')",
        "INSERT INTO guests VALUES ('Verzwegenska2', -1)",
        "INSERT INTO guests VALUES ('Verzwegenska2', 'x')",
    ],
)
def test_a_row_that_the_database_refused_is_not_logged(table, statement) -> None:
    written = _logged(statement)

    assert "Verzwegenska" not in written
    assert "it failed" in written
    assert "test_logs.py" in written


def test_the_private_database_logs_no_statement_and_no_row() -> None:
    if connection.settings_dict["ENGINE"] != "thoes.foundation.embedded_postgres":
        pytest.skip("a server of somebody else sets its own log")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('log_min_error_statement'), current_setting('log_error_verbosity')")

        assert cursor.fetchone() == ("panic", "terse")
