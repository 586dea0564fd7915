"""One finding: where it stands, its history, and what the reader may do about it now."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.inspections import services
from thoes.inspections.access import side_of
from thoes.inspections.domain.checks import FINDINGS, CheckKind, FindingState, Move, Side
from thoes.inspections.models import CheckAnswer, CheckPhoto, Finding, of_item
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import findings_of
from thoes.inspections.services.findings import undoable_step
from thoes.inspections.web.check_forms import MendedFindingForm, RepairForm, SendBackForm, TermForm
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import Form


@require_safe
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """A finding with its photos and its history."""
    found, actor = _finding_or_404(request, finding_id), actor_in(request)
    photos = CheckPhoto.objects.filter(of_item(found.item, found.unit_id), check_made=found.check_made_id)
    answer = CheckAnswer.objects.filter(
        of_item(found.item, found.unit_id), check_made=found.check_made_id, replaced_at=None
    ).first()
    context = {
        "finding": found,
        "site": found.site,
        "note": answer.note if answer else "",
        "photos_of_finding": [photo for photo in photos if photo.finding_id is None],
        "photos_of_repair": [photo for photo in photos if photo.finding_id == found.pk],
        "steps": found.steps.all(),
        "today": timezone.localdate(),
        "may": {move.value: _may(request, found, move) for move in Move},
        "may_undo": undoable_step(found, actor) is not None,
        "organisation_id": actor.organisation_id,
    }
    return render(request, "inspections/finding.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def describe(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Change how bad it is, by when it must be mended and by whom."""
    found = _may_or_404(request, finding_id, Move.DESCRIBE)
    form = TermForm(request.POST or None, finding=found)

    def save() -> None:
        services.describe_finding(actor=actor_in(request), finding_id=found.pk, term=form.term(), at=timezone.now())
        if stayed := form.day_that_stayed():
            messages.info(request, stayed)

    return _ask(
        request,
        found,
        form,
        save,
        title=_("Severity and term"),
        button=_("Save"),
        done=_("The severity and the term are saved."),
    )


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def answer(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """The housing provider says what was done, with a photo where that helps."""
    found = _may_or_404(request, finding_id, Move.ANSWER)
    posted = request.method == "POST"
    form = RepairForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"repaired_on": timezone.localdate(), "nonce": uuid.uuid4()},
    )

    def save() -> None:
        data, actor, now = form.cleaned_data, actor_in(request), timezone.now()
        with transaction.atomic():
            services.answer_finding(
                actor=actor,
                finding_id=found.pk,
                text=data["text"],
                repaired_on=data["repaired_on"],
                on=timezone.localdate(),
                at=now,
            )
            if data["photo"]:
                services.add_photo_of_repair(
                    actor=actor, finding_id=found.pk, file=data["photo"], at=now, photo_id=data["nonce"]
                )

    return _ask(
        request,
        found,
        form,
        save,
        title=_("Say what was done"),
        button=_("Send to the municipality"),
        done=_("Your answer is with the municipality."),
        upload=True,
    )


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def mend(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Say that it is mended."""
    found, actor = _may_or_404(request, finding_id, Move.MEND), actor_in(request)
    posted, with_photo = request.method == "POST", side_of(actor) == Side.PROVIDER
    form = MendedFindingForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"repaired_on": timezone.localdate(), "nonce": uuid.uuid4()},
        with_photo=with_photo,
    )

    def save() -> None:
        data, now = form.cleaned_data, timezone.now()
        with transaction.atomic():
            # First the photo: of what is mended none is taken any more.
            if data.get("photo"):
                services.add_photo_of_repair(
                    actor=actor, finding_id=found.pk, file=data["photo"], at=now, photo_id=data["nonce"] or uuid.uuid4()
                )
            services.mend_finding(
                actor=actor,
                finding_id=found.pk,
                text=data["text"],
                repaired_on=data["repaired_on"],
                on=timezone.localdate(),
                at=now,
            )

    return _ask(
        request,
        found,
        form,
        save,
        title=_("It is mended"),
        button=_("Save"),
        done=_("The finding is closed as mended."),
        upload=with_photo,
    )


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def send_back(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """The municipality says why the repair is not enough."""
    found, form = _may_or_404(request, finding_id, Move.SEND_BACK), SendBackForm(request.POST or None)
    return _ask(
        request,
        found,
        form,
        lambda: services.send_back(
            actor=actor_in(request), finding_id=found.pk, reason=form.cleaned_data["text"], at=timezone.now()
        ),
        title=_("Send back to the housing provider"),
        button=_("Send back"),
        done=_("The finding is back with the housing provider."),
    )


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def accept(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """The municipality accepts the repair."""
    found = _may_or_404(request, finding_id, Move.ACCEPT)
    return post_action(
        request,
        lambda: services.accept_repair(actor=actor_in(request), finding_id=found.pk, at=timezone.now()),
        done=_("The repair is accepted."),
        back=reverse("inspections:finding", args=[found.pk]),
    )


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def undo(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Take back the last step of the own organisation."""
    found = _finding_or_404(request, finding_id)
    return post_action(
        request,
        lambda: services.undo_last_move(actor=actor_in(request), finding_id=found.pk, at=timezone.now()),
        done=_("The last step is taken back."),
        back=reverse("inspections:finding", args=[found.pk]),
    )


def _finding_or_404(request: HttpRequest, finding_id: UUID) -> Finding:
    return get_object_or_404(findings_of(actor_in(request)), pk=finding_id)


def _may(request: HttpRequest, found: Finding, move: Move) -> bool:
    part = (CheckKind(found.check_made.kind), side_of(actor_in(request)))
    return FINDINGS.find(move, state=FindingState(found.state), who=part) is not None


def _may_or_404(request: HttpRequest, finding_id: UUID, move: Move) -> Finding:
    """A finding with which the reader may do this now; somebody who was just too late is told so by the service."""
    found = _finding_or_404(request, finding_id)
    if request.method == "GET" and not _may(request, found, move):
        raise Http404
    return found


def _ask(
    request: HttpRequest,
    found: Finding,
    form: Form,
    save: Callable[[], object],
    *,
    title: str,
    button: str,
    done: str,
    upload: bool = False,
) -> HttpResponse:
    back = reverse("inspections:finding", args=[found.pk])
    context: dict[str, Any] = {
        "title": title, "button": button, "crumb": found.site.name, "upload": upload,
    }  # fmt: skip
    return form_page(request, form, save, done=done, back=back, context=context)
