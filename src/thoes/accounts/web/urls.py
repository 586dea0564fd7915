"""Addresses of log-in and log-out."""

from django.urls import path

from thoes.accounts.web import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.Login.as_view(), name="login"),
    path("logout/", views.Logout.as_view(), name="logout"),
    path("organisation/", views.choose_organisation, name="choose-organisation"),
]
