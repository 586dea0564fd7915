"""The tables of every path, made once a day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from thoes.guide.paths.tables.agency import agency_tables
from thoes.guide.paths.tables.answer_tables import AnswerTables, Made, answer_tables
from thoes.guide.paths.tables.deduction import deduction_tables
from thoes.guide.paths.tables.diploma import diploma_tables
from thoes.guide.paths.tables.hours import hours_tables
from thoes.guide.paths.tables.job_ended import job_ended_tables
from thoes.guide.paths.tables.register import register_tables
from thoes.guide.paths.tables.room import room_tables

TABLES: Mapping[str, Callable[[date], Made]] = {
    "register": register_tables,
    "deduction": deduction_tables,
    "job-ended": job_ended_tables,
    "hours": hours_tables,
    "room": room_tables,
    "agency": agency_tables,
    "diploma": diploma_tables,
}


@lru_cache(maxsize=32)
def tables_of(path: str, on: date) -> AnswerTables:
    """Those of a path on a day. Refuses ("no_parameter_on_day") a day for which no rule is known."""
    return answer_tables(TABLES[path](on), on=on)
