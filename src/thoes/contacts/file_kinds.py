"""The kind of file of this module."""

from thoes.contacts.contact_list import ContactList
from thoes.intake.public import register_kind

register_kind(ContactList)
