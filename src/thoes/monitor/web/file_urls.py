"""Addresses of the files with figures of others."""

from django.urls import include, path

from thoes.intake.public import addresses
from thoes.monitor.quoted.kind import QuotedFigures

urlpatterns = [path("", include(addresses(QuotedFigures), namespace=QuotedFigures.name))]
