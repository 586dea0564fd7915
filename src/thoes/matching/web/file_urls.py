"""Addresses of the municipality's own extracts."""

from django.urls import include, path

from thoes.intake.public import addresses
from thoes.matching.file_kinds import BrpExtract

urlpatterns = [path("", include(addresses(BrpExtract), namespace=BrpExtract.name))]
