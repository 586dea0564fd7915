"""The scenarios that an organisation saved: for its own members, under its own names."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thoes.accounts.public import Actor, actor_in, needs
from thoes.kernel.refusals import Refusal
from thoes.monitor.models import SavedScenario
from thoes.monitor.permissions import USE_MONITOR
from thoes.monitor.scenario_saving import remove_scenario, save_scenario
from thoes.monitor.web.what_if_form import WhatIfForm
from thoes.privacy.public import HOUSING_PERMITS, as_tenant
from thoes.ui.form_pages import post_action


@dataclass(frozen=True, slots=True)
class ShownScenario:
    """A saved scenario with the address that works it out."""

    id: UUID
    title: str
    address: str


def saved_by(actor: Actor) -> list[ShownScenario]:
    """Those of the organisation that somebody acts for, by name. The page around them is public and acts for nobody."""
    with as_tenant(actor, HOUSING_PERMITS):
        rows = SavedScenario.objects.filter(organisation_id=actor.organisation_id)
        return [ShownScenario(each.pk, each.title, _address(each)) for each in rows]


@require_POST
@needs(USE_MONITOR, purpose=HOUSING_PERMITS)
def save(request: HttpRequest) -> HttpResponse:
    """What the page shows, under a name; refused where the answers make no scenario."""
    form = WhatIfForm(request.POST.dict(), this_year=timezone.localdate().year)

    def keep() -> SavedScenario:
        if not form.is_valid():
            raise Refusal("scenario_answers_wrong")
        return save_scenario(
            actor=actor_in(request), title=request.POST.get("title", ""), answers=form.answers(), at=timezone.now()
        )

    return post_action(
        request,
        keep,
        done=_("The scenario was saved for your organisation."),
        back=lambda made: _address(made) if made else f"{reverse('monitor:what-if')}?{_asked(request)}",
    )


@require_POST
@needs(USE_MONITOR, purpose=HOUSING_PERMITS)
def remove(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Take it off the list; its address still works for who kept it."""
    return post_action(
        request,
        lambda: remove_scenario(actor=actor_in(request), scenario_id=scenario_id),
        done=_("The scenario was removed. Its link still works."),
        back=reverse("monitor:what-if"),
        unknown={"scenario_not_yours"},
    )


def _address(saved: SavedScenario) -> str:
    return f"{reverse('monitor:what-if')}?{urlencode(saved.answers)}"


def _asked(request: HttpRequest) -> str:
    """What was filled in, as an address; nothing of it is lost when the name was refused."""
    sent = request.POST.dict()
    return urlencode({name: str(value) for name, value in sent.items() if name in WhatIfForm.base_fields and value})
