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
    Table(
        name="rights_fulloverview",
        about=_("That everything of a worker was put together for a request, who confirmed it and why"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=(Purpose.ANSWER_REQUEST,),
        origin=_("The desk"),
        seen_with=(Permission.ANSWER_REQUESTS, Permission.SEE_LOOKS),
        fields={
            "person_id": PERSON,
            "reason": Described(Kind.TEXT, _("Why everything was needed")),
            "asked_by": DONE_BY,
            "confirmed_by": DONE_BY,
            "ended_by": DONE_BY,
            "opened_at": Described(Kind.HANDLING, _("When it was opened last")),
            "times_opened": Described(Kind.HANDLING, _("How often it was opened")),
            "addresses": Described(Kind.HANDLING, _("How many addresses were put together")),
        },
        other=("id", "request_id", "organisation_id", "asked_at", "alone", "confirmed_at", "ended_at"),
    ),
)
