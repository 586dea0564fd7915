"""Which module answers which address."""

from django.urls import include, path

urlpatterns = [
    path("", include("thoes.guide.web.urls")),
    path("", include("thoes.foundation.monitoring.urls")),
    path("", include("thoes.ui.urls")),
    path("account/", include("thoes.accounts.web.urls")),
    path("account/", include("thoes.accounts.web.allauth_urls")),
    path("monitor/others/files/", include("thoes.monitor.web.file_urls")),
    path("monitor/linked-lists/files/", include("thoes.monitor.web.linked_file_urls")),
    path("monitor/", include("thoes.monitor.web.urls")),
    path("plans/", include("thoes.pipeline.web.urls")),
    path("sites/", include("thoes.housing.web.urls")),
    path("sites/", include("thoes.inspections.web.urls")),
    path("public-register/", include("thoes.housing.web.public_urls")),
    path("contacts/", include("thoes.contacts.web.urls")),
    path("contact-lists/", include("thoes.contacts.web.list_urls")),
    path("events/", include("thoes.events.web.urls")),
    path("event-lists/", include("thoes.events.web.file_urls")),
    path("", include("thoes.places.web.urls")),
    path("terms/", include("thoes.privacy.web.retention_urls")),
    path("", include("thoes.register.web.urls")),
    path("", include("thoes.occupancy.web.urls")),
    path("", include("thoes.imports.urls")),
    path("receipts/", include("thoes.intake.web.urls")),
    path("privacy/", include("thoes.accountability.web.urls")),
    path("requests/", include("thoes.rights.web.urls")),
    path("registration/match/lists/", include("thoes.matching.web.file_urls")),
    path("registration/match/", include("thoes.matching.web.urls")),
    path("registration/", include("thoes.registration.web.urls")),
    path("registration/", include("thoes.work.web.urls")),
]

handler500 = "thoes.ui.views.server_error"
