"""What this organisation did lately, and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, site_names
from thoes.register.models import Change
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import by_name, changes_of, page_by_day, sites_of, stays_of
from thoes.register.services import undo_change
from thoes.register.web.done import NAMED, name_of
from thoes.register.web.shared import log_access, undo_of
from thoes.ui.form_pages import post_action
from thoes.ui.going_back import page_before

_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One action on the list: by whom of the staff, about whom, and where."""

    change: Change
    by: str
    about: str
    where: str


@require_safe
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def changes(request: HttpRequest) -> HttpResponse:
    """The actions of the own organisation by day, newest first; of a few people by name, of more in a number."""
    actor = actor_in(request)
    rows = changes_of(actor=actor).annotate(stays=Count("opened__stay_id", distinct=True))
    page = Paginator(rows.select_related("undone_by"), 30).get_page(request.GET.get("page"))
    staff = names_of_users(change.actor_id for change in page.object_list if change.actor_id)
    places, people = _places(actor, page.object_list), _people(actor, page.object_list)
    lines = [
        DoneLine(change, staff.get(change.actor_id, ""), people.get(change.pk, ""), places.get(change.pk, ""))
        for change in page.object_list
    ]
    days = [(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: localdate(line.change.recorded_at))]
    return render(request, "register/changes.html", {"page": page, "days": days})


def _people(actor: Actor, changes: Iterable[Any]) -> dict[UUID, str]:
    """Whom each action was about, where it was about a few; they are written down as looked at."""
    few = [change.pk for change in changes if change.stays <= NAMED]
    stays = by_name(stays_of(actor).filter(opened_by__in=few).order_by())
    log_access("changes", stays)
    found: dict[UUID, dict[UUID, str]] = {}
    for stay in stays:
        found.setdefault(stay.opened_by_id, {})[stay.worker_id] = name_of(stay)
    return {change: ", ".join(names.values()) for change, names in found.items()}


def _places(actor: Actor, changes: Iterable[Change]) -> dict[UUID, str]:
    """Where each action was: the room when it was one room, else the sites, told apart."""
    found: dict[UUID, set[tuple[str, str]]] = {}
    names = site_names()
    called = {site.pk: names.of(site) for site in sites_of(actor)}
    stays = stays_of(actor).filter(opened_by__in=list(changes)).order_by()
    for change, site, room in stays.values_list("opened_by_id", "site_id", "bed__unit__name").distinct():
        found.setdefault(change, set()).add((called[site], room))
    return {
        change: ", ".join(next(iter(rooms)) if len(rooms) == 1 else sorted({site for site, _room in rooms}))
        for change, rooms in found.items()
    }


@require_safe
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """One action of the own organisation: who did it, and what it made of which stays."""
    actor = actor_in(request)
    done = changes_of(actor=actor).filter(pk=change_id).select_related("undone_by").first()
    if done is None:
        raise Http404
    stays = stays_of(actor).filter(opened_by=done)
    page: Any = Paginator(range(stays.count()), _PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * _PER_PAGE
    page.object_list = page_by_day(stays, first, first + _PER_PAGE)
    log_access("change", page.object_list)
    who = names_of_users([done.actor_id] if done.actor_id else []).get(done.actor_id, "")
    return render(request, "register/change.html", {"change": done, "page": page, "who": who})


@require_POST
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def undo(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Take an action back, and offer to take that back too; then on where the button stood."""
    return post_action(
        request,
        lambda: undo_change(actor=actor_in(request), change_id=change_id, at=timezone.now()),
        done=_("Undone."),
        back=page_before(request, otherwise=reverse("register:changes")),
        undo=undo_of,
        unknown=["change_unknown"],
    )
