"""What the link in the letter to a municipality opens: what we have, one button, and a form for what is not right."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thoes.contacts.confirming import (
    Asked,
    asked_by,
    is_all_answered,
    say_changed,
    say_still_right,
    shown_in,
    waiting_of,
)
from thoes.contacts.domain.listing import Listing, ListingError, Source
from thoes.contacts.showing import side_by_side
from thoes.contacts.texts import PARTS
from thoes.contacts.web.forms import ReachForm, reach_of
from thoes.places.public import municipality_names


class ChangeForm(ReachForm):
    """How a helper can be reached, as the municipality itself says it."""

    source_link = forms.CharField(
        label=PARTS["source"],
        help_text=gettext_lazy("The page of your own website on which this stands."),
        max_length=500,
    )
    why = forms.CharField(
        label=gettext_lazy("What else should we know?"),
        help_text=gettext_lazy("No names of people, please."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, listing: Listing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = listing
        self.listing: Listing | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                source = Source(given["source_link"], "", is_official=True)
                self.listing = replace(self._before, **self.reach(), source=source)
            except ListingError as wrong:
                self.take_wrong(wrong)
        return given


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What we have of the municipality; the button says that it is right."""
    asked = _asked(token)
    if asked.is_over:
        return render(request, "contacts/confirmation_over.html", status=410)
    if request.method == "POST" and request.POST.get("shown") != shown_in(asked):
        messages.warning(
            request, _("Something changed since you opened this page. Look once more, and press the button then.")
        )
        return redirect("contacts:confirm", token)
    if request.method == "POST":
        unofficial = say_still_right(asked, on=timezone.localdate(), at=timezone.now())
        messages.success(request, _("Thank you. We have written down that this is right."))
        if unofficial:
            without = ", ".join(contact.name for contact in unofficial)
            words = _("We know no official page of: %(names)s. Press Change there and tell us on which page it stands.")
            messages.warning(request, words % {"names": without})
        return redirect("contacts:confirm", token)
    names, waiting = municipality_names(), waiting_of(asked)
    context = {
        "asked": asked,
        "token": token,
        "shown": shown_in(asked),
        "has_waiting": bool(waiting),
        "is_done": is_all_answered(asked),
        "contacts": [(each, side_by_side(each.listing, (), names), each.pk in waiting) for each in asked.contacts],
    }
    return render(request, "contacts/confirm.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_change(request: HttpRequest, token: str, contact_id: UUID) -> HttpResponse:
    """What it should be: who keeps the contacts looks at it first."""
    asked = _asked(token)
    if asked.is_over:
        return render(request, "contacts/confirmation_over.html", status=410)
    contact = next((each for each in asked.contacts if each.pk == contact_id), None)
    if contact is None:
        raise Http404
    initial = {**reach_of(contact.listing), "source_link": contact.listing.source.link}
    form = ChangeForm(request.POST or None, listing=contact.listing, initial=initial)
    if request.method == "POST" and form.is_valid():
        assert form.listing is not None  # a valid form has one
        made = say_changed(
            asked, contact, form.listing, why=form.cleaned_data["why"], on=timezone.localdate(), at=timezone.now()
        )
        if made is None:
            messages.info(request, _("This is what we have, or what you told us already."))
        else:
            messages.success(request, _("Thank you. Somebody looks at it before it is shown."))
        return redirect("contacts:confirm", token)
    context = {"form": form, "contact": contact, "token": token}
    return render(request, "contacts/confirm_change.html", context)


def _asked(token: str) -> Asked:
    asked = asked_by(token, on=timezone.localdate())
    if asked is None:
        raise Http404
    return asked
