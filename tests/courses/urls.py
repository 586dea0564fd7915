"""The pages of courses."""

from django.urls import path

from tests.courses import views

app_name = "courses"
urlpatterns = [
    path("", views.enrolments, name="enrolments"),
    path("<uuid:enrolment_id>/", views.enrolment, name="enrolment"),
]
