"""Addresses of the norms."""

from django.urls import path

from thoes.occupancy.web import norms

app_name = "occupancy"
urlpatterns = [
    path("norms/", norms.norms, name="norms"),
    path("norms/<uuid:site_id>/year/", norms.year, name="site-year"),
]
