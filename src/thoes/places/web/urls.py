"""Addresses of what a municipality sets for its own area."""

from django.urls import path

from thoes.places.web import local_fields

app_name = "places"
urlpatterns = [path("extra-fields/", local_fields.local_fields, name="local-fields")]
