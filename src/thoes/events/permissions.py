"""Who keeps the events, and for what."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVINCE_ADMINISTRATOR
from thoes.contacts.public import CONTACT_KEEPER
from thoes.foundation.modules import Permission, Purpose

# Nobody is looked at but who wrote something.
KEEP_EVENTS_PURPOSE = Purpose(
    "keep_events",
    _("Tell workers what there is to do in each municipality"),
    legal_ground="AVG art. 6 lid 1 e",
    controllers=("municipality", "province"),
    is_shared=False,
)

# Who knows whom people can turn to knows what is held there.
KEEP_EVENTS = Permission(
    "keep_events",
    _("add, change and cancel events, as everybody may find them"),
    roles=(CONTACT_KEEPER, ADMINISTRATOR, PROVINCE_ADMINISTRATOR),
    looks_for=(KEEP_EVENTS_PURPOSE,),
)
