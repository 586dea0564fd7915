"""What is handed out of a session: invitations, messages, the list for the door, and calendar files."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.documents.paper import (
    TICK,
    Look,
    Report,
    Said,
    Table,
    print_letters,
    print_report,
    small_print,
    zip_letters,
)
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.letters.appointments import Appointment, calendar_file
from thoes.registration.letters.composing import invitation, message_text
from thoes.registration.letters.recipients import recipients_of, sender_of
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import Session, Slot, SlotOutcome
from thoes.registration.queries import living_at, names_of
from thoes.registration.web.letters import contents_of
from thoes.registration.web.lines import log_access
from thoes.registration.web.sessions import own_session, slots_of
from thoes.ui.days import day_in_words
from thoes.ui.files import PDF, attachment


def appointment_of(slot: Slot) -> Appointment:
    """A slot as it stands in a calendar, in the language of the invitation; without a name."""
    session = slot.session
    return Appointment(
        key=slot.pk,
        title=f"BRP – {session.site.name}",
        place=f"{session.site.name}, {session.site.address}",
        day=session.on,
        starts=slot.begins,
        minutes=session.slot_minutes,
        sequence=session.version + slot.version,
    )


def _expected(session: Session, *, actor: Actor) -> list[Slot]:
    """Who is still to come and lives at the site: nothing is handed out for somebody who left or moved."""
    slots = [slot for slot in slots_of(session) if slot.outcome == SlotOutcome.EXPECTED]
    here = living_at(session.site_id, [slot.person_id for slot in slots], actor=actor)
    return [slot for slot in slots if slot.person_id in here]


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def invitations(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Everybody's invitation in the language of the slot; one PDF, or `?as=zip`."""
    actor, now, today = actor_in(request), timezone.now(), timezone.localdate()
    session = own_session(actor, session_id)
    slots = {slot.person_id: slot for slot in _expected(session, actor=actor)}
    languages = {person: slot.language for person, slot in slots.items()}
    recipients = recipients_of(list(slots), actor=actor, languages=languages)
    if not recipients:
        return render(request, "registration/no_invitations.html", {"session": session})
    log_access("invitations", list(recipients))
    sender = sender_of(actor)
    written = [
        invitation(to, appointment=appointment_of(slots[person]), sender=sender, on=today)
        for person, to in recipients.items()
    ]
    name = f"session-{session.on.isoformat()}"
    title = _("Invitations for %(site)s") % {"site": session.site.name}
    contents = contents_of(written, title=title)
    if request.GET.get("as") == "zip":
        return attachment(zip_letters(written, made_at=now, contents=contents), "application/zip", f"{name}.zip")
    return attachment(print_letters(written, title=title, made_at=now, contents=contents), PDF, f"{name}.pdf")


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def messages_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The invitations as short messages, to be copied to whoever brings them over."""
    actor = actor_in(request)
    session = own_session(actor, session_id)
    slots = _expected(session, actor=actor)
    names, sender = names_of([slot.person_id for slot in slots], actor=actor), sender_of(actor)
    log_access("messages", [slot.person_id for slot in slots])
    return render(
        request,
        "registration/messages.html",
        {
            "session": session,
            "rows": [
                {
                    "slot": slot,
                    "name": names.get(slot.person_id, "–"),
                    "language": LETTERS.wording(slot.language).name,
                    "text": message_text(language=slot.language, appointment=appointment_of(slot), sender=sender),
                }
                for slot in slots
            ],
            "not_reviewed": LETTERS.not_reviewed([slot.language for slot in slots]),
        },
    )


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The list for the door on paper."""
    actor, now = actor_in(request), timezone.now()
    session = own_session(actor, session_id)
    slots = slots_of(session)
    names = names_of([slot.person_id for slot in slots], actor=actor)
    here = living_at(session.site_id, [slot.person_id for slot in slots], actor=actor)
    log_access("attendance", [slot.person_id for slot in slots])
    table = Table(
        head=[_("Time"), _("Desk"), _("Name"), _("Language"), _("Came"), _("Not")],
        rows=[
            [
                Said(f"{slot.begins:%H:%M}", Look.LARGE_STRONG),
                str(slot.desk),
                Said(_at_the_door(names.get(slot.person_id, "–"), lives_here=slot.person_id in here), Look.LARGE),
                LETTERS.wording(slot.language).name,
                TICK,
                TICK,
            ]
            for slot in slots
        ],
        widths=(0, 0, 1, 0, 0, 0),
        empty=_("Nobody is on the list of this session yet."),
    )
    about = small_print(_("This list holds personal data: destroy it after use."))
    title = _("Session at %(site)s") % {"site": session.site.name}
    day = day_in_words(session.on, "l j F Y")
    report = Report(title, f"{day} – {session.site.address}", [table, about])
    pdf = print_report(report, language=get_language() or "nl", made_at=now)
    return attachment(pdf, PDF, f"session-list-{session.on.isoformat()}.pdf")


def _at_the_door(name: str, *, lives_here: bool) -> str:
    """Who left or moved stays on the list, as they may come all the same, and is known not to live there."""
    return name if lives_here else _("%(name)s (does not live here any more)") % {"name": name}


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def calendar(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The session itself for the calendars of the clerks; about nobody."""
    session = own_session(actor_in(request), session_id)
    slots = slots_of(session)
    rows = max((slot.row for slot in slots), default=0) + 1
    whole = Appointment(
        key=session.pk,
        title=_("Session at %(site)s") % {"site": session.site.name},
        place=session.site.address,
        day=session.on,
        starts=session.starts,
        minutes=rows * session.slot_minutes,
        sequence=session.version,
    )
    body = calendar_file([whole], made_at=timezone.now())
    return attachment(body, "text/calendar", f"session-{session.on.isoformat()}.ics")


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def slot_calendar(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """One person's appointment as a calendar file, to be sent along with the message."""
    actor = actor_in(request)
    slot = get_object_or_404(
        Slot.objects.select_related("session__site").exclude(outcome=SlotOutcome.REMOVED),
        pk=slot_id,
        municipality=actor.municipality_code,
        session__cancelled_at=None,
    )
    body = calendar_file([appointment_of(slot)], made_at=timezone.now())
    return attachment(body, "text/calendar", f"appointment-{slot.session.on.isoformat()}.ics")
