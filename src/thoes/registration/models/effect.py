"""What the work of a desk comes to, counted per day. Numbers only: no person stands in it."""

from django.db import models
from django.db.models import F, Q


class EffectCount(models.Model):
    """Of one municipality on a day: who is obliged, who of them is registered, and how long that took.

    Population: people who slept in a reported bed there in the night of `on` and had a duty by the nights known for
    that day. `median_days`: from the beginning of the duty to the registration, over those of them who registered in
    the year before `on` (`took_days_of` people); None without such people. `provider` is empty for all together.
    """

    municipality = models.ForeignKey("places.Municipality", on_delete=models.CASCADE)
    provider = models.ForeignKey("places.Organisation", null=True, on_delete=models.CASCADE)
    on = models.DateField()
    obliged = models.PositiveIntegerField()
    registered = models.PositiveIntegerField()
    took_days_of = models.PositiveIntegerField()
    median_days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "provider", "on"], name="effect_counted_once", nulls_distinct=False
            ),
            models.CheckConstraint(name="registered_are_obliged", condition=Q(registered__lte=F("obliged"))),
        ]

    @property
    def share(self) -> int | None:
        """The percentage registered of those obliged; None when nobody is obliged."""
        return round(100 * self.registered / self.obliged) if self.obliged else None

    @property
    def open(self) -> int:
        """How many are obliged and not registered."""
        return self.obliged - self.registered
