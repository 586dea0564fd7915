"""Who sees which check, answer, finding and photo: who makes the check, and the other side once it was handed over."""

from thoes.privacy.public import OWN_ORGANISATION, OWN_TERRITORY, PURPOSE, Purpose, RowPolicy, protect

_OWN = f"site_id IN (SELECT id FROM housing_site WHERE houser_id = {OWN_ORGANISATION})"
_HERE = (
    f"({PURPOSE} = '{Purpose.HOUSING_PERMITS}'"
    f" AND site_id IN (SELECT id FROM housing_site WHERE municipality_id = {OWN_TERRITORY}))"
)

# An open check is for who makes it; the other side sees it once it was handed over. The province never does.
_MAKES = f"((kind = 'self_check' AND {_OWN}) OR (kind = 'inspection' AND {_HERE}))"
_SEES_CHECK = f"{_MAKES} OR (handed_over_at IS NOT NULL AND ({_OWN} OR {_HERE}))"
# Asked as the same reader, so this finds the checks that the policy of the table of checks shows.
_OF_SEEN_CHECK = "check_id IN (SELECT id FROM inspections_check)"
_OF_OPEN_CHECK = f"check_id IN (SELECT id FROM inspections_check WHERE closed_at IS NULL AND NOT voided AND {_MAKES})"
_OF_SEEN_FINDING = "finding_id IN (SELECT id FROM inspections_finding)"
_BY_OWN_ORGANISATION = f"organisation_id = {OWN_ORGANISATION}"

protect(
    [
        RowPolicy(
            table="inspections_check",
            see=_SEES_CHECK,
            write=_MAKES,
            why="Who makes the check; the other side once it was handed over; never the province",
        ),
        RowPolicy(
            table="inspections_checkanswer",
            see=_OF_SEEN_CHECK,
            write=_OF_OPEN_CHECK,
            why="Who sees the check; answers are only taken while it is open",
        ),
        RowPolicy(
            table="inspections_checkstep",
            see=_OF_SEEN_CHECK,
            write=f"{_BY_OWN_ORGANISATION} AND {_OF_SEEN_CHECK}",
            why="Who sees the check; each writes its own steps",
        ),
        RowPolicy(
            table="inspections_finding",
            see=_OF_SEEN_CHECK,
            write=_OF_SEEN_CHECK,
            why="Who sees the check: the houser answers, the municipality judges",
        ),
        RowPolicy(
            table="inspections_findingstep",
            see=_OF_SEEN_FINDING,
            write=f"{_BY_OWN_ORGANISATION} AND {_OF_SEEN_FINDING}",
            why="Who sees the finding; each writes its own steps",
        ),
        RowPolicy(
            table="inspections_checkphoto",
            see=_OF_SEEN_CHECK,
            write=f"{_BY_OWN_ORGANISATION} AND {_OF_SEEN_CHECK}",
            why="Who sees the check; only who brought a photo removes it",
        ),
    ]
)
