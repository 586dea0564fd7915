"""The night register for a designated supervisor of a municipality. No name is shown before the purpose is given."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.documents.sheets import CONTENT_TYPES, SheetKind, write
from thoes.housing.public import SUPERVISE_NIGHT_REGISTER, Site
from thoes.inspections.public import open_findings_by_site, open_findings_label
from thoes.kernel.nights import current_night
from thoes.privacy.public import record_access
from thoes.register.documents.night_register import (
    NightRegisterExtract,
    column_titles,
    night_register_pdf,
    night_register_sheet,
    period_words,
)
from thoes.register.documents.tonight import tonights_list_pdf
from thoes.register.models import Stay
from thoes.register.night_register import LocalAsk, line_of, local_ask_of, night_register
from thoes.register.permissions import SEE_NIGHT_REGISTER
from thoes.register.queries import SiteCount, all_by_day, page_by_day, site_counts, site_day, sites_of
from thoes.register.supervising_tasks import REASONS, task_as_logged, task_in_words
from thoes.register.web.night_register_forms import SelectionForm, TaskForm
from thoes.register.web.shared import own_site
from thoes.ui.files import FILE_WORDS, PDF, attachment, inline

_SESSION_KEY = "night_register_task"
_PER_PAGE = 50
_SITES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Task:
    """What this supervisor looks for until the task is ended: a reason from the list, and an own reference."""

    reason: str
    reference: str

    @property
    def words(self) -> str:
        return task_in_words(self.logged)

    @property
    def logged(self) -> str:
        return task_as_logged(self.reason, self.reference)


def task_in(request: HttpRequest) -> Task | None:
    """The task for which this session looks, if it was given by the same actor."""
    kept = request.session.get(_SESSION_KEY)
    if not kept or kept["actor"] != _actor_key(actor_in(request)) or kept["reason"] not in REASONS:
        return None
    return Task(kept["reason"], kept["reference"])


@require_safe
@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def choose(request: HttpRequest) -> HttpResponse:
    """The sites of the territory with numbers only; choose sites and nights here."""
    return _choosing(request, _selection(request, bound=False))


@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def task(request: HttpRequest) -> HttpResponse:
    """Ask what it is for, keep the answer for this task, and go on to what was asked for."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("register:night-register")
    form = TaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[_SESSION_KEY] = {**form.cleaned_data, "actor": _actor_key(actor_in(request))}
        return redirect(back)
    return render(request, "register/night_register_task.html", {"form": form})


@require_POST
@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def end_task(request: HttpRequest) -> HttpResponse:
    """Forget the purpose; the next look asks for it again."""
    request.session.pop(_SESSION_KEY, None)
    return redirect("register:night-register")


@require_safe
@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def show(request: HttpRequest) -> HttpResponse:
    """The register of the chosen sites and nights, a page at a time; each person on the page is logged."""
    form = _selection(request, bound=True)
    if not form.is_valid():
        return _choosing(request, form)
    given = task_in(request)
    if given is None:
        return _ask_for_task(request)
    stays = _stays(request, form)
    page: Any = Paginator(range(stays.count()), _PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * _PER_PAGE
    page.object_list = page_by_day(stays, first, first + _PER_PAGE)
    _log(given, "register", page.object_list)
    ask = local_ask_of(actor_in(request))
    return render(
        request,
        "register/night_register.html",
        {
            "task": given,
            "page": page,
            "groups": _by_site(page.object_list, ask),
            "empty": [site for site in form.cleaned_data["site"] if site.pk not in set(_sites_with_stays(stays))],
            "period": period_words(form.period),
            "known_at": form.known_at,
            "titles": column_titles(ask),
            "ask": ask,
            "query": request.GET.urlencode(),
            "kinds": [("pdf", _("Download as PDF")), *FILE_WORDS.items()],
        },
    )


@require_safe
@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole register of the chosen sites and nights as a file; everybody in it is logged."""
    form = _selection(request, bound=True)
    if not form.is_valid():
        return _choosing(request, form)
    given = task_in(request)
    if given is None:
        return _ask_for_task(request)
    stays = all_by_day(_stays(request, form))
    _log(given, f"register_{kind}", stays)
    ask = local_ask_of(actor_in(request))
    extract = NightRegisterExtract(
        sites=list(form.cleaned_data["site"]),
        period=form.period,
        known_at=form.known_at,
        asked_by=actor_in(request).organisation_name,
        reason=given.words,
        ask=ask,
        lines=[line_of(stay, ask) for stay in stays],
    )
    return _file(extract, kind, made_at=timezone.now())


@require_safe
@needs(SEE_NIGHT_REGISTER, purpose=SUPERVISE_NIGHT_REGISTER)
def tonight(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Tonight's list of a site in the territory, as the housing provider prints it."""
    actor, now = actor_in(request), timezone.now()
    own_site(actor, site_id)
    given = task_in(request)
    if given is None:
        return _ask_for_task(request)
    day = site_day(actor=actor, site_id=site_id, day=current_night(timezone.localtime(now)))
    _log(given, "tonight", day.present)
    pdf = tonights_list_pdf(day, made_at=now, language=get_language() or "nl")
    return inline(pdf, PDF, f"{day.site.code}-{day.day.isoformat()}.pdf")


@dataclass(frozen=True, slots=True)
class SiteToChoose:
    """A site with its numbers of tonight, and a badge where checks of it found something that is still open."""

    count: SiteCount
    findings: tuple[str, Any] | None


def _choosing(request: HttpRequest, form: SelectionForm) -> HttpResponse:
    sites = _sites_found(request, form.tonight)
    with_findings = [each for each in sites if each.findings]
    only = _asks_for_findings(request)
    # A town has hundreds of sites.
    page: Any = Paginator(with_findings if only else sites, _SITES_AT_ONCE).get_page(request.GET.get("page"))
    chosen = set(request.GET.getlist("site"))
    elsewhere = [
        each
        for each in page.paginator.object_list
        if str(each.count.site.pk) in chosen and each not in page.object_list
    ]
    query = urlencode({"q": request.GET["q"]}) if request.GET.get("q", "").strip() else ""
    context = {
        "form": form,
        "page": page,
        # Who chose a site sees it on every page.
        "sites": [*elsewhere, *page.object_list],
        "last_name": page.object_list[-1].count.site.name if page.object_list else "",
        "only_findings": only,
        "tabs": [
            (f"?{query}", _("All sites"), len(sites), not only),
            (f"?findings=1&{query}", _("With open findings"), len(with_findings), only),
        ],
        "people": sum(each.count.present for each in sites),
        "number": len(sites),
        "chosen": chosen,
        "night": form.tonight,
        "q": request.GET.get("q", ""),
        "task": task_in(request),
    }
    return render(request, "register/night_register_choose.html", context)


def _sites_found(request: HttpRequest, night: date) -> list[SiteToChoose]:
    """The sites of the territory that answer to the words that are asked for."""
    actor, words = actor_in(request), request.GET.get("q", "").strip().casefold()
    found = open_findings_by_site(actor=actor, on=timezone.localdate())
    return [
        SiteToChoose(count, open_findings_label(found[count.site.pk]) if count.site.pk in found else None)
        for count in site_counts(actor=actor, day=night)
        if words in f"{count.site.name} {count.site.address} {count.site.provider.name}".casefold()
    ]


def _asks_for_findings(request: HttpRequest) -> bool:
    return "findings" in request.GET


def _selection(request: HttpRequest, *, bound: bool) -> SelectionForm:
    now = timezone.localtime()
    tonight = current_night(now)
    if not bound:
        return SelectionForm(None, sites=[], tonight=tonight, now=now)
    return SelectionForm(_asked(request, tonight), sites=list(sites_of(actor_in(request))), tonight=tonight, now=now)


def _asked(request: HttpRequest, night: date) -> QueryDict:
    """What was asked; where all sites of the list are, those of its other pages as well."""
    if "every" not in request.GET:
        return request.GET
    asked, only = request.GET.copy(), _asks_for_findings(request)
    asked.setlist(
        "site", [str(each.count.site.pk) for each in _sites_found(request, night) if each.findings or not only]
    )
    return asked


def _stays(request: HttpRequest, form: SelectionForm) -> QuerySet[Stay]:
    return night_register(
        actor=actor_in(request),
        site_ids=[site.pk for site in form.cleaned_data["site"]],
        period=form.period,
        known_at=form.known_at,
    )


def _sites_with_stays(stays: QuerySet[Stay]) -> list[UUID]:
    return list(stays.order_by().values_list("site_id", flat=True).distinct())


def _by_site(stays: list[Stay], ask: LocalAsk) -> list[tuple[Site, list[object]]]:
    groups: dict[UUID, tuple[Site, list[object]]] = {}
    for stay in stays:
        groups.setdefault(stay.site_id, (stay.site, []))[1].append(line_of(stay, ask))
    return list(groups.values())


def _log(given: Task, activity: str, stays: list[Stay]) -> None:
    record_access(
        activity=f"night_register.{activity}",
        persons=[stay.worker.person_id for stay in stays],
        at=timezone.now(),
        reference=given.logged,
    )


def _ask_for_task(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('register:night-register-task')}?{urlencode({'next': request.get_full_path()})}")


def _actor_key(actor: Actor) -> str:
    return f"{actor.user_id}:{actor.organisation_id}"


def _file(extract: NightRegisterExtract, kind: str, *, made_at: datetime) -> HttpResponse:
    name = f"night-register-{extract.period.first.isoformat()}-{extract.period.last.isoformat()}.{kind}"
    if kind == "pdf":
        return inline(night_register_pdf(extract, made_at=made_at, language=get_language() or "nl"), PDF, name)
    if kind in list(SheetKind):
        return attachment(write(night_register_sheet(extract), SheetKind(kind)), CONTENT_TYPES[SheetKind(kind)], name)
    raise Http404
