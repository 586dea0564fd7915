"""The round of tonight on a phone: who is expected in which bed, with two buttons each. Works without a network."""

from datetime import UTC, datetime
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.register.models import Round, Stay, WasSeen
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import site_day
from thoes.register.services.rounds import answers_of, record_round, round_of_night
from thoes.register.web.forms import NonceForm
from thoes.register.web.shared import log_access, own_site
from thoes.ui.forms import DayField
from thoes.ui.refusals import show_in

_PREFIX = "seen-"


class RoundForm(NonceForm):
    """The night of the list, and when a phone without a network was done with it."""

    night = DayField(label=gettext_lazy("Night of"), widget=forms.HiddenInput)
    made_at = forms.DateTimeField(widget=forms.HiddenInput, required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"])

    def clean_made_at(self) -> datetime | None:
        """A phone says it in UTC."""
        moment: datetime | None = self.cleaned_data["made_at"]
        return moment and moment.replace(tzinfo=UTC)


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def walk(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Tick who was seen. A phone that sends a round later is answered with numbers or a reason, not with a page."""
    actor, now, night = actor_in(request), timezone.now(), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    form = RoundForm(request.POST if request.method == "POST" else None, initial={"night": night})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = record_round(
                actor=actor,
                site_id=site.pk,
                night=data["night"],
                answers=_answers_in(request.POST),
                made_at=data["made_at"] or now,
                at=now,
                nonce=data["nonce"],
            )
        except Refusal as refusal:
            if _is_sent_later(request):
                return JsonResponse({"reason": explain(refusal)}, status=422)
            show_in(form, refusal)
        else:
            if _is_sent_later(request):
                return JsonResponse({"said": in_words(made)})
            messages.success(request, in_words(made))
            return redirect("register:round", site_id)
    here = site_day(actor=actor, site_id=site_id, day=night)
    log_access("round", here.present)
    made_before = round_of_night(actor=actor, site_id=site_id, night=night)
    before = answers_of(made_before, here.present)
    answers = before | (_answers_in(request.POST) if request.method == "POST" else {})
    context = {
        "site": site,
        "form": form,
        "night": night,
        "rooms": _by_room(here.present, answers),
        "made": made_before,
        "made_in_words": in_words(made_before) if made_before else "",
        "absent": [stay for stay in here.present if before.get(stay.stay_id) is WasSeen.ABSENT],
    }
    response = render(request, "register/round.html", context)
    if request.method != "POST":
        response["X-Keep-Offline"] = "1"
    return response


def in_words(made: Round) -> str:
    """What a round came to: how many of how many, and when."""
    facts = {"seen": made.seen, "expected": made.expected, "time": timezone.localtime(made.made_at).strftime("%H:%M")}
    return _("%(seen)s of %(expected)s seen, %(time)s") % facts


def _is_sent_later(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _answers_in(posted: QueryDict) -> dict[UUID, WasSeen]:
    answers = {}
    for name, value in posted.items():
        if name.startswith(_PREFIX) and value in WasSeen.values:
            try:
                answers[UUID(name.removeprefix(_PREFIX))] = WasSeen(str(value))
            except ValueError:
                continue
    return answers


def _by_room(present: list[Stay], answers: dict[UUID, WasSeen]) -> list[tuple[str, list[tuple[Stay, WasSeen | None]]]]:
    rooms: dict[str, list[tuple[Stay, WasSeen | None]]] = {}
    for stay in sorted(present, key=lambda s: (s.bed.unit.position, s.bed.unit.name, s.bed.position)):
        rooms.setdefault(stay.bed.unit.name, []).append((stay, answers.get(stay.stay_id)))
    return list(rooms.items())
