"""Who sees which row of the registration desk: the municipality where someone would register."""

from thoes.privacy.public import OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN_DESK = f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} = '{Purpose.BRP_REGISTRATION}'"
# The worker asks the desk what it holds.
_ASKED = (
    f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} IN ('{Purpose.BRP_REGISTRATION}', '{Purpose.ANSWER_REQUEST}')"
)

protect(
    [
        RowPolicy(
            table="registration_assessment",
            see=_ASKED,
            write=None,
            why="The desk of the municipality concerned; written by the rules, which count over all borders",
        ),
        RowPolicy(
            table="registration_brpregistration",
            see=_ASKED,
            write=_OWN_DESK,
            why="The desk of the municipality that recorded it",
        ),
        RowPolicy(
            table="registration_followup",
            see=_ASKED,
            write=_OWN_DESK,
            why="What a desk did about a person is for that desk",
        ),
        RowPolicy(
            table="registration_slot",
            see=_ASKED,
            write=_OWN_DESK,
            why="Who is expected at a session is for the desk that holds it",
        ),
    ]
)
