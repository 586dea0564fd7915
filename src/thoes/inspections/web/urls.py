"""Addresses of checks, findings and their photos."""

from django.urls import path

from thoes.inspections.web import check_items, checks, finding_list, findings

app_name = "inspections"
urlpatterns = [
    path("<uuid:site_id>/checks/", checks.checks, name="checks"),
    path("<uuid:site_id>/checks/start/", checks.start, name="start-check"),
    path("checks/<uuid:check_id>/", checks.check, name="check"),
    path("checks/<uuid:check_id>/rooms/", checks.rooms, name="check-rooms"),
    path("checks/<uuid:check_id>/close/", checks.close, name="close-check"),
    path("checks/<uuid:check_id>/correct/", checks.reopen, name="reopen-check"),
    path("checks/<uuid:check_id>/void/", checks.void, name="void-check"),
    path("checks/<uuid:check_id>/restore/", checks.void, {"voided": False}, name="restore-check"),
    path("checks/<uuid:check_id>/report.pdf", checks.report, name="check-report"),
    path("checks/<uuid:check_id>/items/<slug:item>/", check_items.item, name="check-item"),
    path("checks/<uuid:check_id>/items/<slug:item>/photo/", check_items.add_photo, name="add-photo"),
    path("checks/<uuid:check_id>/items/<slug:item>/<uuid:unit_id>/", check_items.item, name="check-room-item"),
    path(
        "checks/<uuid:check_id>/items/<slug:item>/<uuid:unit_id>/photo/", check_items.add_photo, name="add-room-photo"
    ),
    path("photos/<uuid:photo_id>/", check_items.photo, name="photo"),
    path("photos/<uuid:photo_id>/remove/", check_items.remove_photo, name="remove-photo"),
    path("findings/", finding_list.FINDINGS.as_view(), name="findings"),
    path("findings/<uuid:finding_id>/", findings.finding, name="finding"),
    path("findings/<uuid:finding_id>/term/", findings.describe, name="describe-finding"),
    path("findings/<uuid:finding_id>/answer/", findings.answer, name="answer-finding"),
    path("findings/<uuid:finding_id>/mended/", findings.mend, name="mend-finding"),
    path("findings/<uuid:finding_id>/accept/", findings.accept, name="accept-repair"),
    path("findings/<uuid:finding_id>/send-back/", findings.send_back, name="send-back-finding"),
    path("findings/<uuid:finding_id>/undo/", findings.undo, name="undo-finding"),
]
