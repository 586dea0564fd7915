"""Who sees what an office says of its own processing: that office."""

from thoes.privacy.public import WATCHED_ORGANISATION, RowPolicy, protect

_WATCHED = f"organisation_id = {WATCHED_ORGANISATION}"

protect(
    [
        RowPolicy(
            table="accountability_officestatement",
            see=_WATCHED,
            write=_WATCHED,
            why="The privacy officer of the organisation",
        ),
    ]
)
