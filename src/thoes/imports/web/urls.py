"""Addresses of the uploads."""

from django.urls import path

from thoes.imports.web import columns, files, receipts, uploads

app_name = "imports"
urlpatterns = [
    path("lists/", uploads.runs, name="runs"),
    path("lists/new/", uploads.upload, name="upload"),
    path("lists/example.xlsx", files.example, name="example"),
    path("lists/<uuid:run_id>/", uploads.run, name="run"),
    path("lists/<uuid:run_id>/progress/", uploads.progress, name="progress"),
    path("lists/<uuid:run_id>/columns/", columns.columns, name="columns"),
    path("lists/<uuid:run_id>/take-in/", uploads.take_in, name="take-in"),
    path("lists/<uuid:run_id>/drop/", uploads.drop, name="drop"),
    path("lists/<uuid:run_id>/undo/", uploads.undo, name="undo"),
    path("lists/<uuid:run_id>/mend.xlsx", files.mend_file, name="mend-file"),
    path("lists/<uuid:run_id>/lines/forget/", uploads.forget, name="forget"),
    path("lists/<uuid:run_id>/receipt.pdf", files.receipt_file, name="receipt-pdf"),
    path("receipts/", receipts.verify, name="verify"),
    path("receipts/<str:number>/", receipts.verify, name="verify-number"),
]
