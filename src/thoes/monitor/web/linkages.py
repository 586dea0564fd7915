"""Link lists of people: hand them in with what it is for, look at what was understood, and read what is left of them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from thoes.accounts.public import actor_in, needs
from thoes.foundation.documents.sheets import CONTENT_TYPES, SheetKind
from thoes.foundation.refusal_texts import explain_code
from thoes.intake.public import Run, RunStatus, check_in_background, reasons_of, said_of_file, stopped_among
from thoes.kernel.stored_facts import restored
from thoes.monitor import jobs
from thoes.monitor.domain.poisson_fits import Interval
from thoes.monitor.histories_file import histories_as_csv
from thoes.monitor.linkage.forms import LinkageForm, ListForm
from thoes.monitor.linkage.kept_estimate import kept_estimate
from thoes.monitor.linkage.models import LinkageStatus, ListLinkage
from thoes.monitor.linkage.services import (
    MOST_LISTS,
    add_list,
    linkages_of,
    lists_of,
    remove_linkage,
    set_to_link,
    start_linkage,
)
from thoes.monitor.linkage.services import (
    throw_away as throw_list_away,
)
from thoes.monitor.listed_people import VOCABULARY
from thoes.monitor.permissions import LINK_LISTS
from thoes.monitor.web.words import whole
from thoes.privacy.public import ESTIMATE_UNSEEN
from thoes.ui.files import attachment
from thoes.ui.form_pages import form_page, post_action, saved

_REASONS_SHOWN = 10
_may = needs(LINK_LISTS, purpose=ESTIMATE_UNSEEN)


@require_http_methods(["GET", "POST"])
@_may
def linkages(request: HttpRequest) -> HttpResponse:
    """Write down what is linked and what for, with the lists; below it what was linked before."""
    actor = actor_in(request)
    form = LinkageForm(request.POST or None, request.FILES or None)

    def start() -> ListLinkage:
        said = form.cleaned_data
        linkage, lists = start_linkage(
            actor=actor, title=said["title"], purpose=said["purpose"], lists=form.handed(), at=timezone.now()
        )
        for run in lists:
            check_in_background.defer(run=str(run.pk))
        return linkage

    return saved(request, form, start, back=lambda made: reverse("monitor:linkage", args=[made.pk])) or render(
        request,
        "monitor/linkage/linkages.html",
        {"form": form, "page": Paginator(linkages_of(actor), 30).get_page(request.GET.get("page"))},
    )


@require_safe
@_may
def linkage(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Where a linkage stands: what was understood of its lists, how far it is, or what is left of them."""
    found = _own(request, linkage_id)
    context: dict[str, Any] = {"linkage": found, "Status": LinkageStatus}
    if found.status == LinkageStatus.DONE:
        return render(request, "monitor/linkage/linked.html", context | _result(found))
    lists = list(lists_of(actor_in(request), found))
    if found.status == LinkageStatus.LINKING:
        stopped = not _is_worked_on(found)
        return render(
            request, "monitor/linkage/linking.html", context | {"stopped": stopped, **_progress(found, lists)}
        )
    stopped_lists = stopped_among(lists)
    works = [run for run in lists if run.works and run.pk not in stopped_lists]
    context |= {
        "lists": [_shown(run, is_stopped=run.pk in stopped_lists) for run in lists],
        "works": works,
        "is_ready": len(lists) > 1 and all(run.status == RunStatus.READ for run in lists),
        "is_alone": len(lists) < 2,
        "may_add": len(lists) < MOST_LISTS,
        "refusal": _said(found.refusal_code, found.refusal_facts),
        **_progress(found, lists),
    }
    return render(request, "monitor/linkage/gathering.html", context)


@require_safe
@_may
def progress(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """The progress bar alone, asked for by the page; the whole page when the work is over."""
    found = _own(request, linkage_id)
    lists = list(lists_of(actor_in(request), found))
    reads = any(run.works for run in lists) and not stopped_among(lists)
    if (found.status == LinkageStatus.LINKING and _is_worked_on(found)) or (
        found.status == LinkageStatus.GATHERING and reads
    ):
        return render(request, "intake/progress.html", _progress(found, lists))
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_http_methods(["GET", "POST"])
@_may
def add(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """One more list, in place of one that was thrown away or beside the two that there are."""
    found, form = _own(request, linkage_id), ListForm(request.POST or None, request.FILES or None)

    def keep() -> None:
        run = add_list(actor=actor_in(request), linkage_id=found.pk, handed=form.handed(), at=timezone.now())
        check_in_background.defer(run=str(run.pk))

    return form_page(
        request,
        form,
        keep,
        back=reverse("monitor:linkage", args=[found.pk]),
        context={"title": _("Add a list"), "button": _("Check this list"), "crumb": found.title, "upload": True},
        **{f"{name}_{place}": name for name in ("name", "file") for place in range(1, MOST_LISTS + 1)},
    )


@require_POST
@_may
def throw_away(request: HttpRequest, linkage_id: UUID, run_id: UUID) -> HttpResponse:
    """Throw one list away."""
    found = _own(request, linkage_id)
    return post_action(
        request,
        lambda: throw_list_away(actor=actor_in(request), linkage_id=found.pk, run_id=run_id),
        done=_("The list is thrown away, with everything that stood in it."),
        back=reverse("monitor:linkage", args=[found.pk]),
        unknown={"run_over"},
    )


@require_POST
@_may
def link(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Link the lists, or go on where that stopped."""
    found = _own(request, linkage_id)

    def start() -> None:
        started = set_to_link(actor=actor_in(request), linkage_id=found.pk)
        if not _is_worked_on(started):
            jobs.link_lists.defer(linkage=str(started.pk))

    return post_action(request, start, back=reverse("monitor:linkage", args=[found.pk]))


@require_safe
@_may
def estimate(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """How many stand in none of the lists, as an interval, with what was tried to come to it."""
    found = _own(request, linkage_id)
    if found.status != LinkageStatus.DONE:
        raise Http404
    kept = kept_estimate(found.estimate)
    context = {
        "linkage": found,
        "kept": kept,
        "interval": _range(kept.interval),
        "without_doubt": _range(kept.without_doubt),
        "by_odds": [(odds, _range(interval)) for odds, interval in kept.by_odds],
        "models": [(_dependences(model.dependences), model, _range(model.interval)) for model in kept.models],
        "refusal": _said(kept.refusal, kept.refusal_facts),
    }
    return render(request, "monitor/linkage/estimate.html", context)


@require_safe
@_may
def as_csv(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """The histories with their counts, as `thoes estimate` reads them."""
    found = _own(request, linkage_id)
    if found.status != LinkageStatus.DONE:
        raise Http404
    name = slugify(found.title) or "linkage"
    return attachment(
        histories_as_csv(found.lists, found.histories).encode(), CONTENT_TYPES[SheetKind.CSV], f"{name}.csv"
    )


@require_POST
@_may
def remove(request: HttpRequest, linkage_id: UUID) -> HttpResponse:
    """Remove a linkage with everything of it."""
    found = _own(request, linkage_id)
    return post_action(
        request,
        lambda: remove_linkage(actor=actor_in(request), linkage_id=found.pk),
        done=_("The linkage is removed. Nothing of its lists is left."),
        back=reverse("monitor:linkages"),
        unknown={"linkage_not_yours"},
    )


@require_safe
@_may
def to_all(request: HttpRequest) -> HttpResponse:
    """From the page of one list to those that are linked."""
    return redirect("monitor:linkages")


def _own(request: HttpRequest, linkage_id: UUID) -> ListLinkage:
    return get_object_or_404(linkages_of(actor_in(request)), pk=linkage_id)


def _is_worked_on(found: ListLinkage) -> bool:
    """Whether a job waits or is being done. Only the queue knows: one that failed too often is not tried again."""
    return ProcrastinateJob.objects.filter(
        status__in=("todo", "doing"), task_name=jobs.link_lists.name, args__linkage=str(found.pk)
    ).exists()


def _shown(run: Run, *, is_stopped: bool) -> dict[str, Any]:
    """A list with what its columns were taken for, and why lines are not in it."""
    names: Mapping[Any, Any] = VOCABULARY.names
    rejected = list(run.rejected_lines.order_by("sheet", "line")[:_REASONS_SHOWN])
    columns = [
        (header, names[field])
        for sheet in run.sheets
        for header, field in zip(sheet["headers"], sheet["fields"], strict=True)
        if field
    ]
    return {
        "run": run,
        "name": run.asked["name"],
        "is_stopped": is_stopped,
        "is_ready": run.status == RunStatus.READ,
        "asks": run.status == RunStatus.COLUMNS,
        "columns": columns,
        "notices": said_of_file([(n["code"], restored(n["facts"])) for n in run.notices], {}, names),
        "rejected": [(line, reasons_of(line, names)) for line in rejected],
        "more": max(0, run.rejected - len(rejected)),
        "refusal": _said(run.refusal_code, run.refusal_facts),
    }


def _result(found: ListLinkage) -> dict[str, Any]:
    return {
        "histories": [
            (
                [name for name, is_in in zip(found.lists, cell, strict=True) if is_in],
                [bool(is_in) for is_in in cell],
                count,
            )
            for cell, count in found.histories
        ],
        "precision": _percent(found.precision),
        "recall": _percent(found.recall),
        "sizes": [
            (name, sum(count for cell, count in found.histories if cell[at])) for at, name in enumerate(found.lists)
        ],
    }


def _percent(share: float | None) -> int | None:
    """A whole percentage; only what is all is called 100."""
    return None if share is None else 100 if share == 1 else min(99, round(100 * share))


def _progress(found: ListLinkage, lists: Sequence[Run]) -> dict[str, Any]:
    is_linking = found.status == LinkageStatus.LINKING
    done = found.step if is_linking else sum(not run.works for run in lists)
    label = _("Your lists are being read and checked")
    if is_linking:
        label = (
            _("The lists are being read: %(step)s of %(steps)s") % {"step": found.step + 1, "steps": len(lists)}
            if found.step < len(lists)
            else _("The lists are being linked, and who is missing is estimated")
        )
    return {
        "progress_url": reverse("monitor:linkage-progress", args=[found.pk]),
        "progress_value": done,
        "progress_maximum": len(lists) + is_linking or 1,
        "progress_label": label,
    }


def _said(code: str, facts: dict[str, Any]) -> str:
    return explain_code(code, restored(facts)) if code else ""


def _dependences(terms: Sequence[Sequence[str]]) -> str:
    """Which lists depend on each other, two by two."""
    return "; ".join(_("%(one)s and %(other)s") % {"one": one, "other": other} for one, other in terms) or _("none")


def _range(interval: Interval | None) -> str:
    if interval is None:
        return ""
    if interval.high is None:
        return _("%(low)s or more") % {"low": whole(interval.low)}
    return _("%(low)s to %(high)s") % {"low": whole(interval.low), "high": whole(interval.high)}
