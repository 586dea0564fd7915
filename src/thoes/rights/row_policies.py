"""Who sees which request: the organisation where it was made."""

from thoes.privacy.public import OWN_ORGANISATION, RowPolicy, protect

_OWN = f"organisation_id = {OWN_ORGANISATION}"

protect(
    [
        RowPolicy(table="rights_request", see=_OWN, write=_OWN, why="The organisation where the request was made"),
        RowPolicy(
            table="rights_fulloverview", see=_OWN, write=_OWN, why="The organisation where everything was asked for"
        ),
    ]
)
