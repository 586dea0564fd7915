"""Addresses of the match."""

from django.urls import path

from thoes.matching.web import deciding, proposals, runs

app_name = "matching"
urlpatterns = [
    path("", runs.runs, name="runs"),
    path("ask/", runs.ask, name="ask"),
    path("<uuid:run_id>/", proposals.run, name="run"),
    path("<uuid:run_id>/confirm/", deciding.confirm, name="confirm"),
    path("<uuid:run_id>/undo/<uuid:batch>/", deciding.undo, name="undo"),
    path("<uuid:run_id>/decline/<uuid:proposal_id>/", deciding.decline, name="decline"),
    path("<uuid:run_id>/take-up/<uuid:proposal_id>/", deciding.take_up, name="take-up"),
    path("<uuid:run_id>/again/", deciding.again, name="again"),
    path("<uuid:run_id>/throw-away/", deciding.throw_away, name="throw-away"),
]
