"""Who sees which row about lenders of labour: the desk that deals with it. Their answers are a view of its own."""

from thoes.privacy.public import OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN_DESK = f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} = '{Purpose.BRP_REGISTRATION}'"

protect(
    [
        RowPolicy(
            table="work_answerreport",
            see=_OWN_DESK,
            write=_OWN_DESK,
            why="A report of a lender is a task of the desk; the lender sees in its answers that it is open",
        ),
    ]
)
