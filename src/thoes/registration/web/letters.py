"""Letters from the pages: to one person, to everybody ticked, and the details that stand under them."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.foundation.documents.paper import Contents, Letter, print_letters, zip_letters
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.letters.composing import duty_letter
from thoes.registration.letters.recipients import details_of, recipients_of, sender_of
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import DeskDetails
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.web.forms import DeskDetailsForm
from thoes.registration.web.lines import log_access
from thoes.ui.days import day_in_words
from thoes.ui.files import PDF, attachment
from thoes.ui.form_pages import form_page

MOST_LETTERS = 500
ONE_EACH = "letters_one_each"
ASKED_LETTERS = ("letters", ONE_EACH)
"""What a list asks for when it asks for letters."""


@require_POST
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def letters(request: HttpRequest) -> HttpResponse:
    """A letter to everybody ticked, in each one's language or in the chosen one: one PDF, or a zip of them."""
    actor, now = actor_in(request), timezone.now()
    persons = _ticked(request)
    if not persons:
        messages.error(request, _("Tick at least one person first."))
        return redirect("registration:worklist")
    absent = set(worklist_of(actor).filter(person__in=persons, is_present=False).values_list("person_id", flat=True))
    if absent:
        told = ngettext(
            "%(count)s person sleeps in no reported bed now and gets no letter.",
            "%(count)s people sleep in no reported bed now and get no letter.",
            len(absent),
        )
        messages.warning(request, told % {"count": len(absent)})
        persons = [person for person in persons if person not in absent]
        if not persons:
            return redirect("registration:worklist")
    language = request.POST.get("language", "")
    chosen = dict.fromkeys(persons, language) if language in LETTERS.languages else {}
    recipients = recipients_of(persons, actor=actor, languages=chosen)
    if not recipients:
        raise Http404
    log_access("letters", list(recipients))
    today = timezone.localdate()
    sender = sender_of(actor)
    written = [duty_letter(to, sender=sender, on=today) for to in recipients.values()]
    title = _("Letters of %(day)s") % {"day": day_in_words(today)}
    contents = contents_of(written, title=title)
    if request.POST.get("do") == ONE_EACH:
        zipped = zip_letters(written, made_at=now, contents=contents)
        return attachment(zipped, "application/zip", f"brp-{today.isoformat()}.zip")
    pdf = print_letters(
        written, title=title if len(written) > 1 else written[0].subject, made_at=now, contents=contents
    )
    return attachment(pdf, PDF, f"brp-{today.isoformat()}.pdf")


def contents_of(letters: Sequence[Letter], *, title: str) -> Contents | None:
    """Which of several letters is whose; nothing before a single one."""
    if len(letters) < 2:
        return None
    return Contents(
        language=get_language() or "nl",
        title=title,
        head=(_("Letter"), _("Name"), _("Language"), _("Page")),
        lines=[(letter.to[0], LETTERS.wording(letter.language).name) for letter in letters],
    )


@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def desk_details(request: HttpRequest) -> HttpResponse:
    """Fill in what stands under every letter."""
    actor = actor_in(request)
    if not actor.municipality_code:
        raise PermissionDenied
    details = details_of(actor.municipality_code) or DeskDetails(municipality_id=actor.municipality_code)
    form = DeskDetailsForm(request.POST or None, instance=details)
    return form_page(
        request,
        form,
        form.save,
        done=_("Saved. From now on it is printed under the letters."),
        back=reverse("registration:worklist"),
        context={
            "title": _("Our desk"),
            "intro": _("This is printed under every letter, so that people know where to go."),
            "button": _("Save"),
            "crumb": _("Who must register"),
        },
    )


def _ticked(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(tick.partition(":")[0]) for tick in request.POST.getlist("person")[:MOST_LETTERS]]
    except ValueError as error:
        raise BadRequest from error
