"""Where anybody checks a receipt. The addresses of a kind of file are made by `pages.addresses`."""

from django.urls import path

from thoes.intake.web import receipts

app_name = "receipts"
urlpatterns = [
    path("", receipts.verify, name="verify"),
    path("<str:number>/", receipts.verify, name="verify-number"),
]
