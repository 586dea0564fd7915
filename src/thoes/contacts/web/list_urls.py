"""Addresses of the lists of contacts."""

from django.urls import include, path

from thoes.contacts.contact_list import ContactList
from thoes.intake.public import addresses

urlpatterns = [path("", include(addresses(ContactList), namespace=ContactList.name))]
