"""Django's card for the sample module."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "tests.courses"
