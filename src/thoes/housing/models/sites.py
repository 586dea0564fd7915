"""Sites, units and beds, with what quality is judged on: areas, sanitary facilities, price. What is not known stays empty."""

import uuid
from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, holds, kinds, no_person


class SiteKind(models.TextChoices):
    """What sort of building or terrain it is: the norms of the quality labels differ by it."""

    DWELLING = "dwelling", _("Ordinary dwelling")
    COMPLEX = "complex", _("Dwellings in a building complex")
    LIVING_UNITS = "living_units", _("Living units where residential use is allowed")
    HOTEL = "hotel", _("Hotel or guest house")
    RECREATION = "recreation", _("Recreation park")
    OTHER_UNITS = "other_units", _("Other units")


class Facility(models.TextChoices):
    """What residents can use."""

    INTERNET = "internet", _("Internet")
    LAUNDRY = "laundry", _("Washing machines")
    PARKING = "parking", _("Parking")
    BICYCLES = "bicycles", _("Bicycles")
    TRANSPORT = "transport", _("Transport to work")
    LIVING_ROOM = "living_room", _("Shared living room")
    OUTDOORS = "outdoors", _("Garden or outdoor space")
    COOLING = "cooling", _("Cooling")
    STEP_FREE = "step_free", _("Step-free access")


@pghistory.track()
class Site(models.Model):
    """A place with one address or terrain where workers sleep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120)
    house_number = models.CharField(max_length=20)
    postcode = models.CharField(max_length=7)
    town = models.CharField(max_length=80)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    provider = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="sites")
    # What the housing provider says the permit allows; what the municipality recorded stands in `Permit`.
    permitted_capacity = models.PositiveIntegerField(null=True, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    holds(contact_phone, kinds.CONTACT(_("Telephone number for the site"), plain=Plain.THING))
    kind = models.CharField(max_length=20, choices=SiteKind.choices, blank=True)
    # The day the first permit for the building was applied for: stricter norms hold for what is newer.
    first_applied_on = models.DateField(null=True, blank=True)
    living_area = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    showers = models.PositiveIntegerField(null=True, blank=True)
    toilets = models.PositiveIntegerField(null=True, blank=True)
    facilities = ArrayField(models.CharField(max_length=20, choices=Facility.choices), default=list, blank=True)
    price_per_week = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    price_includes = models.CharField(max_length=300, blank=True)
    km_to_work = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    no_person(
        code, name, street, house_number, postcode, town, municipality, provider, permitted_capacity, kind,
        first_applied_on, living_area, showers, toilets, facilities, price_per_week, price_includes, km_to_work,
    )  # fmt: skip

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="site_kind_known", condition=Q(kind__in=["", *SiteKind.values])),
            models.CheckConstraint(name="site_area_is_positive", condition=Q(living_area=None) | Q(living_area__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        return f"{self.street} {self.house_number}, {self.postcode} {self.town}"


@pghistory.track()
class Unit(models.Model):
    """A room or dwelling on a site."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    # Of one room the area of the bedroom; of a dwelling with more bedrooms that of all its bedrooms together.
    bedroom_area = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    bedrooms = models.PositiveSmallIntegerField(default=1)
    no_person(name)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="unit_name_once_per_site"),
            models.CheckConstraint(name="unit_has_a_bedroom", condition=Q(bedrooms__gte=1)),
            models.CheckConstraint(
                name="unit_area_is_positive", condition=Q(bedroom_area=None) | Q(bedroom_area__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


def in_use(on: date, *, of: str = "") -> Q:
    """Beds that are in use in the night of a day; `of` is the way to the bed from what is asked, like `units__beds__`."""
    return Q(**{f"{of}id__isnull": False}) & (
        Q(**{f"{of}out_of_use_from": None}) | Q(**{f"{of}out_of_use_from__gt": on})
    )


@pghistory.track()
class Bed(models.Model):
    """One sleeping place. A bed that is gone is taken out of use, never deleted: old stays point at it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="beds")
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    out_of_use_from = models.DateField(null=True, blank=True)
    no_person(name)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="bed_name_once_per_unit"),
            models.CheckConstraint(name="bed_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_use(self, on: date) -> bool:
        """As `in_use`, of one bed."""
        return self.out_of_use_from is None or self.out_of_use_from > on
