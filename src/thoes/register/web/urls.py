"""Addresses of the register."""

from django.urls import path

from thoes.register.web import today

app_name = "register"
urlpatterns = [
    path("today/", today.today, name="today"),
]
