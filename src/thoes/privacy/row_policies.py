"""Who sees which row of the log of looks."""

from thoes.privacy.row_security import OWN_ORGANISATION, WATCHED_ORGANISATION, RowPolicy, protect

_OWN = f"organisation_id = {OWN_ORGANISATION} OR organisation_id = {WATCHED_ORGANISATION}"

protect(
    [
        RowPolicy(
            table="privacy_processingrecord",
            see=_OWN,
            write=_OWN,
            why="An organisation and its privacy officer see and add its own looks; a trigger refuses to change or remove any",
        ),
    ]
)
