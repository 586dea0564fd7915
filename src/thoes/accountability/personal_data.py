"""The personal data of the records of accountability, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, Described, Kind, Purpose, Subject, Table, describe

describe(
    Table(
        name="accountability_officestatement",
        about=_("What an office says of its own processing"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.WATCH_OVER_USE,),
        origin=_("The privacy officer"),
        seen_with=(Permission.SEE_PROCESSING,),
        fields={
            "officer_contact": Described(Kind.CONTACT, _("How to reach the privacy officer, as a function")),
            "controller": Described(Kind.TEXT, _("Who is responsible")),
            "joint_controllers": Described(Kind.TEXT, _("Who is responsible together")),
            "processors": Described(Kind.TEXT, _("Who processes on behalf of the office")),
            "transfers": Described(Kind.TEXT, _("What goes outside the European Economic Area")),
            "said_by": DONE_BY,
        },
        other=("id", "organisation_id", "said_at"),
    ),
    Table(
        name="accountability_breach",
        about=_("A data breach, or an exercise of one"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.WATCH_OVER_USE,),
        origin=_("The privacy officer"),
        seen_with=(Permission.HANDLE_BREACHES,),
        fields={
            "what_happened": Described(Kind.TEXT, _("What happened, as the officer wrote it; a BSN is refused")),
            "account": Described(Kind.ACCOUNT, _("Which account it is about, as a random number")),
            "result": Described(Kind.TEXT, _("What came of the breach")),
            "started_by": DONE_BY,
            "closed_by": DONE_BY,
        },
        other=(
            "id",
            "organisation_id",
            "is_exercise",
            "scope",
            "activity",
            "table",
            "since",
            "until",
            "known_at",
            "counted",
            "counted_at",
            "nonce",
            "started_at",
            "closed_at",
        ),
    ),
    Table(
        name="accountability_breachstep",
        about=_("A step that was taken in a breach"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.WATCH_OVER_USE,),
        origin=_("The privacy officer"),
        seen_with=(Permission.HANDLE_BREACHES,),
        fields={"note": Described(Kind.TEXT, _("What was done, as the officer wrote it")), "done_by": DONE_BY},
        other=("id", "breach_id", "step", "done_at", "undone_at"),
    ),
)
