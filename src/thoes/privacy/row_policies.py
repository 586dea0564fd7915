"""Who sees which row of the logs."""

from thoes.privacy.row_security import OWN_ORGANISATION, RowPolicy, protect

protect(
    [
        RowPolicy(
            table="privacy_processingrecord",
            see=f"organisation_id = {OWN_ORGANISATION}",
            write=f"organisation_id = {OWN_ORGANISATION}",
            why="An organisation sees and adds its own looks; a trigger refuses to change or remove any",
        ),
        RowPolicy(
            table="privacy_auditrecord",
            see=f"organisation_id = {OWN_ORGANISATION}",
            write=None,
            why="An organisation sees what its members did; only the middleware and the commands add, over borders",
        ),
        RowPolicy(
            table="privacy_logseal",
            see="true",
            write=None,
            why="Hashes and numbers of records, of nobody; only the sealing job adds",
        ),
        RowPolicy(
            table="privacy_logcheck",
            see="true",
            write=None,
            why="Whether the logs were found whole, of nobody; only the verification adds",
        ),
    ]
)
