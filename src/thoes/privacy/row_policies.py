"""Who sees which row of the logs."""

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
        RowPolicy(
            table="privacy_auditrecord",
            see=_OWN,
            write=None,
            why="An organisation and its officer see what its members did; only middleware and commands add, over borders",
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
