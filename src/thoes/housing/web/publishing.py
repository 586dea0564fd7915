"""The housing officer decides whether the municipality shows its sites to everybody, on what ground, and which ones."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, decided, needs
from thoes.housing import services
from thoes.housing.access import visible_sites
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_PERMITS
from thoes.housing.queries.public_register import candidates
from thoes.places.public import Municipality
from thoes.ui.form_pages import saved
from thoes.ui.forms import Form

_SITES_ON_A_PAGE = 100


class PublicRegisterForm(Form):
    """On or off, with the ground."""

    is_public = forms.BooleanField(label=gettext_lazy("Everybody may read our register of sites"), required=False)
    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        help_text=gettext_lazy(
            "For example the decision of the council or the article of your by-law. It stands with the register."
        ),
        max_length=300,
        required=False,
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def publishing(request: HttpRequest) -> HttpResponse:
    """What holds now, the form to decide, the sites, and what was decided before."""
    actor = actor_in(request)
    municipality = get_object_or_404(Municipality, code=actor.municipality_code)
    decisions = list(municipality.public_register_decisions.order_by("-decided_at", "-pk"))
    now = decisions[0] if decisions else None
    initial = {"is_public": now.is_public, "ground": now.ground} if now else {}
    form = PublicRegisterForm(request.POST or None, initial=initial)
    if went_on := saved(
        request,
        form,
        lambda: services.decide_public_register(actor=actor, at=timezone.now(), **form.cleaned_data),
        done=lambda changed: _("Saved. It applies from now on.") if changed else _("Nothing was changed."),
        back="housing:publishing",
    ):
        return went_on
    context = {
        "form": form,
        "municipality": municipality,
        "now": now,
        "decisions": decided(
            (
                _("Shown to everybody") if one.is_public else _("Not shown any more"),
                one.ground,
                one.decided_at,
                one.decided_by,
            )
            for one in decisions
        ),
        "page": Paginator(candidates(visible_sites(actor)), _SITES_ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "housing/publishing.html", context)


@require_POST
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def choose(request: HttpRequest) -> HttpResponse:
    """The sites that were ticked are shown, the others on the page are not."""
    shown = services.choose_listed_sites(
        actor=actor_in(request),
        seen=_keys(request.POST.getlist("seen")),
        shown=_keys(request.POST.getlist("shown")),
        at=timezone.now(),
    )
    messages.success(
        request,
        ngettext("%(count)d site is chosen to be shown.", "%(count)d sites are chosen to be shown.", shown)
        % {"count": shown},
    )
    return redirect("housing:publishing")


def _keys(texts: list[str]) -> set[UUID]:
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
