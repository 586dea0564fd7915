"""Who sees which row of the uploads: the organisation that uploaded."""

from thoes.privacy.public import OWN_ORGANISATION, RowPolicy, protect

_OWN = f"organisation_id = {OWN_ORGANISATION}"

protect(
    [
        RowPolicy(table="imports_importrun", see=_OWN, write=_OWN, why="The houser that uploaded the list"),
        RowPolicy(
            table="imports_rejectedline",
            see="run_id IN (SELECT id FROM imports_importrun)",
            write="run_id IN (SELECT id FROM imports_importrun)",
            why="As the upload it belongs to",
        ),
        RowPolicy(table="imports_markextract", see=_OWN, write=_OWN, why="The organisation that uploaded the extract"),
        RowPolicy(table="imports_sitelist", see=_OWN, write=_OWN, why="The organisation that uploaded the list"),
        RowPolicy(table="imports_rememberedcolumns", see=_OWN, write=_OWN, why="The houser that said it"),
    ]
)
