"""Who sees which row of the log of looks."""

from thoes.privacy.row_security import OWN_ORGANISATION, RowPolicy, protect

protect(
    [
        RowPolicy(
            table="privacy_processingrecord",
            see=f"organisation_id = {OWN_ORGANISATION}",
            write=f"organisation_id = {OWN_ORGANISATION}",
            why="An organisation sees and adds its own looks; a trigger refuses to change or remove any",
        ),
    ]
)
