"""What may stand in the log of the server: what went wrong and where, never whose row it went wrong with."""

import logging
import re

from pythonjsonlogger.json import JsonFormatter

from thoes.foundation.tracing import current_trace

# PostgreSQL adds the row that it refused, the line of a COPY, or the statement around the error: names stand in these.
_OF_A_ROW = re.compile(
    r"^(DETAIL|CONTEXT|LINE \d+):.*?(?=^\s*$|^Traceback |^The above |^During |\Z)", re.MULTILINE | re.DOTALL
)


def without_rows(text: str) -> str:
    """The text of a log line without what the database tells about a row."""
    return _OF_A_ROW.sub("", text).rstrip()


class WithoutRows(logging.Formatter):
    """Lines for people to read."""

    def format(self, record: logging.LogRecord) -> str:
        return without_rows(super().format(record))


class JsonWithoutRows(JsonFormatter):
    """A JSON object per line, for a program that gathers logs; with the trace id that the answer told the user."""

    def process_log_record(self, log_data: dict[str, object]) -> dict[str, object]:
        said = {key: without_rows(value) if isinstance(value, str) else value for key, value in log_data.items()}
        return {**super().process_log_record(said), "trace": str(current_trace().id)}
