"""Check out and move: one worker, a family or a room, chosen on the board."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, Bed, BlockReason, Site, block_beds
from thoes.kernel.nights import current_night
from thoes.register.models import Change, Stay
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import free_beds, sites_of
from thoes.register.services import check_out, move_workers
from thoes.register.web.asking import AskingCheckOutForm, AskingMoveForm
from thoes.register.web.shared import chosen_stays, log_access, night_that_goes_on, own_site, saved_stays


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def leave(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """End the chosen stays on a day; today is filled in, and after midnight the day of the night that goes on."""
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    stays = chosen_stays(request, actor, site_id)
    log_access("check_out", stays)
    posted = request.POST if request.method == "POST" else None
    form = AskingCheckOutForm(posted, today=today, versions=stays, asked_on=today)

    def save() -> Change:
        data = form.cleaned_data
        change = check_out(
            actor=actor,
            stay_ids=[stay.stay_id for stay in stays],
            departure=data["departure"],
            at=timezone.now(),
            nonce=data["nonce"],
            seen=data["seen"] or None,
        )
        if "to_clean" in request.POST:
            _to_be_cleaned(actor, stays, data)
        return change

    text = ngettext("%(count)s worker is checked out.", "%(count)s workers are checked out.", len(stays))
    done, back = text % {"count": len(stays)}, reverse("register:board", args=[site_id])
    if stays and (went_on := saved_stays(request, form, save, stays=stays, done=done, back=back)):
        return went_on
    context = {"form": form, "site": site, "stays": stays, "yesterday": today - timedelta(days=1)}
    context["goes_on"] = night_that_goes_on(today)
    context["to_clean"] = "to_clean" in request.POST
    return render(request, "register/check_out.html", context)


def _to_be_cleaned(actor: Actor, stays: list[Stay], data: dict[str, Any]) -> None:
    """Do not offer the beds that were left until somebody says that they are clean."""
    block_beds(
        actor=actor,
        bed_ids=[stay.bed_id for stay in stays],
        reason=BlockReason.TO_CLEAN,
        from_date=data["departure"],
        until=None,
        at=timezone.now(),
        nonce=data["nonce"],
    )


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def move(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A new bed for each chosen worker, at `?to=` another own site too; all move together, so two may swap beds.

    `?bed=` is the bed that was pointed at, for one worker; what a move may do is for the register to say.
    """
    # After midnight the board shows the night that goes on: who moves then sleeps in the new bed in that night.
    actor, night = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    stays = chosen_stays(request, actor, site_id)
    log_access("move", stays)
    posted = request.POST if request.method == "POST" else None
    form = AskingMoveForm(posted, night=night, versions=stays, asked_on=night)
    to = _target(request, actor, site)
    free = _free_for(actor, to, stays, night=night)
    offered = free + ([stay.bed for stay in stays] if to == site else [])

    def save() -> Change:
        data = form.cleaned_data
        return move_workers(
            actor=actor,
            moves=[(s.stay_id, _asked_bed(request.POST.get(f"bed-{s.stay_id}")) or s.bed_id) for s in stays],
            on=data["on"],
            at=timezone.now(),
            nonce=data["nonce"],
            seen=data["seen"] or None,
        )

    back = reverse("register:board", args=[site_id])
    if stays and (went_on := saved_stays(request, form, save, stays=stays, done=_("Moved."), back=back)):
        return went_on
    pointed_at = _asked_bed(request.GET.get("bed"))
    context = {
        "form": form,
        "site": site,
        "to": to,
        "rows": _rows(request, stays, free, pointed_at),
        "beds": offered,
        "has_free": bool(free),
        "other_bed": pointed_at is not None and pointed_at not in {bed.pk for bed in offered},
        "sites": list(sites_of(actor)),
    }
    return render(request, "register/move.html", context)


def _free_for(actor: Actor, to: Site, stays: list[Stay], *, night: date) -> list[Bed]:
    """The beds that are free in all nights for which these stays need one: from tonight, or from when they begin."""
    begins = max(night, min((stay.arrival for stay in stays), default=night))
    ends = [stay.departure for stay in stays if stay.departure is not None]
    until = max(ends) if ends and len(ends) == len(stays) and max(ends) > begins else None
    return free_beds(actor=actor, site_id=to.pk, arrival=begins, until=until)


def _rows(request: HttpRequest, stays: list[Stay], free: list[Bed], pointed_at: UUID | None) -> list[tuple[Stay, UUID]]:
    """Each stay with the bed that is filled in: what was sent, what was pointed at, or else a free one each."""
    offered = {bed.pk for bed in free}
    rows = []
    for place, stay in enumerate(stays):
        proposed = free[place].pk if place < len(free) else stay.bed_id
        if len(stays) == 1 and pointed_at in offered:
            proposed = pointed_at
        rows.append((stay, _asked_bed(request.POST.get(f"bed-{stay.stay_id}")) or proposed))
    return rows


def _asked_bed(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _target(request: HttpRequest, actor: Actor, site: Site) -> Site:
    """The own site whose beds are offered; the same site when none was chosen."""
    chosen = request.POST.get("to") or request.GET.get("to", "")
    try:
        return own_site(actor, UUID(chosen)) if chosen else site
    except ValueError as error:
        raise Http404 from error
