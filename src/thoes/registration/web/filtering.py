"""The filters of the worklist, as they stand in the address bar."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from thoes.register.public import Worker, search_key
from thoes.registration.models import Assessment
from thoes.registration.queries import TABS


@dataclass(frozen=True, slots=True)
class Filters:
    """A tab, a site and words of a name; what is not understood is left aside."""

    tab: str
    site: UUID | None
    text: str

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        try:
            site = UUID(query.get("site", ""))
        except ValueError:
            site = None
        tab = query.get("tab", "")
        return cls(tab=tab if tab in TABS else "", site=site, text=query.get("q", "").strip()[:100])

    def narrow(self, rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
        """Site and text; the tab comes after the counts of all tabs."""
        if self.site is not None:
            rows = rows.filter(site=self.site)
        for word in search_key(self.text).split():
            rows = rows.filter(person__in=Worker.objects.filter(search_key__contains=word).values("person_id"))
        return rows

    def in_tab(self, rows: QuerySet[Assessment], *, on: date) -> QuerySet[Assessment]:
        return rows.filter(TABS[self.tab](on)) if self.tab else rows.filter(~Q(status="none"))

    def address(self, tab: str) -> str:
        """The address of another tab with the other filters kept."""
        query = QueryDict(mutable=True)
        for name, value in (("tab", tab), ("site", str(self.site or "")), ("q", self.text)):
            if value:
                query[name] = value
        return f"?{query.urlencode()}"
