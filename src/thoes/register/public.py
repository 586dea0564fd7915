"""The door of `register`."""

from thoes.register.domain.booked_stays import Settled, check_dates
from thoes.register.duplicates.queries import kept_persons, latest_search_for_duplicates, merged_persons
from thoes.register.duplicates.services import find_duplicates, merge_workers, undo_merge
from thoes.register.erasing import forget_persons, who_left
from thoes.register.models import Change, DocumentKind, Person, Round, Stay, Verb, Worker
from thoes.register.name_search import name_columns, workers_named
from thoes.register.nationalities import nationality_named, nationality_of
from thoes.register.nights_counted import people_per_room, people_per_site
from thoes.register.permissions import BRP_REGISTRATION, REGISTRATION_CLERK, SEE_NIGHT_REGISTER, SEE_REGISTRATION_DUTY
from thoes.register.queries import (
    NightAtSite,
    PersonNights,
    PersonRange,
    believed,
    by_name,
    expectations_of,
    in_night,
    in_period,
    nights_of_persons,
    ranges_of_everybody,
    sites_of,
    stays_of,
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
from thoes.register.services.declaring import StaysPlan, plan_stays, write_plan
from thoes.register.services.intake import Intake, order_of_days
from thoes.register.services.recording import begin_change
from thoes.register.services.rounds import last_confirmed
from thoes.register.services.workers import DeclaredWorker
from thoes.register.signals import choosing_whom_to_keep, identity_leaving, stays_changed
from thoes.register.stay_columns import (
    ManyStays,
    StaysToCount,
    registers_began,
    stays_in_columns,
    stays_of_everybody,
    stays_to_count,
)
from thoes.register.supervising_tasks import task_in_words
