"""Addresses of accountability."""

from django.urls import path

from thoes.accountability.web import access_log, breaches, everything, processing

app_name = "accountability"
urlpatterns = [
    path("processing/", processing.processing, name="processing"),
    path("processing/office/", processing.office, name="office"),
    path("processing/file.<str:form>", processing.processing_file, name="processing-file"),
    path("dpia/", processing.dpia, name="dpia"),
    path("dpia/file.<str:form>", processing.dpia_file, name="dpia-file"),
    path("breaches/", breaches.BREACHES.as_view(), name="breaches"),
    path("breaches/new/", breaches.new, name="breach-new"),
    path("breaches/<uuid:breach_id>/", breaches.breach, name="breach"),
    path("breaches/<uuid:breach_id>/steps/<slug:step>/", breaches.step, name="breach-step"),
    path("breaches/<uuid:breach_id>/steps/<slug:step>/back/", breaches.step_back, name="breach-step-back"),
    path("breaches/<uuid:breach_id>/count/", breaches.recount, name="breach-count"),
    path("breaches/<uuid:breach_id>/reopen/", breaches.reopen, name="breach-reopen"),
    path("breaches/<uuid:breach_id>/file.pdf", breaches.pdf, name="breach-pdf"),
    path("breaches/<uuid:breach_id>/numbers.xlsx", breaches.numbers, name="breach-numbers"),
    path("access-log/", access_log.ACCESS_LOG.as_view(), name="access-log"),
    path("access-log/request/<uuid:request_id>/", access_log.request_state, name="request"),
    path("access-log/everything/", everything.EVERYTHING.as_view(), name="everything"),
    path("log/", access_log.log_state, name="log"),
    path("refusals/", access_log.REFUSALS.as_view(), name="refusals"),
]
