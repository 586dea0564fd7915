"""Addresses of the registration desk."""

from django.urls import path

from thoes.registration.web import export, views

app_name = "registration"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("export/", export.export, name="export"),
    path("recalculate/", views.recalculate, name="recalculate"),
    path("person/<uuid:person_id>/", views.person, name="person"),
    path("person/<uuid:person_id>/registered/", views.registered, name="registered"),
    path("withdraw/<uuid:registration_id>/", views.withdraw, name="withdraw"),
]
