"""Addresses of labour suppliers, and of what the desk does about their reports."""

from django.urls import path

from thoes.work.web import own_workers, reports

app_name = "work"
urlpatterns = [
    path("own-workers/", own_workers.OWN_WORKERS.as_view(), name="own-workers"),
    path("own-workers/<uuid:worker_id>/report/", own_workers.report, name="report-answer"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:report_id>/", reports.deal_with, name="deal-with-report"),
    path("reports/<uuid:report_id>/reopen/", reports.reopen, name="reopen-report"),
    path("suppliers/", reports.suppliers, name="suppliers"),
]
