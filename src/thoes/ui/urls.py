"""Addresses of the layout itself: language, offline pages, the app's card for a phone."""

from django.urls import path

from thoes.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.set_language, name="language"),
    path("offline/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("app.webmanifest", views.web_manifest, name="web-manifest"),
]
