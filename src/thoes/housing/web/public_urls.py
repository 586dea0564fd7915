"""Addresses of the public register."""

from django.urls import path

from thoes.housing.web import public_register

app_name = "public_register"
urlpatterns = [
    path("", public_register.REGISTER.as_view(), name="register"),
    path("sites.csv", public_register.as_csv, name="csv"),
    path("sites.json", public_register.as_json, name="json"),
]
