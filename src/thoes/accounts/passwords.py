"""What a password must be, in words that say what to do. Django's own are not in Dutch for each of these."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    """Long enough."""

    def get_error_message(self) -> str:
        return _("This password is too short. Use at least %(number)d characters.") % {"number": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    """Not one of the passwords that are tried first."""

    def get_error_message(self) -> str:
        return _("Many people use this password, so it is guessed first. Choose another one.")


class NotOnlyDigits(password_validation.NumericPasswordValidator):
    """Not a number."""

    def get_error_message(self) -> str:
        return _("This password is a number, and numbers are easily guessed. Use words as well.")


class NotAboutYou(password_validation.UserAttributeSimilarityValidator):
    """Not the own name or address."""

    def get_error_message(self) -> str:
        return _("This password looks like your name or your address. Choose another one.")
