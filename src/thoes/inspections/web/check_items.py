"""One item of a check on a phone: a press saves it and goes on. Notes and numbers are saved while somebody types.

Without scripts every button sends the whole form; with scripts a changed note or number is sent by itself as well.
"""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.inspections import services
from thoes.inspections.domain.checks import ItemOutcome
from thoes.inspections.models import Check, CheckPhoto
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import CheckLine, CheckSheet, checks_of, sheet_of
from thoes.inspections.services.photos import file_of_photo
from thoes.inspections.web.check_forms import AnswerForm, PhotoForm, TermForm
from thoes.inspections.web.checks import check_or_404, is_own
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals
from thoes.ui.form_pages import post_action, saved


@require_http_methods(["GET", "POST"])
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def item(request: HttpRequest, check_id: UUID, item: str, unit_id: UUID | None = None) -> HttpResponse:
    """Look at an item, or save what was said of it."""
    check = check_or_404(request, check_id)
    sheet = sheet_of(check)
    line = _line_or_404(sheet, item, unit_id)
    if not (check.is_open and is_own(request, check)):
        return redirect("inspections:check", check.pk)
    if request.method != "POST":
        return _page(request, sheet, line, _answer_form(line))
    form = AnswerForm(request.POST, initial=_initial(line))
    refused = _save(request, check, line, form)
    if request.headers.get("HX-Request"):
        return _saved(request, check, line, form, refused)
    term = _sent_term(request, line)
    if refused is not None or not form.is_valid():
        return _page(request, sheet_of(check), line, form, refused=refused, term_form=term)
    back = _onwards(sheet, line, form, request.POST.get("go", ""))
    if term is None:
        return redirect(back)
    return saved(request, term, lambda: _describe(request, term), back=back) or _page(
        request, sheet_of(check), line, form, term_form=term
    )


def _sent_term(request: HttpRequest, line: CheckLine) -> TermForm | None:
    """How bad it is, by when and by whom, as it was sent along with the way on; None where that was not asked."""
    if line.finding is None or request.POST.get("go") != "next" or "severity" not in request.POST:
        return None
    return TermForm(request.POST, finding=line.finding)


def _describe(request: HttpRequest, form: TermForm) -> None:
    with transaction.atomic():
        services.describe_finding(
            actor=actor_in(request), finding_id=form.finding.pk, term=form.term(), at=timezone.now()
        )
    if stayed := form.day_that_stayed():
        messages.info(request, stayed)


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def add_photo(request: HttpRequest, check_id: UUID, item: str, unit_id: UUID | None = None) -> HttpResponse:
    """Take in a photo of an item."""
    check = check_or_404(request, check_id)
    sheet = sheet_of(check)
    line = _line_or_404(sheet, item, unit_id)
    form = PhotoForm(request.POST, request.FILES)

    def save() -> None:
        with transaction.atomic():
            services.add_photo(
                actor=actor_in(request),
                check_id=check.pk,
                item=line.item.key,
                unit_id=unit_id,
                file=form.cleaned_data["photo"],
                at=timezone.now(),
                photo_id=form.cleaned_data["nonce"],
            )

    return saved(request, form, save, done=_("The photo is added."), back=f"{_address(check, line)}#photos") or _page(
        request, sheet, line, _answer_form(line), photo_form=form
    )


@require_safe
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def photo(request: HttpRequest, photo_id: UUID) -> FileResponse:
    """The picture itself, for who may see the check; the browser keeps no copy."""
    found = _photo_or_404(request, photo_id)
    path = file_of_photo(found.pk)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@needs(CHECK_SITES, purpose=HOUSING_PERMITS)
def remove_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Remove a photo for good."""
    found = _photo_or_404(request, photo_id)
    back = reverse("inspections:check", args=[found.check_made_id])
    if found.finding_id:
        back = reverse("inspections:finding", args=[found.finding_id])
    elif found.check_made.is_open and is_own(request, found.check_made):
        back = reverse(f"inspections:check-{'room-' if found.unit_id else ''}item", args=_place(found))
    return post_action(
        request,
        lambda: services.remove_photo(actor=actor_in(request), photo_id=found.pk, at=timezone.now()),
        done=_("The photo is removed for good."),
        back=back,
    )


def _place(photo: CheckPhoto) -> list[Any]:
    return [photo.check_made_id, photo.item, *([photo.unit_id] if photo.unit_id else [])]


def _photo_or_404(request: HttpRequest, photo_id: UUID) -> CheckPhoto:
    checks = checks_of(actor_in(request)).order_by()
    return get_object_or_404(CheckPhoto.objects.select_related("check_made"), pk=photo_id, check_made__in=checks)


def _line_or_404(sheet: CheckSheet, item: str, unit_id: UUID | None) -> CheckLine:
    line = sheet.line(item, unit_id)
    if line is None:
        raise Http404
    return line


def _save(request: HttpRequest, check: Check, line: CheckLine, form: AnswerForm) -> Refusal | None:
    """Save what was filled in; the refusal, if there is one, stands in the form too."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            services.answer_item(
                actor=actor_in(request),
                check_id=check.pk,
                item=line.item.key,
                unit_id=line.unit.pk if line.unit else None,
                said=form.said(),
                seen=form.cleaned_data["seen"],
                on=timezone.localdate(),
                at=timezone.now(),
            )
    except Refusal as refusal:
        # Going on without having said anything is no mistake.
        if refusal.code == "check_nothing_said" and request.POST.get("go"):
            return None
        refusals.show_in(form, refusal)
        return refusal
    return None


def _saved(
    request: HttpRequest, check: Check, line: CheckLine, form: AnswerForm, refused: Refusal | None
) -> HttpResponse:
    """What a script asks for after a change: a word that it was saved, and how far the check is."""
    sheet = sheet_of(check)
    now = _line_or_404(sheet, line.item.key, line.unit.pk if line.unit else None)
    other = now.answer if refused is not None and refused.code == "check_answered_meanwhile" else None
    context = {
        "progress": sheet.progress,
        "seen": now.answer.pk if now.answer else "",
        "errors": [error for errors in form.errors.values() for error in errors],
        "other": other,
        "at": timezone.localtime(),
        "line": now,
    }
    return render(request, "inspections/parts/check_saved.html", context)


def _page(
    request: HttpRequest,
    sheet: CheckSheet,
    line: CheckLine,
    form: AnswerForm,
    *,
    refused: Refusal | None = None,
    term_form: TermForm | None = None,
    photo_form: PhotoForm | None = None,
) -> HttpResponse:
    check, now = sheet.check, _line_or_404(sheet, line.item.key, line.unit.pk if line.unit else None)
    is_conflict = refused is not None and refused.code == "check_answered_meanwhile"
    before, following = sheet.before(now), sheet.next_after(now)
    lines = sheet.lines
    context = {
        "check": check,
        "site": check.site,
        "sheet": sheet,
        "line": now,
        "group": next(section.group for section in sheet.sections if now in section.lines),
        "number": lines.index(now) + 1,
        "total": len(lines),
        "norms": now.item.norms_on(check.started_on),
        "form": form,
        # What was typed comes back as it was, also when it is no number.
        "number_text": form.data.get("number", "") if form.is_bound else _shown_number(now),
        "other": now.answer if is_conflict else None,
        "seen": now.answer.pk if now.answer else "",
        "address": _address(check, now),
        "before": _address(check, before) if before else "",
        "following": _address(check, following) if following else "",
        "choices": [each for each in ItemOutcome if each != ItemOutcome.UNSAID],
        "photo_form": photo_form or PhotoForm(initial={"nonce": uuid.uuid4()}),
        "term_form": term_form or _term_form(now),
        "organisation_id": actor_in(request).organisation_id,
    }
    return render(request, "inspections/check_item.html", context)


def _initial(line: CheckLine) -> dict[str, Any]:
    answer = line.answer
    return {"note": answer.note, "number": answer.number, "seen": answer.pk} if answer else {}


def _shown_number(line: CheckLine) -> str:
    return str(floatformat(line.answer.number, "-1")) if line.answer and line.answer.number is not None else ""


def _answer_form(line: CheckLine) -> AnswerForm:
    return AnswerForm(initial=_initial(line))


def _term_form(line: CheckLine) -> TermForm | None:
    finding = line.finding
    if finding is None:
        return None
    return TermForm(finding=finding)


def _onwards(sheet: CheckSheet, line: CheckLine, form: AnswerForm, go: str) -> str:
    """Where a press leads: to the next item, or with "not in order" to the rest of this one."""
    following, chosen = sheet.next_after(line), form.cleaned_data["outcome"]
    if go != "next" and chosen in (None, ItemOutcome.NOT_IN_ORDER):
        return f"{_address(sheet.check, line)}#finding"
    return _address(sheet.check, following) if following else reverse("inspections:check", args=[sheet.check.pk])


def _address(check: Check, line: CheckLine) -> str:
    if line.unit is None:
        return reverse("inspections:check-item", args=[check.pk, line.item.key])
    return reverse("inspections:check-room-item", args=[check.pk, line.item.key, line.unit.pk])
