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
)
