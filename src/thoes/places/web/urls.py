"""Addresses of what a municipality sets for its own area, and of what organisations are."""

from django.urls import path

from thoes.places.web import local_fields, organisations

app_name = "places"
urlpatterns = [
    path("extra-fields/", local_fields.local_fields, name="local-fields"),
    path("organisations/", organisations.ORGANISATIONS.as_view(), name="organisations"),
    path("organisations/describe/", organisations.describe, name="describe-organisations"),
]
