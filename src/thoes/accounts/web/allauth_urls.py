"""The pages of allauth that we use, under the names by which it finds them itself. No sign-up, no e-mail addresses.

Written out instead of included: what is not listed does not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path, re_path

from thoes.accounts.broker import views as broker
from thoes.accounts.web.access import answers_allauth as door

urlpatterns = [
    path("login/", door(account.login), name="account_login"),
    path("logout/", door(account.logout), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", door(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", door(account.password_change), name="account_change_password"),
    path("password/set/", door(account.password_set), name="account_set_password"),
    path("password/reset/", door(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        door(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("second-step/", door(mfa.index), name="mfa_index"),
    path("second-step/ask/", door(mfa.authenticate), name="mfa_authenticate"),
    path("second-step/ask-again/", door(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-step/app/add/", door(totp.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", door(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-step/codes/", door(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", door(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-step/codes/download/", door(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("second-step/passkeys/", door(mfa.index), name="mfa_list_webauthn"),
    path("second-step/passkeys/add/", door(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("second-step/passkeys/ask-again/", door(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("second-step/passkeys/login/", door(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("second-step/passkeys/<int:pk>/remove/", door(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("second-step/passkeys/<int:pk>/rename/", door(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("elsewhere/", door(social.connections), name="socialaccount_connections"),
    path("elsewhere/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("elsewhere/broker/", door(broker.login), name="broker_login"),
    path("elsewhere/broker/back/", door(broker.callback), name="broker_callback"),
]
