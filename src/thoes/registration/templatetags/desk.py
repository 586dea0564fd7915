"""Small lookups that the templates of the desk need. Load with `{% load desk %}`."""

from collections.abc import Mapping
from typing import Any

from django import template

from thoes.registration.domain.follow_up import State
from thoes.registration.web.lines import STATE_TONES

register = template.Library()


@register.filter
def state_tone(state: str) -> str:
    """The colour of a state, as a tone of `badge`."""
    return STATE_TONES[State(state)]


@register.filter
def of(names: Mapping[Any, str], key: Any) -> str:
    """What stands under a key; a dash when nothing does."""
    return names.get(key, "–")
