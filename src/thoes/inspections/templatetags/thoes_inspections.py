"""Labels that the pages of checks and findings share."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from thoes.accounts.public import role_name
from thoes.inspections import check_texts
from thoes.inspections.check_list import list_of
from thoes.inspections.domain.checks import CheckAction, FindingState, ItemOutcome, Move, Severity
from thoes.inspections.models import Check, Finding
from thoes.rules.loading import CONFIDENCE_WORDS, Confidence, Text
from thoes.ui.templatetags.thoes_ui import badge

register = template.Library()


@register.filter
def said_in(text: Text) -> str:
    """A text of the list in the language of the page."""
    return text.in_language("nl" if get_language() == "nl" else "en")


@register.filter
def how_sure(confidence: Confidence) -> str:
    """How sure we are of a norm, in words."""
    return said_in(CONFIDENCE_WORDS[confidence])


@register.simple_tag
def outcome(value: str) -> SafeString:
    """What was seen of an item, as a label."""
    return badge(check_texts.OUTCOME_TONES[ItemOutcome(value)], check_texts.OUTCOME_TEXTS[ItemOutcome(value)])


@register.simple_tag
def severity(value: str) -> SafeString:
    """How bad a finding is, as a label."""
    return badge(check_texts.SEVERITY_TONES[Severity(value)], check_texts.SEVERITY_SHORT_TEXTS[Severity(value)])


@register.simple_tag
def finding_state(value: str) -> SafeString:
    """Where a finding stands, as a label."""
    return badge(check_texts.STATE_TONES[FindingState(value)], check_texts.STATE_TEXTS[FindingState(value)])


@register.filter
def move_words(value: str) -> Any:
    """What somebody did about a finding."""
    return check_texts.MOVE_TEXTS[Move(value)]


@register.filter
def check_action_words(value: str) -> Any:
    """What somebody did with a check."""
    return check_texts.CHECK_ACTION_TEXTS[CheckAction(value)]


@register.filter
def kind_words(check: Check) -> Any:
    """Self-check or inspection."""
    return check_texts.KIND_TEXTS[check.kind]  # type: ignore[index]


@register.filter
def responsible_words(finding: Finding) -> Any:
    """Who mends it."""
    return check_texts.RESPONSIBLE_TEXTS[finding.responsible]  # type: ignore[index]


@register.filter
def unit_words(unit: str) -> Any:
    """What a number of an item is counted in."""
    return check_texts.UNIT_TEXTS[unit]


@register.filter
def finding_words(finding: Finding) -> str:
    """What is the matter, as the list calls it."""
    item = list_of(finding.check_made.list_version).item(finding.item)
    return said_in(item.wrong) if item else finding.item


@register.simple_tag
def how_bad(finding: Finding, on: date) -> SafeString:
    """How bad a finding is and, where its last day has passed, for how long: "Danger, 114 days too late"."""
    return badge(*check_texts.how_bad(finding, on=on))


@register.filter
def role_words(role: str) -> str:
    """The role in which somebody acted; never who."""
    return role_name(role)
