"""Who keeps the contacts, and for what."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVINCE_ADMINISTRATOR
from thoes.foundation.modules import Permission, Purpose, Role

CONTACT_KEEPER = Role("contact_keeper", _("Keeper of contacts"), kinds=("municipality", "province"))

KEEP_CONTACTS_PURPOSE = Purpose(
    "keep_contacts",
    _("Know whom people can turn to in each municipality"),
    legal_ground="AVG art. 6 lid 1 e; voor een naam AVG art. 6 lid 1 a",
    controllers=("municipality", "province"),
)

# A small municipality has one person for everything.
KEEP_CONTACTS = Permission(
    "keep_contacts",
    _("check and change who helps, as everybody may find it"),
    roles=(CONTACT_KEEPER, ADMINISTRATOR, PROVINCE_ADMINISTRATOR),
    looks_for=(KEEP_CONTACTS_PURPOSE,),
)
