"""Possible duplicates: a list, a pair side by side, and what was decided. A person decides; nothing merges by itself."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.places.public import LocalField, OrganisationKind
from thoes.privacy.public import record_access
from thoes.register.duplicates.domain import Hint, compare
from thoes.register.duplicates.pairing import Candidate
from thoes.register.duplicates.queries import (
    merges_of,
    pair_of,
    possible_duplicates,
    rejected_duplicates,
    stays_of_pair,
)
from thoes.register.duplicates.services import merge_workers, propose_again, reject_duplicate, undo_merge
from thoes.register.duplicates.texts import HINT_WORDS
from thoes.register.jobs import find_duplicates_now
from thoes.register.models import Stay, Worker
from thoes.register.night_register import local_ask_of
from thoes.register.permissions import BRP_REGISTRATION, MERGE_WORKERS
from thoes.ui.form_pages import post_action
from thoes.ui.lists import Empty, Fragment, Labelled, Listing, ListPage, Moment, Spare, Text

_MOST_STAYS = 50


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two workers beside each other."""

    label: Any
    one: str | date
    other: str | date

    @property
    def same(self) -> bool | None:
        """None when one of them has nothing there."""
        return self.one == self.other if self.one and self.other else None


# A housing provider merges what it keeps itself, a desk what it registers.
_merges = needs(MERGE_WORKERS, purpose=(KEEP_NIGHT_REGISTER, BRP_REGISTRATION))
_decide = partial(post_action, unknown=("duplicate_unknown", "decision_unknown"))


def _says(listing: Listing) -> str:
    if _across(listing.actor):
        return _(
            "These workers of different housing providers may be one person. You decide; nothing is merged by itself. "
            "Once merged, the "
            "nights are counted together."
        )
    return _("These workers may be in your register twice. You decide; nothing is merged by itself.")


POSSIBLE = ListPage(
    title=gettext_lazy("Possible duplicates"),
    says=_says,
    guard=_merges,
    rows=lambda listing: possible_duplicates(listing.actor),
    looked=lambda listing: _log("list", [worker for pair in listing.shown for worker in (pair.first, pair.second)]),
    columns=[
        Text(gettext_lazy("One"), "first.name", "first.provider.name", spare=Spare.UNDER),
        Text(gettext_lazy("The other"), "second.name", "second.provider.name", spare=Spare.UNDER),
        Text(
            gettext_lazy("Why"), lambda pair: " ".join(map(str, _words(Hint(code) for code in pair.hints))), wide=True
        ),
        Fragment(gettext_lazy("What you can do"), template="register/duplicates/parts/compare.html"),
    ],
    empty=Empty(
        gettext_lazy("No possible duplicates"),
        gettext_lazy("As soon as two workers look like one person, they appear here."),
        "people",
    ),
    template="register/duplicates/duplicates.html",
    extra=lambda listing: {
        "tabs": _tabs(),
        "found_at": listing.shown[0].found_at if listing.shown else None,
    },
)


@require_POST
@_merges
def look_again(request: HttpRequest) -> HttpResponse:
    """Compare all workers again in the background."""
    # Somebody else asked for it a moment ago: one time is enough.
    with suppress(AlreadyEnqueued), transaction.atomic():
        find_duplicates_now.defer()
    messages.success(request, _("We compare all workers again. Come back to this page in a few minutes."))
    return redirect("register:duplicates")


@require_safe
@_merges
def pair(request: HttpRequest, first: UUID, second: UUID) -> HttpResponse:
    """Two workers side by side: what speaks for one person, what is recorded, and where they slept."""
    actor = actor_in(request)
    one, other = _pair(actor, first, second)
    _log("pair", [one, other])
    stays = list(stays_of_pair(actor, (one, other))[:_MOST_STAYS])
    found = compare(_candidate(one), _candidate(other))
    context = {
        "one": one,
        "other": other,
        "hints": _words(found.hints) if found else [],
        "compared": _compared(actor, one, other),
        "stays": [_stays_of(worker, stays) for worker in (one, other)],
        "today": timezone.localdate(),
        "is_one": one.person_id == other.person_id,
    }
    return render(request, "register/duplicates/duplicate.html", context)


@require_POST
@_merges
def merge(request: HttpRequest, first: UUID, second: UUID) -> HttpResponse:
    """Say that they are one person, and offer to take it back."""
    return _decide(
        request,
        lambda: merge_workers(actor=actor_in(request), first=first, second=second, at=timezone.now()),
        done=_("Merged: the nights of both are counted together from now on."),
        back=lambda made: "register:duplicates" if made else reverse("register:duplicate", args=[first, second]),
        undo=lambda merge: reverse("register:undo-merge", args=[merge.pk]),
    )


@require_POST
@_merges
def reject(request: HttpRequest, first: UUID, second: UUID) -> HttpResponse:
    """Say that they are two people, and offer to take it back."""
    return _decide(
        request,
        lambda: reject_duplicate(actor=actor_in(request), first=first, second=second, at=timezone.now()),
        done=_("Noted: these are two people. The pair is not proposed again."),
        back=lambda made: "register:duplicates" if made else reverse("register:duplicate", args=[first, second]),
        undo=lambda decision: reverse("register:undo-rejection", args=[decision.pk]),
    )


def _decisions(listing: Listing) -> list[dict[str, Any]]:
    """Both kinds in one order; decisions of a person are few beside what a page can hold."""
    merges = [
        {"row": row, "undo": reverse("register:undo-merge", args=[row.pk]), "said": gettext_lazy("one person")}
        for row in merges_of(listing.actor)
    ]
    others = [
        {"row": row, "undo": reverse("register:undo-rejection", args=[row.pk]), "said": gettext_lazy("two people")}
        for row in rejected_duplicates(listing.actor)
    ]
    return sorted([*merges, *others], key=lambda item: item["row"].decided_at, reverse=True)


def _with_names(_listing: Listing, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = names_of_users({item["row"].decided_by for item in items})
    return [{**item, "by": names.get(item["row"].decided_by, "–")} for item in items]


DECIDED = ListPage(
    title=gettext_lazy("Decided duplicates"),
    guard=_merges,
    rows=_decisions,
    shown=_with_names,
    looked=lambda listing: _log(
        "decided",
        [worker for item in listing.shown for worker in (item["row"].first, item["row"].second)],
    ),
    columns=[
        Text(gettext_lazy("Workers"), lambda item: f"{item['row'].first.name} · {item['row'].second.name}"),
        Text(gettext_lazy("Decision"), "said"),
        Moment(gettext_lazy("When"), "row.decided_at", sort="row.decided_at"),
        Labelled(gettext_lazy("Who"), "by"),
        Fragment(gettext_lazy("What you can do"), template="register/duplicates/parts/undo.html"),
    ],
    order=gettext_lazy("Newest first"),
    empty=Empty(
        gettext_lazy("Nothing has been decided yet"),
        gettext_lazy("What you decide on a pair appears here, and you can undo it."),
        "people",
    ),
    template="register/duplicates/decided_duplicates.html",
    extra=lambda _listing: {"tabs": _tabs()},
)


@require_POST
@_merges
def undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Make one person two again."""
    return _decide(
        request,
        lambda: undo_merge(actor=actor_in(request), merge_id=merge_id, at=timezone.now()),
        done=_("The merge is undone: these are two people again."),
        back="register:decided-duplicates",
    )


@require_POST
@_merges
def undo_rejection(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Propose a pair again."""
    return _decide(
        request,
        lambda: propose_again(actor=actor_in(request), decision_id=decision_id),
        done=_("The pair is proposed again."),
        back="register:decided-duplicates",
    )


def _pair(actor: Actor, first: UUID, second: UUID) -> tuple[Worker, Worker]:
    found = pair_of(actor, first, second)
    if found is None:
        raise Http404
    return found


def _across(actor: Actor) -> bool:
    return actor.organisation_kind != OrganisationKind.PROVIDER


def _words(hints: Iterable[Hint]) -> list[Any]:
    return [HINT_WORDS[hint] for hint in hints]


def _candidate(worker: Worker) -> Candidate:
    return Candidate(
        worker.pk, worker.person_id, worker.given_name, worker.family_name, worker.date_of_birth, worker.residence
    )


def _compared(actor: Actor, one: Worker, other: Worker) -> list[Compared]:
    rows = [
        Compared(_("Family name"), one.family_name, other.family_name),
        Compared(_("Given name"), one.given_name, other.given_name),
        Compared(_("Place of residence"), one.residence, other.residence),
    ]
    # A housing provider sees what it recorded itself; a municipality a field that it asks on its own ground.
    if not _across(actor) or LocalField.DATE_OF_BIRTH in local_ask_of(actor).fields:
        rows.append(Compared(_("Date of birth"), one.date_of_birth or "", other.date_of_birth or ""))
    if _across(actor):
        rows.append(Compared(_("Housing provider"), one.provider.name, other.provider.name))
    return rows


def _stays_of(worker: Worker, stays: list[Stay]) -> tuple[Worker, list[Stay]]:
    return worker, [stay for stay in stays if stay.worker_id == worker.pk]


def _tabs() -> list[tuple[str, Any, None]]:
    names = {"duplicates": _("To decide"), "decided-duplicates": _("Decided")}
    return [(reverse(f"register:{name}"), text, None) for name, text in names.items()]


def _log(activity: str, workers: list[Worker]) -> None:
    record_access(
        activity=f"duplicates.{activity}",
        persons=[worker.person_id for worker in workers],
        at=timezone.now(),
    )
