"""Who answers for each municipality, for who keeps the contacts."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.contacts.access import is_of_province, keeps
from thoes.contacts.models import ContactPerson, Seat
from thoes.contacts.people import PersonFacts, end_person, is_away, overdue_municipalities, record_person
from thoes.contacts.permissions import KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.contacts.web.forms import PersonForm
from thoes.places.public import municipality_names
from thoes.ui.form_pages import form_page


@require_safe
@needs(KEEP_CONTACTS, purpose=KEEP_CONTACTS_PURPOSE)
def people(request: HttpRequest) -> HttpResponse:
    """Every municipality that the reader keeps, with who answers and who gave no answer."""
    names, today = _own_municipalities(actor_in(request)), timezone.localdate()
    seated = {
        (each.municipality_id, each.seat): each
        for each in ContactPerson.objects.filter(municipality__in=names, ended_on=None)
    }
    overdue = overdue_municipalities(on=today)
    rows = [
        {
            "code": code,
            "name": name,
            "seats": [(seat, seated.get((code, seat)), _note(seated.get((code, seat)), today)) for seat in Seat],
            "is_overdue": code in overdue,
        }
        for code, name in names.items()
    ]
    return render(request, "contacts/people.html", {"rows": rows})


@needs(KEEP_CONTACTS, purpose=KEEP_CONTACTS_PURPOSE)
def person(request: HttpRequest, municipality_code: str, seat: str) -> HttpResponse:
    """Say who it is."""
    actor = actor_in(request)
    names = municipality_names()
    if municipality_code not in names or seat not in Seat.values or not keeps(actor, municipality_code):
        raise Http404
    now = ContactPerson.objects.filter(municipality=municipality_code, seat=seat, ended_on=None).first()
    form = PersonForm(request.POST or None, initial=_filled(now) if now else {"is_function_address": True})
    if request.method == "POST" and "nobody" in request.POST:
        # What stands in the fields is of no matter any more.
        form = PersonForm({"function": "-", "email": "niemand@example.nl"})

    def save() -> Any:
        if "nobody" in request.POST:
            return end_person(actor=actor, municipality=municipality_code, seat=Seat(seat), on=timezone.localdate())
        return record_person(
            actor=actor, municipality=municipality_code, seat=Seat(seat), facts=_facts(form.cleaned_data),
            on=timezone.localdate(), at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request,
        form,
        save,
        done=_("Saved."),
        back="contacts:people",
        context={
            "title": _("%(seat)s of %(name)s") % {"seat": Seat(seat).label, "name": names[municipality_code]},
            "now": now,
        },
        template="contacts/person.html",
    )


def _own_municipalities(actor: Actor) -> dict[str, str]:
    names = municipality_names()
    return names if is_of_province(actor) else {actor.municipality_code: names[actor.municipality_code]}


def _note(person: ContactPerson | None, today: Any) -> str:
    if person is None:
        return ""
    return _("away") if is_away(person, on=today) else ""


def _filled(person: ContactPerson) -> dict[str, Any]:
    kept = ("function", "email", "phone", "name", "agreed_on", "away_from", "away_until")
    return {
        **{name: getattr(person, name) for name in kept},
        "is_function_address": not person.is_personal_address,
    }


def _facts(given: Mapping[str, Any]) -> PersonFacts:
    kept = ("function", "email", "phone", "name", "agreed_on", "away_from", "away_until")
    return PersonFacts(**{name: given[name] for name in kept}, is_personal_address=not given["is_function_address"])
