"""In which sector organisations are and what kind of housing provider: what figures are divided by, set per one or several."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.kernel.refusals import Refusal
from thoes.places.models import Organisation, OrganisationKind, ProviderKind, Sector
from thoes.places.permissions import DESCRIBE_ORGANISATIONS
from thoes.places.services import DESCRIBED_KINDS, describe_organisations
from thoes.ui.form_pages import post_action
from thoes.ui.forms import Form
from thoes.ui.going_back import page_before
from thoes.ui.lists import Choice, Empty, Fragment, ListPage, Text, Words

LEAVE, NOT_KNOWN = "", "-"
_LACKS_SECTOR = Q(sector="")
_LACKS_KIND = Q(kind=OrganisationKind.PROVIDER, provider_kind="")
_LACKS = {"sector": _LACKS_SECTOR, "provider_kind": _LACKS_KIND, "either": _LACKS_SECTOR | _LACKS_KIND}


class DescribeForm(Form):
    """What is said of the organisations that were ticked; what is left as it is changes nothing."""

    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        required=False,
        choices=[
            (LEAVE, gettext_lazy("leave it")),
            (NOT_KNOWN, gettext_lazy("not known")),
            *((value, f"{value} – {label}") for value, label in Sector.choices),
        ],
    )
    provider_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of housing provider"),
        required=False,
        choices=[
            (LEAVE, gettext_lazy("leave it")),
            (NOT_KNOWN, gettext_lazy("not known")),
            *ProviderKind.choices,
        ],
    )


def _rows(listing: Any) -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind__in=DESCRIBED_KINDS).order_by("name", "pk")


ORGANISATIONS = ListPage(
    title=gettext_lazy("Sectors and kinds"),
    says=gettext_lazy(
        "In which sector an employer or housing provider is, and what kind of housing provider. The monitor divides its "
        "figures by it; what nobody said counts as not known."
    ),
    guard=needs(DESCRIBE_ORGANISATIONS),
    rows=_rows,
    filters=[
        Words("name", label=gettext_lazy("Name")),
        Choice(
            name="kind",
            label=gettext_lazy("Kind of organisation"),
            choices=[(kind.value, kind.label) for kind in DESCRIBED_KINDS],
            by=lambda kind, _listing: Q(kind=kind),
        ),
        Choice(
            name="lacks",
            label=gettext_lazy("What is not known"),
            choices=[
                ("either", gettext_lazy("the sector or the kind")),
                ("sector", gettext_lazy("the sector")),
                ("provider_kind", gettext_lazy("the kind of housing provider")),
            ],
            by=lambda what, _listing: _LACKS[what],
        ),
    ],
    order=gettext_lazy("By name"),
    columns=[
        Fragment(gettext_lazy("Tick"), template="places/parts/tick.html", drawn_as="tick-cell"),
        Text(gettext_lazy("Name"), "name", sort="name"),
        Text(gettext_lazy("Kind of organisation"), lambda each: each.get_kind_display()),
        Text(
            gettext_lazy("Sector"),
            lambda each: each.get_sector_display(),
            sort="sector",
            missing=gettext_lazy("not known"),
        ),
        Text(
            gettext_lazy("Kind of housing provider"),
            lambda each: each.get_provider_kind_display() if each.kind == OrganisationKind.PROVIDER else "–",
            sort="provider_kind",
            missing=gettext_lazy("not known"),
        ),
    ],
    empty=Empty(
        gettext_lazy("No organisations yet"),
        gettext_lazy("Housing providers and employers appear here when they are added."),
        "list",
    ),
    template="places/organisations.html",
    extra=lambda listing: {"form": DescribeForm()},
)


@require_POST
@needs(DESCRIBE_ORGANISATIONS)
def describe(request: HttpRequest) -> HttpResponse:
    """Say it of everything that was ticked: all of it, or nothing when one of them cannot be so."""
    form = DescribeForm(request.POST)

    def save() -> int:
        if not form.is_valid():
            raise Refusal("description_unknown")
        chosen = {name: _meant(form.cleaned_data[name]) for name in ("sector", "provider_kind")}
        return describe_organisations(
            actor=actor_in(request), organisations=_ticked(request.POST.getlist("organisation")), **chosen
        )

    return post_action(
        request,
        save,
        done=lambda count: (
            ngettext(
                "Saved for %(count)s organisation. The figures of tonight use it.",
                "Saved for %(count)s organisations. The figures of tonight use it.",
                count,
            )
            % {"count": count}
        ),
        back=page_before(request, otherwise=reverse("places:organisations")),
    )


def _meant(answer: str) -> str | None:
    """None leaves it, "" is not known."""
    return {LEAVE: None, NOT_KNOWN: ""}.get(answer, answer)


def _ticked(sent: list[str]) -> list[UUID]:
    try:
        return [UUID(each) for each in sent]
    except ValueError as error:
        raise Refusal("organisation_unknown") from error
