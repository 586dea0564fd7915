"""What occupancy adds to pages below it: numbers on the card of a site, and warnings where somebody comes in."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from thoes.accounts.public import actor_in
from thoes.housing.public import MANAGE_SITES, Site, norms_of
from thoes.kernel.nights import current_night
from thoes.occupancy.norm_texts import broken_by_one_more, broken_norms, outcome_label, shown_line, shown_rooms
from thoes.occupancy.norms import may_count_people, site_night
from thoes.occupancy.people_in_night import who_is_in
from thoes.register.public import NightAtSite
from thoes.rules.loading import use_parameter
from thoes.rules.norm_terms import NormOutcome
from thoes.ui.page_parts import add_menu_link, add_tab, part_of

add_menu_link(
    "sites-actions",
    "occupancy:norms",
    gettext_lazy("Checked against the norms"),
    "people",
    when=lambda _request, sites: bool(sites),
)


add_tab(
    "site-tabs",
    "occupancy:site-year",
    gettext_lazy("Over the year"),
    when=lambda request, _site: may_count_people(actor_in(request)),
)


@part_of("site-to-do")
def sleeping_without_permit(request: HttpRequest, site: Site) -> SafeString:
    """That the permits ended and people still sleep here: as many as this reader may know, or nothing."""
    night = current_night(timezone.localtime())
    if not norms_of([site])[0].has_permits_but_none_on(night):
        return SafeString("")
    tonight = who_is_in(actor=actor_in(request), site=site, on=night)
    if not tonight.count.number:
        return SafeString("")
    sentence = (
        _("about %(count)s people sleep here tonight without a permit in force")
        if tonight.is_rough
        else ngettext(
            "%(count)s person sleeps here tonight without a permit in force",
            "%(count)s people sleep here tonight without a permit in force",
            tonight.count.number,
        )
    )
    words = sentence % {"count": tonight.count.number}
    return format_html('<li><a class="nl-link" href="#permits">{}</a></li>', capfirst(words))


@part_of("site-card")
def norms_tonight(request: HttpRequest, site: Site) -> SafeString:
    """Norms tonight; nothing for who may not count people."""
    actor, on = actor_in(request), current_night(timezone.localtime())
    night = site_night(actor=actor, site=site, on=on)
    if night is None:
        return SafeString("")
    language, decision = get_language() or "nl", night.decision
    context = {
        "site": site,
        "night": on,
        "decision": decision,
        "outcome": outcome_label(decision.outcome),
        "lines": [
            (shown_line(line, language), *outcome_label(line.outcome))
            for line in decision.lines
            if line.outcome is not NormOutcome.WITHIN
        ],
        "kept": [shown_line(line, language) for line in decision.lines if line.outcome is NormOutcome.WITHIN],
        "rooms": [(room, *outcome_label(room.outcome)) for room in shown_rooms(decision, night.norms.names, language)],
        "may_fill_in": actor.may(MANAGE_SITES),
        "said_by_provider": night.norms.capacity_on(on).said_by_provider,
        "has_quality_label": bool(night.norms.schemes_on(on)),
    }
    return render_to_string("occupancy/parts/card_norms.html", context, request=request)


@part_of("site-card")
def who_is_in_tonight(request: HttpRequest, site: Site) -> SafeString:
    """A number, never a person: exact for the housing provider of the site and its municipality, for others what may
    be shown.
    """
    actor, night = actor_in(request), current_night(timezone.localtime())
    context = {
        "tonight": who_is_in(actor=actor, site=site, on=night),
        "night": night,
        "site": site,
        "least": use_parameter("need.least.shown", night).whole_number,
    }
    return render_to_string("occupancy/parts/who_is_in.html", context, request=request)


@part_of("site-board")
def too_many(request: HttpRequest, at: NightAtSite) -> SafeString:
    """Which norms are broken in the night of the board."""
    return _warning(request, "too_many", at, _broken(request, at))


@part_of("check-in")
def one_too_many(request: HttpRequest, at: NightAtSite) -> SafeString:
    """Before somebody comes in: which norms one more person would break."""
    found = site_night(actor=actor_in(request), site=at.site, on=at.night)
    return _warning(request, "one_too_many", at, broken_by_one_more(found.decision) if found else [])


@part_of("checked-in")
def too_many_then(request: HttpRequest, at: NightAtSite) -> SafeString:
    """After somebody came in for a night ahead: which norms are broken then; of tonight the board says it itself.

    It is no refusal; people must sleep somewhere.
    """
    is_ahead = at.night > current_night(timezone.localtime())
    sentences = _broken(request, at) if is_ahead else []
    if not sentences:
        return SafeString("")
    # As plain text: the names of rooms are somebody's own words.
    text = _("In that night more people sleep here than a norm allows. %(why)s") % {"why": " ".join(sentences[:3])}
    return format_html("{}", text)


def _broken(request: HttpRequest, at: NightAtSite) -> list[str]:
    found = site_night(actor=actor_in(request), site=at.site, on=at.night)
    return broken_norms(found.decision, found.norms.names) if found else []


def _warning(request: HttpRequest, part: str, at: NightAtSite, sentences: list[str]) -> SafeString:
    if not sentences:
        return SafeString("")
    context = {"site": at.site, "sentences": sentences}
    return render_to_string(f"occupancy/parts/{part}.html", context, request=request)
