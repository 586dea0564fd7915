"""Addresses of the lists of stays, the lists of sites and the extracts of quality labels."""

from django.urls import include, path

from thoes.imports.label_extracts.kind import LabelExtract
from thoes.imports.site_lists.kind import SiteList
from thoes.imports.stays import StayList
from thoes.intake.public import addresses

urlpatterns = [
    path("lists/", include(addresses(StayList), namespace=StayList.name)),
    path("site-lists/", include(addresses(SiteList), namespace=SiteList.name)),
    path("quality-label-extracts/", include(addresses(LabelExtract), namespace=LabelExtract.name)),
]
