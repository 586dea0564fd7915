"""The personal data of the match with the BRP, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, PERSON, Described, Kind, Purpose, Subject, Table, describe

describe(
    Table(
        name="matching_matchrun",
        about=_("One list of the municipality that was compared"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.BRP_REGISTRATION,),
        origin=_("The municipality"),
        seen_with=(Permission.SEE_REGISTRATION_DUTY,),
        fields={
            "title": Described(Kind.TEXT, _("What the list was called")),
            "made_by": DONE_BY,
            "notices": Described(Kind.LIST, _("What was noticed about the list")),
        },
        other=(
            "id",
            "municipality_id",
            "source",
            "sha256",
            "made_at",
            "throw_away_on",
            "thrown_away_at",
            "lines_read",
            "known",
            "left_out",
            "confirmed",
        ),
    ),
    Table(
        name="matching_matchline",
        about=_("One line of an extract, for two weeks at most; BSN and A-number never enter"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.BRP_REGISTRATION,),
        origin=_("The extract of the municipality, or an answer of the BRP"),
        seen_with=(Permission.SEE_REGISTRATION_DUTY,),
        fields={
            "given_name": Described(Kind.NAME, _("Given name")),
            "family_name": Described(Kind.NAME, _("Family name")),
            "date_of_birth": Described(Kind.BIRTH, _("Date of birth")),
            "address": Described(Kind.RESIDENCE, _("Address in the list")),
            "registered_on": Described(Kind.REGISTRATION, _("Since which day")),
            "register": Described(Kind.REGISTRATION, _("BRP or RNI")),
            "confirmed_person_id": PERSON,
        },
        other=("id", "run_id", "municipality_id", "sheet", "line", "batch"),
    ),
    Table(
        name="matching_proposal",
        about=_("A person whom a line may be about"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.BRP_REGISTRATION,),
        origin=_("Worked out by comparing names and days"),
        seen_with=(Permission.SEE_REGISTRATION_DUTY,),
        fields={
            "person_id": PERSON,
            "verdict": Described(Kind.HANDLING, _("Certain, likely or doubtful")),
            "name": Described(Kind.HANDLING, _("How the name compares, as a code")),
            "birth": Described(Kind.HANDLING, _("How the date of birth compares, as a code")),
            "address": Described(Kind.HANDLING, _("How the address compares, as a code")),
            "has_rival": Described(Kind.HANDLING, _("Whether somebody else may be meant")),
            "declined": Described(Kind.HANDLING, _("Whether the clerk said no")),
        },
        other=("id", "line_id", "municipality_id"),
    ),
)
