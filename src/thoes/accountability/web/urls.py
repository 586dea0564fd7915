"""Addresses of accountability."""

from django.urls import path

from thoes.accountability.web import looks, processing

app_name = "accountability"
urlpatterns = [
    path("processing/", processing.processing, name="processing"),
    path("processing/office/", processing.office, name="office"),
    path("processing/file.<str:form>", processing.processing_file, name="processing-file"),
    path("dpia/", processing.dpia, name="dpia"),
    path("dpia/file.<str:form>", processing.dpia_file, name="dpia-file"),
    path("looks/", looks.looks, name="looks"),
    path("looks/file.xlsx", looks.looks_file, name="looks-file"),
    path("looks/request/<uuid:request_id>/", looks.request_state, name="request"),
    path("log/", looks.log_state, name="log"),
    path("refusals/", looks.refusals, name="refusals"),
]
