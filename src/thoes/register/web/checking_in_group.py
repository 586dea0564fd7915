"""Check in a group: a table with one row a person, filled by hand, with lines that were pasted, or by a document reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import KEEP_NIGHT_REGISTER, Bed, Site
from thoes.kernel.nights import current_night
from thoes.privacy.public import record_access
from thoes.register.domain.booked_stays import StayOutcome
from thoes.register.domain.group_beds import RoomWithBeds, Wish, give_beds
from thoes.register.models import Change
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import NightAtSite, believed, by_name, free_beds, in_night, stays_of
from thoes.register.services import Declared, LineResult, check_in, may_be_known, preview_check_in
from thoes.register.services.previewing import PlannedArrival
from thoes.register.web.asking import ASKED, AskingGroupForm
from thoes.register.web.checking_in import employer_in, for_a_form, warn_of
from thoes.register.web.forms import NAMESAKES
from thoes.register.web.group_rows import MOST_ROWS, ReadRows, Row, empty_row, make_rows, rooms_to_choose, rows_sent
from thoes.register.web.shared import log_access, night_that_goes_on, own_site, say_done
from thoes.ui.forms import DayField
from thoes.ui.refusals import show_in

# The buttons that change the table and check nobody in.
_ONLY_LOOK = ("preview", "add", "remove")
# More than fit in the box.
_ALL_ROWS = 30_000


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def check_in_group(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Who cannot be checked in stays in the table with the reason; nothing that was typed is lost."""
    page = _Page.of(request, site_id)
    if request.method != "POST":
        return page.shown(request)
    page.read(request.POST)
    if page.form.is_valid() and not page.only_look and page.rows:
        change, results = page.carry_out()
        _say_how_many(request, change, results)
        warn_of(request, NightAtSite(page.site, max(page.night, page.arrival)))
        page.say_of_children(request)
        page.keep_refused(results)
        if not page.rows and not page.waiting:
            return redirect("register:board", site_id)
        page.begin_again()
    page.plan()
    return page.shown(request, adds="add" in request.POST)


@dataclass(slots=True)
class _Page:
    """The page while it is made: the form for all, the rows, and what the register says of them."""

    actor: Actor
    site: Site
    night: date
    form: AskingGroupForm
    arrival: date
    rows: list[Row]
    waiting: str = ""
    only_look: bool = False
    refused: tuple[tuple[str, str], ...] = ()
    shows_order: str = ""

    @classmethod
    def of(cls, request: HttpRequest, site_id: UUID) -> "_Page":
        """The page before anything was typed."""
        actor, night = actor_in(request), current_night(timezone.localtime())
        site = own_site(actor, site_id)
        arrival = _day(request.POST.get("arrival") or request.GET.get("arrival", "")) or night
        return cls(actor, site, night, AskingGroupForm(site=site, arrival=arrival, asked_on=night), arrival, [])

    def read(self, posted: QueryDict) -> None:
        """Take what was sent: lines of the box become rows, as many as a page shows; all when they are checked in at once."""
        looks = any(name in posted for name in _ONLY_LOOK)
        data = posted.copy()
        self.form = self._form_for_all(data)
        if "names" in self.form.errors:
            # Too much text: it stays in its box.
            data = posted.copy()
            del data["names"]
        most = MOST_ROWS if looks else _ALL_ROWS
        sent = rows_sent(data, allowed=self.site.municipality.local_fields, on=self.arrival, most=most)
        self.rows = make_rows(sent.sent, site=self.site, on=self.arrival)
        self.waiting, self.shows_order = sent.waiting, sent.shows_order
        # What a document said is looked at by a person first.
        self.only_look = looks or bool(sent.from_documents or sent.unread)
        if "names" not in self.form.errors:
            data["names"] = sent.waiting
            self.form = self._form_for_all(data)
        self._say_what_was_read(sent)

    def _form_for_all(self, data: QueryDict) -> AskingGroupForm:
        return AskingGroupForm(data, site=self.site, arrival=self.night, asked_on=self.night)

    def _say_what_was_read(self, sent: ReadRows) -> None:
        for refusal in sent.unread:
            self.form.add_error("names", explain(refusal))
        if not self.rows and not {"add", "remove"} & {*self.form.data} and not self.form.errors.get("names"):
            self.form.add_error("names", _("Type or paste at least one name."))

    def plan(self) -> None:
        """Say of each row what would become of it, propose the beds, and ask who may be somebody we know."""
        whole = [row for row in self.rows if row.form.is_valid() and not row.is_child]
        if not whole or any(error.code != ASKED for error in self.form.errors.as_data().get("arrival", ())):
            return
        described = [row.worker("") for row in whole]
        for row, known in zip(whole, may_be_known(actor=self.actor, described=described), strict=True):
            row.ask(known)
        planned = self._plan_of(whole)
        beds = self._beds_given(whole, planned)
        for at, (row, plan) in enumerate(zip(whole, planned, strict=True)):
            if plan.outcome is StayOutcome.UNCHANGED:
                row.is_in = plan.bed
                row.propose(None)
                continue
            row.propose(beds.given[at])
            row.is_apart = at in beds.apart
            refusal = plan.refusal
            if refusal is not None and refusal.code == "no_free_bed" and beds.given[at] is not None:
                refusal = None
            if refusal is not None and not (refusal.code in NAMESAKES and row.known):
                show_in(row.form, for_a_form(refusal))
            elif beds.given[at] is None and refusal is None:
                row.form.add_error("bed", _("No bed is left here. Choose another room, or check somebody out first."))
        shown = [one.person_id for row in whole for one in row.known]
        record_access(activity="register.check_in", persons=shown, at=timezone.now())

    def _plan_of(self, rows: Sequence[Row]) -> list[PlannedArrival]:
        arrivals = [self._declared(row, row.chosen_bed) for row in rows]
        return preview_check_in(actor=self.actor, arrivals=arrivals, at=timezone.now())

    def _beds_given(self, rows: Sequence[Row], planned: Sequence[PlannedArrival]) -> "_Beds":
        """A bed for who has none yet; who is in already keeps the own."""
        free = self._free()
        rooms: dict[UUID, list[UUID]] = {}
        for bed in free:
            rooms.setdefault(bed.unit_id, []).append(bed.pk)
        waiting = [at for at, plan in enumerate(planned) if plan.outcome is not StayOutcome.UNCHANGED]
        parties = [self._party_of(rows[at]) for at in waiting]
        wishes = [
            Wish(rows[at].chosen_bed, with_one_before=index > 0 and parties[index] == parties[index - 1])
            for index, at in enumerate(waiting)
        ]
        given = give_beds(
            wishes,
            [RoomWithBeds(room, tuple(beds)) for room, beds in rooms.items()],
            only_in=self.form.cleaned_data.get("room"),
        )
        return _Beds(dict(zip(waiting, given.beds, strict=True)), frozenset(waiting[place] for place in given.apart))

    def _party_of(self, row: Row) -> int:
        """Those who stay together have one number; between them a child or somebody who is in already may stand."""
        upto = self.rows[: next(at for at, each in enumerate(self.rows) if each is row) + 1]
        return sum(not each.sent.get("together") for each in upto[1:])

    def _free(self) -> list[Bed]:
        return free_beds(actor=self.actor, site_id=self.site.pk, arrival=self.arrival)

    def _going_in(self) -> list[Row]:
        """The rows that are sent to the register. By what was sent alone: the same form twice is the same list."""
        whole = [row for row in self.rows if row.form.is_valid() and not row.is_child]
        for row in whole:
            if row.is_unanswered:
                row.form.add_error(None, _("Say whether this is somebody whom you know."))
        whole = [row for row in whole if not row.form.errors]
        known = may_be_known(actor=self.actor, described=[row.worker("") for row in whole]) if whole else []
        for row, candidates in zip(whole, known, strict=True):
            row.known = candidates
        return whole

    def carry_out(self) -> tuple[Change | None, dict[int, LineResult]]:
        """Check in who can be; the results by the place of the row."""
        going = self._going_in()
        if not going:
            return None, {}
        beds = self._beds_given(going, self._plan_of(going)).given if self._has_seen_beds(going) else {}
        arrivals = [self._declared(row, beds.get(at, row.chosen_bed)) for at, row in enumerate(going)]
        nonce = self.form.cleaned_data["nonce"]
        change, results = check_in(actor=self.actor, arrivals=arrivals, at=timezone.now(), nonce=nonce)
        place = {id(row): at for at, row in enumerate(self.rows)}
        return change, {place[id(row)]: result for row, result in zip(going, results, strict=False)}

    def _has_seen_beds(self, rows: Sequence[Row]) -> bool:
        """Whether it matters which beds they get. Else the register gives the next free one, whatever happens meanwhile."""
        asked = any(row.sent.get("proposed") or row.sent.get("together") for row in rows)
        return asked or bool(self.form.cleaned_data.get("room"))

    def _declared(self, row: Row, bed: UUID | None) -> Declared:
        data = self.form.cleaned_data
        same = row.same_worker
        return Declared(
            site_id=self.site.pk,
            arrival=self.arrival,
            worker_id=same,
            worker=None if same else row.worker(data.get("document_kind", "")),
            expected_departure=data.get("expected_departure"),
            bed_id=bed,
            employer_id=employer_in(data),
            somebody_else=row.is_somebody_else,
        )

    def say_of_children(self, request: HttpRequest) -> None:
        """Children were shown and are left out: say so."""
        number = sum(row.is_child for row in self.rows)
        if number:
            text = ngettext(
                "%(count)s child is not registered: a child is no worker.",
                "%(count)s children are not registered: a child is no worker.",
                number,
            )
            messages.info(request, text % {"count": number})

    def keep_refused(self, results: dict[int, LineResult]) -> None:
        """Keep the rows that are not in, each with its reason."""
        kept = []
        for at, row in enumerate(self.rows):
            result = results.get(at)
            if row.is_child or (result is not None and result.refusal is None):
                continue
            reason = explain(for_a_form(result.refusal)) if result and result.refusal else " ".join(row.problems)
            kept.append((row, reason))
        self.refused = tuple((row.name, reason) for row, reason in kept)
        self.rows = make_rows([row.sent for row, _reason in kept], site=self.site, on=self.arrival)

    def begin_again(self) -> None:
        """A new attempt: the rows that are left, and lines that waited. The attempt before used its nonce."""
        data = QueryDict(mutable=True)
        data.update(self.form.data)
        data["nonce"] = str(uuid4())
        typed = QueryDict(mutable=True)
        typed["names"] = "\n".join([*(row.line for row in self.rows[MOST_ROWS:]), *self.waiting.splitlines()])
        room = MOST_ROWS - len(self.rows[:MOST_ROWS])
        waiting = rows_sent(typed, allowed=self.site.municipality.local_fields, on=self.arrival, most=room)
        sent = [*(row.sent for row in self.rows[:MOST_ROWS]), *waiting.sent]
        self.rows = make_rows(sent, site=self.site, on=self.arrival)
        data["names"] = waiting.waiting
        self.form = self._form_for_all(data)
        self.form.is_valid()

    def shown(self, request: HttpRequest, *, adds: bool = False) -> HttpResponse:
        """The page, with the free beds and who sleeps beside them."""
        with transaction.atomic():
            beds, sleepers = self._free(), self._sleepers()
        rows = [*self.rows]
        if adds or (rows and not rows[-1].form.errors and self.only_look and "remove" not in request.POST):
            rows.append(empty_row(number=len(rows), site=self.site, on=self.arrival, takes_focus=adds))
        choices = [("", _("Choose a free bed for me")), *rooms_to_choose(beds, sleepers)]
        for row in rows:
            row.form.fields["bed"].choices = choices  # type: ignore[attr-defined]
        self._name_roommates(rows, {bed.pk: bed for bed in beds}, sleepers)
        self.form.offer_rooms(beds)
        context = {
            "site": self.site,
            "night": night_that_goes_on(self.night),
            "form": self.form,
            "rows": rows,
            "refused": self.refused,
            "names_shown_by": self.shows_order,
            "ready": sum(row.is_ready for row in rows),
            "children": sum(row.is_child for row in rows),
            "at": NightAtSite(self.site, max(self.night, self.arrival)),
        }
        return render(request, "register/check_in_group.html", context)

    def _sleepers(self) -> dict[UUID, list[str]]:
        """Who sleeps in each room in the night of arrival."""
        if not self.rows:
            return {}
        night = max(self.night, self.arrival)
        here = by_name(in_night(believed(stays_of(self.actor)).filter(site=self.site), night))
        log_access("check_in", here)
        names: dict[UUID, list[str]] = {}
        for stay in here:
            names.setdefault(stay.bed.unit_id, []).append(stay.worker.name)
        return names

    def _name_roommates(self, rows: Sequence[Row], beds: dict[UUID, Bed], sleepers: dict[UUID, list[str]]) -> None:
        rooms: dict[int, UUID] = {}
        for at, row in enumerate(rows):
            bed = next((bed for pk, bed in beds.items() if str(pk) == row.sent.get("bed")), None)
            if bed is not None:
                rooms[at] = bed.unit_id
        for at, room in rooms.items():
            others = [rows[other].name for other, theirs in rooms.items() if theirs == room and other != at]
            rows[at].roommates = [*sleepers.get(room, ()), *others]


@dataclass(frozen=True, slots=True)
class _Beds:
    """The bed of each row by its place, for those who need one; and the places of who could not stay together."""

    given: dict[int, UUID | None]
    apart: frozenset[int]


def _day(text: str) -> date | None:
    try:
        day: date | None = DayField().clean(text)
    except ValidationError:
        return None
    return day


def _say_how_many(request: HttpRequest, change: Change | None, results: dict[int, LineResult]) -> None:
    known = sum(result.outcome is StayOutcome.UNCHANGED for result in results.values())
    done = sum(result.refusal is None for result in results.values()) - known
    if known:
        text = ngettext("%(count)s worker was in already.", "%(count)s workers were in already.", known)
        messages.info(request, text % {"count": known})
    if done and change is not None:
        text = ngettext("%(count)s worker is checked in.", "%(count)s workers are checked in.", done)
        say_done(request, text % {"count": done}, change)
