"""What an installation says of itself: accessibility, privacy, and whom to ask. What nobody filled in is said to be so."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thoes.privacy.public import all_purposes


@dataclass(frozen=True, slots=True)
class Operator:
    """Who runs this installation, from its settings; an empty text was not filled in."""

    name: str
    email: str
    phone: str
    address: str
    privacy_email: str
    statement_on: str


def operator() -> Operator:
    """As the settings say it now."""
    return Operator(
        name=settings.THOES_OPERATOR_NAME,
        email=settings.THOES_OPERATOR_EMAIL,
        phone=settings.THOES_OPERATOR_PHONE,
        address=settings.THOES_OPERATOR_ADDRESS,
        privacy_email=settings.THOES_PRIVACY_EMAIL,
        statement_on=settings.THOES_ACCESSIBILITY_STATEMENT_ON,
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far everybody can use this installation, how we know, and where to say that something does not work."""
    return render(request, "guide/accessibility.html", {"operator": operator()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, what for, how long, and which rights somebody has."""
    return render(request, "guide/privacy.html", {"operator": operator(), "purposes": all_purposes()})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask what."""
    return render(request, "guide/contact.html", {"operator": operator()})
