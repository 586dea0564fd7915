"""The page of what a room is like: which beds are not offered and why, and the note."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing.models import NOTE_LENGTH, Bed, BedBlock, BlockReason, RoomNote, Unit
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES
from thoes.housing.queries.own_sites import own_unit
from thoes.housing.queries.room_states import blocks_of_room
from thoes.housing.services.room_states import block_beds, lift_blocks, note_of_room
from thoes.kernel.refusals import Refusal
from thoes.ui.forms import DayField, Form
from thoes.ui.refusals import show_in


class BlockForm(Form):
    """Which beds are not offered, from when until when, and why."""

    nonce = forms.UUIDField(widget=forms.HiddenInput)
    beds = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Beds"), queryset=Bed.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=BlockReason.choices)
    from_date = DayField(label=gettext_lazy("First night that is not offered"))
    until = DayField(
        label=gettext_lazy("First night that is offered again"),
        required=False,
        help_text=gettext_lazy("Leave it empty if you do not know; you say later that the beds can be used again."),
    )

    def __init__(self, *args: Any, unit: Unit, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beds = unit.beds.order_by("position", "name")
        self.fields["beds"].queryset = beds  # type: ignore[attr-defined]
        self.initial = {"beds": list(beds), "from_date": today, "nonce": uuid.uuid4()}


class NoteForm(Form):
    """The note of a room."""

    text = forms.CharField(
        label=gettext_lazy("Note about this room"),
        max_length=NOTE_LENGTH,
        required=False,
        help_text=gettext_lazy(
            "For who works here, for example: the lock sticks. Do not write down names of people, and nothing about them."
        ),
        widget=forms.Textarea({"rows": 2}),
    )


@require_GET
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def state(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The beds of a room that are not offered, with what can be done, and what was said before."""
    return _show(request, _unit(request, unit_id))


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def block(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Do not offer some beds for a while."""
    unit = _unit(request, unit_id)
    form = BlockForm(request.POST, unit=unit, today=timezone.localdate())
    if form.is_valid():
        data = form.cleaned_data
        try:
            block_beds(
                actor=actor_in(request),
                bed_ids=[bed.pk for bed in data["beds"]],
                reason=BlockReason(data["reason"]),
                from_date=data["from_date"],
                until=data["until"],
                at=timezone.now(),
                nonce=data["nonce"],
            )
        except Refusal as refusal:
            show_in(form, refusal)
        else:
            names = ", ".join(bed.name for bed in data["beds"])
            messages.success(request, _("%(room)s, bed %(beds)s: not offered.") % {"room": unit.name, "beds": names})
            return redirect("housing:room-state", unit_id)
    return _show(request, unit, block_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def lift(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Offer the beds of a block again."""
    unit = _unit(request, unit_id)
    chosen = set(request.POST.getlist("block"))
    ids = [row.pk for row in blocks_of_room(unit) if str(row.pk) in chosen]
    if lift_blocks(actor=actor_in(request), block_ids=ids, at=timezone.now()):
        messages.success(request, _("%(room)s: the bed is offered again.") % {"room": unit.name})
    return redirect("housing:room-state", unit_id)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def note(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Another note, or none."""
    unit = _unit(request, unit_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note_of_room(actor=actor_in(request), unit_id=unit.pk, text=form.cleaned_data["text"], at=timezone.now())
        except Refusal as refusal:
            show_in(form, refusal)
        else:
            messages.success(request, _("The note of %(room)s is saved.") % {"room": unit.name})
            return redirect("housing:room-state", unit_id)
    return _show(request, unit, note_form=form)


def _unit(request: HttpRequest, unit_id: UUID) -> Unit:
    try:
        return own_unit(actor_in(request), unit_id)
    except Unit.DoesNotExist as missing:
        raise Http404 from missing


def _show(
    request: HttpRequest, unit: Unit, *, block_form: BlockForm | None = None, note_form: NoteForm | None = None
) -> HttpResponse:
    today, blocks = timezone.localdate(), blocks_of_room(unit)
    now = RoomNote.objects.filter(unit=unit, ended_at=None).first()
    context = {
        "unit": unit,
        "in_force": [row for row in blocks if _is_in_force(row, today)],
        "earlier": [row for row in blocks if not _is_in_force(row, today)],
        "block_form": block_form or BlockForm(unit=unit, today=today),
        "note_form": note_form or NoteForm(initial={"text": now.text if now else ""}),
    }
    return render(request, "housing/room_state.html", context)


def _is_in_force(row: BedBlock, today: date) -> bool:
    return row.lifted_at is None and (row.until is None or row.until > today)
