"""What is said of a street by a municipality's own rule, with the sum."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thoes.rules.street_share import StreetDecision, StreetOutcome


def street_sentences(street: StreetDecision) -> list[str]:
    """A sentence for each rule that the municipality has."""
    return [sentence for sentence in (_share(street), _row(street)) if sentence]


def _share(street: StreetDecision) -> str:
    if street.share_outcome is None or street.rules.share is None:
        return ""
    share = street.rules.share.fraction
    facts: dict[str, object] = {
        "permitted": street.permitted,
        "homes": street.homes,
        "allowed": street.allowed,
        "most": number_format(float(100 * share), 0 if (100 * share).denominator == 1 else 1),
    }
    if street.percentage is None:
        return (
            _(
                "In this street %(permitted)s homes have a permit, this one included, and at most %(most)s%% of all may. "
                "How many homes the street has is not filled in."
            )
            % facts
        )
    facts["percentage"] = number_format(float(street.percentage), 1)
    if street.share_outcome is StreetOutcome.OVER:
        return (
            _(
                "Too many in this street: %(permitted)s of %(homes)s homes is %(percentage)s%%, and at most %(most)s%% is "
                "allowed, which is %(allowed)s."
            )
            % facts
        )
    return (
        _(
            "In this street %(permitted)s of %(homes)s homes have a permit, which is %(percentage)s%%; "
            "at most %(most)s%% is allowed."
        )
        % facts
    )


def _row(street: StreetDecision) -> str:
    if street.row_outcome is None or street.rules.side_by_side is None:
        return ""
    facts = {"row": street.row, "most": street.rules.side_by_side.whole_number}
    match street.row_outcome:
        case StreetOutcome.OVER:
            return (
                _(
                    "Too many next to each other: by their house numbers %(row)s in a row, and at most %(most)s are allowed."
                )
                % facts
            )
        case StreetOutcome.UNKNOWN:
            return _("Which homes are next to each other cannot be read from the house number.")
    return _("By their house numbers %(row)s in a row; at most %(most)s may be next to each other.") % facts
