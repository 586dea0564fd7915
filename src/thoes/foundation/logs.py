"""What may stand in the log of the server: what went wrong and where, never whose row it went wrong with."""

import logging
import re

# PostgreSQL adds the row that it refused, the line of a COPY, or the statement around the error: names stand in these.
_OF_A_ROW = re.compile(
    r"^(DETAIL|CONTEXT|LINE \d+):.*?(?=^\s*$|^Traceback |^The above |^During |\Z)", re.MULTILINE | re.DOTALL
)


class WithoutRows(logging.Formatter):
    """A formatter that leaves out what the database tells about a row."""

    def format(self, record: logging.LogRecord) -> str:
        return _OF_A_ROW.sub("", super().format(record)).rstrip()
