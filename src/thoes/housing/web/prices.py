"""What a bed costs: set a price from a day on, and take one off."""

import uuid
from decimal import Decimal
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing.models import BedPrice, Inclusion
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES
from thoes.housing.queries import own_sites
from thoes.housing.queries.prices import prices_of
from thoes.housing.services.prices import set_bed_price, void_bed_price
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import DayField, Form


class PriceForm(Form):
    """A price from a day on."""

    per_week = forms.DecimalField(
        label=gettext_lazy("Price of a bed for a week, in euros"),
        min_value=Decimal(0),
        max_value=Decimal(10_000),
        max_digits=7,
        decimal_places=2,
        localize=True,
    )
    includes = forms.MultipleChoiceField(
        label=gettext_lazy("What the price includes"),
        choices=Inclusion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    from_date = DayField(label=gettext_lazy("From"))
    nonce = forms.UUIDField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def set_price(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Say what a bed costs from a day on; the prices before it stay."""
    today = timezone.localdate()
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    now = prices_of(site.pk, on=today).now
    form = PriceForm(
        request.POST or None,
        initial={
            "from_date": today,
            "nonce": uuid.uuid4(),
            "includes": now.includes if now else [],
            "per_week": now.per_week if now else site.price_per_week,
        },
    )
    back = reverse("housing:site", args=[site.pk])

    def save() -> None:
        data = dict(form.cleaned_data)
        set_bed_price(actor=actor_in(request), site_id=site.pk, at=timezone.now(), price_id=data.pop("nonce"), **data)

    return form_page(
        request,
        form,
        save,
        done=_("The price is recorded."),
        back=back,
        context={"title": _("Price of a bed"), "button": _("Save"), "crumb": site.name},
    )


@require_POST
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def void_price(request: HttpRequest, price_id: UUID, voided: bool = True) -> HttpResponse:
    """Take off a price that was recorded by mistake, or put it back."""
    price = _price(request, price_id)
    return post_action(
        request,
        lambda: void_bed_price(actor=actor_in(request), price_id=price.pk, voided=voided, at=timezone.now()),
        done=_("The price is removed.") if voided else _("The price is back."),
        undo=reverse("housing:restore-price", args=[price.pk]) if voided else "",
        back=reverse("housing:site", args=[price.site_id]),
    )


def _price(request: HttpRequest, price_id: UUID) -> BedPrice:
    return get_object_or_404(BedPrice, pk=price_id, site__in=own_sites(actor_in(request)).order_by())
