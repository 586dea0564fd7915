"""The filters of the worklist, as they stand in the address bar."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Actor
from thoes.register.public import Stay, Worker, words_of, workers_named
from thoes.registration.domain.follow_up import State
from thoes.registration.models import Assessment
from thoes.registration.queries import PARTS, URGENCIES, comes_back, in_part, to_do

SORTS: Mapping[str, tuple[Promise | str, tuple[str | F, ...]]] = {
    "": (_("Most urgent first"), ("register_by", "approaching_on", "person_id")),
    "site": (_("By site"), ("site__name", "register_by", "person_id")),
    "nights": (_("Most nights first"), ("-nights_in_window", "person_id")),
    "next": (_("By the date to look again"), ("next_on", "register_by", "person_id")),
}
MINE, NOBODY = "me", "nobody"


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the worklist is shown, and in which order; what is not understood is left aside."""

    part: str
    site: UUID | None
    houser: UUID | None
    urgency: str
    state: str
    who: str
    again: bool
    text: str
    sort: str

    @classmethod
    def of(cls, query: QueryDict) -> "Filters":
        return cls(
            part=_one_of(PARTS, query.get("tab", "")),
            site=_uuid(query.get("site", "")),
            houser=_uuid(query.get("houser", "")),
            urgency=_one_of(URGENCIES, query.get("urgency", "")),
            state=_one_of({state.value: None for state in State}, query.get("state", "")),
            who=query.get("who", "") if query.get("who") in (MINE, NOBODY) or _uuid(query.get("who", "")) else "",
            again=query.get("again") == "1",
            text=query.get("q", "").replace("\0", "").strip()[:100],
            sort=_one_of(SORTS, query.get("sort", "")),
        )

    def narrow(self, rows: QuerySet[Assessment], *, actor: Actor, on: date) -> QuerySet[Assessment]:
        """All but the part, which comes after the counts of all parts."""
        if self.site is not None:
            rows = rows.filter(site=self.site)
        if self.houser is not None:
            rows = rows.filter(site__houser=self.houser)
        if self.urgency:
            rows = rows.filter(URGENCIES[self.urgency](on))
        if self.state:
            rows = rows.filter(Q(state=self.state))
        if self.again:
            rows = rows.filter(comes_back(on))
        if self.who == NOBODY:
            rows = rows.filter(Q(assigned_to=None))
        elif self.who:
            rows = rows.filter(Q(assigned_to=actor.user_id if self.who == MINE else self.who))
        if words_of(self.text):
            slept_here = Stay.objects.filter(worker=OuterRef("pk"), municipality=actor.municipality_code)
            found = workers_named(Worker.objects.filter(Exists(slept_here)), self.text)
            rows = rows.filter(person__in={worker.person_id for worker in found})
        return rows

    def in_part(self, rows: QuerySet[Assessment], *, on: date) -> QuerySet[Assessment]:
        """The chosen part, or all there is to do; in the chosen order."""
        wanted = in_part(self.part, on) if self.part else to_do(on)
        return rows.filter(wanted).order_by(*SORTS[self.sort][1])

    @property
    def is_narrowed(self) -> bool:
        return any((self.site, self.houser, self.urgency, self.state, self.who, self.again, self.text))

    def address(self, **changed: str) -> str:
        """The address of this list with something of it changed; `tab`, `who` and so on by their name in the address."""
        values = {
            "tab": self.part, "site": str(self.site or ""), "houser": str(self.houser or ""), "urgency": self.urgency,
            "state": self.state, "who": self.who, "again": "1" if self.again else "", "q": self.text, "sort": self.sort,
            **changed,
        }  # fmt: skip
        query = QueryDict(mutable=True)
        for name, value in values.items():
            if value:
                query[name] = value
        return f"?{query.urlencode()}"


def _one_of(known: Container[str], value: str) -> str:
    return value if value in known else ""


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
