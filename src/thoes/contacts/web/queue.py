"""The list of what must be checked, the worst first; and all contacts, for who keeps them."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thoes.accounts.public import needs
from thoes.contacts.access import is_of_province, kept_contacts
from thoes.contacts.domain.states import CheckState
from thoes.contacts.models import Contact
from thoes.contacts.permissions import KEEP_CONTACTS
from thoes.contacts.queries import TO_CHECK, in_state, state_on, with_contradictions
from thoes.contacts.reports import IS_REPORTED, with_reports
from thoes.contacts.texts import GONE, KINDS, STATES
from thoes.places.public import municipality_names
from thoes.ui.lists import Action, Choice, Day, Empty, Link, Listing, ListPage, Part, Parts, State, Text, Words


def _rows(listing: Listing) -> Any:
    states = {state: in_state(state, on=listing.today) for state in CheckState}
    worst_first = Case(
        *(When(fits, then=Value(place)) for place, fits in enumerate(states.values())),
        default=Value(len(states)),
        output_field=IntegerField(),
    )
    return (
        with_reports(with_contradictions(kept_contacts(listing.actor)))
        .annotate(place=worst_first)
        .order_by("place", "name", "key")
    )


def _shown(listing: Listing, rows: Any) -> Any:
    for row in rows:
        row.state = [GONE if row.gone_on else STATES[state_on(row, on=listing.today)], *_reported(row)]
        row.says_kind = KINDS[row.listing.kind]
    return rows


def _reported(row: Any) -> list[tuple[str, Any]]:
    if not row.reported or row.gone_on:
        return []
    words = ngettext("%(count)s reader says that it is wrong", "%(count)s readers say that it is wrong", row.reported)
    return [("warning", words % {"count": row.reported})]


def _part(*states: CheckState) -> Any:
    def of(listing: Listing) -> Q:
        found = Q()
        for state in states:
            found |= in_state(state, on=listing.today)
        return found

    return of


def _municipalities(listing: Listing) -> list[tuple[str, str]]:
    return list(municipality_names().items()) if is_of_province(listing.actor) else []


def _where(row: Contact) -> str:
    return row.municipality.name if row.municipality else ""


QUEUE = ListPage(
    title=_("Contacts"),
    says=_("Everybody finds a contact once it was checked on its official page. What must be checked stands on top."),
    guard=needs(KEEP_CONTACTS),
    rows=_rows,
    shown=_shown,
    filters=[
        Words("name", label=_("Name")),
        Choice(name="kind", label=_("Kind"), choices=[(kind.value, label) for kind, label in KINDS.items()]),
        Choice(name="municipality", label=_("Municipality"), choices=_municipalities),
    ],
    parts=Parts(
        [
            Part("", _("To check"), _part(*TO_CHECK)),
            Part("contradicted", _("Two answers"), _part(CheckState.CONTRADICTED)),
            Part("reported", _("Wrong, readers say"), lambda listing: IS_REPORTED),
            Part("checked", _("Checked"), _part(CheckState.CHECKED)),
            Part("gone", _("Does not exist"), lambda listing: Q(gone_on__isnull=False)),
        ]
    ),
    columns=[
        Link(_("Name"), "name", under=_where, to="contacts:contact", sort="name"),
        Text(_("Kind"), "says_kind", sort="kind"),
        State(_("State"), "state"),
        Day(_("Last checked"), "checked_on", sort="checked_on"),
        Text(_("Checked for"), "checked_for"),
    ],
    empty=Empty(
        _("Nothing to check"),
        _("Every contact was checked on its official page, and nobody says something else."),
        "check",
    ),
    file="contacts",
    place_in_more="contacts-more",
    primary=Action(_("Add a contact"), "contacts:add", "plus"),
    more=[
        Action(_("Contact persons"), "contacts:people", "people"),
        Action(_("Take in a list of contacts"), "contact-lists:runs", "upload"),
    ],
)
