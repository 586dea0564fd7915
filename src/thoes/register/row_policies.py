"""Who sees which row of the register: a houser its own sites and workers, a municipality its territory for a purpose."""

from thoes.privacy.public import OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN_SITES = f"site_id IN (SELECT id FROM housing_site WHERE houser_id = {OWN_ORGANISATION})"
_TERRITORIAL = (
    f"{PURPOSE} IN ('{Purpose.BRP_REGISTRATION}', '{Purpose.SUPERVISE_NIGHT_REGISTER}', '{Purpose.ANSWER_REQUEST}')"
)
# The stays in this sub-select are themselves seen through the policy of stays.
_SLEPT_HERE = (
    f"({_TERRITORIAL} AND EXISTS (SELECT FROM register_stay s"
    f" WHERE s.worker_id = {{worker}} AND s.municipality_id = {OWN_TERRITORY}))"
)

protect(
    [
        RowPolicy(
            table="register_stay",
            see=f"{_OWN_SITES} OR (municipality_id = {OWN_TERRITORY} AND {_TERRITORIAL})",
            write=_OWN_SITES,
            why="A houser: its own sites. A municipality: its territory, to read, for registration, supervision or a request",
        ),
        RowPolicy(
            table="register_worker",
            see=f"houser_id = {OWN_ORGANISATION} OR {_SLEPT_HERE.format(worker='register_worker.id')}",
            write=f"houser_id = {OWN_ORGANISATION}",
            why="A houser: its own workers. A municipality: who slept in its territory, only to read",
        ),
        RowPolicy(
            table="register_workerevent",
            see=f"houser_id = {OWN_ORGANISATION}",
            write=f"houser_id = {OWN_ORGANISATION}",
            why="The history of a worker's details is for the houser that recorded them",
        ),
        RowPolicy(
            table="register_change",
            see=f"organisation_id = {OWN_ORGANISATION}",
            write=f"organisation_id = {OWN_ORGANISATION}",
            why="Who did what, for the organisation that did it",
        ),
        RowPolicy(
            table="register_merge",
            see=f"organisation_id = {OWN_ORGANISATION}",
            write=f"organisation_id = {OWN_ORGANISATION}",
            why="Who were said to be one person: the organisation that decided it",
        ),
        RowPolicy(
            table="register_merge_workers",
            see="merge_id IN (SELECT id FROM register_merge)",
            write="merge_id IN (SELECT id FROM register_merge)",
            why="As the merge it belongs to",
        ),
        RowPolicy(
            table="register_notthesame",
            see="first_id IN (SELECT id FROM register_worker) AND second_id IN (SELECT id FROM register_worker)",
            write="first_id IN (SELECT id FROM register_worker) AND second_id IN (SELECT id FROM register_worker)",
            why="Who may see both workers",
        ),
        RowPolicy(
            table="register_proposeddouble",
            see="first_id IN (SELECT id FROM register_worker) AND second_id IN (SELECT id FROM register_worker)",
            write=None,
            why="Who may see both workers; written by the job that compares all",
        ),
    ]
)
