"""Check in: one worker in three taps, or a whole bus at once."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accounts.public import Actor, Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import Bed
from thoes.register.queries import free_beds
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.web.forms import CheckInForm, GroupForm, with_new_nonce
from thoes.register.web.shared import own_site, say_done, show_refusal


@needs(Permission.RECORD_STAYS)
def check_in_one(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A free bed is chosen already; the name and one button are left."""
    actor, today = actor_in(request), timezone.localdate()
    site = own_site(actor, site_id)
    posted = request.POST if request.method == "POST" else None
    beds = _beds(request, actor, site_id, today)
    wanted = request.GET.get("bed") or (str(beds[0].pk) if beds else None)
    form = CheckInForm(posted, site=site, beds=beds, today=today, initial={"bed": wanted})
    if posted is not None and form.is_valid():
        data = form.cleaned_data
        change, results = check_in(
            actor=actor,
            arrivals=[
                Declared(
                    site_id=site.pk,
                    arrival=data["arrival"],
                    worker=_worker(data),
                    expected_departure=data.get("expected_departure"),
                    bed_id=data["bed"].pk,
                )
            ],
            at=timezone.now(),
            nonce=data["nonce"],
        )
        refusal = results[0].refusal if results else None
        if refusal is None:
            say_done(request, _("Checked in: %(bed)s.") % {"bed": data["bed"].unit.name}, change)
            return redirect("register:board", site_id)
        show_refusal(form, refusal)
        # The refused attempt used its nonce; the next one is a new attempt.
        form.data = with_new_nonce(form.data)
        free = free_beds(actor=actor, site_id=site_id, arrival=data["arrival"])
        form.fields["bed"].queryset = Bed.objects.filter(  # type: ignore[attr-defined]
            pk__in=[bed.pk for bed in free]
        ).select_related("unit")
    return render(request, "register/check_in.html", {"form": form, "site": site, "has_beds": bool(beds)})


def _beds(request: HttpRequest, actor: Actor, site_id: UUID, today: date) -> list[Bed]:
    """The free beds to choose from; for a form that was sent the one bed it names, which the register checks itself."""
    if request.method != "POST":
        return free_beds(actor=actor, site_id=site_id, arrival=today)
    named = [text for text in [request.POST.get("bed", "")] if _is_id(text)]
    return list(Bed.objects.filter(pk__in=named, unit__site_id=site_id)) or free_beds(
        actor=actor, site_id=site_id, arrival=_arrival(request, today)
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _arrival(request: HttpRequest, today: date) -> date:
    try:
        return date.fromisoformat(request.POST.get("arrival", ""))
    except ValueError:
        return today


def _worker(data: dict[str, Any]) -> DeclaredWorker:
    return DeclaredWorker(
        family_name=data["family_name"],
        given_name=data["given_name"],
        residence=data["residence"],
        document_kind=data["document_kind"],
        date_of_birth=data.get("date_of_birth"),
        nationality=data.get("nationality") or "",
        document_number=data.get("document_number") or "",
    )


@needs(Permission.RECORD_STAYS)
def check_in_group(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """One name on each line; beds are given in walking order. Who cannot be checked in is named with the reason."""
    actor, today = actor_in(request), timezone.localdate()
    site = own_site(actor, site_id)
    form = GroupForm(request.POST if request.method == "POST" else None, site=site, today=today)
    refused: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        names = [line.strip() for line in data["names"].splitlines() if line.strip()]
        change, results = check_in(
            actor=actor,
            arrivals=[
                Declared(
                    site_id=site.pk,
                    arrival=data["arrival"],
                    worker=_named(line, data["document_kind"]),
                    expected_departure=data.get("expected_departure"),
                )
                for line in names
            ],
            at=timezone.now(),
            nonce=data["nonce"],
        )
        refused = [
            (name, explain(result.refusal)) for name, result in zip(names, results, strict=False) if result.refusal
        ]
        done = len(results) - len(refused)
        if done:
            say_done(
                request,
                ngettext("%(count)s worker is checked in.", "%(count)s workers are checked in.", done)
                % {"count": done},
                change,
            )
        if not refused:
            return redirect("register:board", site_id)
        form = GroupForm(
            site=site,
            today=today,
            initial={**data, "names": "\n".join(name for name, _reason in refused), "nonce": None},
        )
    return render(request, "register/check_in_group.html", {"form": form, "site": site, "refused": refused})


def _named(line: str, document_kind: str) -> DeclaredWorker:
    name, _separator, residence = line.partition(";")
    family, comma, given = name.partition(",")
    if not comma:
        given, _space, family = name.strip().rpartition(" ")
    return DeclaredWorker(
        family_name=family.strip(), given_name=given.strip(), residence=residence.strip(), document_kind=document_kind
    )
