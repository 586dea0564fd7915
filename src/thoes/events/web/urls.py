"""Addresses of who keeps the events."""

from django.urls import path

from thoes.events.web import calendars, mending, pages, removing
from thoes.events.web.listing import LIST

app_name = "events"
urlpatterns = [
    path("", LIST.as_view(), name="list"),
    path("add/", pages.add, name="add"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/add/", calendars.add, name="add-calendar"),
    path("calendars/<uuid:calendar_id>/", calendars.change, name="change-calendar"),
    path("calendars/<uuid:calendar_id>/ask/", calendars.ask, name="ask-calendar"),
    path("calendars/<uuid:calendar_id>/remove/", removing.remove, name="remove-calendar"),
    path("calendars/<uuid:calendar_id>/put-back/", removing.put_back, name="put-calendar-back"),
    path("<uuid:event_id>/", pages.event, name="event"),
    path("<uuid:event_id>/change/", pages.change, name="change"),
    path("<uuid:event_id>/leave-out/", mending.leave_out, name="leave-out"),
    path("<uuid:event_id>/move/", pages.move, name="move"),
    path("<uuid:event_id>/cancel-date/", pages.cancel_date, name="cancel-date"),
    path("<uuid:event_id>/put-date-back/", pages.put_date_back, name="put-date-back"),
    path("<uuid:event_id>/cancel/", pages.cancel, name="cancel"),
    path("<uuid:event_id>/hold/", pages.hold, name="hold"),
    path("<uuid:event_id>/right/", pages.right, name="right"),
    path("<uuid:event_id>/take-away/", pages.take_away, name="take-away"),
    path("<uuid:event_id>/put-back/", pages.put_back, name="put-back"),
    path("<uuid:event_id>/text/<slug:language>/", pages.text, name="text"),
    path("<uuid:event_id>/records/<int:record_id>/undo/", pages.undo, name="undo"),
]
