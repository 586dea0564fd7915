"""Addresses of plans, the guide, policy and the need."""

from django.urls import path

from thoes.pipeline.web import companies, dialogue, guide, need, plan, plans, policy

app_name = "pipeline"
urlpatterns = [
    path("", plans.PLANS.as_view(), name="plans"),
    path("add/", plan.add, name="add-plan"),
    path("guide/", guide.guide, name="guide"),
    path("check/", guide.check, name="check"),
    path("need/", need.need, name="need"),
    path("policy/", policy.policies, name="policies"),
    path("policy/own/", policy.edit, name="edit-policy"),
    path("policy/agreements/add/", policy.add_effort, name="add-effort"),
    path("policy/agreements/<uuid:effort_id>/met/", policy.meet_effort, name="meet-effort"),
    path("policy/agreements/<uuid:effort_id>/void/", policy.void_effort, name="void-effort"),
    path("policy/agreements/<uuid:effort_id>/restore/", policy.void_effort, {"voided": False}, name="restore-effort"),
    path("companies/", companies.COMPANIES.as_view(), name="companies"),
    path("companies/add/", companies.add, name="add-company"),
    path("companies/<uuid:company_id>/", companies.company, name="company"),
    path("companies/<uuid:company_id>/edit/", companies.edit, name="edit-company"),
    path("companies/<uuid:company_id>/link/", companies.link, name="link-beds"),
    path("companies/<uuid:company_id>/unlink/<uuid:plan_id>/", companies.unlink, name="unlink-beds"),
    path("companies/<uuid:company_id>/void/", companies.void, name="void-company"),
    path("companies/<uuid:company_id>/restore/", companies.restore, name="restore-company"),
    path("<uuid:plan_id>/", plan.plan, name="plan"),
    path("<uuid:plan_id>/edit/", plan.edit, name="edit-plan"),
    path("<uuid:plan_id>/phase/", plan.phase, name="move-plan"),
    path("<uuid:plan_id>/void/", plan.void, name="void-plan"),
    path("<uuid:plan_id>/restore/", plan.restore, name="restore-plan"),
    path("<uuid:plan_id>/steps/add/", plan.add_step, name="add-step"),
    path("<uuid:plan_id>/meetings/add/", dialogue.add_meeting, name="add-meeting"),
    path("<uuid:plan_id>/questions/add/", dialogue.add_question, name="add-question"),
    path("<uuid:plan_id>/agreements/add/", dialogue.add_agreement, name="add-agreement"),
    path("steps/<uuid:step_id>/done/", plan.step_done, name="step-done"),
    path("steps/<uuid:step_id>/open/", plan.step_open, name="step-open"),
    path("meetings/<uuid:line_id>/edit/", dialogue.edit_meeting, name="edit-meeting"),
    path("questions/<uuid:line_id>/answer/", dialogue.answer, name="answer-question"),
    path("agreements/<uuid:line_id>/kept/", dialogue.kept, name="look-at-agreement"),
    path("lines/<str:kind>/<uuid:line_id>/void/", dialogue.void, name="void-line"),
    path("lines/<str:kind>/<uuid:line_id>/restore/", dialogue.void, {"voided": False}, name="restore-line"),
]
