"""Which fields a municipality asks beside those of article 438 Sr, and on what ground."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import actor_in, decided, needs
from thoes.places.models import LocalField, Municipality
from thoes.places.permissions import SET_LOCAL_FIELDS
from thoes.places.services import decide_local_fields
from thoes.ui.form_pages import form_page
from thoes.ui.forms import Form


class LocalFieldsForm(Form):
    """The extra fields, and the ground for them."""

    fields_asked = forms.MultipleChoiceField(
        label=gettext_lazy("Which fields do housing providers in your municipality fill in as well?"),
        choices=LocalField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        help_text=gettext_lazy(
            "For example the article of your by-law or of the permit. Without a ground you may not ask."
        ),
        max_length=300,
        required=False,
    )


@needs(SET_LOCAL_FIELDS)
def local_fields(request: HttpRequest) -> HttpResponse:
    """What is asked now, the form to change it, and every decision of before."""
    actor = actor_in(request)
    municipality = get_object_or_404(Municipality, code=actor.municipality_code)
    now = {"fields_asked": municipality.local_fields, "ground": municipality.local_ground}
    form = LocalFieldsForm(request.POST or None, initial=now)
    return form_page(
        request,
        form,
        lambda: decide_local_fields(
            actor=actor,
            fields=form.cleaned_data["fields_asked"],
            ground=form.cleaned_data["ground"],
            at=timezone.now(),
        ),
        done=lambda changed: _("Saved. It applies from now on.") if changed else _("Nothing was changed."),
        back="places:local-fields",
        context={
            "municipality": municipality,
            "decisions": decided(
                (", ".join(one.field_names) or _("none"), one.ground, one.decided_at, one.decided_by)
                for one in municipality.decisions.order_by("-decided_at")
            ),
        },
        template="places/local_fields.html",
    )
