"""Change one thing of several stays at once: one page names them all, one change, one undo."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, Site
from thoes.kernel.nights import current_night
from thoes.places.public import LocalField
from thoes.register.models import Change
from thoes.register.permissions import RECORD_STAYS
from thoes.register.services.many import expect_departure, set_employer
from thoes.register.web.asking import ExpectedDepartureForm
from thoes.register.web.forms import SeenForm, employer_field
from thoes.register.web.shared import chosen_stays, log_access, own_site, saved_stays


class EmployerForm(SeenForm):
    """For whom all of them work."""

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["employer"] = employer_field(site)


@dataclass(frozen=True, slots=True)
class ForMany:
    """Something that can be done with several stays, where the municipality has a ground for the field."""

    field: LocalField
    title: Any
    button: Any
    form: Callable[..., SeenForm]
    act: Callable[..., Change]


FOR_MANY = {
    "expected-departure": ForMany(
        LocalField.EXPECTED_DEPARTURE,
        gettext_lazy("Stay longer"),
        gettext_lazy("Save the expected departure"),
        # As at the check-in: after midnight days are counted from the night that goes on.
        lambda *args, site, **kwargs: ExpectedDepartureForm(
            *args, asked_on=current_night(timezone.localtime()), **kwargs
        ),
        lambda data, **kwargs: expect_departure(expected_departure=data["expected_departure"], **kwargs),
    ),
    "employer": ForMany(
        LocalField.EMPLOYER,
        gettext_lazy("Set the employer"),
        gettext_lazy("Save the employer"),
        EmployerForm,
        lambda data, **kwargs: set_employer(employer_id=data["employer"].pk if data["employer"] else None, **kwargs),
    ),
}


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def change_many(request: HttpRequest, site_id: UUID, what: str) -> HttpResponse:
    """Name everybody who was chosen, ask the one thing, and change it for all of them."""
    actor, asked = actor_in(request), FOR_MANY[what]
    site = own_site(actor, site_id)
    if asked.field not in site.municipality.local_fields:
        raise Http404
    stays = chosen_stays(request, actor, site_id)
    log_access("change_many", stays)
    form = asked.form(request.POST if request.method == "POST" else None, site=site, versions=stays)

    def save() -> Change:
        data = form.cleaned_data
        changed: Change = asked.act(
            data,
            actor=actor,
            stay_ids=[stay.stay_id for stay in stays],
            at=timezone.now(),
            nonce=data["nonce"],
            seen=data["seen"] or None,
        )
        return changed

    done, back = _("The stays are corrected."), reverse("register:board", args=[site_id])
    if stays and (went_on := saved_stays(request, form, save, stays=stays, done=done, back=back)):
        return went_on
    context = {"form": form, "site": site, "stays": stays, "title": asked.title, "button": asked.button}
    return render(request, "register/change_many.html", context)
