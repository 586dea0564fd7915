"""The personal data of the register, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, PERSON, Described, Kind, Purpose, Subject, Table, describe

describe(
    Table(
        name="register_person",
        about=_("The random number that stays, nights and the log hang on"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.SUPERVISE_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("Thoes itself, when it happens"),
        seen_with=(Permission.SEE_OWN_SITES, Permission.SEE_REGISTRATION_DUTY, Permission.SEE_NIGHT_REGISTER),
        fields={
            "id": PERSON,
        },
    ),
    Table(
        name="register_worker",
        about=_("What one houser wrote down of a person"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.SUPERVISE_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("The houser, on the page of the site or with a list"),
        seen_with=(
            Permission.SEE_OWN_SITES,
            Permission.SEE_REGISTRATION_DUTY,
            Permission.SEE_NIGHT_REGISTER,
            Permission.ANSWER_REQUESTS,
        ),
        fields={
            "person_id": PERSON,
            "given_name": Described(Kind.NAME, _("Given name")),
            "family_name": Described(Kind.NAME, _("Family name")),
            "residence": Described(Kind.RESIDENCE, _("Place of residence, as article 438 Sr asks")),
            "document_kind": Described(Kind.DOCUMENT, _("Kind of identity document, never a copy")),
            "date_of_birth": Described(
                Kind.BIRTH, _("Date of birth, where the municipality asks it on a ground of its own")
            ),
            "nationality": Described(
                Kind.NATIONALITY, _("Nationality, where the municipality asks it on a ground of its own")
            ),
            "document_number": Described(
                Kind.DOCUMENT,
                _("Number of the document, where the municipality asks it on a ground of its own; never a BSN"),
            ),
            "name_key": Described(Kind.NAME, _("A keyed hash of the whole name, to find the worker again")),
            "name_fragments": Described(Kind.NAME, _("Keyed hashes of three letters of the name each, to search by")),
            "erased_at": Described(Kind.HANDLING, _("When the name was erased")),
        },
        other=("id", "houser_id"),
        history="register_workerevent",
    ),
    Table(
        name="register_stay",
        about=_("One worker, one bed, from arrival until departure"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.SUPERVISE_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("The houser, on the page of the site or with a list"),
        seen_with=(Permission.SEE_OWN_SITES, Permission.SEE_REGISTRATION_DUTY, Permission.SEE_NIGHT_REGISTER),
        fields={
            "worker_id": Described(Kind.NUMBER, _("Which worker it is, as a random number")),
            "bed_id": Described(Kind.STAY, _("The bed")),
            "site_id": Described(Kind.STAY, _("The site")),
            "municipality_id": Described(Kind.STAY, _("The municipality")),
            "employer_id": Described(Kind.WORK, _("For whom somebody works, where it was said")),
            "arrival": Described(Kind.STAY, _("Day of arrival")),
            "departure": Described(Kind.STAY, _("Day of departure")),
            "expected_departure": Described(Kind.STAY, _("Expected day of departure")),
        },
        other=("id", "stay_id", "voided", "known_from", "known_until", "opened_by_id", "closed_by_id"),
    ),
    Table(
        name="register_change",
        about=_("One action of somebody who writes in the register"),
        subjects=(Subject.STAFF,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER,),
        origin=_("Thoes itself, when it happens"),
        seen_with=(Permission.SEE_OWN_SITES,),
        fields={
            "actor_id": DONE_BY,
            "recorded_at": Described(Kind.HANDLING, _("When it was done")),
        },
        other=("id", "verb", "organisation_id", "nonce", "undoes_id"),
    ),
    Table(
        name="register_merge",
        about=_("A person decided that two workers are one person"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("The houser or the registration desk"),
        seen_with=(Permission.MERGE_WORKERS,),
        fields={
            "kept_person_id": PERSON,
            "merged_person_id": PERSON,
            "first_id": Described(Kind.NUMBER, _("The first of two workers")),
            "second_id": Described(Kind.NUMBER, _("The second of two workers")),
            "decided_by": DONE_BY,
            "decided_at": Described(Kind.HANDLING, _("When it was decided")),
            "undone_at": Described(Kind.HANDLING, _("When it was undone")),
        },
        other=("id", "organisation_id"),
    ),
    Table(
        name="register_merge_workers",
        about=_("The workers that a merge put together"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("Thoes itself, when it happens"),
        seen_with=(Permission.MERGE_WORKERS,),
        fields={
            "merge_id": Described(Kind.HANDLING, _("The merge")),
            "worker_id": Described(Kind.NUMBER, _("Which worker it is, as a random number")),
        },
        other=("id",),
    ),
    Table(
        name="register_notthesame",
        about=_("A person decided that two workers are not one person"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("The houser or the registration desk"),
        seen_with=(Permission.MERGE_WORKERS,),
        fields={
            "first_id": Described(Kind.NUMBER, _("The first of two workers")),
            "second_id": Described(Kind.NUMBER, _("The second of two workers")),
            "decided_by": DONE_BY,
            "decided_at": Described(Kind.HANDLING, _("When it was decided")),
        },
        other=("id",),
    ),
    Table(
        name="register_proposeddouble",
        about=_("Two workers who may be one person, for somebody to decide"),
        subjects=(Subject.WORKER,),
        purposes=(Purpose.KEEP_NIGHT_REGISTER, Purpose.BRP_REGISTRATION),
        origin=_("Worked out by comparing names and days"),
        seen_with=(Permission.MERGE_WORKERS,),
        fields={
            "first_id": Described(Kind.NUMBER, _("The first of two workers")),
            "second_id": Described(Kind.NUMBER, _("The second of two workers")),
            "hints": Described(Kind.HANDLING, _("What is the same and what differs, as codes")),
            "distance": Described(Kind.HANDLING, _("How far the names lie apart")),
        },
        other=("id", "found_at"),
    ),
)
