"""What the registration desk says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.models import OutgoingMail
from thoes.foundation.modules import Also, MenuItem, Module, NoPerson, RowPolicy, Table, own_territory
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.privacy.public import ANSWER_REQUEST, WORKER
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration import models
from thoes.registration.dossier import DOSSIER
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.shredders import WorkOfDesk
from thoes.registration.texts import REFUSAL_TEXTS

_OWN_DESK = own_territory(for_=(BRP_REGISTRATION,))
# The worker asks the desk what it holds.
_ASKED = own_territory(for_=(BRP_REGISTRATION, ANSWER_REQUEST))

BY_DESK = _("The registration desk of the municipality")

_table = partial(
    Table, subjects=(WORKER, STAFF), purposes=(BRP_REGISTRATION,), origin=BY_DESK, seen_with=(SEE_REGISTRATION_DUTY,)
)

_TABLES = (
    _table(
        models.Assessment,
        _("Whether a person must register, and why, as an indication"),
        subjects=(WORKER,),
        origin=_("Worked out by the rules from the stays"),
        policy=RowPolicy(
            _ASKED,
            None,
            "The desk of the municipality concerned; written by the rules, which count over all borders",
        ),
        kept="Made anew every day from the stays of people with a name; goes when the name goes",
    ),
    _table(
        models.BrpRegistration,
        _("That a desk recorded a registration in the BRP"),
        policy=RowPolicy(_ASKED, _OWN_DESK, "The desk of the municipality that recorded it"),
    ),
    _table(
        models.FollowUp,
        _("A step of the desk about a person"),
        policy=RowPolicy(_ASKED, _OWN_DESK, "What a desk did about a person is for that desk"),
    ),
    _table(models.Session, _("A session on a site"), subjects=(STAFF,)),
    _table(
        models.Slot,
        _("One person's time in a session"),
        policy=RowPolicy(_ASKED, _OWN_DESK, "Who is expected at a session is for the desk that holds it"),
    ),
    _table(
        models.DigestStopped,
        _("Who does not want the weekly letter"),
        seen_with=(),
        subjects=(STAFF,),
        purposes=(KEEP_NIGHT_REGISTER,),
        origin=_("The person who works with Thoes, or the administrator of that organisation"),
    ),
)


MODULE = Module(
    name="registration",
    permissions=(RECORD_REGISTRATION,),
    menu=(
        MenuItem(_("To register"), "registration:worklist", SEE_REGISTRATION_DUTY, order=10, icon="list"),
        MenuItem(_("Four months"), "registration:early-notices", SEE_OWN_SITES, order=45, icon="calendar"),
    ),
    tables=_TABLES,
    without_people=(NoPerson(models.EffectCount, "counts"), NoPerson(models.DeskDetails, "a desk")),
    # The weekly letter to a housing provider.
    also=(Also(OutgoingMail, purposes=(KEEP_NIGHT_REGISTER,)),),
    shredders=(WorkOfDesk(),),
    dossier=DOSSIER,
    pages={
        "registration.attendance": _("Attendance list of a session"),
        "registration.export": _("Worklist, as a file"),
        "registration.invitations": _("Invitations for a session"),
        "registration.letters": _("Letters"),
        "registration.messages": _("Messages for a session"),
        "registration.early_notices": _("Who approaches four months"),
        "registration.person": _("A person at the desk"),
        "registration.plan_session": _("Planning a session"),
        "registration.session": _("A session on site"),
        "registration.worklist": _("Worklist"),
    },
    named=("session",),
    refusals=REFUSAL_TEXTS,
)
