"""Who sees which plan: its houser, its municipality and the province; a private person never leaves the municipality.

What hangs on an initiative is seen with it: the sub-select runs under the policy of initiatives itself.
"""

from thoes.privacy.public import OWN_KIND, OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_HOUSING = f"{PURPOSE} = '{Purpose.HOUSING_PERMITS}'"
_HERE = f"({_HOUSING} AND municipality_id = {OWN_TERRITORY})"
_OWN = f"houser_id = {OWN_ORGANISATION}"
_PROVINCE = f"({_HOUSING} AND {OWN_KIND} = 'province')"
_NOT_PROVINCE = f"{OWN_KIND} <> 'province'"
_WITH_INITIATIVE = "initiative_id IN (SELECT id FROM pipeline_initiative)"
_WRITABLE = f"({_WITH_INITIATIVE} AND {_NOT_PROVINCE})"

protect(
    [
        *(
            RowPolicy(
                table=table,
                see=f"{_OWN} OR {_HERE} OR {_PROVINCE}",
                write=f"{_OWN} OR {_HERE}",
                why="The houser whose plan it is, the municipality, and the province, which only reads",
            )
            for table in ("pipeline_initiative", "pipeline_initiativeevent")
        ),
        *(
            RowPolicy(
                table=table, see=_WITH_INITIATIVE, write=_WRITABLE, why="Seen with the plan; the province only reads"
            )
            for table in (
                "pipeline_plannedpart",
                "pipeline_phasechange",
                "pipeline_step",
                "pipeline_meeting",
                "pipeline_agreement",
            )
        ),
        *(
            RowPolicy(
                table=table, see=_WRITABLE, write=_WRITABLE, why="May be about a private person: never for the province"
            )
            for table in ("pipeline_privateinitiator", "pipeline_question")
        ),
        RowPolicy(
            table="pipeline_acquisition",
            see=f"{_HERE} OR {_PROVINCE}",
            write=_HERE,
            why="What a company plans may be secret: the municipality, and the province, which only reads",
        ),
        RowPolicy(
            table="pipeline_acquisitionbeds",
            see="acquisition_id IN (SELECT id FROM pipeline_acquisition)",
            write=f"acquisition_id IN (SELECT id FROM pipeline_acquisition WHERE {_HERE})",
            why="Seen with the company",
        ),
    ]
)
