"""What `imports` says of itself."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Also, MenuItem, Module
from thoes.housing.public import KEEP_NIGHT_REGISTER, MANAGE_PERMITS, MANAGE_SITES, RECORD_QUALITY_LABELS
from thoes.imports.permissions import UPLOAD_LISTS
from thoes.imports.stays import StayList
from thoes.imports.texts import REFUSAL_TEXTS
from thoes.intake.public import ContentsOfFiles, RejectedLine, RememberedColumns, Run

_WITH = (UPLOAD_LISTS, MANAGE_SITES, MANAGE_PERMITS, RECORD_QUALITY_LABELS)

MODULE = Module(
    name="imports",
    permissions=(UPLOAD_LISTS,),
    menu=(MenuItem(_("Lists"), "stay-lists:runs", UPLOAD_LISTS, order=40, icon="upload"),),
    also=tuple(Also(table, seen_with=_WITH) for table in (Run, RejectedLine, RememberedColumns)),
    shredders=(ContentsOfFiles("imports.uploads", StayList, KEEP_NIGHT_REGISTER, "housing_provider"),),
    refusals=REFUSAL_TEXTS,
)
