"""Addresses of the lists that are linked. They are handed in together, on the page of their linkage."""

from django.urls import include, path

from thoes.intake.public import addresses
from thoes.monitor.linkage.kind import ListToLink
from thoes.monitor.web.linkages import to_all

urlpatterns = [path("", include(addresses(ListToLink, handed_in_at=to_all), namespace=ListToLink.name))]
