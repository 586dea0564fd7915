"""The kinds of file of this module."""

from thoes.intake.public import register_kind
from thoes.monitor.linkage.kind import ListToLink
from thoes.monitor.quoted.kind import QuotedFigures

register_kind(QuotedFigures)
register_kind(ListToLink)
