"""The kinds of data that several modules keep."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules.fields import Kind

NAME = Kind("name", _("name"))
CONTACT = Kind("contact", _("contact details"))
BIRTH = Kind("birth", _("date of birth"))
NATIONALITY = Kind("nationality", _("nationality"))
DOCUMENT = Kind("document", _("kind or number of an identity document"))
RESIDENCE = Kind("residence", _("place of residence or address"))
STAY = Kind("stay", _("where and when somebody sleeps"))
WORK = Kind("work", _("for whom somebody works"))
DUTY = Kind("duty", _("whether somebody must register, and why"))
REGISTRATION = Kind("registration", _("registration in the BRP or the RNI"))
HANDLING = Kind("handling", _("what was done about somebody, and when"))
NUMBER = Kind("number", _("random number of a person"))
TEXT = Kind("text", _("text that somebody typed"))
LIST = Kind("list", _("lines of a list as it was handed over"))
ACCOUNT = Kind("account", _("account, role and rights"))
LOGIN = Kind("login", _("log-in, device and network address"))
ACCESS = Kind("access", _("who looked at whom"))

PERSON = NUMBER(_("The random number of the person"))
DONE_BY = HANDLING(_("Who of the staff did it, as a random number"))
