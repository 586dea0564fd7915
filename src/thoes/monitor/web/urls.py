"""Addresses of the monitor. They are public and stay: a number that was quoted must be found again."""

from django.urls import path

from thoes.monitor.web import definitions, start

app_name = "monitor"
urlpatterns = [
    path("", start.start, name="start"),
    path("definitions/", definitions.definitions, name="definitions"),
]
