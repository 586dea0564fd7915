"""Addresses of requests of workers."""

from django.urls import path

from thoes.rights.web import full, handing_out, handling, taking

app_name = "rights"
urlpatterns = [
    path("", handling.REQUESTS.as_view(), name="requests"),
    path("new/", taking.search, name="search"),
    path("new/<uuid:person_id>/", taking.new, name="new"),
    path("<uuid:request_id>/", handling.request_page, name="request"),
    path("<uuid:request_id>/extend/", handling.extend_term, name="extend"),
    path("<uuid:request_id>/reopen/", handling.reopen_request, name="reopen"),
    path("<uuid:request_id>/overview/", handing_out.overview, name="overview"),
    path("<uuid:request_id>/everything/", handing_out.everything, name="everything"),
    path("<uuid:request_id>/everything/ask/", full.ask, name="full-ask"),
    path("everything/<uuid:overview_id>/confirm/", full.confirm, name="full-confirm"),
    path("everything/<uuid:overview_id>/end/", full.end, name="full-end"),
]
