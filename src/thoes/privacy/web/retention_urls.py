"""Addresses of the terms."""

from django.urls import path

from thoes.privacy.web import retention

app_name = "retention"
urlpatterns = [
    path("", retention.terms, name="terms"),
    path("proof/<int:year>/", retention.proof, name="proof"),
    path("<slug:purpose>/", retention.term, name="term"),
]
