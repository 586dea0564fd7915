"""The personal data of requests of workers, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, PERSON, Described, Kind, Purpose, Subject, Table, describe

describe(
    Table(
        name="rights_request",
        about=_("A request of a worker about the own data"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=(Purpose.ANSWER_REQUEST,),
        origin=_("The worker, at the desk"),
        seen_with=(Permission.ANSWER_REQUESTS,),
        fields={
            "person_id": PERSON,
            "kind": Described(Kind.HANDLING, _("What is asked")),
            "received_on": Described(Kind.HANDLING, _("When it was asked")),
            "due_on": Described(Kind.HANDLING, _("The last day to answer")),
            "proof": Described(
                Kind.DOCUMENT, _("With which kind of document somebody showed who it was; no number, no copy")
            ),
            "text": Described(Kind.TEXT, _("What the worker asked")),
            "recorded_by": DONE_BY,
            "extended_on": Described(Kind.HANDLING, _("When the term was made longer")),
            "extension_reason": Described(Kind.TEXT, _("Why it took longer")),
            "outcome": Described(Kind.HANDLING, _("What came of it")),
            "answer": Described(Kind.TEXT, _("The answer")),
            "answered_at": Described(Kind.HANDLING, _("When it was answered")),
            "answered_by": DONE_BY,
            "erased_at": Described(Kind.HANDLING, _("When the request was erased")),
        },
        other=("id", "organisation_id", "municipality_id", "recorded_at", "nonce"),
    ),
)
