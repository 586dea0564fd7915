"""What can I do with my diploma: for each diploma, each aim, and a protected profession or not."""

from datetime import date
from itertools import product

from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.diploma import DIPLOMA
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made

_LAST = "protected"


def diploma_tables(on: date) -> Made:
    """As asked on a day."""
    rows: list[tuple[Fact | None, ...]] = []
    answers: list[Answer] = []
    questions = DIPLOMA.questions
    for schooling, goal in product(questions["schooling"].options, questions["goal"].options):
        own = {code: valued(schooling, goal, code, on) for code in questions[_LAST].options}
        answers += own.values()
        first = (Chosen("schooling", schooling), Chosen("goal", goal))
        if len({answer.title.key for answer in own.values()}) == 1:
            rows.append((*first, said("common.any"), next(iter(own.values())).title))
        else:
            rows += [(*first, Chosen(_LAST, code), answer.title) for code, answer in own.items()]
    columns = (Asked("schooling"), Asked("goal"), Asked(_LAST), said("common.column_answer"))
    return Made(
        tables=(AnswerTable(said("table_all"), columns, tuple(rows)),),
        answers=tuple(answers),
        notes=(said("because_advice"),),
    )


def valued(schooling: str, goal: str, protected: str, on: date) -> Answer:
    """The answer for one diploma."""
    return DIPLOMA.answer(Given({"schooling": schooling, "goal": goal, _LAST: protected}), on)
