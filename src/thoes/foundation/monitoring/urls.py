"""Where those look who keep the site running."""

from django.urls import path

from thoes.foundation.monitoring import views

app_name = "monitoring"
urlpatterns = [path("health", views.health, name="health"), path("metrics", views.metrics, name="metrics")]
