"""What `work` says of itself: the desk deals with reports of labour suppliers; their answers are a view of its own."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import MenuItem, Module, RowPolicy, Table, own_territory
from thoes.places.public import SET_LOCAL_FIELDS
from thoes.privacy.public import ANSWER_REQUEST, WORKER
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.work import models
from thoes.work.dossier import DOSSIER
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK
from thoes.work.shredders import Reports, waiting
from thoes.work.texts import REFUSAL_TEXTS

_OWN_DESK = own_territory(for_=(BRP_REGISTRATION,))
# The worker asks the desk what it holds.
_ASKED = own_territory(for_=(BRP_REGISTRATION, ANSWER_REQUEST))

MODULE = Module(
    name="work",
    roles=(EMPLOYER_CLERK,),
    permissions=(CHECK_OWN_WORKERS,),
    purposes=(CHECK_OWN_WORKERS_PURPOSE,),
    menu=(
        MenuItem(_("Own workers"), "work:own-workers", CHECK_OWN_WORKERS, order=15, icon="people"),
        MenuItem(_("Labour suppliers"), "work:suppliers", SET_LOCAL_FIELDS, order=30, icon="clipboard"),
    ),
    tables=(
        Table(
            models.AnswerReport,
            _("A labour supplier said that an answer about a worker is wrong"),
            subjects=(WORKER, STAFF),
            purposes=(BRP_REGISTRATION, CHECK_OWN_WORKERS_PURPOSE),
            origin=_("The labour supplier"),
            seen_with=(SEE_REGISTRATION_DUTY, CHECK_OWN_WORKERS),
            policy=RowPolicy(
                _ASKED,
                _OWN_DESK,
                "A report of a labour supplier is a task of the desk; the labour supplier sees in its answers that it is open",
            ),
        ),
        Table(
            models.SupplierDecision,
            _("Whether a municipality answers labour suppliers, and on what ground"),
            subjects=(STAFF,),
            purposes=(CHECK_OWN_WORKERS_PURPOSE,),
            origin=_("The municipality"),
            seen_with=(SEE_REGISTRATION_DUTY,),
        ),
        Table(
            models.SupplierAnswer,
            _("The view in which a labour supplier reads yes, no or not known about one of its own workers"),
            subjects=(WORKER,),
            purposes=(CHECK_OWN_WORKERS_PURPOSE,),
            origin=_("The register and the registration desk"),
            seen_with=(CHECK_OWN_WORKERS,),
        ),
    ),
    shredders=(Reports(),),
    held=(waiting,),
    dossier=DOSSIER,
    pages={
        "work.own_workers": _("Own workers: registered or not"),
        "work.reports": _("Reports of a wrong answer"),
    },
    refusals=REFUSAL_TEXTS,
)
