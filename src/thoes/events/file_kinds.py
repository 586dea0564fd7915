"""The kind of file of this module."""

from thoes.events.calendar_list import CalendarList
from thoes.intake.public import register_kind

register_kind(CalendarList)
