"""The checks of a site: begin one, go on with it, finish it, correct it, and hand out its report."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS, Site, Unit, site_or_404
from thoes.inspections import services
from thoes.inspections.access import kind_of_check, side_of
from thoes.inspections.documents.check_report import check_report_pdf
from thoes.inspections.domain.checks import CheckKind
from thoes.inspections.models import Check, CheckPhoto
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import checks_of, sheet_of
from thoes.inspections.web.check_forms import CloseForm, ReasonForm, RoomsForm
from thoes.ui.files import PDF, attachment
from thoes.ui.form_pages import form_page, post_action

# As many rooms as are ticked beforehand; who has more chooses which ones to look at.
_ALL_TICKED = 6


def check_or_404(request: HttpRequest, check_id: UUID) -> Check:
    """A check that the actor may see."""
    return get_object_or_404(checks_of(actor_in(request)), pk=check_id)


def is_own(request: HttpRequest, check: Check) -> bool:
    """Whether the own side makes this check."""
    return check.kind == kind_of_check(side_of(actor_in(request)))


@require_safe
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def checks(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """All checks of a site, with the one to go on with on top."""
    site, actor = site_or_404(request, site_id), actor_in(request)
    found = [check for check in checks_of(actor).filter(site=site) if not check.voided]
    own = kind_of_check(side_of(actor))
    context = {
        "site": site,
        "current": next((check for check in found if check.is_open and check.kind == own), None),
        "checks": found,
        "makes_inspections": own == CheckKind.INSPECTION,
    }
    return render(request, "inspections/checks.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def start(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Choose the rooms and begin."""
    site, actor = site_or_404(request, site_id), actor_in(request)
    units = _rooms_in_use(site)
    ticked = [str(unit.pk) for unit in units] if len(units) <= _ALL_TICKED else []
    form = RoomsForm(_sent(request), units=units, initial={"rooms": ticked})
    is_inspection = kind_of_check(side_of(actor)) == CheckKind.INSPECTION
    back = reverse("inspections:checks", args=[site.pk])
    started: list[Check] = []
    answer = form_page(
        request,
        form,
        lambda: started.append(
            services.start_check(
                actor=actor, site_id=site.pk, rooms=form.rooms_chosen(), on=timezone.localdate(), at=timezone.now()
            )
        ),
        done=_("The check has begun. Each answer is saved at once; you can stop and go on later."),
        back=back,
        context={
            "title": _("Begin an inspection") if is_inspection else _("Begin a self-check"),
            "button": _("Begin"),
            "crumb": site.name,
            "intro": _(
                "Ask the residents before you enter a room. Do not write down names, and take no photo of a person."
            ),
        },
    )
    return redirect("inspections:check", started[0].pk) if started else answer


@require_safe
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def check(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """A check: while it is open what is left to do, afterwards what came out of it."""
    found = check_or_404(request, check_id)
    sheet, may_write = sheet_of(found), is_own(request, found)
    context = {
        "check": found,
        "site": found.site,
        "sheet": sheet,
        "may_write": may_write,
        "findings": [line for line in sheet.lines if line.finding is not None],
        "without_term": sum(line.finding is not None and line.finding.repair_by is None for line in sheet.lines),
        "steps": found.steps.all(),
        "form": CloseForm(),
    }
    return render(request, "inspections/check.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def rooms(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Choose which rooms are looked at; those of which something was said stay."""
    found = check_or_404(request, check_id)
    chosen = [str(room) for room in found.rooms]
    form = RoomsForm(_sent(request), units=_rooms_in_use(found.site), initial={"rooms": chosen})
    back = reverse("inspections:check", args=[found.pk])
    return form_page(
        request,
        form,
        lambda: services.choose_rooms(
            actor=actor_in(request), check_id=found.pk, rooms=form.rooms_chosen(), at=timezone.now()
        ),
        done=_("The rooms are chosen."),
        back=back,
        context={"title": _("Choose rooms"), "button": _("Save"), "crumb": found.site.name},
    )


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def close(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Finish: from now on the other side sees it."""
    found, form = check_or_404(request, check_id), CloseForm(request.POST)
    form.is_valid()
    return post_action(
        request,
        lambda: services.close_check(
            actor=actor_in(request),
            check_id=found.pk,
            rest_not_looked_at=bool(form.cleaned_data.get("rest")),
            at=timezone.now(),
        ),
        done=_("The check is finished. The report can be handed out, and the other side sees it from now on."),
        back=reverse("inspections:check", args=[found.pk]),
    )


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def reopen(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Open a finished check again, with the reason."""
    found = check_or_404(request, check_id)
    form, back = ReasonForm(request.POST or None), reverse("inspections:check", args=[check_id])
    return form_page(
        request,
        form,
        lambda: services.reopen_check(
            actor=actor_in(request), check_id=found.pk, reason=form.cleaned_data["reason"], at=timezone.now()
        ),
        done=_("The check is open for a correction. Finish it again when you are done."),
        back=back,
        context={"title": _("Correct this check"), "button": _("Open it"), "crumb": found.site.name},
    )


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, check_id: UUID, voided: bool = True) -> HttpResponse:
    """Say that a check was begun by mistake, or that it was no mistake after all."""
    found = check_or_404(request, check_id)
    return post_action(
        request,
        lambda: services.void_check(actor=actor_in(request), check_id=found.pk, voided=voided, at=timezone.now()),
        done=_("The check is removed as a mistake.") if voided else _("The check is put back."),
        undo=reverse("inspections:restore-check", args=[found.pk]) if voided else "",
        back=reverse("inspections:checks", args=[found.site_id])
        if voided
        else reverse("inspections:check", args=[found.pk]),
    )


@require_safe
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def report(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """The report of a finished check as an accessible PDF, in the language of the page or of `?language=`."""
    found = check_or_404(request, check_id)
    if found.closed_at is None:
        messages.error(request, _("The report is there once the check is finished."))
        return redirect("inspections:check", found.pk)
    asked = request.GET.get("language", get_language())
    language = asked if asked in ("nl", "en") else "nl"
    photos = list(CheckPhoto.objects.filter(check_made=found).order_by("taken_in_at"))
    body = check_report_pdf(sheet_of(found), photos=photos, made_at=timezone.now(), language=language)
    name = f"{slugify(found.site.name) or 'check'}-{found.started_on}-{language}.pdf"
    return attachment(body, PDF, name)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when no room was ticked and nothing stands in it."""
    return request.POST if request.method == "POST" else None


def _rooms_in_use(site: Site) -> list[Unit]:
    return list(Unit.objects.filter(site=site).order_by("position", "name"))
