"""The door of `contacts`: what everybody may find of who helps."""

from thoes.contacts.asking import way_to_ask
from thoes.contacts.domain.listing import HelperKind, Listing, ListingError, Phone, Place
from thoes.contacts.domain.opening import OpenDay, OpenState, Why, hours_on, open_at, week_of
from thoes.contacts.domain.states import CheckState
from thoes.contacts.hsds import page_of as hsds_page
from thoes.contacts.hsds import service_of as hsds_service
from thoes.contacts.links import ContactLinks, contact_links
from thoes.contacts.models import Wrong
from thoes.contacts.named import NamedContact, named_contacts
from thoes.contacts.people import Answering, answering_for
from thoes.contacts.permissions import CONTACT_KEEPER, KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.contacts.quality import ContactQuality, contact_quality
from thoes.contacts.queries import (
    PublicContact,
    Wanted,
    found_for,
    is_holiday,
    languages_spoken,
    public_contact,
    public_contacts,
)
from thoes.contacts.reports import report_contact, reports_between
from thoes.contacts.seeding import ensure_queue
