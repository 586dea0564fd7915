"""Who looked at whom, what was refused, and one request without its text. Opening these pages is itself written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thoes.accountability.documents.printing import spreadsheet
from thoes.accountability.looking import colleagues, names_in
from thoes.accountability.page_names import page_name
from thoes.accountability.web.forms import LooksForm
from thoes.accountability.web.processing import XLSX, as_file
from thoes.accounts.public import Actor, actor_in, needs, role_name
from thoes.foundation.refusal_texts import known_codes
from thoes.foundation.tracing import current_trace
from thoes.privacy.public import (
    NIGHT_FROM,
    NIGHT_UNTIL,
    SEE_LOOKS,
    WATCH_OVER_USE,
    LogFilter,
    LookLine,
    looks_by,
    most_looked_at,
    purpose_title,
    record_looks,
    refusals_of,
    state_of_the_logs,
)
from thoes.rights.public import request_states

_PER_PAGE = 25
_MOST_LINES = 20_000
_DAYS = 30
_REQUEST = "request "
_WHY = {
    "somebody_elses": gettext_lazy("It belongs to another organisation, or is outside the own territory"),
    "not_permitted": gettext_lazy("The role has no right to this"),
    "unknown": gettext_lazy("There is no such thing"),
}


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def looks(request: HttpRequest) -> HttpResponse:
    """The looks of the own organisation, with counts on top that somebody judges."""
    actor = actor_in(request)
    form, wanted = filter_of(request, actor)
    _write_down(wanted, "looks")
    page, lines = _lines(request, wanted)
    requests = request_states(actor, persons=[wanted.person_id] if wanted.person_id else [], ids=_requests_in(lines))
    by_id = {state.id: state for state in requests}
    names = names_in({line.user_id for line in lines})
    context = {
        "form": form,
        "page": page,
        "lines": [_shown(line, names, by_id) for line in lines],
        "person": wanted.person_id,
        "requests": [state for state in requests if wanted.person_id and state.person_id == wanted.person_id],
        "colleagues": [] if wanted.person_id else colleagues(actor, wanted),
        "most": [] if wanted.person_id else most_looked_at(replace(wanted, user_id=None)),
        "night": {"from": NIGHT_FROM, "until": NIGHT_UNTIL},
        "tabs": tabs(),
        "query": request.GET.urlencode(),
        "today": timezone.localdate(),
    }
    return render(request, "accountability/looks.html", context)


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def looks_file(request: HttpRequest) -> HttpResponse:
    """The same looks as a spreadsheet, under the same filter."""
    actor = actor_in(request)
    _form, wanted = filter_of(request, actor)
    found = looks_by(wanted, limit=_MOST_LINES)
    # Who is in a file that leaves is written down one by one, before the file holds it.
    record_looks(
        activity="accountability.looks_file",
        persons=[line.person_id for line in found.rows],
        at=timezone.now(),
    )
    names = names_in({line.user_id for line in found.rows})
    head = [_("When"), _("Who"), _("Role"), _("Person number"), _("Purpose"), _("Page"), _("Task")]
    rows = [
        [
            timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),
            names.get(line.user_id, "–"),
            role_name(line.role) if line.role else "",
            str(line.person_id),
            _title(line.purpose),
            page_name(line.activity),
            line.reference,
        ]
        for line in found.rows
    ]
    return as_file(spreadsheet(_("Looks"), head, rows), XLSX, "looks", "xlsx")


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def refusals(request: HttpRequest) -> HttpResponse:
    """What members of the own organisation were refused, the latest first."""
    actor = actor_in(request)
    form, wanted = filter_of(request, actor)
    current_trace().looked = True
    page, offset = _page(request, refusals_of(wanted, limit=0).total)
    lines = refusals_of(wanted, offset=offset, limit=_PER_PAGE).rows
    names = names_in({line.user_id for line in lines})
    context = {
        "form": form,
        "page": page,
        "lines": [
            {
                "line": line,
                "by": names.get(line.user_id, "–"),
                "role": role_name(line.role) if line.role else "",
                "why": _WHY.get(line.code, _("A rule of Thoes") if line.code in known_codes() else ""),
            }
            for line in lines
        ],
        "tabs": tabs(),
    }
    return render(request, "accountability/refusals.html", context)


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def log_state(request: HttpRequest) -> HttpResponse:
    """Whether the logs were found whole, and how far they are sealed."""
    return render(request, "accountability/log.html", {"state": state_of_the_logs(), "tabs": tabs()})


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def request_state(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """How a request stands; who asked and what was said is for who answers it."""
    actor = actor_in(request)
    found = request_states(actor, ids=[request_id])
    if not found:
        raise Http404
    if found[0].person_id is not None:
        _write_down(LogFilter(actor.organisation_id, person_id=found[0].person_id), "request")
    return render(request, "accountability/request.html", {"state": found[0], "today": timezone.localdate()})


def filter_of(request: HttpRequest, actor: Actor) -> tuple[LooksForm, LogFilter]:
    """What is asked for; without a period the last month, and what is not understood is said and left aside."""
    today = timezone.localdate()
    first = {"since": today - timedelta(days=_DAYS), "until": today}
    form = LooksForm(request.GET or None, initial=first, organisation_id=actor.organisation_id)
    data: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    # A link to one person, or a page further, carries no period: then all of that person, and the month of the others.
    whole = bool(data.get("person")) and not data.get("since")
    return form, LogFilter(
        actor.organisation_id,
        since=None if whole else _start(data.get("since") or first["since"]),
        until=_start((data.get("until") or today) + timedelta(days=1)),
        user_id=UUID(data["user"]) if data.get("user") else None,
        purpose=data.get("purpose") or None,
        person_id=data.get("person") or None,
    )


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _write_down(wanted: LogFilter, activity: str) -> None:
    """A page about one person is a look at that person; a page about many is a line of the audit log."""
    current_trace().looked = True
    if wanted.person_id:
        record_looks(
            activity=f"accountability.{activity}",
            persons=[wanted.person_id],
            at=timezone.now(),
        )


def _lines(request: HttpRequest, wanted: LogFilter) -> tuple[Any, Sequence[LookLine]]:
    page, offset = _page(request, looks_by(wanted, limit=0).total)
    return page, looks_by(wanted, offset=offset, limit=_PER_PAGE).rows


def _page(request: HttpRequest, total: int) -> tuple[Any, int]:
    page = Paginator(range(total), _PER_PAGE).get_page(request.GET.get("page"))
    return page, max(page.start_index() - 1, 0)


def _requests_in(lines: Sequence[LookLine]) -> list[UUID]:
    return [found for line in lines if (found := _request_of(line.reference)) is not None]


def _request_of(reference: str) -> UUID | None:
    if not reference.startswith(_REQUEST):
        return None
    try:
        return UUID(reference.removeprefix(_REQUEST))
    except ValueError:
        return None


def _shown(line: LookLine, names: Any, requests: Any) -> dict[str, Any]:
    request_id = _request_of(line.reference)
    return {
        "line": line,
        "by": names.get(line.user_id, "–"),
        "role": role_name(line.role) if line.role else "",
        "purpose": _title(line.purpose),
        "page": page_name(line.activity),
        "request": requests.get(request_id) if request_id else None,
    }


def _title(purpose: str) -> str:
    return purpose_title(purpose)


def tabs() -> list[tuple[str, str, None]]:
    """The pages of the logs."""
    return [
        (reverse("accountability:looks"), _("Who looked at whom"), None),
        (reverse("accountability:everything"), _("Everything opened"), None),
        (reverse("accountability:refusals"), _("Refused"), None),
        (reverse("accountability:log"), _("State of the logs"), None),
    ]
