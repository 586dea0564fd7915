"""Addresses of the calendar files."""

from django.urls import include, path

from thoes.events.calendar_list import CalendarList
from thoes.intake.public import addresses

urlpatterns = [path("", include(addresses(CalendarList), namespace=CalendarList.name))]
