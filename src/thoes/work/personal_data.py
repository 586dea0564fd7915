"""The personal data of lenders of labour and their reports, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, PERSON, Described, Kind, Purpose, Subject, Table, describe

describe(
    Table(
        name="work_answerreport",
        about=_("A lender said that an answer about a worker is wrong"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=(Purpose.BRP_REGISTRATION, Purpose.CHECK_OWN_WORKERS),
        origin=_("The lender of labour"),
        seen_with=(Permission.SEE_REGISTRATION_DUTY, Permission.CHECK_OWN_WORKERS),
        fields={
            "person_id": PERSON,
            "organisation_id": Described(Kind.WORK, _("Which lender")),
            "shown": Described(Kind.REGISTRATION, _("The answer that was shown")),
            "claim": Described(Kind.REGISTRATION, _("What the lender says it is")),
            "reported_by": DONE_BY,
            "outcome": Described(Kind.HANDLING, _("What came of it")),
            "closed_by": DONE_BY,
        },
        other=("id", "municipality_id", "reported_at", "next_on", "closed_at"),
    ),
    Table(
        name="work_lenderdecision",
        about=_("Whether a municipality answers lenders, and on what ground"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.CHECK_OWN_WORKERS,),
        origin=_("The municipality"),
        seen_with=(Permission.SEE_REGISTRATION_DUTY,),
        fields={
            "decided_by": DONE_BY,
        },
        other=("id", "municipality_id", "answers", "ground", "decided_at"),
    ),
    Table(
        name="work_lenderanswer",
        about=_("The view in which a lender reads yes, no or not known about an own worker"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.CHECK_OWN_WORKERS,),
        origin=_("The register and the registration desk"),
        seen_with=(Permission.CHECK_OWN_WORKERS,),
        fields={
            "worker_id": Described(Kind.NUMBER, _("Which worker it is, as a random number")),
            "person_id": PERSON,
            "answer": Described(Kind.REGISTRATION, _("Yes, no or not known")),
            "reported": Described(Kind.HANDLING, _("Whether a report about it is open")),
        },
    ),
)
