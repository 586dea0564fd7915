"""Is my agency in order: what each register is worth with what was found there, and each sign."""

from datetime import date

from thoes.guide.paths.agency import AGENCY
from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made, once_each
from thoes.rules.agency_check import AgencyRegister, AgencySign


def agency_tables(on: date) -> Made:
    """As asked on a day."""
    answers = [looked(on)]
    rows: list[tuple[Fact | None, ...]] = []
    for register in AgencyRegister:
        for found in AGENCY.questions[register.value].options:
            answer = looked(on, **{register.value: found})
            line = next(each for each in answer.lines if each.what.key == f"register_{register.value}")
            rows.append((Asked(register.value), Chosen(register.value, found), line.tone))
            answers.append(answer)
    signs = [(Asked(sign.value), _only_sign(on, sign).tone, said(f"sign_{sign.value}")) for sign in AgencySign]
    return Made(
        tables=(
            AnswerTable(
                said("table_registers"), (said("column_register"), said("column_found"), said("common.column_answer")),
                tuple(rows),
            ),
            AnswerTable(
                said("table_signs"), (said("column_sign"), said("common.column_answer"), said("common.column_why")),
                tuple(signs),
            ),
        ),
        answers=tuple(answers),
        notes=(
            said("table_worst"), said("because_one_line"), said("because_not_ours"),
            *once_each(each for answer in answers for each in answer.missing if each.facts),
        ),
        steps=answers[0].steps,
    )  # fmt: skip


def looked(on: date, **found: str) -> Answer:
    """The answer for who found this, and looked nowhere else."""
    return AGENCY.answer(Given(found), on)


def _only_sign(on: date, sign: AgencySign) -> Answer:
    return looked(on, **{sign.value: "yes"})
