"""Who sees which row of a match: the registration desk of the municipality whose list it is."""

from thoes.privacy.public import OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN_DESK = f"municipality_id = {OWN_TERRITORY} AND {PURPOSE} = '{Purpose.BRP_REGISTRATION}'"

protect(
    RowPolicy(table=table, see=_OWN_DESK, write=_OWN_DESK, why="A list of a municipality is for its own desk")
    for table in ("matching_matchrun", "matching_matchline", "matching_proposal")
)
