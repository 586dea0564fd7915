"""Addresses of the public pages."""

from django.urls import path

from thoes.desk.web import views

app_name = "desk"
urlpatterns = [
    path("", views.start, name="start"),
    path("rules/", views.rule_book_page, name="rulebook"),
]
