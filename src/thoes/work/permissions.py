"""Which labour suppliers ask whether their workers are registered."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import EMPLOYER_ADMINISTRATOR
from thoes.foundation.modules import Permission, Purpose, Role

# Not a role of a housing provider: it writes down who the employer is, and must not open registrations with it. A
# housing provider that lends workers too is an employer of its own here, which the operator adds.
EMPLOYER_CLERK = Role("employer_clerk", _("Clerk of an employer or agency"), kinds=("employer",))

# Adopted with the Wtta, expected to hold from 2027-01-01; we have not seen its final number and text. Until a
# municipality names a ground of its own, no answer is given at all.
CHECK_OWN_WORKERS_PURPOSE = Purpose(
    "check_own_workers",
    _("Check whether their own workers are registered"),
    legal_ground=(
        "Waadi art. 12ba (aangenomen, nog niet in werking, nummer niet bevestigd); grond van de gemeente die antwoordt"
    ),
    controllers=("municipality", "employer"),
)

CHECK_OWN_WORKERS = Permission(
    "check_own_workers",
    _("see whether their own workers are registered: yes, no or not known"),
    roles=(EMPLOYER_CLERK, EMPLOYER_ADMINISTRATOR),
    looks_for=(CHECK_OWN_WORKERS_PURPOSE,),
)
