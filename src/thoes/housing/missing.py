"""What may not be recorded of a site yet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Missing(TextChoices):
    """A fact that norms or readers need and that nobody filled in."""

    KIND = "kind", _("kind of building")
    LIVING_AREA = "living_area", _("living area")
    BEDROOM_AREA = "bedroom_area", _("area of the bedrooms")
    SHOWERS = "showers", _("number of showers")
    TOILETS = "toilets", _("number of toilets")
    PRICE = "price", _("price of a bed")
    CONTACT = "contact", _("telephone number for emergencies")
