"""The personal data in files that were handed over, field by field."""

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.public import DONE_BY, Described, Kind, Purpose, Subject, Table, describe

_SEEN_WITH = (
    Permission.UPLOAD_LISTS, Permission.MANAGE_SITES, Permission.MANAGE_PERMITS, Permission.RECORD_MARKS,
    Permission.RECORD_REGISTRATION,
)  # fmt: skip
_PURPOSES = (Purpose.KEEP_NIGHT_REGISTER, Purpose.HOUSING_PERMITS, Purpose.BRP_REGISTRATION)
_ORIGIN = _("The houser or the municipality")

describe(
    Table(
        name="intake_run",
        about=_("A file that was handed over: a list of stays or sites, or an extract"),
        subjects=(Subject.WORKER, Subject.STAFF),
        purposes=_PURPOSES,
        origin=_ORIGIN,
        seen_with=_SEEN_WITH,
        fields={
            "uploaded_by": DONE_BY,
            "uploaded_at": Described(Kind.HANDLING, _("When it was handed over")),
            "file_name": Described(Kind.TEXT, _("What the file was called")),
            "sheets": Described(Kind.LIST, _("The first lines of each sheet, to choose the columns by")),
            "notices": Described(Kind.LIST, _("What was noticed about the list")),
            "refusal_facts": Described(Kind.LIST, _("Why the whole list was refused")),
        },
        other=(
            "id", "kind", "organisation_id", "organisation_name", "asked", "about", "sha256", "status", "columns", "left_out",
            "refusal_code", "lines_total", "lines_done", "new", "changed", "unchanged", "rejected", "act", "receipt_number",
            "finished_at",
        ),
    ),
    Table(
        name="intake_rejectedline",
        about=_("A line that came back with a reason"),
        subjects=(Subject.WORKER,),
        purposes=_PURPOSES,
        origin=_ORIGIN,
        seen_with=_SEEN_WITH,
        fields={
            "problems": Described(Kind.LIST, _("What is wrong with the line")),
            "cells": Described(Kind.LIST, _("The line as it was handed over")),
        },
        other=("id", "run_id", "sheet", "line"),
    ),
    Table(
        name="intake_rememberedcolumns",
        about=_("What the columns of a list mean"),
        subjects=(Subject.STAFF,),
        purposes=_PURPOSES,
        origin=_ORIGIN,
        seen_with=_SEEN_WITH,
        fields={},
        other=("id", "organisation_id", "kind", "fingerprint", "columns"),
    ),
)  # fmt: skip
