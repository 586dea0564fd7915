"""The words and colours of plans as template tags. Load with `{% load thoes_pipeline %}`."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.pipeline.domain.concurrent_delivery import ConcurrentDelivery
from thoes.pipeline.domain.location import LocationLine, LocationOutcome, Subject
from thoes.pipeline.models import InitiativePhase
from thoes.pipeline.texts import (
    CONCURRENT_DELIVERY_TEXTS,
    CONCURRENT_DELIVERY_TONES,
    OUTCOME_TEXTS,
    OUTCOME_TONES,
    SUBJECT_TEXTS,
)
from thoes.ui.templatetags.thoes_ui import badge

register = template.Library()

_PHASE_TONES = {"open": "ok", "dropped": "neutral", "building": "arriving", "permit": "arriving"}


def phase_tone(phase: str) -> str:
    """The colour of a phase."""
    return _PHASE_TONES.get(phase, "leaving")


@register.simple_tag
def phase_badge(phase: str) -> SafeString:
    """The phase of a plan."""
    return badge(phase_tone(phase), InitiativePhase(phase).label)


@register.simple_tag
def concurrent_delivery_badge(state: ConcurrentDelivery) -> SafeString:
    """Whether beds and jobs come at the same time."""
    return badge(CONCURRENT_DELIVERY_TONES[state], CONCURRENT_DELIVERY_TEXTS[state])


@register.simple_tag
def outcome_badge(outcome: LocationOutcome) -> SafeString:
    """What a line of the check says."""
    return badge(OUTCOME_TONES[outcome], OUTCOME_TEXTS[outcome])


@register.simple_tag
def subject(value: Subject) -> Any:
    """What a line of the check is about."""
    return SUBJECT_TEXTS[value]


@register.simple_tag
def line_fact(line: LocationLine) -> str:
    """The fact of a line in words."""
    if line.fact is None:
        return _("not filled in")
    if line.subject is Subject.AREA:
        return _("inside") if line.fact else _("outside")
    if line.subject is Subject.QUALITY_LABEL:
        return _("yes") if line.fact else _("no")
    return _amount(line.subject, line.fact)


@register.simple_tag
def line_rule(line: LocationLine) -> str:
    """The rule of a line in words."""
    if line.rule is None:
        return (
            _("the municipality recorded none")
            if line.outcome is LocationOutcome.NO_RULE
            else _("depends on where it is")
        )
    if line.subject is Subject.AREA:
        return _("allowed here") if line.rule else _("not allowed here")
    if line.subject is Subject.QUALITY_LABEL:
        return _("required") if line.rule else _("not required")
    return _("at most %(amount)s") % {"amount": _amount(line.subject, line.rule)}


@register.filter
def whole(value: float) -> str:
    """A number of units without decimals, with a mark between thousands."""
    return number_format(round(value), 0, use_l10n=True, force_grouping=True)


@register.filter
def known(value: bool | None) -> str:
    """Yes, no, or that it is not known."""
    return _("not known") if value is None else _("yes") if value else _("no")


def _amount(about: Subject, value: Decimal | int) -> str:
    if about is Subject.BEDS:
        return ngettext("%(count)s bed", "%(count)s beds", int(value)) % {"count": int(value)}
    return _("%(number)s km") % {"number": number_format(value, 1)}
