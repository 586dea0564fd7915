"""Addresses of the uploads."""

from django.urls import path

from thoes.imports.web import columns, extracts, files, receipts, site_lists, uploads

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
    path("mark-extracts/", extracts.extracts, name="extracts"),
    path("mark-extracts/<uuid:extract_id>/", extracts.extract, name="extract"),
    path("mark-extracts/<uuid:extract_id>/take-in/", extracts.take_in, name="take-in-extract"),
    path("mark-extracts/<uuid:extract_id>/drop/", extracts.drop, name="drop-extract"),
    path("mark-extracts/<uuid:extract_id>/lines.xlsx", extracts.lines_file, name="extract-lines"),
    path("mark-extracts/<uuid:extract_id>/receipt.pdf", extracts.receipt_file, name="extract-receipt"),
    path("site-lists/", site_lists.site_lists, name="site-lists"),
    path("site-lists/example.xlsx", site_lists.example, name="site-list-example"),
    path("site-lists/<uuid:list_id>/", site_lists.site_list, name="site-list"),
    path("site-lists/<uuid:list_id>/columns/", site_lists.columns, name="site-list-columns"),
    path("site-lists/<uuid:list_id>/take-in/", site_lists.take_in, name="take-in-site-list"),
    path("site-lists/<uuid:list_id>/drop/", site_lists.drop, name="drop-site-list"),
    path("site-lists/<uuid:list_id>/mend.xlsx", site_lists.mend_file, name="site-list-mend"),
    path("site-lists/<uuid:list_id>/receipt.pdf", site_lists.receipt_file, name="site-list-receipt"),
    path("receipts/", receipts.verify, name="verify"),
    path("receipts/<str:number>/", receipts.verify, name="verify-number"),
]
