"""Who sees which permit, mark and paper: the houser of the site, its municipality, of permits and marks the province.

The holder of a permit may be a private person, and what an audit found is nobody else's business.
"""

from thoes.privacy.public import OWN_KIND, OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN = f"site_id IN (SELECT id FROM housing_site WHERE houser_id = {OWN_ORGANISATION})"
_HERE = (
    f"({PURPOSE} = '{Purpose.HOUSING_PERMITS}'"
    f" AND site_id IN (SELECT id FROM housing_site WHERE municipality_id = {OWN_TERRITORY}))"
)
_PROVINCE = f"({PURPOSE} = '{Purpose.HOUSING_PERMITS}' AND {OWN_KIND} = 'province')"

_PERMITS = ("housing_permit", "housing_permitevent", "housing_permittransfer")
_MARKS = ("housing_mark", "housing_markevent", "housing_shortcoming", "housing_shortcomingevent")

protect(
    [
        *(
            RowPolicy(
                table=table,
                see=f"{_OWN} OR {_HERE} OR {_PROVINCE}",
                write=_HERE,
                why="The houser of the site and the authorities; only the municipality writes",
            )
            for table in _PERMITS
        ),
        *(
            RowPolicy(
                table=table,
                see=f"{_OWN} OR {_HERE} OR {_PROVINCE}",
                write=f"{_OWN} OR {_HERE} OR {_PROVINCE}",
                why="The houser of the site and the authorities; each may record a mark",
            )
            for table in _MARKS
        ),
        RowPolicy(
            table="housing_document",
            see=f"{_OWN} OR {_HERE}",
            write=f"{_OWN} OR {_HERE}",
            why="The houser of the site and its municipality; never the province",
        ),
    ]
)
