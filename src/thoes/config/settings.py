"""Settings for every installation: the demo, the tests, a single office and a server for the province.

What differs per installation comes from the environment: `THOES_HOME`, `DATABASE_URL`, `DATABASE_OWNER_URL`, `THOES_HOSTS`,
`THOES_DEBUG`, `THOES_HTTPS`, and for log-in and mail what stands in docs/log-in.md. Nothing here connects to anything.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from thoes.accounts.broker.configuration import broker_from_environment
from thoes.foundation.database_address import database_from_environment
from thoes.foundation.home import home, secret
from thoes.matching.brp.configuration import brp_from_environment

PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("THOES_DEBUG") == "1"
HTTPS = os.environ.get("THOES_HTTPS") == "1"
SECRET_KEY = os.environ.get("THOES_SECRET_KEY") or secret("django-key")
ALLOWED_HOSTS = os.environ.get("THOES_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host[0].isalpha()]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_vite",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "thoes.foundation",
    "thoes.ui",
    "thoes.accounts",
    # After our own module, whose pages take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "thoes.privacy",
    "thoes.intake",
    "thoes.places",
    "thoes.contacts",
    "thoes.events",
    "thoes.guide",
    "thoes.housing",
    "thoes.inspections",
    "thoes.register",
    "thoes.occupancy",
    "thoes.registration",
    "thoes.work",
    "thoes.pipeline",
    "thoes.imports",
    "thoes.matching",
    "thoes.rights",
    "thoes.monitor",
    "thoes.accountability",
]

MIDDLEWARE = [
    "thoes.foundation.tracing.TraceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thoes.ui.compressing.CompressTextMiddleware",
    "csp.middleware.CSPMiddleware",
    "thoes.accounts.web.middleware.PlainTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thoes.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thoes.accounts.web.middleware.NotKeptMiddleware",
    "thoes.accounts.web.middleware.TimeOutMiddleware",
    "thoes.accounts.web.middleware.BodyLimitMiddleware",
    "thoes.accounts.web.middleware.ShownAgainMiddleware",
    "thoes.accounts.web.middleware.ActorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thoes.privacy.web.middleware.NeedToKnowMiddleware",
]

ROOT_URLCONF = "thoes.config.urls"
WSGI_APPLICATION = "thoes.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thoes.ui.context.layout",
                "thoes.accounts.web.context.account",
            ],
        },
    }
]

DATABASES = {"default": database_from_environment(os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["thoes.accounts.backends.PasswordBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "guide:start"
LOGOUT_REDIRECT_URL = "guide:start"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "thoes.accounts.passwords.NotAboutYou",
        "OPTIONS": {"user_attributes": ["username", "first_name", "last_name", "email"]},
    },
    {"NAME": "thoes.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "thoes.accounts.passwords.NotCommon"},
    {"NAME": "thoes.accounts.passwords.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
# `thoes demo` sets this: its people are made up, and its password is printed.
THOES_DEMO = os.environ.get("THOES_DEMO") == "1"
# Officials log in with a second step: https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid (BIO2 5.17.01).
THOES_FORCE_MFA = os.environ.get("THOES_FORCE_MFA", "0" if THOES_DEMO else "1") == "1"
# A session ends after so much doing nothing, and after so long whatever was done (OWASP ASVS 3.3.2, level 2).
THOES_IDLE_MINUTES = int(os.environ.get("THOES_IDLE_MINUTES", "30"))
THOES_SESSION_HOURS = int(os.environ.get("THOES_SESSION_HOURS", "12"))
THOES_INVITATION_DAYS = int(os.environ.get("THOES_INVITATION_DAYS", "7"))
# BIO2 asks for a review of rights once a year (5.18.01), of special rights each quarter (8.02.01). Twice a year is ours.
THOES_REVIEW_MONTHS = int(os.environ.get("THOES_REVIEW_MONTHS", "6"))
THOES_REVIEW_MONTHS_SPECIAL = int(os.environ.get("THOES_REVIEW_MONTHS_SPECIAL", "3"))

ACCOUNT_ADAPTER = "thoes.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# An address is proven by the invitation that arrived there; nobody can add one.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# A whole town hall comes in through one address at nine in the morning: what is counted per address there may keep nobody
# out. Tries at a password are counted in `accounts/guessing.py`; `login_failed` is left for the codes of the second step,
# which are asked after a password was right, and `signup` is per invitation.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "signup": "10/m/key",
    "reset_password": "60/m/ip,3/10m/key",
    # The link in the letter cannot be guessed.
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_FORMS = {
    "login": "thoes.accounts.web.forms.LoginForm",
    "reauthenticate": "thoes.accounts.web.forms.ReauthenticateForm",
    "change_password": "thoes.accounts.web.forms.ChangePasswordForm",
    "reset_password": "thoes.accounts.web.forms.ResetPasswordForm",
    "reset_password_from_key": "thoes.accounts.web.forms.ResetPasswordKeyForm",
}
MFA_ADAPTER = "thoes.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Thoes"
# A code of half a minute ago is still good: clocks of phones differ.
MFA_TOTP_TOLERANCE = 1
# A passkey cannot be guessed.
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_FORMS = {
    "authenticate": "thoes.accounts.web.forms.SecondStepForm",
    "reauthenticate": "thoes.accounts.web.forms.SecondStepAgainForm",
    "activate_totp": "thoes.accounts.web.forms.ActivateTOTPForm",
    "add_webauthn": "thoes.accounts.web.forms.AddPasskeyForm",
    "login_webauthn": "thoes.accounts.web.forms.LoginPasskeyForm",
    "authenticate_webauthn": "thoes.accounts.web.forms.SecondStepPasskeyForm",
    "reauthenticate_webauthn": "thoes.accounts.web.forms.PasskeyAgainForm",
    "edit_webauthn": "thoes.accounts.web.forms.RenamePasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "thoes.accounts.adapters.BrokerAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
BROKER = broker_from_environment(os.environ)
SOCIALACCOUNT_PROVIDERS = BROKER.providers() if BROKER else {}
# The proxy before us adds one address to X-Forwarded-For; without a proxy nothing in that header is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
# Counts of tries are kept in the database: several processes serve, and each must know of the others' refusals.
# Room for so many counts that nobody can push out the count on one name by guessing at others.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "thoes_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if os.environ.get('THOES_SMTP_HOST') else 'console'}.EmailBackend"
# A demo sends nothing: its letters become files, which its administrators read on a page.
EMAIL_FILE_PATH = home() / "demo-mail"
if THOES_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_HOST = os.environ.get("THOES_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("THOES_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("THOES_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THOES_SMTP_PASSWORD", "")
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 10
# What a link in a letter begins with; letters of the background jobs have no request to take it from.
THOES_URL = os.environ.get("THOES_URL") or (f"https://{ALLOWED_HOSTS[0]}" if HTTPS else "http://localhost:8000")
DEFAULT_FROM_EMAIL = os.environ.get("THOES_MAIL_FROM", "Thoes <thoes@localhost>")

# Who runs this installation, on the public pages; what is empty is shown as not filled in yet (docs/public-pages.md).
THOES_OPERATOR_NAME = os.environ.get("THOES_OPERATOR_NAME", "")
THOES_OPERATOR_EMAIL = os.environ.get("THOES_OPERATOR_EMAIL", "")
THOES_OPERATOR_PHONE = os.environ.get("THOES_OPERATOR_PHONE", "")
THOES_OPERATOR_ADDRESS = os.environ.get("THOES_OPERATOR_ADDRESS", "")
THOES_PRIVACY_EMAIL = os.environ.get("THOES_PRIVACY_EMAIL", "")
THOES_SECURITY_POLICY = os.environ.get("THOES_SECURITY_POLICY", "")
THOES_ACCESSIBILITY_STATEMENT_ON = os.environ.get("THOES_ACCESSIBILITY_STATEMENT_ON", "")

# Asking the BRP itself: off, unless a municipality may and wants to (docs/brp.md). The demo has a fake one.
BRP = brp_from_environment(os.environ, is_demo=THOES_DEMO)

# A message may name somebody: it stays on the server, and is gone with the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "thoes.accounts.session_store"
SESSION_COOKIE_AGE = THOES_SESSION_HOURS * 60 * 60
SESSION_COOKIE_HTTPONLY = True
THOES_FORM_OWNER_COOKIE = "form-owner"
if HTTPS:
    # Browsers then refuse these cookies from a neighbouring host.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    THOES_FORM_OWNER_COOKIE = "__Host-form-owner"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
# Who keeps the site running asks from the machine itself, without the proxy.
SECURE_REDIRECT_EXEMPT = ["^health$", "^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # A form that leads to the broker is answered by a redirect to it, which browsers count as the form's action.
        "form-action": [SELF, *([BROKER.origin] if BROKER else [])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = home() / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": PACKAGE / "ui" / "static" / "dist" / "manifest.json",
        "static_url_prefix": "dist",
    }
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
MEDIA_ROOT = home() / "files"
# The keys of the names: outside the database, and in no backup of it (docs/keys.md).
THOES_KEY_FILE = os.environ.get("THOES_KEY_FILE") or home() / "keys" / "names.json"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# Prometheus brings this; without it there is no page with figures (docs/operations.md).
THOES_METRICS_TOKEN = os.environ.get("THOES_METRICS_TOKEN", "")
# A list may be 100 MiB (imports/reading/cells.py), with the form around it; a stranger only logs in.
THOES_MOST_BYTES, THOES_MOST_BYTES_OF_A_STRANGER = 101 * 2**20, 2**20
FILE_UPLOAD_PERMISSIONS = 0o600

SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if not HTTPS else []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "thoes.foundation.logs.WithoutRows",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "json": {
            "()": "thoes.foundation.logs.JsonWithoutRows",
            "format": "{asctime}{levelname}{name}{message}",
            "style": "{",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if os.environ.get("THOES_LOG_FORMAT") == "json" else "plain",
        }
    },
    "root": {"handlers": ["console"], "level": os.environ.get("THOES_LOG_LEVEL", "WARNING")},
}
