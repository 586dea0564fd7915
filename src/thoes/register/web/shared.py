"""What the housing provider's screens share: the site that is meant, the access that is logged, and a refusal on a form."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_OWN_SITES, Site
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import record_access
from thoes.register.models import Change, Stay, Worker
from thoes.register.queries import believed, by_name, sites_of, sleeping_in, stays_of
from thoes.register.web.forms import SeenForm, with_new_nonce
from thoes.ui.form_pages import saved
from thoes.ui.messages import with_undo


def own_site(actor: Actor, site_id: UUID) -> Site:
    """The site with its municipality, or 404 outside the actor's territory."""
    return get_object_or_404(sites_of(actor).select_related(None).select_related("municipality"), pk=site_id)


def own_worker(actor: Actor, worker_id: UUID) -> Worker:
    """A worker of the actor's own housing provider, or 404."""
    worker = Worker.objects.filter(pk=worker_id, provider_id=actor.organisation_id).first()
    if worker is None or not actor.may(SEE_OWN_SITES):
        raise Http404
    return worker


def night_that_goes_on(night: date) -> date | None:
    """The night, when it began on the day before: who comes in at one o'clock slept here from that night."""
    return night if night != timezone.localdate() else None


def views_of_site(site_id: UUID) -> list[tuple[Any, ...]]:
    """The ways to look at who sleeps at a site, as tabs; the timeline shows as many days as the screen has room for."""
    timeline = reverse("register:timeline", args=[site_id])
    return [
        (reverse("register:board", args=[site_id]), _("Beds"), None),
        (f"{timeline}?span=week", _("Timeline"), None, "narrow"),
        (f"{timeline}?span=month", _("Timeline"), None, "wide"),
        (reverse("register:coming-week", args=[site_id]), _("Coming week"), None),
    ]


def chosen_stays(request: HttpRequest, actor: Actor, site_id: UUID) -> list[Stay]:
    """The believed stays of this site that were ticked, one by one (`stay`) or as everybody who sleeps in a room (`room`);
    ids that are not the actor's are left aside.
    """
    here = believed(stays_of(actor)).filter(site_id=site_id)
    ticked = Q(stay_id__in=_ids(request, "stay"))
    rooms = _ids(request, "room")
    if rooms:
        ticked |= Q(bed__unit__in=rooms) & sleeping_in(current_night(timezone.localtime()))
    return by_name(here.filter(ticked))


def _ids(request: HttpRequest, name: str) -> list[UUID]:
    ids = []
    for text in request.GET.getlist(name) + request.POST.getlist(name):
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return ids


def log_access(activity: str, stays: Iterable[Stay]) -> None:
    """One record for every person whose stay is about to be shown."""
    log_workers(activity, [stay.worker for stay in stays])


def log_workers(activity: str, workers: Iterable[Worker]) -> None:
    """One record for every person that is about to be shown."""
    record_access(
        activity=f"register.{activity}",
        persons=[worker.person_id for worker in workers],
        at=timezone.now(),
    )


def undo_of(change: Change) -> str:
    """Where the button posts to that takes an action back."""
    return reverse("register:undo", args=[change.pk])


def say_done(request: HttpRequest, text: str, change: Change) -> None:
    """Say what was done, with a button to undo it."""
    with_undo(request, text, undo_of(change))


def saved_stays(
    request: HttpRequest, form: SeenForm, save: Callable[[], Change], *, stays: Sequence[Stay], done: str, back: str
) -> HttpResponse | None:
    """As `saved`, with a button to undo it; what was refused can be sent again about the stays as the page shows them."""

    def save_or_renew() -> Change:
        try:
            return save()
        except Refusal:
            form.data = with_new_nonce(form.data, versions=stays)
            raise

    return saved(request, form, save_or_renew, done=done, back=back, undo=undo_of)
