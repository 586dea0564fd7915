"""What a housing provider can do early: see who approaches the four months, hand out the information sheet, get it by mail."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.foundation.documents.paper import print_letters
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES, SiteColumn
from thoes.kernel.nights import current_night
from thoes.privacy.public import record_access
from thoes.register.public import sites_of
from thoes.registration.early_notices import SiteEarlyNotices, early_notices_of
from thoes.registration.letters.composing import information_sheet
from thoes.registration.letters.recipients import desk_of
from thoes.registration.letters.texts import LETTERS
from thoes.registration.services import is_stopped, read_stop_token, resume_digest, stop_digest
from thoes.rules.registration_duty import duty_parameters_on
from thoes.ui.files import PDF, attachment
from thoes.ui.lists import Empty, Listing, ListPage, Number

PER_PAGE = 25
EVERY_LANGUAGE = "all"


def _on(_listing: Listing) -> date:
    return current_night(timezone.localtime())


def _sites(listing: Listing) -> list[SiteEarlyNotices]:
    rows = early_notices_of(listing.actor, on=_on(listing))
    return sorted(rows, key=lambda row: (-len(row.soon), -len(row.reached), row.site.name, row.site.code))


def _four_months(listing: Listing) -> str:
    rule = duty_parameters_on(_on(listing))
    return _(
        "Anyone who sleeps here %(nights)s of %(window)s nights must register with the municipality. Tell people in time: "
        "hand out the information sheet in their own language."
    ) % {"nights": rule.nights, "window": rule.window_days}


EARLY_NOTICES = ListPage(
    title=gettext_lazy("Who will soon have stayed four months"),
    says=_four_months,
    guard=needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER),
    rows=_sites,
    order=gettext_lazy("Most people first"),
    columns=[
        SiteColumn(gettext_lazy("Site"), "site", sort="site.name", to="registration:site-early-notices"),
        Number(gettext_lazy("Here tonight"), "present", sort="present"),
        Number(gettext_lazy("Reach it soon"), lambda row: len(row.soon)),
        Number(gettext_lazy("Reached it"), lambda row: len(row.reached)),
    ],
    file="four-months",
    empty=Empty(
        gettext_lazy("You have no sites yet"),
        gettext_lazy("Add a site and check people in; then you see here who stays long."),
        "site",
    ),
    template="registration/early_notices.html",
    extra=lambda listing: {"stopped": is_stopped(listing.actor)},
)  # fmt: skip


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
def site_early_notices(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Who of one site approaches the four months, and who reached them; and the sheet to hand out."""
    actor, today = actor_in(request), current_night(timezone.localtime())
    found: SiteEarlyNotices | None = next(iter(early_notices_of(actor, on=today, site_id=site_id)), None)
    if found is None:
        raise Http404
    show_reached = request.GET.get("tab") == "reached"
    page: Any = Paginator(found.reached if show_reached else found.soon, PER_PAGE).get_page(request.GET.get("page"))
    record_access(
        activity="registration.early_notices",
        persons=[early_notice.person_id for early_notice in page],
        at=timezone.now(),
    )
    context = {
        "found": found,
        "page": page,
        "show_reached": show_reached,
        "tabs": [
            ("?tab=soon" if show_reached else "?", _("Soon"), len(found.soon)),
            ("?tab=reached", _("Four months reached"), len(found.reached)),
        ],
        "languages": LETTERS.choices(),
        "not_reviewed": LETTERS.not_reviewed(),
    }
    return render(request, "registration/site_early_notices.html", context)


@require_safe
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
def sheet(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """The information sheet with the desk of the site's municipality, in one language or in all of them."""
    site = get_object_or_404(sites_of(actor_in(request)), pk=site_id)
    language = request.GET.get("language", EVERY_LANGUAGE)
    if language not in (*LETTERS.languages, EVERY_LANGUAGE):
        raise Http404
    today = timezone.localdate()
    sender, rule = desk_of(site), duty_parameters_on(today)
    chosen = LETTERS.languages if language == EVERY_LANGUAGE else (language,)
    sheets = [information_sheet(code, sender=sender, rule=rule, on=today) for code in chosen]
    pdf = print_letters(sheets, title=sheets[0].subject, made_at=timezone.now())
    return attachment(pdf, PDF, f"brp-{language}.pdf")


@require_POST
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
def switch_digest(request: HttpRequest) -> HttpResponse:
    """Stop the weekly letter, or get it again."""
    actor = actor_in(request)
    if request.POST.get("do") == "stop":
        stop_digest(user_id=actor.user_id, organisation_id=actor.organisation_id)
        messages.success(request, _("You get no weekly e-mail any more."))
    else:
        resume_digest(user_id=actor.user_id, organisation_id=actor.organisation_id)
        messages.success(request, _("You get the weekly e-mail from now on."))
    return redirect("registration:early-notices")


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letter from its own link, without logging in. Only the button stops: mail programs open links themselves."""
    found = read_stop_token(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        stop_digest(user_id=found[0], organisation_id=found[1])
        messages.success(request, _("You get no weekly e-mail any more."))
        return redirect("guide:start")
    context = {"confirm_label": _("Stop the weekly e-mail"), "cancel_url": reverse("guide:start")}
    return render(request, "registration/stop_digest.html", context)
