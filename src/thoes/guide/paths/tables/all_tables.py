"""The tables of every path, made once a day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from thoes.guide.paths.answers import said
from thoes.guide.paths.tables.agency import agency_tables
from thoes.guide.paths.tables.answer_tables import AnswerTables, Made, answer_tables
from thoes.guide.paths.tables.deduction import deduction_tables
from thoes.guide.paths.tables.diploma import diploma_tables
from thoes.guide.paths.tables.hours import hours_tables
from thoes.guide.paths.tables.job_ended import job_ended_tables
from thoes.guide.paths.tables.register import register_tables
from thoes.guide.paths.tables.room import room_tables
from thoes.kernel.refusals import Refusal

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
    """Those of a path on a day; of a day for which a rule or an amount is not known none, and that is said."""
    try:
        return answer_tables(TABLES[path](on), on=on)
    except Refusal as refusal:
        if refusal.code != "no_parameter_on_day":
            raise
        day = refusal.facts["day"]
        assert isinstance(day, date)
        # What stands in tomorrow's rule book is not known today.
        return AnswerTables((), (said("common.no_rule_on", day=day),), (), (), ("legal_aid",), until=on)
