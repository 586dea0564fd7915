"""How numbers of people are shown on a day, with the key of this installation: the rule book says from which number on."""

from datetime import date

from django.utils.crypto import salted_hmac

from thoes.kernel.disclosure import Rounding
from thoes.rules.loading import use_parameter


def rounding_on(day: date) -> Rounding:
    """The rounding for who may read no exact number of people. Its thresholds change only when Django's key is changed."""
    key = salted_hmac("thoes.privacy.disclosure", "thresholds", algorithm="sha256").digest()
    return Rounding(use_parameter("need.least.shown", day).whole_number, key)
