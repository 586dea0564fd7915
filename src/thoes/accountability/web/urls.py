"""Addresses of accountability."""

from django.urls import path

from thoes.accountability.web import processing

app_name = "accountability"
urlpatterns = [
    path("processing/", processing.processing, name="processing"),
    path("processing/office/", processing.office, name="office"),
    path("processing/file.<str:form>", processing.processing_file, name="processing-file"),
    path("dpia/", processing.dpia, name="dpia"),
    path("dpia/file.<str:form>", processing.dpia_file, name="dpia-file"),
]
