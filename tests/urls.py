"""The addresses of every installation, and those of the sample module."""

from django.urls import include, path

from thoes.config import urls

urlpatterns = [*urls.urlpatterns, path("courses/", include("tests.courses.urls"))]
handler500 = urls.handler500
