"""The page of what a room is like: which beds are not offered and why, and the note."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.models import NOTE_LENGTH, Bed, BedBlock, BlockReason, RoomNote, Unit
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES
from thoes.housing.queries.own_sites import own_sites
from thoes.housing.queries.room_states import blocks_of_room
from thoes.housing.services.room_states import block_beds, lift_blocks, note_of_room
from thoes.ui.form_pages import post_action, saved
from thoes.ui.forms import DayField, Form


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


@require_safe
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

    def save() -> list[Bed]:
        data = form.cleaned_data
        beds = list(data["beds"])
        block_beds(
            actor=actor_in(request),
            bed_ids=[bed.pk for bed in beds],
            reason=BlockReason(data["reason"]),
            from_date=data["from_date"],
            until=data["until"],
            at=timezone.now(),
            nonce=data["nonce"],
        )
        return beds

    def done(beds: list[Bed]) -> str:
        names = ", ".join(bed.name for bed in beds)
        return _("%(room)s, bed %(beds)s: not offered.") % {"room": unit.name, "beds": names}

    return saved(request, form, save, done=done, back=_page(unit)) or _show(request, unit, block_form=form)


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def lift(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Offer the beds of a block again."""
    unit, chosen = _unit(request, unit_id), set(request.POST.getlist("block"))
    ids = [row.pk for row in blocks_of_room(unit) if str(row.pk) in chosen]
    return post_action(
        request,
        lambda: lift_blocks(actor=actor_in(request), block_ids=ids, at=timezone.now()),
        done=lambda lifted: _("%(room)s: the bed is offered again.") % {"room": unit.name} if lifted else "",
        back=_page(unit),
    )


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def note(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Another note, or none."""
    unit, form = _unit(request, unit_id), NoteForm(request.POST)
    went_on = saved(
        request,
        form,
        lambda: note_of_room(
            actor=actor_in(request), unit_id=unit.pk, text=form.cleaned_data["text"], at=timezone.now()
        ),
        done=_("The note of %(room)s is saved.") % {"room": unit.name},
        back=_page(unit),
    )
    return went_on or _show(request, unit, note_form=form)


def _unit(request: HttpRequest, unit_id: UUID) -> Unit:
    own = Unit.objects.select_related("site").filter(site__in=own_sites(actor_in(request)))
    return get_object_or_404(own, pk=unit_id)


def _page(unit: Unit) -> str:
    return reverse("housing:room-state", args=[unit.pk])


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
