"""What `matching` says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import Also, MenuItem, Module, RowPolicy, Table, own_territory
from thoes.intake.public import RejectedLine, RememberedColumns, Run
from thoes.matching.models import MatchLine, MatchRun, Proposal
from thoes.matching.shredders import LinesOfMatch
from thoes.matching.texts import REFUSAL_TEXTS
from thoes.privacy.public import WORKER
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.public import RECORD_REGISTRATION

_OF_DESK = own_territory(for_=(BRP_REGISTRATION,))
_OWN_DESK = RowPolicy(_OF_DESK, _OF_DESK, "A list of a municipality is for its own desk")


_table = partial(Table, subjects=(WORKER,), purposes=(BRP_REGISTRATION,), seen_with=(SEE_REGISTRATION_DUTY,))

_TABLES = (
    _table(
        MatchRun,
        _("One list of the municipality that was compared"),
        subjects=(STAFF,),
        origin=_("The municipality"),
        policy=_OWN_DESK,
        kept="Counts of a list; its lines are elsewhere, and the file is not kept",
    ),
    _table(
        MatchLine,
        _("One line of an extract, for two weeks at most; BSN and A-number never enter"),
        origin=_("The extract of the municipality, or an answer of the BRP"),
        policy=_OWN_DESK,
        not_in_dossier=(
            "It names somebody in words, for two weeks at most, and no person before a clerk confirms it; that is"
            " shown as a registration"
        ),
    ),
    _table(
        Proposal,
        _("A person whom a line may be about"),
        origin=_("Worked out by comparing names and days"),
        policy=_OWN_DESK,
        not_in_dossier=(
            "A guess whom a line may be about, which goes with the line; what a clerk confirmed is shown as a "
            "registration"
        ),
    ),
)


MODULE = Module(
    name="matching",
    menu=(MenuItem(_("Match"), "matching:runs", RECORD_REGISTRATION, order=20, icon="check"),),
    tables=_TABLES,
    also=tuple(Also(table, seen_with=(RECORD_REGISTRATION,)) for table in (Run, RejectedLine, RememberedColumns)),
    shredders=(LinesOfMatch(),),
    pages={
        "matching.proposals": _("Comparison with the BRP"),
    },
    named=("run",),
    refusals=REFUSAL_TEXTS,
)
