"""What `contacts` says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.contacts.demo import make_contacts
from thoes.contacts.models import CheckRecord, Confirmation, Contact, ContactPerson, Proposal, ReaderReport
from thoes.contacts.permissions import CONTACT_KEEPER, KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.contacts.shredders import FormerContactPersons
from thoes.contacts.texts import REFUSAL_TEXTS
from thoes.foundation.modules import (
    Also,
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    Table,
    acting_kind,
    all_of,
    any_of,
    is_false,
    is_set,
    own_territory,
    unset,
)
from thoes.intake.public import RejectedLine, RememberedColumns, Run

_KEEPERS = any_of(own_territory(for_=(KEEP_CONTACTS_PURPOSE,)), acting_kind("province", for_=(KEEP_CONTACTS_PURPOSE,)))
_SHOWN_TO_ALL = all_of(unset("ended_on"), any_of(is_set("agreed_on"), is_false("is_personal_address")))

_table = partial(
    Table,
    subjects=(STAFF,),
    purposes=(KEEP_CONTACTS_PURPOSE,),
    origin=_("The municipality or the province"),
    seen_with=(KEEP_CONTACTS,),
)

MODULE = Module(
    name="contacts",
    roles=(CONTACT_KEEPER,),
    permissions=(KEEP_CONTACTS,),
    purposes=(KEEP_CONTACTS_PURPOSE,),
    menu=(MenuItem(_("Contacts"), "contacts:queue", KEEP_CONTACTS, order=65, icon="people"),),
    tables=(
        _table(Contact, _("Who helps, and who of the staff checked it")),
        _table(Proposal, _("What somebody else says of who helps")),
        _table(CheckRecord, _("What was checked or changed about who helps, and by whom")),
        _table(
            ContactPerson,
            _("Who answers for a municipality"),
            policy=RowPolicy(
                any_of(_KEEPERS, _SHOWN_TO_ALL),
                _KEEPERS,
                "Who keeps the contacts there, and everybody where the person agreed or the address is no person's",
            ),
        ),
    ),
    without_people=(
        NoPerson(Confirmation, "that a municipality was asked whether its details are right"),
        NoPerson(ReaderReport, "what somebody unknown found wrong with a contact"),
    ),
    also=tuple(
        Also(table, purposes=(KEEP_CONTACTS_PURPOSE,), seen_with=(KEEP_CONTACTS,))
        for table in (Run, RejectedLine, RememberedColumns)
    ),
    shredders=(FormerContactPersons(),),
    named=("contact",),
    refusals=REFUSAL_TEXTS,
    demo=make_contacts,
)
