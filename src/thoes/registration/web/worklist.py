"""The worklist: who must register here, when and why, and what the desk did; steps with many at once."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from procrastinate.exceptions import AlreadyEnqueued

from thoes.accounts.public import actor_in, needs
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.jobs import reassess_now
from thoes.registration.letters.composing import languages_not_reviewed
from thoes.registration.letters.texts import LANGUAGES, language_choices
from thoes.registration.models import StateChoice
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import (
    DeskNumbers,
    clerks_of,
    desk_numbers,
    housers_of,
    latest_assessment_day,
    page_of,
    sites_here,
)
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.web.filtering import SORTS, Filters
from thoes.registration.web.lines import lines_of, log_looks

PER_PAGE = 25


@require_GET
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def worklist(request: HttpRequest) -> HttpResponse:
    """Who must register here, when and why; the most urgent first."""
    actor, today, filters = actor_in(request), timezone.localdate(), Filters.of(request.GET)
    everybody = worklist_of(actor)
    narrowed = filters.narrow(everybody, actor=actor, on=today)
    numbers = desk_numbers(narrowed, actor=actor, on=today)
    page = Paginator(range(numbers.parts[filters.part] if filters.part else numbers.to_do), PER_PAGE).get_page(
        request.GET.get("page")
    )
    first = (page.number - 1) * PER_PAGE
    ordered = filters.in_part(narrowed, on=today)
    rows = page_of(ordered, first, first + PER_PAGE, everybody=everybody)
    lines = lines_of(rows, actor=actor, today=today)
    log_looks("worklist", [line.person_id for line in lines])
    sites = sites_here(actor)
    return render(
        request,
        "registration/worklist.html",
        {
            "lines": lines,
            "page": page,
            "numbers": numbers,
            "share": _share(numbers),
            "tabs": _tabs(filters, numbers),
            "filters": filters,
            "choices": _choices(),
            "sites": sites,
            "housers": housers_of(sites),
            "clerks": clerks_of(actor),
            "as_of": latest_assessment_day(),
            "today": today,
            "municipality": actor.organisation_name,
            "batch": uuid4(),
            "languages": language_choices(),
            "not_reviewed": languages_not_reviewed(LANGUAGES),
            "may_record": actor.may(RECORD_REGISTRATION),
        },
    )


def _tabs(filters: Filters, numbers: DeskNumbers) -> list[tuple[str, str, int]]:
    titles = {
        "overdue": _("Too late"),
        "due": _("Must register"),
        "approaching": _("Soon"),
        "moved": _("Moved"),
        "leaving": _("Leaves"),
        "gone": _("Not here now"),
        "aside": _("Set aside"),
        "registered": _("Registered"),
        "not_yet": _("Not yet"),
    }
    all_to_do = (filters.address(tab=""), _("To do"), numbers.to_do)
    return [all_to_do, *((filters.address(tab=part), title, numbers.parts[part]) for part, title in titles.items())]


def _choices() -> dict[str, Any]:
    return {
        "urgency": [
            ("month_late", _("More than a month too late")),
            ("late", _("Up to a month too late")),
            ("week", _("Within a week")),
            ("later", _("Later")),
        ],
        "state": StateChoice.choices,
        "sort": [(value, title) for value, (title, _order) in SORTS.items()],
    }


def _share(numbers: DeskNumbers) -> int | None:
    return round(100 * numbers.registered_present / numbers.present) if numbers.present else None


@require_POST
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def recalculate(request: HttpRequest) -> HttpResponse:
    """Ask the background jobs to assess everybody as of today."""
    try:
        reassess_now.defer()
    except AlreadyEnqueued:
        messages.info(request, _("This is being worked out already. Look again in a minute."))
    else:
        messages.success(request, _("We work it out again. Look again in a minute."))
    return redirect("registration:worklist")
