"""Sites, units and beds. Permits, marks and prices are not kept here yet; only the permitted number of people is."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q


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
    houser = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="sites")
    permitted_capacity = models.PositiveIntegerField(null=True, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["name"]

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

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "name"], name="unit_name_once_per_site")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Bed(models.Model):
    """One sleeping place. A bed that is gone is taken out of use, never deleted: old stays point at it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="beds")
    name = models.CharField(max_length=40)
    position = models.PositiveIntegerField(default=0)
    out_of_use_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="bed_name_once_per_unit"),
            models.CheckConstraint(name="bed_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
