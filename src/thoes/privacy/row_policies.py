"""Who sees which row of the logs, and which answer that was kept."""

from thoes.privacy.row_security import OWN_CODE, OWN_ORGANISATION, OWN_PERSON, WATCHED_ORGANISATION, RowPolicy, protect

_OWN = f"organisation_id = {OWN_ORGANISATION} OR organisation_id = {WATCHED_ORGANISATION}"
_BY_WORKER = f"actor_kind = 'worker' AND person_id = {OWN_PERSON}"
_BY_CODE = f"actor_kind = 'code' AND code_hash = {OWN_CODE}"
_MINE = f"organisation_id = {OWN_ORGANISATION} OR person_id = {OWN_PERSON} OR code_hash = {OWN_CODE}"

protect(
    [
        RowPolicy(
            table="privacy_processingrecord",
            see=f"{_OWN} OR person_id = {OWN_PERSON} OR ({_BY_CODE})",
            write=f"{_OWN} OR ({_BY_WORKER}) OR ({_BY_CODE})",
            why="An organisation and its privacy officer see and add its own looks, a worker sees who looked at it; who acts"
            " for nobody else adds its own; a trigger refuses to change or remove any",
        ),
        RowPolicy(
            table="privacy_auditrecord",
            see=_OWN,
            write=None,
            why="An organisation and its officer see what its members did; only middleware and commands add, over borders",
        ),
        RowPolicy(
            table="privacy_storedanswer",
            see=_MINE,
            write=_MINE,
            why="Who wrote it: an organisation, a worker or a code",
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
