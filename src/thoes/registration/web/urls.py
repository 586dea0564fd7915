"""Addresses of the registration desk."""

from django.urls import path

from thoes.registration.web import (
    early_notices,
    effect,
    letters,
    person,
    session_papers,
    sessions,
    steps,
    worklist,
)

app_name = "registration"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("recalculate/", worklist.recalculate, name="recalculate"),
    path("steps/", steps.steps, name="steps"),
    path("undo/<uuid:batch>/", steps.undo, name="undo"),
    path("person/<uuid:person_id>/", person.person, name="person"),
    path("withdraw/<uuid:registration_id>/", steps.withdraw, name="withdraw"),
    path("effect/", effect.effect, name="effect"),
    path("letters/", letters.letters, name="letters"),
    path("desk/", letters.desk_details, name="desk-details"),
    path("four-months/", early_notices.EARLY_NOTICES.as_view(), name="early-notices"),
    path("four-months/e-mail/", early_notices.switch_digest, name="switch-digest"),
    path("four-months/stop/<str:token>/", early_notices.stop, name="stop-digest"),
    path("four-months/<uuid:site_id>/", early_notices.site_early_notices, name="site-early-notices"),
    path("four-months/<uuid:site_id>/sheet/", early_notices.sheet, name="sheet"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/plan/<uuid:site_id>/", sessions.plan, name="plan-session"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/add/", sessions.add, name="add-to-session"),
    path("sessions/<uuid:session_id>/move/", sessions.move, name="move-session"),
    path("sessions/<uuid:session_id>/cancel/", sessions.cancel, name="cancel-session"),
    path("sessions/<uuid:session_id>/invitations/", session_papers.invitations, name="invitations"),
    path("sessions/<uuid:session_id>/messages/", session_papers.messages_page, name="session-messages"),
    path("sessions/<uuid:session_id>/attendance/", session_papers.attendance, name="attendance"),
    path("sessions/<uuid:session_id>/calendar/", session_papers.calendar, name="session-calendar"),
    path("slots/<uuid:slot_id>/outcome/", sessions.outcome, name="slot-outcome"),
    path("slots/<uuid:slot_id>/change/", sessions.change, name="change-slot"),
    path("slots/<uuid:slot_id>/calendar/", session_papers.slot_calendar, name="slot-calendar"),
]
