"""Addresses of the registration desk."""

from django.urls import path

from thoes.registration.web import export, person, steps, worklist

app_name = "registration"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("export/", export.export, name="export"),
    path("recalculate/", worklist.recalculate, name="recalculate"),
    path("steps/", steps.steps, name="steps"),
    path("undo/<uuid:batch>/", steps.undo, name="undo"),
    path("person/<uuid:person_id>/", person.person, name="person"),
    path("withdraw/<uuid:registration_id>/", steps.withdraw, name="withdraw"),
]
