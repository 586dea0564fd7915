"""Who sees what an office says of its own processing, and its breaches: the privacy officer of that office."""

from thoes.privacy.public import WATCHED_ORGANISATION, RowPolicy, protect

_WATCHED = f"organisation_id = {WATCHED_ORGANISATION}"
# The breaches in this sub-select are themselves seen through their own policy.
_WITH_BREACH = "breach_id IN (SELECT id FROM accountability_breach)"

protect(
    [
        *(
            RowPolicy(table=table, see=_WATCHED, write=_WATCHED, why="The privacy officer of the organisation")
            for table in ("accountability_officestatement", "accountability_breach")
        ),
        RowPolicy(table="accountability_breachstep", see=_WITH_BREACH, write=_WITH_BREACH, why="Seen with the breach"),
    ]
)
