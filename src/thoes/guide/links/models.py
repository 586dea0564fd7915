"""What came of opening an address to which the guide leads, the last time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import no_person
from thoes.guide.checking import MOST_LETTERS_OF_A_LINK


class LinkOutcome(models.TextChoices):
    """What a server said. That it could not be reached says nothing about the page."""

    ALIVE = "alive", _("Opens")
    GONE = "gone", _("Is gone")
    REFUSED = "refused", _("Opens for people only")
    UNREACHABLE = "unreachable", _("Could not be reached")


class LinkCheck(models.Model):
    """One address: what came of it last, when, and when it was last known to open."""

    link = models.CharField(max_length=MOST_LETTERS_OF_A_LINK, unique=True)
    outcome = models.CharField(max_length=12, choices=LinkOutcome.choices)
    status = models.PositiveSmallIntegerField(null=True)
    checked_on = models.DateField()
    alive_on = models.DateField(null=True)
    no_person(link, outcome, status, checked_on, alive_on)

    class Meta:
        constraints = [
            models.CheckConstraint(name="guide_link_outcome_known", condition=Q(outcome__in=LinkOutcome.values))
        ]

    def __str__(self) -> str:
        return self.link
