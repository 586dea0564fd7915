"""What `intake` says of itself."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    Module,
    RowPolicy,
    Table,
    all_of,
    any_of,
    is_not_of_kind,
    own_organisation,
    purpose_is,
    with_seen,
)
from thoes.intake.models import RejectedLine, RememberedColumns, Run
from thoes.intake.texts import REFUSAL_TEXTS
from thoes.privacy.public import BRP_REGISTRATION, ESTIMATE_UNSEEN, HOUSING_PERMITS, KEEP_NIGHT_REGISTER, WORKER

# Files that not everybody of their organisation may see, and what they are looked at for.
_APART = {"brp-extracts": BRP_REGISTRATION, "lists-to-link": ESTIMATE_UNSEEN}
_OWN = own_organisation()
_FOR_ITS_TASK = all_of(
    _OWN, *(any_of(is_not_of_kind("kind", kind), purpose_is(purpose)) for kind, purpose in _APART.items())
)
_OF_A_RUN = with_seen("run_id", "intake_run")

_table = partial(
    Table,
    purposes=(KEEP_NIGHT_REGISTER, HOUSING_PERMITS, BRP_REGISTRATION),
    origin=_("The housing provider or the municipality"),
)

MODULE = Module(
    name="intake",
    tables=(
        _table(
            Run,
            _("A file that was handed over: a list of stays or sites, or an extract"),
            subjects=(WORKER, STAFF),
            policy=RowPolicy(
                _FOR_ITS_TASK,
                _FOR_ITS_TASK,
                "The organisation that handed the file over; an extract of the BRP is for the registration desk, a list "
                "to link for who links",
            ),
            not_in_dossier="The list of a housing provider as a whole; what was taken in of it is shown as details and stays",
        ),
        _table(
            RejectedLine,
            _("A line that came back with a reason"),
            subjects=(WORKER,),
            policy=RowPolicy(_OF_A_RUN, _OF_A_RUN, "As the file it belongs to"),
            not_in_dossier="It names somebody in the words of a list, and leads to no person",
        ),
        _table(
            RememberedColumns,
            _("What the columns of a list mean"),
            subjects=(STAFF,),
            policy=RowPolicy(_OWN, _OWN, "The organisation that said it"),
            kept="What the columns of a list mean",
        ),
    ),
    named=("run",),
    refusals=REFUSAL_TEXTS,
)
