"""The filters and the order of the table of sites, as they stand in the address bar."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from django.db.models import F, Q, TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thoes.housing.models import Scheme, SiteKind
from thoes.housing.queries.site_table import SiteRows, lacks_anything


class PermitState(TextChoices):
    """How a site stands by its permits."""

    VALID = "valid", _("Permit valid")
    ENDS_SOON = "ends_soon", _("Permit ends soon")
    NOT_IN_FORCE = "not_in_force", _("No permit in force")
    NONE = "none", _("No permit recorded")


class MarkState(TextChoices):
    """Whether a site has a mark that is valid."""

    ANY = "any", _("With a valid quality mark")
    NONE = "none", _("Without a valid quality mark")
    SNF = Scheme.SNF.value, "SNF"
    AKF = Scheme.AKF.value, "AKF"


class Look(TextChoices):
    """What is worth a look."""

    OVER = "over", _("More beds than allowed")
    FINDINGS = "findings", _("Open shortcomings")
    MISSING = "missing", _("Facts are missing")
    NO_BEDS = "no_beds", _("No beds in use")


class Order(TextChoices):
    """What the table is sorted by; a minus turns it round."""

    NAME = "name", _("Site")
    TOWN = "town", _("Municipality")
    HOUSER = "houser", _("Houser")
    BEDS = "beds", _("Beds in use")
    CAPACITY = "capacity", _("People allowed")


_BY = {
    Order.NAME: "name",
    Order.TOWN: "municipality__name",
    Order.HOUSER: "houser__name",
    Order.BEDS: "beds",
    Order.CAPACITY: "capacity",
}


@dataclass(frozen=True, slots=True)
class SiteFilters:
    """What was asked for; a value that does not exist is left aside."""

    q: str = ""
    municipality: str = ""
    houser: str = ""
    kind: str = ""
    permit: str = ""
    mark: str = ""
    look: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "SiteFilters":
        asked = {each.name: query.get(each.name, "").replace("\0", "").strip()[:100] for each in fields(cls)}
        known = {"kind": SiteKind, "permit": PermitState, "mark": MarkState, "look": Look}
        for name, choices in known.items():
            if asked[name] not in choices.values and not (name == "kind" and asked[name] == "unknown"):
                asked[name] = ""
        if not _is_key(asked["houser"]):
            asked["houser"] = ""
        if asked["sort"].removeprefix("-") not in Order.values:
            asked["sort"] = ""
        return cls(**asked)

    @property
    def is_narrowed(self) -> bool:
        return self != SiteFilters(sort=self.sort)

    def narrow(self, sites: SiteRows) -> SiteRows:
        """All filters, on rows of `table_of_sites`."""
        return self.without_town.narrow_rest(sites).filter(
            **({"municipality_id": self.municipality} if self.municipality else {})
        )

    @property
    def without_town(self) -> "SiteFilters":
        return replace(self, municipality="")

    def narrow_rest(self, sites: SiteRows) -> SiteRows:
        """All filters but the municipality: what the map counts, so that one can go from there to another."""
        for word in self.q.split():
            sites = sites.filter(
                Q(name__icontains=word)
                | Q(code__icontains=word)
                | Q(street__icontains=word)
                | Q(postcode__icontains=word)
                | Q(town__icontains=word)
                | Q(houser__name__icontains=word)
            )
        if self.houser:
            sites = sites.filter(houser_id=self.houser)
        if self.kind:
            sites = sites.filter(kind="" if self.kind == "unknown" else self.kind)
        if self.permit:
            sites = sites.filter(permit=self.permit)
        if self.mark in (MarkState.ANY, MarkState.NONE):
            sites = sites.filter(has_mark=self.mark == MarkState.ANY)
        elif self.mark:
            sites = sites.filter(**{f"has_{self.mark}": True})
        looks = {
            Look.OVER: Q(is_over=True),
            Look.FINDINGS: Q(open_findings__gt=0),
            Look.MISSING: lacks_anything(),
            Look.NO_BEDS: Q(beds=0),
        }
        return sites.filter(looks[Look(self.look)]) if self.look else sites

    def sorted(self, sites: SiteRows) -> SiteRows:
        """In the order that was asked for; ties by name, what is not known last."""
        by = _BY[Order(self.sort.removeprefix("-") or Order.NAME)]
        ordering = F(by).desc(nulls_last=True) if self.sort.startswith("-") else F(by).asc(nulls_last=True)
        return sites.order_by(ordering, "name", "code")

    def address(self, **changed: str) -> str:
        """The same filters with some changed, as the end of an address."""
        query = QueryDict(mutable=True)
        for each in fields(self):
            value = changed.get(each.name, getattr(self, each.name))
            if value:
                query[each.name] = value
        return f"?{query.urlencode()}"

    def sort_address(self, order: Order) -> str:
        """Sort by a column, or turn it round when it is sorted by it already."""
        now = self.sort or Order.NAME.value
        return self.address(sort=f"-{order}" if now == order else order.value)

    def aria_sort(self, order: Order) -> str:
        now = self.sort or Order.NAME.value
        return {order.value: "ascending", f"-{order}": "descending"}.get(now, "none")


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
