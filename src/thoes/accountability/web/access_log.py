"""Who looked at whom, what was refused, and one request without its text. Opening these pages is itself written down."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thoes.accountability.access_review import colleagues, names_in
from thoes.accountability.page_names import page_name
from thoes.accounts.public import (
    actor_in,
    names_of_users,
    needs,
    role_name,
    roles_of_members,
)
from thoes.foundation.refusal_texts import known_codes
from thoes.foundation.tracing import current_trace
from thoes.privacy.public import (
    NIGHT_FROM,
    NIGHT_UNTIL,
    SEE_ACCESS_LOG,
    WATCH_OVER_USE,
    AccessLine,
    LogFilter,
    accesses_by,
    all_purposes,
    most_accessed,
    purpose_title,
    record_access,
    refusals_of,
    state_of_the_logs,
)
from thoes.register.public import task_in_words
from thoes.rights.public import request_states
from thoes.ui.lists import (
    ASKED,
    Choice,
    DayChoice,
    Empty,
    Filter,
    Fragment,
    Listing,
    ListPage,
    Moment,
    Sliced,
    Text,
)

_MOST_LINES = 20_000
_DAYS = 30
_REQUEST, _BREACH = "request ", "breach "
_WHY = {
    "somebody_elses": gettext_lazy("It belongs to another organisation, or is outside their own territory"),
    "not_permitted": gettext_lazy("The role has no right to this"),
    "unknown": gettext_lazy("There is no such thing"),
}


@require_safe
@needs(SEE_ACCESS_LOG, purpose=WATCH_OVER_USE)
def log_state(request: HttpRequest) -> HttpResponse:
    """Whether the logs were found whole, and how far they are sealed."""
    return render(request, "accountability/log.html", {"state": state_of_the_logs(), "tabs": tabs()})


@require_safe
@needs(SEE_ACCESS_LOG, purpose=WATCH_OVER_USE)
def request_state(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """How a request stands; who asked and what was said is for who answers it."""
    actor = actor_in(request)
    found = request_states(actor, ids=[request_id])
    if not found:
        raise Http404
    if found[0].person_id is not None:
        current_trace().looked = True
        _write_down([found[0].person_id], "request")
    return render(request, "accountability/request.html", {"state": found[0], "today": timezone.localdate()})


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _write_down(persons: Iterable[UUID], activity: str) -> None:
    record_access(
        activity=f"accountability.{activity}",
        persons=persons,
        at=timezone.now(),
    )


def _requests_in(lines: Sequence[AccessLine]) -> list[UUID]:
    return [found for line in lines if (found := _request_of(line.reference)) is not None]


def _request_of(reference: str) -> UUID | None:
    if not reference.startswith(_REQUEST):
        return None
    try:
        return UUID(reference.removeprefix(_REQUEST))
    except ValueError:
        return None


def _shown(line: AccessLine, names: Any, requests: Any) -> dict[str, Any]:
    request_id = _request_of(line.reference)
    return {
        "line": line,
        "by": names.get(line.user_id, "–"),
        "role": role_name(line.role) if line.role else "",
        "purpose": purpose_title(line.purpose),
        "page": page_name(line.activity),
        "request": requests.get(request_id) if request_id else None,
        "task": _task(line.reference),
    }


def _task(reference: str) -> str:
    """What somebody looked for, in words; a breach is named without its number, which says nothing to a reader."""
    return _("Data breach") if reference.startswith(_BREACH) else task_in_words(reference)


def tabs() -> list[tuple[str, str, None]]:
    """The pages of the logs."""
    return [
        (reverse("accountability:access-log"), _("Who looked at whom"), None),
        (reverse("accountability:everything"), _("Everything opened"), None),
        (reverse("accountability:refusals"), _("Refused"), None),
        (reverse("accountability:log"), _("State of the logs"), None),
    ]


def wanted_of(listing: Listing) -> LogFilter:
    """What is asked for; without a period the last month, of one person all there is."""
    person, since = listing.answer("person"), listing.answer("since")
    whole = bool(person) and not since
    return LogFilter(
        listing.actor.organisation_id,
        since=None if whole else _start(since or listing.today - timedelta(days=_DAYS)),
        until=_start((listing.answer("until") or listing.today) + timedelta(days=1)),
        user_id=UUID(listing.answer("user")) if listing.answer("user") else None,
        purpose=listing.answer("purpose"),
        person_id=person,
    )


def _colleagues(listing: Listing) -> list[tuple[UUID, str]]:
    names = names_of_users(roles_of_members(listing.actor.organisation_id))
    return sorted(((user, name) for user, name in names.items() if user), key=lambda choice: choice[1])


class PersonNumber(Filter):
    """The number of one person, as it stands in the log."""

    def field(self, listing: Listing) -> forms.Field:
        return forms.UUIDField(label=self.label, required=False)


FILTERS: list[Filter] = [
    PersonNumber(name="person", label=gettext_lazy("Person number"), by=ASKED),
    DayChoice(name="since", label=gettext_lazy("From (otherwise 30 days back)"), by=ASKED),
    DayChoice(name="until", label=gettext_lazy("Up to and including"), by=ASKED),
    Choice(
        name="purpose", label=gettext_lazy("Purpose"), any=gettext_lazy("Any"), by=ASKED,
        choices=lambda _listing: [(purpose, purpose.label) for purpose in all_purposes()],
    ),
    Choice(name="user", label=gettext_lazy("Colleague"), any=gettext_lazy("Any"), choices=_colleagues, by=ASKED),
]  # fmt: skip


def _found(listing: Listing) -> Sliced:
    wanted = wanted_of(listing)
    return Sliced(
        lambda: accesses_by(wanted, limit=0).total,
        lambda offset, limit: accesses_by(wanted, offset=offset, limit=limit).rows,
        _MOST_LINES,
    )


def _refused(listing: Listing) -> Sliced:
    wanted = wanted_of(listing)
    return Sliced(
        lambda: refusals_of(wanted, limit=0).total,
        lambda offset, limit: refusals_of(wanted, offset=offset, limit=limit).rows,
        _MOST_LINES,
    )


def _shown_looks(listing: Listing, found: Any) -> list[dict[str, Any]]:
    lines = list(found)
    person = listing.answer("person")
    requests = request_states(listing.actor, persons=[person] if person else [], ids=_requests_in(lines))
    names, by_id = names_in({line.user_id for line in lines}), {state.id: state for state in requests}
    return [_shown(line, names, by_id) for line in lines]


def _looked(listing: Listing) -> None:
    """A page about one person is a look at that person, written down before it is read; one about many a line of the
    audit log. Who is in a file that leaves is written down one by one."""
    current_trace().looked = True
    if listing.is_file:
        _write_down([row["line"].person_id for row in listing.shown], "access_log_file")
    elif listing.answer("person"):
        _write_down([listing.answer("person")], "access_log")


def _extra(listing: Listing) -> dict[str, Any]:
    wanted, person = wanted_of(listing), listing.answer("person")
    return {
        "person": person,
        "requests": request_states(listing.actor, persons=[person]) if person else [],
        "colleagues": [] if person else colleagues(listing.actor, wanted),
        "most": [] if person else most_accessed(replace(wanted, user_id=None)),
        "night": {"from": NIGHT_FROM, "until": NIGHT_UNTIL},
        "tabs": tabs(),
    }


ACCESS_LOG = ListPage(
    title=gettext_lazy("Who looked at whom"),
    says=gettext_lazy(
        "Every look of a colleague at a person, with the purpose. A person is a number here; who it is, is not shown. That "
        "you look at this is written down too."
    ),
    guard=needs(SEE_ACCESS_LOG, purpose=WATCH_OVER_USE),
    rows=_found,
    shown=_shown_looks,
    looked=_looked,
    filters=FILTERS,
    columns=[
        Moment(gettext_lazy("When"), "line.at"),
        Text(gettext_lazy("Colleague"), "by", "role"),
        Fragment(
            gettext_lazy("Person number"), "line.person_id", template="accountability/parts/person_number.html"
        ),
        Text(gettext_lazy("Purpose"), "purpose"),
        Fragment(gettext_lazy("Page"), "page", template="accountability/parts/look_page.html"),
    ],
    file="access_log",
    file_columns=[
        Moment(gettext_lazy("When"), "line.at"),
        Text(gettext_lazy("Who"), "by"),
        Text(gettext_lazy("Role"), "role"),
        Text(gettext_lazy("Person number"), "line.person_id"),
        Text(gettext_lazy("Purpose"), "purpose"),
        Text(gettext_lazy("Page"), "page"),
        Text(gettext_lazy("Task"), "task"),
    ],
    empty=Empty(
        gettext_lazy("Nobody looked at anybody"), gettext_lazy("Not within this period and filter."), "search"
    ),
    template="accountability/access_log.html",
    extra=_extra,
)  # fmt: skip


def _shown_refusals(listing: Listing, found: Any) -> list[dict[str, Any]]:
    lines = list(found)
    names = names_in({line.user_id for line in lines})
    return [
        {
            "line": line,
            "by": names.get(line.user_id, "–"),
            "role": role_name(line.role) if line.role else "",
            "why": _WHY.get(line.code, _("A rule of Thoes") if line.code in known_codes() else ""),
        }
        for line in lines
    ]


def opened(_listing: Listing) -> None:
    """That this was opened is a line of the audit log."""
    current_trace().looked = True


REFUSALS = ListPage(
    title=gettext_lazy("Refused"),
    says=gettext_lazy(
        "What Thoes refused to a colleague: something of another organisation, something the role has no right to, or "
        "something that a rule forbids. Often it is a mistake or an old link."
    ),
    guard=needs(SEE_ACCESS_LOG, purpose=WATCH_OVER_USE),
    rows=_refused,
    shown=_shown_refusals,
    looked=opened,
    filters=FILTERS,
    columns=[
        Moment(gettext_lazy("When"), "line.at"),
        Text(gettext_lazy("Colleague"), "by", "role"),
        Text(gettext_lazy("Page"), "line.event"),
        Text(gettext_lazy("Why"), "why", "line.code"),
    ],
    file="refusals",
    empty=Empty(gettext_lazy("Nothing was refused"), gettext_lazy("Not within this period and filter."), "check"),
    template="accountability/log_list.html",
    extra=lambda _listing: {"tabs": tabs()},
)
