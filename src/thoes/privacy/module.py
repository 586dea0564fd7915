"""What `privacy` says of itself: the logs, the terms, and who watches over them."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import STAFF
from thoes.foundation.modules import (
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    Table,
    all_of,
    any_of,
    everyone,
    holder_of_code,
    of_kind,
    own_organisation,
    same_person,
    watched_organisation,
)
from thoes.privacy.auditing.models import AuditRecord, LogCheck, LogSeal
from thoes.privacy.dossier import DOSSIER
from thoes.privacy.models import ProcessingRecord, RetentionTerm, Shredding, StoredAnswer
from thoes.privacy.permissions import (
    ANSWER_REQUEST,
    PRIVACY_OFFICER,
    SEE_ACCESS_LOG,
    SET_RETENTION,
    WATCH_OVER_USE,
    WORKER,
)
from thoes.privacy.retention.texts import REFUSAL_TEXTS

_OWN = any_of(own_organisation(), watched_organisation())
_BY_WORKER = all_of(of_kind("actor_kind", "worker"), same_person())
_BY_CODE = all_of(of_kind("actor_kind", "code"), holder_of_code("code_hash"))
_MINE = any_of(own_organisation(), same_person(), holder_of_code("code_hash"))

BY_ITSELF = _("Thoes itself, when it happens")

_TABLES = (
    Table(
        ProcessingRecord,
        _("One look at a person"),
        subjects=(WORKER, STAFF),
        purposes=(WATCH_OVER_USE,),
        origin=BY_ITSELF,
        seen_with=(SEE_ACCESS_LOG,),
        policy=RowPolicy(
            any_of(_OWN, same_person(), _BY_CODE),
            any_of(_OWN, _BY_WORKER, _BY_CODE),
            (
                "An organisation and its privacy officer see and add its own looks, a worker sees who looked at it; "
                "who acts for nobody else adds its own; a trigger refuses to change or remove any"
            ),
        ),
        kept=(
            "Append-only. It names a person by the random number of `register_person` alone; erasing gives the "
            "stays another number and forgets this one, so that it leads to nobody"
        ),
    ),
    Table(
        AuditRecord,
        _("What somebody did in Thoes, or was refused"),
        subjects=(STAFF, WORKER),
        purposes=(WATCH_OVER_USE,),
        origin=BY_ITSELF,
        seen_with=(SEE_ACCESS_LOG,),
        policy=RowPolicy(
            _OWN,
            None,
            (
                "An organisation and its officer see what its members did; only middleware and commands add, over "
                "borders"
            ),
        ),
        kept=(
            "Append-only and chained. It names a user and a person by their numbers alone, never a worker, a stay"
            " or a name; once erasing forgot the number of a person it leads to nobody"
        ),
        not_in_dossier=(
            "What people who work with Thoes did; who looked at the worker stands in the access log, which is shown"
        ),
    ),
    Table(
        RetentionTerm,
        _("How long names are kept for a purpose"),
        subjects=(STAFF,),
        purposes=(WATCH_OVER_USE,),
        origin=_("The privacy officer or the administrator"),
        seen_with=(SET_RETENTION,),
    ),
    Table(
        StoredAnswer,
        _("The result of an action, for anyone who sends it again; kept for a week"),
        subjects=(WORKER,),
        origin=BY_ITSELF,
        policy=RowPolicy(_MINE, _MINE, "Who wrote it: an organisation, a worker or a code"),
        kept="Ids, codes and days of a write, for who sends it again; a job removes it after a week. It names no worker",
        not_in_dossier="What a write came to, for a week; what was written is shown",
    ),
)


MODULE = Module(
    name="privacy",
    roles=(PRIVACY_OFFICER,),
    permissions=(SET_RETENTION, SEE_ACCESS_LOG),
    purposes=(WATCH_OVER_USE, ANSWER_REQUEST),
    subjects=(WORKER,),
    menu=(MenuItem(_("Terms"), "retention:terms", SET_RETENTION, order=60, icon="clock"),),
    tables=_TABLES,
    without_people=(
        NoPerson(Shredding, "counts"),
        NoPerson(
            LogSeal,
            "Hashes and numbers of records; nothing of anybody",
            RowPolicy(everyone(), None, "Hashes and numbers of records, of nobody; only the sealing job adds"),
        ),
        NoPerson(
            LogCheck,
            "How a verification of the logs ended; nothing of anybody",
            RowPolicy(everyone(), None, "Whether the logs were found whole, of nobody; only the verification adds"),
        ),
    ),
    dossier=DOSSIER,
    refusals=REFUSAL_TEXTS,
)
