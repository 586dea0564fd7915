"""What an action did, with names, for the message after it. Looked up when it is shown: a session keeps no names."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.kernel.nights import current_night
from thoes.register.models import Change, Stay, Verb
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import by_name, changes_of, stays_of
from thoes.register.web.shared import log_access
from thoes.ui.days import day_in_words
from thoes.ui.page_parts import part_of

# As many names as a sentence holds.
NAMED = 4
# Of a long list no names are opened for a message.
_MOST = 60


@part_of("message-of-action")
def done_in_words(request: HttpRequest, undo_url: str) -> SafeString:
    """The sentence for the message whose undo button leads there; nothing for what is of another module or organisation."""
    actor, change_id = getattr(request, "actor", None), _change_in(undo_url)
    if change_id is None or actor is None or not actor.may(RECORD_STAYS):
        return SafeString("")
    change = changes_of(actor=actor).filter(pk=change_id).first()
    stays = _stays_of(actor, change) if change is not None else []
    if change is None or not stays:
        return SafeString("")
    log_access("change", stays)
    return format_html("{}", sentence(Verb(change.verb), stays, night=current_night(timezone.localtime())))


def _change_in(undo_url: str) -> UUID | None:
    try:
        found = resolve(undo_url)
    except Resolver404:
        return None
    return found.kwargs.get("change_id") if found.view_name == "register:undo" else None


def _stays_of(actor: Actor, change: Change) -> list[Stay]:
    """What the change made, by name; of somebody who moved only where that one sleeps now."""
    opened = list(stays_of(actor).filter(opened_by=change).order_by("arrival")[: 2 * _MOST + 1])
    if len(opened) > 2 * _MOST:
        return []
    return by_name({stay.worker_id: stay for stay in opened}.values())


def sentence(verb: Verb, stays: Sequence[Stay], *, night: date) -> str:
    """Whom it was about and what is so now. `night` is tonight."""
    if len(stays) == 1:
        return _of_one(verb, stays[0], night)
    names, count = _names(stays), len(stays)
    texts = {
        Verb.CHECK_IN: _("%(count)s workers are checked in: %(names)s."),
        Verb.MOVE: _("%(count)s workers have another bed: %(names)s."),
        Verb.CHECK_OUT: _("%(count)s workers are checked out: %(names)s."),
        Verb.CORRECT: _("%(count)s stays are corrected: %(names)s."),
        Verb.UNDO: _("Undone for %(count)s workers: %(names)s."),
    }
    return texts.get(verb, "") % {"count": count, "names": names}


def _of_one(verb: Verb, stay: Stay, night: date) -> str:
    facts = {"name": name_of(stay), "room": stay.bed.unit.name, "bed": stay.bed.name}
    if verb in (Verb.CHECK_IN, Verb.MOVE):
        if stay.arrival > night:
            text = _("%(name)s sleeps in %(room)s, bed %(bed)s, from %(day)s.")
            return text % {**facts, "day": _day(stay.arrival)}
        return _("%(name)s now sleeps in %(room)s, bed %(bed)s.") % facts
    if verb is Verb.CHECK_OUT and stay.departure is not None:
        return _("%(name)s leaves %(room)s, bed %(bed)s, on %(day)s.") % {**facts, "day": _day(stay.departure)}
    texts = {
        Verb.CORRECT: _("The stay of %(name)s was corrected."),
        Verb.VOID: _("The stay of %(name)s was voided: it never took place."),
        Verb.UNDO: _("Undone for %(name)s."),
    }
    return texts.get(verb, "") % facts


def name_of(stay: Stay) -> str:
    """The name as people say it: the given name first."""
    worker = stay.worker
    return f"{worker.given_name} {worker.family_name}".strip() or worker.name


def _names(stays: Sequence[Stay]) -> str:
    named, more = ", ".join(name_of(stay) for stay in stays[:NAMED]), len(stays) - NAMED
    if more <= 0:
        return named
    return ngettext("%(names)s and %(more)s other", "%(names)s and %(more)s others", more) % {
        "names": named,
        "more": more,
    }


def _day(day: date) -> str:
    return day_in_words(day, "j F")
