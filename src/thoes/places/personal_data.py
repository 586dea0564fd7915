"""The personal data beside the decisions of a municipality, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, Purpose, Subject, Table, describe

describe(
    Table(
        name="places_localfieldsdecision",
        about=_("Which extra fields a municipality asks for, and on what ground"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER,),
        origin=_("The municipality"),
        seen_with=(Permission.SET_LOCAL_FIELDS,),
        fields={
            "decided_by": DONE_BY,
        },
        other=("id", "municipality_id", "fields", "ground", "decided_at"),
    ),
)
