"""One contact for who keeps it: what we have beside what others say, and what can be done about it in one press."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import actor_in, decided, needs
from thoes.contacts import services
from thoes.contacts.access import kept_contacts
from thoes.contacts.models import Contact, How
from thoes.contacts.permissions import KEEP_CONTACTS
from thoes.contacts.queries import state_on, with_contradictions
from thoes.contacts.reports import reported_of
from thoes.contacts.showing import language_name, side_by_side
from thoes.contacts.texts import GONE, KINDS, STATES
from thoes.contacts.web.forms import ChangeForm, ContactForm, HowForm, seen_in
from thoes.places.public import municipality_names
from thoes.ui.form_pages import form_page, post_action


@require_safe
@needs(KEEP_CONTACTS)
def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The contact, every open proposal beside it, and what was done about it before."""
    row = _kept(request, contact_id)
    proposals = list(row.proposals.filter(decided_at=None).order_by("made_at", "pk"))
    reports = list(row.reports.filter(settled_at=None).order_by("-said_on", "pk"))
    context = {
        "contact": row,
        "listing": row.listing,
        "kind": KINDS[row.listing.kind],
        "state": GONE if row.gone_on else STATES[state_on(row, on=timezone.localdate())],
        "proposals": proposals,
        "rows": side_by_side(row.listing, (each.listing for each in proposals), municipality_names()),
        "how": HowForm(initial={"how": How.PAGE}),
        "reported": [(each, [language_name(code) for code in each.languages]) for each in reported_of(reports)],
        "seen": ",".join(str(each.pk) for each in (*proposals, *reports)),
        "decisions": decided(
            (each.get_act_display(), each.get_how_display() or each.done_for, each.done_at, each.done_by)
            for each in row.records.order_by("-done_at", "-pk")[:20]
        ),
    }
    return render(request, "contacts/contact.html", context)


@needs(KEEP_CONTACTS)
def add(request: HttpRequest) -> HttpResponse:
    """A contact that we do not have yet."""
    actor = actor_in(request)
    form = ContactForm(request.POST or None, actor=actor, initial={"municipality": actor.municipality_code})
    return form_page(
        request,
        form,
        lambda: services.add_contact(
            actor=actor, listing=_listing(form), how=How(form.cleaned_data["how"]), **_today()
        ),
        done=_("Saved. Everybody finds this contact now."),
        back="contacts:queue",
        context={"title": _("Add a contact"), "button": _("Save as checked"), "crumb": _("Contacts")},
        source="source_link",
    )


@needs(KEEP_CONTACTS)
def change(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Say what it is, after looking it up."""
    row, actor = _kept(request, contact_id), actor_in(request)
    # Asked when the page is opened: what comes in while somebody writes was not looked at.
    open_ones = row.proposals.filter(decided_at=None), row.reports.filter(settled_at=None)
    seen = ",".join(str(pk) for each in open_ones for pk in each.values_list("pk", flat=True))
    initial = {**ChangeForm.filled_with(row.listing), "seen": seen}
    form = ChangeForm(request.POST or None, actor=actor, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.change(
            actor=actor,
            contact_id=contact_id,
            listing=_listing(form),
            how=How(form.cleaned_data["how"]),
            seen=form.cleaned_data["seen"],
            **_today(),
        ),
        done=_("Saved. Everybody finds this contact now."),
        back="contacts:queue",
        context={
            "title": _("Change %(name)s") % {"name": row.name},
            "button": _("Save as checked"),
            "crumb": _("Contacts"),
        },
        source="source_link",
    )


@require_POST
@needs(KEEP_CONTACTS)
def right(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """What we have is right."""
    return _done(
        request,
        contact_id,
        lambda given: services.find_right(contact_id=contact_id, **given, **_today()),
        with_how=True,
    )


@require_POST
@needs(KEEP_CONTACTS)
def take_over(request: HttpRequest, contact_id: UUID, other_id: UUID) -> HttpResponse:
    """What somebody else says is right."""
    return _done(
        request,
        contact_id,
        lambda given: services.take_over(contact_id=contact_id, proposal_id=other_id, **given, **_today()),
        with_how=True,
    )


@require_POST
@needs(KEEP_CONTACTS)
def gone(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """It does not exist."""
    return _done(request, contact_id, lambda given: services.say_gone(contact_id=contact_id, **given, **_today()))


@require_POST
@needs(KEEP_CONTACTS)
def back(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """It does exist."""
    actor = actor_in(request)
    return _done(
        request,
        contact_id,
        lambda given: services.put_back(actor=actor, contact_id=contact_id, at=timezone.now()),
    )


def _kept(request: HttpRequest, contact_id: UUID) -> Contact:
    row = with_contradictions(kept_contacts(actor_in(request))).filter(pk=contact_id).first()
    if row is None:
        raise Http404
    return row


def _listing(form: ContactForm) -> Any:
    assert form.listing is not None  # a valid form has one
    return form.listing


def _today() -> dict[str, Any]:
    return {"on": timezone.localdate(), "at": timezone.now()}


def _done(
    request: HttpRequest, contact_id: UUID, act: Callable[[dict[str, Any]], Contact], *, with_how: bool = False
) -> HttpResponse:
    """On to the list after an act, back to the contact after a refusal."""

    def save() -> Contact:
        try:
            given: dict[str, Any] = {
                "actor": actor_in(request),
                "seen": seen_in(request.POST.get("seen", "")),
            }
            if with_how:
                given["how"] = How(request.POST.get("how", How.PAGE))
        except ValueError as wrong:
            raise Http404 from wrong
        return act(given)

    return post_action(
        request,
        save,
        done=lambda row: _("Saved: %(name)s.") % {"name": row.name},
        back=lambda row: _next(contact_id, row),
        unknown=("contact_not_yours",),
    )


def _next(contact_id: UUID, row: Contact | None) -> Any:
    return "contacts:queue" if row else reverse("contacts:contact", args=[contact_id])
