"""Addresses of log-in, the own account, and the people of an organisation."""

from allauth.account import views as account
from django.urls import path

from thoes.accounts.web import demo_mail, invitation, members, own, unsent
from thoes.accounts.web.access import answers_allauth

app_name = "accounts"
urlpatterns = [
    path("", own.overview, name="overview"),
    path("login/", answers_allauth(account.login), name="login"),
    path("logout/", answers_allauth(account.logout), name="logout"),
    path("rights/", own.rights, name="rights"),
    path("organisation/", own.choose_organisation, name="choose-organisation"),
    path("demo-mail/", demo_mail.demo_mail, name="demo-mail"),
    path("unsent/", unsent.unsent, name="unsent"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/end-others/", own.end_other_sessions, name="end-other-sessions"),
    path("sessions/<int:session_id>/end/", own.end_session, name="end-session"),
    path("invitation/", invitation.invitation, name="invitation"),
    path("invitation/<str:token>/", invitation.open_link, name="open-invitation"),
    path("people/", members.MEMBERS.as_view(), name="members"),
    path("people/invite/", members.invite, name="invite"),
    path("people/record/", members.EVENTS.as_view(), name="events"),
    path("people/invitations/<uuid:invitation_id>/again/", members.invite_again, name="invite-again"),
    path("people/invitations/<uuid:invitation_id>/withdraw/", members.withdraw, name="withdraw"),
    path("people/<int:membership_id>/role/", members.change_role, name="change-role"),
    path("people/<int:membership_id>/end/", members.end_access, name="end-access"),
    path("people/<int:membership_id>/second-step/", members.reset_factors, name="reset-factors"),
    path("people/<int:membership_id>/confirm/", members.confirm_access, name="confirm-access"),
]
