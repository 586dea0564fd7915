"""The places and parties of Limburg. Where a site stands exactly is not here; boundaries are drawings, not for measuring."""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import StaffField, no_person


class Region(models.Model):
    """One of the three regions (COROP areas) of Limburg."""

    code = models.CharField(max_length=10, primary_key=True)
    name = models.CharField(max_length=60)
    no_person(name)

    def __str__(self) -> str:
        return self.name


class LocalField(models.TextChoices):
    """What a municipality may ask beside the five fields of article 438 Sr, on a ground of its own."""

    DATE_OF_BIRTH = "date_of_birth", _("Date of birth")
    NATIONALITY = "nationality", _("Nationality")
    DOCUMENT_NUMBER = "document_number", _("Document number")
    EXPECTED_DEPARTURE = "expected_departure", _("Expected departure")
    EMPLOYER = "employer", _("Employer")


class Municipality(models.Model):
    """A municipality, with the extra fields it switched on and the ground it named for them."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    local_fields = ArrayField(models.CharField(max_length=30, choices=LocalField.choices), default=list, blank=True)
    local_ground = models.CharField(max_length=300, blank=True)
    no_person(name, local_ground)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="local_fields_need_a_ground",
                condition=Q(local_fields=[]) | ~Q(local_ground=""),
            )
        ]

    def __str__(self) -> str:
        return self.name


class LocalFieldsDecision(models.Model):
    """What a municipality decided to ask, and on what ground, from a moment on. The latest one holds; none is changed."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="decisions")
    fields = ArrayField(models.CharField(max_length=30, choices=LocalField.choices), default=list, blank=True)
    ground = models.CharField(max_length=300, blank=True)
    decided_by = StaffField()
    decided_at = models.DateTimeField()
    no_person(municipality, fields, ground, decided_at)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="decisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    @property
    def field_names(self) -> list[str]:
        """The fields as a reader calls them, in their fixed order."""
        return [str(field.label) for field in LocalField if field in self.fields]


class Boundary(models.Model):
    """The outline of a municipality as a path on the map that was loaded last; with the source that must be named."""

    municipality = models.OneToOneField(Municipality, primary_key=True, on_delete=models.CASCADE)
    path = models.TextField()
    label_x = models.FloatField()
    label_y = models.FloatField()
    map_width = models.PositiveIntegerField()
    map_height = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    loaded_at = models.DateTimeField()
    no_person(path, source)


class OrganisationKind(models.TextChoices):
    """What an organisation is to the register."""

    PROVIDER = "housing_provider", _("Housing provider")
    EMPLOYER = "employer", _("Employer or agency")
    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    REGION = "region", _("Region")


class Sector(models.TextChoices):
    """The sections of the standard classification of economic activities of CBS, SBI 2008.

    Source: CBS, Standaard Bedrijfsindeling 2008; its sections are those of NACE Rev. 2.
    """

    A = "A", _("agriculture, forestry and fishing")
    B = "B", _("mining and quarrying")
    C = "C", _("manufacturing, food included")
    D = "D", _("electricity and gas")
    E = "E", _("water and waste")
    F = "F", _("construction")
    G = "G", _("wholesale and retail trade")
    H = "H", _("transport and storage")
    I = "I", _("accommodation and food service")  # noqa: E741
    J = "J", _("information and communication")
    K = "K", _("finance")
    L = "L", _("real estate")
    M = "M", _("professional services")
    N = "N", _("temporary employment agencies and other business services")
    O = "O", _("public administration")  # noqa: E741
    P = "P", _("education")
    Q = "Q", _("health and care")
    R = "R", _("culture, sports and recreation")
    S = "S", _("other services")
    T = "T", _("households")
    U = "U", _("international organisations")


class ProviderKind(models.TextChoices):
    """What a housing provider is beside that: whose beds they are says something about who can be asked to leave."""

    AGENCY = "agency", _("temporary employment agency")
    EMPLOYER = "employer", _("employer that houses its own workers")
    ACCOMMODATION = "accommodation", _("accommodation firm")
    ASSOCIATION = "association", _("housing association")
    PRIVATE = "private", _("private landlord")


class Organisation(models.Model):
    """A housing provider, an employer or agency, a municipality, the province, or what municipalities of a region work in.

    `sector` and `provider_kind` are what was said of it; "" is not known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    is_simulated = models.BooleanField(default=False)
    sector = models.CharField(max_length=1, choices=Sector.choices, blank=True, default="", db_default="")
    provider_kind = models.CharField(max_length=20, choices=ProviderKind.choices, blank=True, default="", db_default="")
    no_person(name, sector, provider_kind)

    class Meta:
        constraints = [
            models.CheckConstraint(name="organisation_sector_known", condition=Q(sector__in=["", *Sector.values])),
            models.CheckConstraint(
                name="only_a_provider_has_a_kind_of_provider",
                condition=Q(provider_kind="") | Q(kind="housing_provider", provider_kind__in=ProviderKind.values),
            ),
            models.CheckConstraint(name="organisation_kind_known", condition=Q(kind__in=OrganisationKind.values)),
            models.CheckConstraint(
                name="municipality_organisation_has_territory",
                condition=~Q(kind="municipality") | Q(municipality__isnull=False),
            ),
            models.CheckConstraint(
                name="only_a_region_is_of_a_region",
                condition=Q(kind="region", region__isnull=False) | ~Q(kind="region") & Q(region__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name
