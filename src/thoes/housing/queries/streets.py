"""How many homes of a street have a permit, where a municipality has a rule on that."""

from datetime import date

from django.db.models import Q

from thoes.housing.models import Permit, Site, SiteKind
from thoes.rules.street_share import StreetDecision, street_rules, street_share


def street_of(site: Site, *, homes: int | None, on: date) -> StreetDecision | None:
    """The street of an ordinary dwelling on a day; None for other buildings and where no rule is known.

    Counts permits that were granted and have not ended, also those that begin later. Only the municipality, which sees
    every permit of the street, gets a true count.
    """
    if site.kind != SiteKind.DWELLING:
        return None
    rules = street_rules(site.municipality_id, on=on)
    if rules is None:
        return None
    not_ended = Q(valid_until=None) | Q(valid_until__gt=on)
    others = (
        Permit.objects.filter(not_ended, Q(withdrawn_from=None) | Q(withdrawn_from__gt=on), voided=False)
        .filter(
            site__kind=SiteKind.DWELLING,
            site__municipality_id=site.municipality_id,
            site__street__iexact=site.street.strip(),
            site__town__iexact=site.town.strip(),
        )
        .exclude(site=site)
        .values_list("site__house_number", flat=True)
    )
    return street_share(site.house_number, others=sorted(set(others)), homes=homes, rules=rules)
