"""What `rights` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import Also, MenuItem, Module, RowPolicy, Table, own_organisation
from thoes.privacy.public import ANSWER_REQUEST, SEE_ACCESS_LOG, WORKER, ProcessingRecord
from thoes.register.public import Worker
from thoes.rights.dossier import DOSSIER
from thoes.rights.models import FullOverview, Request
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.shredders import AnsweredRequests, waiting
from thoes.rights.texts import REFUSAL_TEXTS

_OWN = own_organisation()


_TABLES = (
    Table(
        Request,
        _("A request of a worker about their own data"),
        subjects=(WORKER, STAFF),
        purposes=(ANSWER_REQUEST,),
        origin=_("The worker, at the desk"),
        seen_with=(ANSWER_REQUESTS,),
        policy=RowPolicy(_OWN, _OWN, "The organisation where the request was made"),
    ),
    Table(
        FullOverview,
        _("That everything of a worker was put together for a request, who confirmed it and why"),
        subjects=(WORKER, STAFF),
        purposes=(ANSWER_REQUEST,),
        origin=_("The desk"),
        seen_with=(ANSWER_REQUESTS, SEE_ACCESS_LOG),
        policy=RowPolicy(_OWN, _OWN, "The organisation where everything was asked for"),
    ),
)


MODULE = Module(
    name="rights",
    permissions=(ANSWER_REQUESTS,),
    menu=(MenuItem(_("Requests"), "rights:requests", ANSWER_REQUESTS, order=58, icon="person"),),
    tables=_TABLES,
    also=(
        Also(Worker, seen_with=(ANSWER_REQUESTS,)),
        Also(ProcessingRecord, seen_with=(ANSWER_REQUESTS,)),
    ),
    shredders=(AnsweredRequests(),),
    held=(waiting,),
    dossier=DOSSIER,
    pages={
        "rights.list": _("Requests of workers"),
        "rights.new": _("A new request"),
        "rights.overview": _("Overview for a worker"),
        "rights.overview_full": _("Full overview for a worker"),
        "rights.request": _("A request"),
        "rights.search": _("Search for a request"),
    },
    named=("request",),
    refusals=REFUSAL_TEXTS,
)
