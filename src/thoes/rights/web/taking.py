"""Take a request: find the person at the desk, write down what is asked."""

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, needs
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.finding import find, people_by_id
from thoes.rights.models import Proof, Request, RequestKind
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.services import Asked, take_request
from thoes.rights.web.forms import RequestForm
from thoes.rights.web.shared import log_access
from thoes.ui.form_pages import form_page


@require_safe
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def search(request: HttpRequest) -> HttpResponse:
    """Find the person by name."""
    actor, text = actor_in(request), request.GET.get("q", "").strip()[:100]
    found, is_cut = find(actor, text)
    log_access("search", [one.person_id for one in found])
    return render(request, "rights/search.html", {"text": text, "found": found, "is_cut": is_cut})


@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what this person asks."""
    actor = actor_in(request)
    person = people_by_id(actor, [person_id]).get(person_id)
    if person is None:
        raise Http404
    log_access("new", [person_id])
    form = RequestForm(
        request.POST or None,
        initial={"nonce": uuid4(), "received_on": timezone.localdate(), "kind": request.GET.get("kind", "")},
    )

    def save() -> Request:
        data = form.cleaned_data
        return take_request(
            actor=actor,
            person_id=person.person_id,
            asked=Asked(RequestKind(data["kind"]), data["received_on"], Proof(data["proof"]), data["text"]),
            at=timezone.now(),
            nonce=data["nonce"],
        )

    return form_page(
        request,
        form,
        save,
        done=_("Written down."),
        back=lambda made: reverse("rights:request", args=[made.pk]),
        context={"person": person},
        template="rights/new.html",
    )
