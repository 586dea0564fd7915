"""The door of `register`."""

from thoes.register.domain.book import Settled, StayOutcome
from thoes.register.domain.names import name_order, search_key, words_of
from thoes.register.duplicates.queries import kept_persons, merged_persons
from thoes.register.duplicates.services import find_duplicates, merge_workers, undo_merge
from thoes.register.erasing import forget_persons
from thoes.register.models import Change, DocumentKind, Person, Stay, Verb, Worker
from thoes.register.name_search import name_columns, workers_named
from thoes.register.nationalities import nationalities
from thoes.register.nights_counted import people_per_room, people_per_site
from thoes.register.permissions import (
    BRP_REGISTRATION,
    MERGE_WORKERS,
    RECORD_STAYS,
    REGISTRATION_CLERK,
    SEE_NIGHT_REGISTER,
    SEE_REGISTRATION_DUTY,
)
from thoes.register.queries import (
    NightAtSite,
    PersonNights,
    SiteCount,
    as_known_at,
    believed,
    by_name,
    changes_of,
    expectations_of,
    find_workers,
    free_beds,
    in_night,
    in_period,
    nights_of_persons,
    site_counts,
    site_day,
    sites_of,
    stays_of,
    still_sleeping,
    versions_of,
)
from thoes.register.services import (
    Correction,
    Declared,
    LineResult,
    check_in,
    check_out,
    correct_stay,
    declare_stays,
    move_workers,
    undo_change,
    void_stay,
)
from thoes.register.services.declaring import Intake, StaysPlan, plan_stays, write_plan
from thoes.register.services.recording import begin_change
from thoes.register.services.workers import DeclaredWorker
from thoes.register.signals import choosing_whom_to_keep, identity_leaving, stays_changed
from thoes.register.stay_columns import ManyStays, stays_in_columns, stays_of_everybody

__all__ = [
    "BRP_REGISTRATION",
    "MERGE_WORKERS",
    "RECORD_STAYS",
    "REGISTRATION_CLERK",
    "SEE_NIGHT_REGISTER",
    "SEE_REGISTRATION_DUTY",
    "Change",
    "Correction",
    "Declared",
    "DeclaredWorker",
    "DocumentKind",
    "Intake",
    "LineResult",
    "ManyStays",
    "NightAtSite",
    "Person",
    "PersonNights",
    "Settled",
    "SiteCount",
    "Stay",
    "StayOutcome",
    "StaysPlan",
    "Verb",
    "Worker",
    "as_known_at",
    "begin_change",
    "believed",
    "by_name",
    "changes_of",
    "check_in",
    "check_out",
    "choosing_whom_to_keep",
    "correct_stay",
    "declare_stays",
    "expectations_of",
    "find_duplicates",
    "find_workers",
    "forget_persons",
    "free_beds",
    "identity_leaving",
    "in_night",
    "in_period",
    "kept_persons",
    "merge_workers",
    "merged_persons",
    "move_workers",
    "name_columns",
    "name_order",
    "nationalities",
    "nights_of_persons",
    "people_per_room",
    "people_per_site",
    "plan_stays",
    "search_key",
    "site_counts",
    "site_day",
    "sites_of",
    "stays_changed",
    "stays_in_columns",
    "stays_of",
    "stays_of_everybody",
    "still_sleeping",
    "undo_change",
    "undo_merge",
    "versions_of",
    "void_stay",
    "words_of",
    "workers_named",
    "write_plan",
]  # fmt: skip
