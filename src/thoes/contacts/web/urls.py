"""Addresses of who keeps the contacts."""

from django.urls import path

from thoes.contacts.web import confirm, contact, people
from thoes.contacts.web.queue import QUEUE

app_name = "contacts"
urlpatterns = [
    path("", QUEUE.as_view(), name="queue"),
    path("add/", contact.add, name="add"),
    path("people/", people.people, name="people"),
    path("people/<slug:municipality_code>/<slug:seat>/", people.person, name="person"),
    path("confirm/<str:token>/", confirm.confirm, name="confirm"),
    path("confirm/<str:token>/<uuid:contact_id>/", confirm.confirm_change, name="confirm-change"),
    path("<uuid:contact_id>/", contact.contact, name="contact"),
    path("<uuid:contact_id>/change/", contact.change, name="change"),
    path("<uuid:contact_id>/right/", contact.right, name="right"),
    path("<uuid:contact_id>/gone/", contact.gone, name="gone"),
    path("<uuid:contact_id>/back/", contact.back, name="back"),
    path("<uuid:contact_id>/proposals/<uuid:other_id>/", contact.take_over, name="take-over"),
]
