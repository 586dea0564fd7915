"""The kinds of file of this module."""

from thoes.imports.label_extracts.kind import LabelExtract
from thoes.imports.site_lists.kind import SiteList
from thoes.imports.stays import StayList
from thoes.intake.public import register_kind

for _kind in (StayList, SiteList, LabelExtract):
    register_kind(_kind)
