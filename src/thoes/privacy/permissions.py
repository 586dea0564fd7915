"""The privacy officer, who watches over the use of personal data and therefore sees none: nothing here shows who it is."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR
from thoes.foundation.modules import Permission, Purpose, Role, Subject

WORKER = Subject("worker", _("international workers"))

PRIVACY_OFFICER = Role("privacy_officer", _("Privacy officer"), kinds=("housing_provider", "municipality", "province"))

# Shows the random number of a worker, never who it is.
WATCH_OVER_USE = Purpose(
    "watch_over_use",
    _("Watch over the use of personal data"),
    legal_ground="AVG art. 5 lid 2, 24, 30, 33 en 35; AVG art. 6 lid 1 c",
    controllers=("municipality", "housing_provider", "province"),
    is_shared=False,
)

# What the work of the modules above is for. They stand here as files that are taken in and rows of below are kept for them.
KEEP_NIGHT_REGISTER = Purpose(
    "keep_night_register",
    _("Keep the night register of their own site"),
    legal_ground="Sr art. 438 lid 1 onder 2e; AVG art. 6 lid 1 c",
    controllers=("housing_provider",),
)

# Shows no worker; the holder of a permit may be a private person.
HOUSING_PERMITS = Purpose(
    "housing_permits",
    _("See to permits and quality of housing"),
    legal_ground="Wet goed verhuurderschap art. 5; AVG art. 6 lid 1 e",
    controllers=("municipality", "province", "housing_provider"),
)

BRP_REGISTRATION = Purpose(
    "brp_registration",
    _("See to registration in the BRP"),
    legal_ground="Wet BRP art. 2.38, 2.39, 2.43; AVG art. 6 lid 1 e",
    controllers=("municipality",),
)

# Lists of people are linked for it, and nothing of them but counts is left.
ESTIMATE_UNSEEN = Purpose(
    "estimate_unseen",
    _("Estimate how many people stand in no list"),
    legal_ground="AVG art. 6 lid 1 e en art. 89 lid 1; het doel dat de organisatie bij de koppeling opschrijft",
    controllers=("province",),
    is_shared=False,
)

# Asked of a module above, and known to the rows that may be read for it.
ANSWER_REQUEST = Purpose(
    "answer_request",
    _("Answer a request of the worker"),
    legal_ground="AVG art. 12, 15, 16 en 21; AVG art. 6 lid 1 c",
    controllers=("municipality", "housing_provider"),
    is_shared=False,
)

SET_RETENTION = Permission(
    "set_retention",
    _("say how long names are kept, and on what ground, and print the proof of erasure"),
    roles=(PROVIDER_ADMINISTRATOR, ADMINISTRATOR, PRIVACY_OFFICER),
)
SEE_ACCESS_LOG = Permission(
    "see_access_log",
    _("see which colleague looked at which person number, and what was refused; never who a person is"),
    roles=(PRIVACY_OFFICER,),
    looks_for=(WATCH_OVER_USE,),
)
