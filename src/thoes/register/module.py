"""What the register says of itself: a housing provider sees its own sites and workers, a municipality its territory
for a purpose.
"""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    MenuItem,
    Module,
    RowPolicy,
    Table,
    all_of,
    any_of,
    kinds,
    own_organisation,
    own_territory,
    pointed_at,
    where,
    with_seen,
)
from thoes.housing.public import (
    KEEP_NIGHT_REGISTER,
    SEE_OWN_SITES,
    SUPERVISE_NIGHT_REGISTER,
)
from thoes.privacy.public import ANSWER_REQUEST, WORKER
from thoes.register.dossier import DOSSIER
from thoes.register.duplicates import texts as duplicates
from thoes.register.models import (
    Change,
    Merge,
    NotTheSame,
    Person,
    ProposedDuplicate,
    Round,
    RoundAnswer,
    Stay,
    Worker,
)
from thoes.register.permissions import (
    BRP_REGISTRATION,
    MERGE_WORKERS,
    RECORD_STAYS,
    REGISTRATION_CLERK,
    SEE_NIGHT_REGISTER,
    SEE_REGISTRATION_DUTY,
)
from thoes.register.shredders import WorkersOfProvider
from thoes.register.texts import REFUSAL_TEXTS

_OWN_SITES = where("site_id", "housing_site", own_organisation("provider_id"))
_OWN_WORKERS = own_organisation("provider_id")
_HERE = own_territory(for_=(BRP_REGISTRATION, SUPERVISE_NIGHT_REGISTER, ANSWER_REQUEST))
# The stays in this sub-select are themselves seen through the policy of stays.
_SLEPT_HERE = pointed_at("register_worker.id", "register_stay", "worker_id", _HERE)
_WITH_ROUND = with_seen("round_id", "register_round")
_WITH_MERGE = with_seen("merge_id", "register_merge")
_OF_BOTH = all_of(with_seen("first_id", "register_worker"), with_seen("second_id", "register_worker"))

BY_ITSELF = _("Thoes itself, when it happens")
BY_PROVIDER = _("The housing provider, on the page of the site or with a list")
BY_DECIDER = _("The housing provider or the registration desk")

_table = partial(
    Table, subjects=(WORKER,), purposes=(KEEP_NIGHT_REGISTER, BRP_REGISTRATION), seen_with=(MERGE_WORKERS,)
)

_TABLES = (
    _table(
        Person,
        _("The random number that stays, nights and the log are linked to"),
        purposes=(KEEP_NIGHT_REGISTER, SUPERVISE_NIGHT_REGISTER, BRP_REGISTRATION),
        origin=BY_ITSELF,
        seen_with=(SEE_OWN_SITES, SEE_REGISTRATION_DUTY, SEE_NIGHT_REGISTER),
        kept="A random number; it is removed when nothing hangs on it any more",
        no_policy="A random number, made to be shared over borders",
    ),
    _table(
        Worker,
        _("What one housing provider wrote down of a person"),
        purposes=(KEEP_NIGHT_REGISTER, SUPERVISE_NIGHT_REGISTER, BRP_REGISTRATION),
        origin=BY_PROVIDER,
        seen_with=(
            SEE_OWN_SITES,
            SEE_REGISTRATION_DUTY,
            SEE_NIGHT_REGISTER,
        ),
        policy=RowPolicy(
            any_of(_OWN_WORKERS, _SLEPT_HERE),
            _OWN_WORKERS,
            "A housing provider: its own workers. A municipality: who slept in its territory, only to read",
        ),
        earlier=RowPolicy(
            _OWN_WORKERS,
            _OWN_WORKERS,
            "The history of a worker's details is for the housing provider that recorded them",
        ),
    ),
    _table(
        Stay,
        _("One worker, one bed, from arrival until departure"),
        purposes=(KEEP_NIGHT_REGISTER, SUPERVISE_NIGHT_REGISTER, BRP_REGISTRATION),
        origin=BY_PROVIDER,
        seen_with=(SEE_OWN_SITES, SEE_REGISTRATION_DUTY, SEE_NIGHT_REGISTER),
        policy=RowPolicy(
            any_of(_OWN_SITES, _HERE),
            _OWN_SITES,
            "A housing provider: its own sites. A municipality: its territory, to read, for registration, supervision "
            "or a request",
        ),
        kept="The pseudonymous stay: a bed and days, for the counts. Its worker has no name any more",
    ),
    _table(
        Change,
        _("One action of somebody who writes in the register"),
        subjects=(STAFF,),
        purposes=(KEEP_NIGHT_REGISTER,),
        origin=BY_ITSELF,
        seen_with=(SEE_OWN_SITES,),
        policy=RowPolicy(own_organisation(), own_organisation(), "Who did what, for the organisation that did it"),
        kept="Who of the staff did something and when; it names no worker",
    ),
    _table(
        Round,
        _("Who of the staff walked past the beds of a site, when, and how many were seen"),
        subjects=(STAFF,),
        purposes=(KEEP_NIGHT_REGISTER,),
        origin=BY_PROVIDER,
        seen_with=(SEE_OWN_SITES,),
        policy=RowPolicy(_OWN_SITES, _OWN_SITES, "Rounds past the beds: the housing provider of the site"),
        kept="Numbers, and who of the staff made the round; it names no worker",
    ),
    _table(
        RoundAnswer,
        _("Whether a worker was seen in a round past the beds; never why not"),
        purposes=(KEEP_NIGHT_REGISTER,),
        origin=BY_PROVIDER,
        seen_with=(SEE_OWN_SITES,),
        policy=RowPolicy(_WITH_ROUND, _WITH_ROUND, "As the round it belongs to"),
    ),
    _table(
        Merge,
        _("A person decided that two workers are one person"),
        subjects=(WORKER, STAFF),
        origin=BY_DECIDER,
        policy=RowPolicy(
            own_organisation(), own_organisation(), "Who were said to be one person: the organisation that decided it"
        ),
        not_in_dossier="The overview shows all workers of a person as one",
    ),
    _table(
        Merge.workers.through,
        _("The workers that a merge put together"),
        origin=BY_ITSELF,
        policy=RowPolicy(_WITH_MERGE, _WITH_MERGE, "As the merge it belongs to"),
        foreign={
            "id": None,
            "merge_id": kinds.HANDLING(_("The merge")),
            "worker_id": kinds.NUMBER(_("Which worker it is, as a random number")),
        },
        not_in_dossier="The overview shows all workers of a person as one",
    ),
    _table(
        NotTheSame,
        _("A person decided that two workers are not one person"),
        subjects=(WORKER, STAFF),
        origin=BY_DECIDER,
        policy=RowPolicy(_OF_BOTH, _OF_BOTH, "Who may see both workers"),
        not_in_dossier="It is about two people: shown to one it would name the other",
    ),
    _table(
        ProposedDuplicate,
        _("Two workers who may be one person, for somebody to decide"),
        origin=_("Worked out by comparing names and days"),
        policy=RowPolicy(_OF_BOTH, None, "Who may see both workers; written by the job that compares all"),
        not_in_dossier="It is about two people: shown to one it would name the other",
    ),
)


MODULE = Module(
    name="register",
    roles=(REGISTRATION_CLERK,),
    permissions=(RECORD_STAYS, MERGE_WORKERS, SEE_REGISTRATION_DUTY, SEE_NIGHT_REGISTER),
    purposes=(BRP_REGISTRATION,),
    menu=(
        MenuItem(_("Today"), "register:today", None, order=0, icon="today"),
        MenuItem(_("Search"), "register:search", SEE_OWN_SITES, order=30, icon="search"),
        MenuItem(_("Actions"), "register:changes", RECORD_STAYS, order=50, icon="clock"),
        MenuItem(_("Duplicates"), "register:duplicates", SEE_REGISTRATION_DUTY, order=55, icon="people"),
        MenuItem(_("Night register"), "register:night-register", SEE_NIGHT_REGISTER, order=10, icon="moon"),
    ),
    tables=_TABLES,
    shredders=(WorkersOfProvider(),),
    dossier=DOSSIER,
    pages={
        "duplicates.decided": _("Duplicates that were decided on"),
        "duplicates.list": _("Likely duplicates"),
        "duplicates.pair": _("Two people beside each other"),
        "night_register.register": _("Night register"),
        "night_register.register_csv": _("Night register, as CSV"),
        "night_register.register_ods": _("Night register, as an OpenDocument spreadsheet"),
        "night_register.register_pdf": _("Night register, as PDF"),
        "night_register.register_xlsx": _("Night register, as a spreadsheet"),
        "night_register.tonight": _("Night register of tonight"),
        "register.board": _("Board of a site"),
        "register.change": _("What one action changed"),
        "register.change_many": _("Change several stays at once"),
        "register.changes": _("What was done"),
        "register.check_in": _("Check in"),
        "register.check_out": _("Check out"),
        "register.coming_week": _("Who comes and leaves in the coming week"),
        "register.move": _("Move"),
        "register.export": _("Stays at their own sites, as a file"),
        "register.own_stays": _("Stays at their own sites"),
        "register.round": _("Round past the beds"),
        "register.search": _("Search"),
        "register.stay": _("A stay and its history"),
        "register.timeline": _("Timeline of a site"),
        "register.tonight": _("Tonight’s list"),
        "register.void": _("Void a stay"),
        "register.worker": _("Page of a worker"),
    },
    named=("person",),
    refusals=REFUSAL_TEXTS | duplicates.REFUSAL_TEXTS,
)
