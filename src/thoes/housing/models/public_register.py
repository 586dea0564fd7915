"""Which municipality shows a public register of sites, on what ground, and which sites somebody looked at for it."""

import pgtrigger
from django.db import models
from django.db.models import Q

from thoes.foundation.modules import StaffField, no_person
from thoes.housing.models.sites import Site


class PublicRegisterDecision(models.Model):
    """A municipality decided to show its register of sites to everybody, or not any more. The latest one holds."""

    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="public_register_decisions"
    )
    is_public = models.BooleanField()
    ground = models.CharField(max_length=300, blank=True)
    decided_by = StaffField()
    decided_at = models.DateTimeField()
    no_person(municipality, is_public, ground, decided_at)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="register_decisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_public_register_needs_a_ground", condition=Q(is_public=False) | ~Q(ground="")
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-decided_at"], name="register_decisions")]


class PublicListing(models.Model):
    """Somebody of the municipality looked whether a site may be shown to everybody: no private person, no private home.

    `name` and `address` are what was looked at; a site whose name or address changed since is not shown.
    """

    site = models.OneToOneField(Site, primary_key=True, on_delete=models.CASCADE, related_name="public_listing")
    is_shown = models.BooleanField()
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=240)
    decided_by = StaffField()
    decided_at = models.DateTimeField()
    no_person(site, is_shown, name, address, decided_at)
