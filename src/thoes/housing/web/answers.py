"""What the views of housing share: find or 404, a form with its page, and the answer to a refusal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thoes.accounts.public import actor_in
from thoes.foundation.refusal_texts import explain
from thoes.housing.access import visible_sites
from thoes.housing.models import Mark, Permit, Site
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.forms import Form


def site_or_404(request: HttpRequest, site_id: UUID) -> Site:
    """A site whose card the actor may read."""
    site = visible_sites(actor_in(request)).filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def permit_or_404(request: HttpRequest, permit_id: UUID) -> Permit:
    """A permit of such a site; one recorded by mistake can still be looked at."""
    sites = visible_sites(actor_in(request)).order_by()
    permit = Permit.objects.select_related("site__municipality").filter(pk=permit_id, site__in=sites).first()
    if permit is None:
        raise Http404
    return permit


def mark_or_404(request: HttpRequest, mark_id: UUID) -> Mark:
    """A mark of such a site."""
    sites = visible_sites(actor_in(request)).order_by()
    mark = Mark.objects.select_related("site__municipality").filter(pk=mark_id, site__in=sites).first()
    if mark is None:
        raise Http404
    return mark


def ask(
    request: HttpRequest,
    form: Form,
    save: Callable[[], object],
    *,
    done: Any,
    back: str,
    context: dict[str, Any],
    **fields: str,
) -> HttpResponse:
    """Show a form, or save what was sent and go back with a word about it; a refusal is shown at its field.

    The page is `housing/form.html`; `context` gives its title, button and crumbs. `fields` as for `refusals.show_in`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refusal as refusal:
            refusals.show_in(form, refusal, **fields)
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, "housing/form.html", {"form": form, "back": back, **context})


def act(request: HttpRequest, save: Callable[[], object], *, done: Any, back: str) -> HttpResponse:
    """Do what a single button asks, and go back with a word about it or with the reason why not."""
    try:
        save()
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        messages.success(request, done)
    return redirect(back)
