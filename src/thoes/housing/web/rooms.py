"""Rooms and beds: the wizard that adds rows of rooms, names, and what is out of use."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing import services
from thoes.housing.domain.rooms import plan_rooms
from thoes.housing.models import Bed, Site, Unit
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES
from thoes.housing.queries import own_sites
from thoes.housing.web.forms import FurtherBlockForm, NameForm, NewBedForm, OutOfUseForm, RoomBlockForm
from thoes.housing.web.or_404 import bed_or_404, unit_or_404
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.form_pages import saved

_ROWS = 3


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def add(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """The wizard: describe rows of rooms, see which rooms that gives, add them."""
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    forms = _block_forms(request, site)
    planned = None
    if request.method == "POST" and _all_valid(forms):
        blocks = [form.block() for form in forms if form.has_changed()]
        try:
            if "save" in request.POST:
                added = services.add_rooms(actor=actor_in(request), site_id=site.pk, blocks=blocks)
                messages.success(
                    request,
                    ngettext("%(count)d room is added.", "%(count)d rooms are added.", len(added))
                    % {"count": len(added)},
                )
                return redirect("housing:site", site_id=site.pk)
            planned = plan_rooms(blocks, taken=list(site.units.values_list("name", flat=True)))
        except Refusal as refusal:
            refusals.show_in(forms[0], refusal)
    beds = sum(len(room.beds) for room in planned or [])
    return render(request, "housing/add_rooms.html", {"site": site, "forms": forms, "planned": planned, "beds": beds})


def _block_forms(request: HttpRequest, site: Site) -> list[RoomBlockForm]:
    data = request.POST if request.method == "POST" else None
    first = {"rooms": 12, "beds": 2, "prefix": _("Room"), "first_number": site.units.count() + 1}
    forms = [RoomBlockForm(data, prefix="row1", initial=first if data is None else None)]
    forms[0].empty_permitted = False
    return forms + [FurtherBlockForm(data, prefix=f"row{number}") for number in range(2, _ROWS + 1)]


@require_safe
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def room(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One room: its name, its beds, and taking it out of use."""
    return _show_room(request, unit_or_404(request, unit_id))


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def rename_a_room(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Another name for the room."""
    unit = unit_or_404(request, unit_id)
    form = NameForm(request.POST)
    return saved(
        request,
        form,
        lambda: services.rename_room(actor=actor_in(request), unit_id=unit.pk, name=form.cleaned_data["name"]),
        done=_("The room has its new name."),
        back=_page_of(unit.pk),
    ) or _show_room(request, unit, name_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def add_a_bed(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """One more bed."""
    unit = unit_or_404(request, unit_id)
    form = NewBedForm(request.POST, prefix="new")
    return saved(
        request,
        form,
        lambda: services.add_bed(
            actor=actor_in(request),
            unit_id=unit.pk,
            name=form.cleaned_data["name"],
            bed_id=form.cleaned_data["nonce"],
        ),
        done=lambda added: _("Bed %(bed)s is added.") % {"bed": added.name},
        back=_page_of(unit.pk),
    ) or _show_room(request, unit, bed_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def room_out_of_use(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Take every bed of the room out of use."""
    unit = unit_or_404(request, unit_id)
    form = OutOfUseForm(request.POST, prefix="gone")
    return saved(
        request,
        form,
        lambda: services.take_room_out_of_use(
            actor=actor_in(request), unit_id=unit.pk, from_date=form.cleaned_data["from_date"]
        ),
        done=_("The room is out of use from that day."),
        back=_page_of(unit.pk),
    ) or _show_room(request, unit, gone_form=form)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def bed(request: HttpRequest, bed_id: UUID) -> HttpResponse:
    """One bed: its name, and whether it is in use."""
    chosen = bed_or_404(request, bed_id)
    form = NameForm(request.POST or None, initial={"name": chosen.name})
    return saved(
        request,
        form,
        lambda: services.rename_bed(actor=actor_in(request), bed_id=chosen.pk, name=form.cleaned_data["name"]),
        done=_("The bed has its new name."),
        back=_page_of(chosen.unit_id),
    ) or _show_bed(request, chosen, name_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def bed_out_of_use(request: HttpRequest, bed_id: UUID) -> HttpResponse:
    """Nobody sleeps in this bed from a day on."""
    chosen = bed_or_404(request, bed_id)
    form = OutOfUseForm(request.POST, prefix="gone")
    return saved(
        request,
        form,
        lambda: services.take_bed_out_of_use(
            actor=actor_in(request), bed_id=chosen.pk, from_date=form.cleaned_data["from_date"]
        ),
        done=_("The bed is out of use from that day."),
        back=_page_of(chosen.unit_id),
    ) or _show_bed(request, chosen, gone_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def bed_in_use(request: HttpRequest, bed_id: UUID) -> HttpResponse:
    """The bed may be used again."""
    chosen = bed_or_404(request, bed_id)
    services.put_bed_back_in_use(actor=actor_in(request), bed_id=chosen.pk)
    messages.success(request, _("The bed is in use again."))
    return redirect("housing:room", unit_id=chosen.unit_id)


def _page_of(unit_id: UUID) -> str:
    return reverse("housing:room", args=[unit_id])


def _show_room(
    request: HttpRequest,
    unit: Unit,
    *,
    name_form: NameForm | None = None,
    bed_form: NewBedForm | None = None,
    gone_form: OutOfUseForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "unit": unit,
        "beds": list(unit.beds.order_by("position", "name")),
        "today": today,
        "name_form": name_form or NameForm(initial={"name": unit.name}),
        "bed_form": bed_form or NewBedForm(prefix="new", initial={"nonce": uuid.uuid4()}),
        "gone_form": gone_form or _gone_form(today),
    }
    return render(request, "housing/room.html", context)


def _show_bed(
    request: HttpRequest, chosen: Bed, *, name_form: NameForm | None = None, gone_form: OutOfUseForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "bed": chosen,
        "today": today,
        "name_form": name_form or NameForm(initial={"name": chosen.name}),
        "gone_form": gone_form or _gone_form(today),
    }
    return render(request, "housing/bed.html", context)


def _gone_form(today: date) -> OutOfUseForm:
    return OutOfUseForm(prefix="gone", initial={"from_date": today})


def _all_valid(forms: "list[Any]") -> bool:
    # Every form is looked at, so that all mistakes are shown at once: `all` over a generator stops at the first.
    return not [form for form in forms if not form.is_valid()]
