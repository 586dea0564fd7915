"""The purposes for which people may be looked at, each with its legal ground.

A purpose that is not here cannot be used. The texts are what the log and the screens show.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission


class Purpose(StrEnum):
    """Why someone looks at a person."""

    KEEP_NIGHT_REGISTER = "keep_night_register"
    SUPERVISE_NIGHT_REGISTER = "supervise_night_register"
    BRP_REGISTRATION = "brp_registration"
    HOUSING_PERMITS = "housing_permits"
    CHECK_OWN_WORKERS = "check_own_workers"
    ANSWER_REQUEST = "answer_request"
    GIVE_ACCESS = "give_access"
    WATCH_OVER_USE = "watch_over_use"


@dataclass(frozen=True, slots=True)
class PurposeText:
    """How a purpose is named, the law it rests on, which kinds of organisation answer for it, and who there may look.

    Who holds one of the permissions may act for this purpose; who holds none and declares it sees nobody.
    """

    title: Any
    legal_ground: str
    controllers: tuple[str, ...]
    permissions: tuple[Permission, ...]
    # Whether another organisation may see what is kept for it.
    is_shared: bool = True


PURPOSES: dict[Purpose, PurposeText] = {
    Purpose.KEEP_NIGHT_REGISTER: PurposeText(
        _("Keep the night register of the own site"),
        "Sr art. 438 lid 1 onder 2e; AVG art. 6 lid 1 c",
        ("houser",),
        (Permission.SEE_OWN_SITES,),
    ),
    Purpose.SUPERVISE_NIGHT_REGISTER: PurposeText(
        _("Supervise the night register"),
        "Sr art. 438 lid 1 onder 3e; AVG art. 6 lid 1 e",
        ("municipality",),
        (Permission.SEE_NIGHT_REGISTER,),
    ),
    Purpose.BRP_REGISTRATION: PurposeText(
        _("See to registration in the BRP"),
        "Wet BRP art. 2.38, 2.39, 2.43; AVG art. 6 lid 1 e",
        ("municipality",),
        (Permission.SEE_REGISTRATION_DUTY,),
    ),
    # Shows no worker; the holder of a permit may be a private person.
    Purpose.HOUSING_PERMITS: PurposeText(
        _("See to permits and quality of housing"),
        "Wet goed verhuurderschap art. 5; AVG art. 6 lid 1 e",
        ("municipality", "province", "houser"),
        (Permission.SEE_HOUSING, Permission.SEE_OWN_SITES),
    ),
    # Adopted with the Wtta, expected to hold from 2027-01-01; we have not seen its final number and text. Until a
    # municipality names a ground of its own, no answer is given at all.
    Purpose.CHECK_OWN_WORKERS: PurposeText(
        _("Check whether the own workers are registered"),
        "Waadi art. 12ba (aangenomen, nog niet in werking, nummer niet bevestigd); grond van de gemeente die antwoordt",
        ("municipality", "employer"),
        (Permission.CHECK_OWN_WORKERS,),
    ),
    Purpose.ANSWER_REQUEST: PurposeText(
        _("Answer a request of the worker"),
        "AVG art. 12, 15, 16 en 21; AVG art. 6 lid 1 c",
        ("municipality", "houser"),
        (Permission.ANSWER_REQUESTS,),
        is_shared=False,
    ),
    # Shows no worker; the people who log in are persons too.
    Purpose.GIVE_ACCESS: PurposeText(
        _("Give people access, and keep what was done with it"),
        "AVG art. 32; AVG art. 6 lid 1 c",
        ("municipality", "houser", "province", "employer"),
        (Permission.MANAGE_MEMBERS,),
        is_shared=False,
    ),
    # Shows the random number of a worker, never who it is.
    Purpose.WATCH_OVER_USE: PurposeText(
        _("Watch over the use of personal data"),
        "AVG art. 5 lid 2, 24, 30, 33 en 35; AVG art. 6 lid 1 c",
        ("municipality", "houser", "province"),
        (Permission.SEE_LOOKS,),
        is_shared=False,
    ),
}
