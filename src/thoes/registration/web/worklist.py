"""The worklist: who must register here, when and why, and what the desk did; steps with many at once."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from procrastinate.exceptions import AlreadyEnqueued

from thoes.accounts.public import needs
from thoes.kernel.name_folding import words_of
from thoes.register.public import (
    BRP_REGISTRATION,
    SEE_REGISTRATION_DUTY,
    Stay,
    Worker,
    workers_named,
)
from thoes.registration.domain.follow_up import State as Followed
from thoes.registration.jobs import reassess_now
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import StateChoice, Status
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import (
    URGENCIES,
    clerks_of,
    comes_back,
    desk_numbers,
    in_part,
    latest_assessment_day,
    providers_of,
    rows_of,
    sites_here,
    to_do,
)
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.reasons.reading import reasons_of
from thoes.registration.web.lines import WorklistLine, lines_of, log_access
from thoes.ui.days import day_in_words
from thoes.ui.lists import (
    Action,
    Choice,
    Column,
    Day,
    Empty,
    Fragment,
    Link,
    Listing,
    ListPage,
    Number,
    Part,
    Parts,
    Spare,
    State,
    Switch,
    Text,
    Words,
)

MINE, NOBODY = "me", "nobody"


def _part(name: str) -> Callable[[Listing], Q]:
    return lambda listing: in_part(name, listing.today)


def _counted(rows: Any, listing: Listing) -> dict[str, int]:
    """All parts in one query; with the people who are here, and of them who is registered, for the sentence above."""
    numbers = desk_numbers(rows, actor=listing.actor, on=listing.today)
    here = {"here": numbers.present, "registered_here": numbers.registered_present}
    return {"": numbers.to_do, **numbers.parts, **here}


def _says(listing: Listing) -> str:
    facts = {"municipality": listing.actor.organisation_name, "here": listing.counts["here"]}
    if not facts["here"]:
        return _("%(municipality)s: nobody sleeps here now; what stands below is an indication, you decide.") % facts
    share = round(100 * listing.counts["registered_here"] / listing.counts["here"])
    words = _(
        "%(municipality)s: of the %(here)s people who sleep here %(share)s%% is registered; what stands below is an "
        "indication, you decide."
    )
    return str(words % {**facts, "share": share})


def _named(text: str, listing: Listing) -> Q | None:
    if not words_of(text):
        return None
    slept_here = Stay.objects.filter(worker=OuterRef("pk"), municipality=listing.actor.municipality_code)
    found = workers_named(Worker.objects.filter(Exists(slept_here)), text)
    return Q(person__in={worker.person_id for worker in found})


def _assigned(who: str, listing: Listing) -> Q:
    if who == NOBODY:
        return Q(assigned_to=None)
    return Q(assigned_to=listing.actor.user_id if who == MINE else who)


def _sites(listing: Listing) -> list[tuple[UUID, str]]:
    return [(site.pk, f"{site.name}, {site.street} {site.house_number}") for site in listing.once(sites_here)]


def _providers(listing: Listing) -> list[tuple[UUID, str]]:
    return providers_of(listing.once(sites_here))


def _shown(listing: Listing, part: Any) -> list[WorklistLine]:
    """The lines; for a file also with the numbers behind each reason."""
    lines = lines_of(rows_of(part, worklist_of(listing.actor)), actor=listing.actor, today=listing.today)
    if listing.is_file:
        reasons = reasons_of([line.assessment for line in lines], actor=listing.actor)
        for line in lines:
            line.assessment.reason = reasons[line.person_id]
    return lines


def _looked(listing: Listing) -> None:
    log_access("export" if listing.is_file else "worklist", [line.person_id for line in listing.shown])


def may_record(listing: Listing) -> bool:
    return bool(listing.actor.may(RECORD_REGISTRATION))


def _day(day: date | None) -> str:
    return day_in_words(day, "j F Y") if day else ""


def _status(line: WorklistLine) -> str:
    in_rni = line.rni_since and line.state != Followed.RNI
    return ", ".join(
        str(words) for words in (line.assessment.get_status_display(), _("In the RNI") if in_rni else "") if words
    )


def _differs(line: WorklistLine) -> str:
    """Under the name only what is not a duty by nights or expectation: which of the two says the reason already."""
    is_duty = line.assessment.status in (Status.DUTY_COUNTED, Status.DUTY_EXPECTED)
    return "" if is_duty and not line.rni_since else _status(line)


def _where(line: WorklistLine) -> str:
    site = line.assessment.site
    left = _("last known place, left on %(day)s") % {"day": _day(line.left_on)} if line.left_on else ""
    also = _("also has a bed at %(places)s") % {"places": ", ".join(line.also_at)} if line.also_at else ""
    return " · ".join(str(words) for words in (site and site.name, left, also) if words)


def _followed(line: WorklistLine) -> list[tuple[str, Any]]:
    """Only what differs from a row to the next: nothing was done is no news."""
    late = [("overdue", _("Too late"))] if line.overdue else []
    done = [(line.state_tone, line.state_label)] if line.state != Followed.OPEN else []
    return [*late, *done]


def _about_follow_up(line: WorklistLine) -> str:
    words = (line.because, line.remark, line.assigned_name)
    return " · ".join(str(each) for each in words if each)


def _reason(name: str) -> Callable[[WorklistLine], Any]:
    return lambda line: getattr(line.assessment.reason.shown, name)


_IN_FILE: list[Column] = [
    Text(_("Name"), "name"),
    Text(_("Outcome"), "assessment.get_status_display"),
    Day(_("Last day"), "assessment.register_by"),
    Day(_("Duty, move or departure on"), "assessment.duty_from"),
    Number(_("Nights in the half year"), "assessment.nights_in_window"),
    Number(_("Counted nights here"), _reason("here")),
    Number(_("Counted nights elsewhere in Limburg"), _reason("elsewhere")),
    Day(_("Counted up to"), lambda line: line.assessment.reason.shown.window.until),
    Text(_("Site"), "assessment.site.name"),
    Text(_("Address"), "assessment.site.address"),
    Day(_("Last known place, left on"), "left_on"),
    Text(_("Also has a bed at"), lambda line: ", ".join(line.also_at)),
    Text(_("Housing provider"), "assessment.site.provider.name"),
    Text(_("Why"), "reason"),
    Text(_("What was done"), "state_label"),
    Day(_("Look again on"), "next_on"),
    Day(_("In the RNI since"), "rni_since"),
    Text(_("Assigned to"), "assigned_name"),
]

WORKLIST = ListPage(
    title=_("Who must register"),
    says=_says,
    guard=needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION),
    rows=lambda listing: worklist_of(listing.actor),
    shown=_shown,
    looked=_looked,
    filters=[
        Words(label=_("Name"), by=_named),
        Choice(name="site", label=_("Site"), choices=_sites, any=_("All sites")),
        Choice(
            name="provider", label=_("Housing provider"), choices=_providers, any=_("All housing providers"),
            by=lambda provider, _listing: Q(site__provider=provider),
        ),
        Choice(
            name="urgency", label=_("Urgency"), any=_("Any"),
            choices=[
                ("month_late", _("More than a month too late")),
                ("late", _("Up to a month too late")),
                ("week", _("Within a week")),
                ("later", _("Later")),
            ],
            by=lambda urgency, listing: URGENCIES[urgency](listing.today),
        ),
        Choice(name="state", label=_("What was done"), choices=StateChoice.choices, any=_("Any")),
        Choice(
            name="who", label=_("Assigned to"), any=_("Anybody"), by=_assigned,
            choices=lambda listing: [(MINE, _("Me")), (NOBODY, _("Nobody")), *listing.once(clerks_of)],
        ),
        Switch(
            name="again", by=lambda _on, listing: comes_back(listing.today),
            label=_("Only who needs attention now: nothing was done yet, or the date to look again has come"),
        ),
    ],
    parts=Parts(
        [
            Part("", _("Now"), lambda listing: to_do(listing.today)),
            Part("approaching", _("Soon"), _part("approaching")),
            Part("registered", _("Settled"), _part("registered")),
            Part("overdue", _("Too late"), _part("overdue"), is_tab=False),
            Part("due", _("Must register"), _part("due"), is_tab=False),
            Part("moved", _("Moved"), _part("moved"), is_tab=False),
            Part("leaving", _("Leaves"), _part("leaving"), is_tab=False),
            Part("gone", _("Not here now"), _part("gone"), is_tab=False),
            Part("aside", _("Set aside"), _part("aside"), is_tab=False),
            Part("not_yet", _("Not yet"), _part("not_yet"), is_tab=False),
        ],
        name="tab",
        counted=_counted,
    ),
    order=_("Most urgent first"),
    columns=[
        Fragment(_("Tick"), template="registration/parts/tick.html", drawn_as="tick-cell", when=may_record),
        Link(_("Name"), "name", _differs, to="registration:person", key="person_id"),
        State(_("Status"), _followed, _about_follow_up),
        Day(
            _("Last day"),
            lambda line: line.assessment.register_by or line.assessment.approaching_on,
            lambda line: "" if line.assessment.register_by or not line.assessment.approaching_on else _("expected"),
            "register_by",
        ),
        Text(_("Site"), _where, "assessment.site.provider.name", "site__name", spare=Spare.UNDER),
        Number(_("Nights"), "assessment.nights_in_window", sort="nights_in_window"),
        Day(_("Look again on"), "next_on", lambda line: _("(now)") if line.comes_back else "", "next_on"),
        Text(_("Why"), "reason", wide=True, spare=Spare.CELL),
    ],
    file="brp",
    file_columns=_IN_FILE,
    empty=Empty(
        _("Nobody in this part of the list"), _("Choose another part, or clear the filter."), "check",
        Action(_("Show everybody with something to do"), "registration:worklist"),
    ),
    more=[
        Action(_("Sessions on site"), "registration:sessions", "calendar"),
        Action(_("Results"), "registration:effect", "clipboard"),
        Action(_("Our desk"), "registration:desk-details", "settings", may_record),
    ],
    place_in_more="worklist-actions",
    template="registration/worklist.html",
    extra=lambda listing: {
        "clerks": listing.once(clerks_of),
        "as_of": latest_assessment_day(),
        "today": listing.today,
        "batch": uuid4(),
        "languages": LETTERS.choices(),
        "not_reviewed": LETTERS.not_reviewed(),
        "may_record": may_record(listing),
    },
)  # fmt: skip

worklist = transaction.atomic(WORKLIST.as_view())
"""In one transaction: who is written down as seen is who is shown."""


@require_POST
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def recalculate(request: HttpRequest) -> HttpResponse:
    """Ask the background jobs to assess everybody as of today."""
    try:
        reassess_now.defer()
    except AlreadyEnqueued:
        messages.info(request, _("This is already being worked out. Look again in a minute."))
    else:
        messages.success(request, _("We are working it out again. Look again in a minute."))
    return redirect("registration:worklist")
