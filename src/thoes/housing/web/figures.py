"""The figures that norms need: of a building, and of the bedrooms of a room."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from thoes.accounts.public import actor_in, needs
from thoes.housing.models import Site, SiteKind
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES
from thoes.housing.queries import own_sites
from thoes.housing.services.figures import BuildingFigures, change_bedrooms, change_building
from thoes.housing.web.or_404 import unit_or_404
from thoes.ui.form_pages import form_page
from thoes.ui.forms import DayField, Form


class BuildingForm(Form):
    """What is known of a building; every field may stay empty."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of building"),
        choices=[("", gettext_lazy("Not known")), *SiteKind.choices],
        required=False,
    )
    first_applied_on = DayField(
        label=gettext_lazy("First permit applied for on"),
        required=False,
        help_text=gettext_lazy("The day on which the very first permit for this building was applied for."),
    )
    living_area = forms.DecimalField(
        label=gettext_lazy("Living area in m²"),
        min_value=Decimal("0.1"),
        max_value=Decimal("999999.9"),
        max_digits=8,
        decimal_places=1,
        required=False,
        localize=True,
        help_text=gettext_lazy("The usable floor area (GBO) of all of the site together."),
    )
    showers = forms.IntegerField(label=gettext_lazy("Number of showers"), min_value=0, max_value=9_999, required=False)
    toilets = forms.IntegerField(label=gettext_lazy("Number of toilets"), min_value=0, max_value=9_999, required=False)

    @staticmethod
    def initial_of(site: Site) -> dict[str, Any]:
        """What stands in the form when a site is changed."""
        return {name: getattr(site, name) for name in BuildingForm.base_fields}

    def clean_first_applied_on(self) -> date | None:
        applied: date | None = self.cleaned_data["first_applied_on"]
        if applied is not None and applied.year < 1500:
            raise forms.ValidationError(_("Check the year: it is before 1500."), code="year_too_early")
        return applied

    def figures(self) -> BuildingFigures:
        """What was filled in; only after `is_valid`."""
        return BuildingFigures(**self.cleaned_data)


class BedroomForm(Form):
    """How large the bedrooms of a room are."""

    bedroom_area = forms.DecimalField(
        label=gettext_lazy("Area of the bedrooms in m²"),
        min_value=Decimal("0.1"),
        max_value=Decimal("9999.9"),
        max_digits=6,
        decimal_places=1,
        required=False,
        localize=True,
        help_text=gettext_lazy("Of all bedrooms of this room or dwelling together."),
    )
    bedrooms = forms.IntegerField(label=gettext_lazy("Number of bedrooms"), min_value=1, max_value=100)
    also_where_missing = forms.BooleanField(
        label=gettext_lazy("Fill it in too for all rooms of this site without an area"), required=False
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def building(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """The figures of the building of an own site."""
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    form = BuildingForm(request.POST or None, initial=BuildingForm.initial_of(site))
    back = reverse("housing:card", args=[site.pk])
    return form_page(
        request,
        form,
        lambda: change_building(actor=actor_in(request), site_id=site.pk, figures=form.figures()),
        done=_("The figures of the building are saved."),
        back=back,
        context={
            "title": _("Figures of the building"),
            "intro": _(
                "With these figures we hold the number of people against the norms. What you do not know stays empty."
            ),
            "button": _("Save"),
            "crumb": site.name,
        },
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def bedrooms(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The figures of one room, and with a tick of all rooms that have none."""
    unit = unit_or_404(request, unit_id)
    form = BedroomForm(request.POST or None, initial={"bedroom_area": unit.bedroom_area, "bedrooms": unit.bedrooms})
    return form_page(
        request,
        form,
        lambda: change_bedrooms(actor=actor_in(request), unit_id=unit.pk, **form.cleaned_data),
        done=lambda changed: (
            ngettext("The figures of %(count)d room are saved.", "The figures of %(count)d rooms are saved.", changed)
            % {"count": changed}
        ),
        back=reverse("housing:room", args=[unit.pk]),
        context={"title": _("Figures of the bedrooms"), "button": _("Save"), "crumb": unit.name},
    )
