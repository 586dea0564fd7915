"""Who sees which row about lenders of labour: the desk that deals with it. Their answers are a view of its own."""

from thoes.privacy.public import OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN_DESK = f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} = '{Purpose.BRP_REGISTRATION}'"
# The worker asks the desk what it holds.
_ASKED = (
    f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} IN ('{Purpose.BRP_REGISTRATION}', '{Purpose.ANSWER_REQUEST}')"
)

protect(
    [
        RowPolicy(
            table="work_answerreport",
            see=_ASKED,
            write=_OWN_DESK,
            why="A report of a lender is a task of the desk; the lender sees in its answers that it is open",
        ),
    ]
)
