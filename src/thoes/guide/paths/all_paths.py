"""The question paths, in the order in which they are offered."""

from collections.abc import Iterable

from thoes.guide.paths.agency import AGENCY
from thoes.guide.paths.asking import QuestionPath
from thoes.guide.paths.deduction import DEDUCTION
from thoes.guide.paths.diploma import DIPLOMA
from thoes.guide.paths.hours import HOURS
from thoes.guide.paths.job_ended import JOB_ENDED
from thoes.guide.paths.register import REGISTER
from thoes.guide.paths.room import ROOM

PATHS = {path.key: path for path in (REGISTER, DEDUCTION, JOB_ENDED, HOURS, ROOM, AGENCY, DIPLOMA)}


def paths_of(article: str) -> Iterable[QuestionPath]:
    """The paths that belong to an article: those that send their readers to it."""
    return (path for path in PATHS.values() if article in path.articles)
