"""Who sees which row of the files that were handed over: the organisation that did, and of an extract of the BRP its desk."""

from thoes.privacy.public import OWN_ORGANISATION, PURPOSE, Purpose, RowPolicy, protect

_OWN = f"organisation_id = {OWN_ORGANISATION}"
_OWN_DESK = f"(kind <> 'brp-extracts' OR {PURPOSE} = '{Purpose.BRP_REGISTRATION}')"
_OF_A_RUN = "run_id IN (SELECT id FROM intake_run)"

protect(
    [
        RowPolicy(
            table="intake_run", see=f"{_OWN} AND {_OWN_DESK}", write=f"{_OWN} AND {_OWN_DESK}",
            why="The organisation that handed the file over; an extract of the BRP is for the registration desk",
        ),
        RowPolicy(table="intake_rejectedline", see=_OF_A_RUN, write=_OF_A_RUN, why="As the file it belongs to"),
        RowPolicy(table="intake_rememberedcolumns", see=_OWN, write=_OWN, why="The organisation that said it"),
    ]
)  # fmt: skip
