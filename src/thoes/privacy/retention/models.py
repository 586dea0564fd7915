"""The terms that were decided, and what was erased because of them. Both are only added to; neither names a person."""

import pgtrigger
from django.db import models
from django.db.models import Q

from thoes.foundation.modules import StaffField, no_person
from thoes.privacy.retention.terms import TermUnit, in_words


class RetentionTerm(models.Model):
    """A controller decided how long identity is kept for a purpose, on what ground. The latest holds; none is changed.

    A municipality decides for its territory; a housing provider (`municipality_code` empty) for its own night register. Plain
    identifiers: both live in modules above this one.
    """

    purpose = models.CharField(max_length=60)
    organisation_id = models.UUIDField()
    municipality_code = models.CharField(max_length=6, blank=True)
    number = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10, choices=TermUnit.choices)
    ground = models.CharField(max_length=300)
    set_by = StaffField()
    set_at = models.DateTimeField()
    no_person(purpose, organisation_id, municipality_code, number, unit, ground, set_at)

    class Meta:
        indexes = [models.Index(fields=["purpose", "municipality_code", "organisation_id"], name="terms_of_a_purpose")]
        constraints = [
            models.CheckConstraint(name="a_term_has_a_ground", condition=~Q(ground="")),
            models.CheckConstraint(name="a_term_lasts", condition=Q(number__gte=1)),
            models.CheckConstraint(name="term_unit_known", condition=Q(unit__in=TermUnit.values)),
        ]
        triggers = [pgtrigger.Protect(name="terms_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    @property
    def in_words(self) -> str:
        return in_words(self.number, self.unit)


class Shredding(models.Model):
    """One transaction of erasing: how many rows of which table, for which term. Written in that same transaction."""

    at = models.DateTimeField()
    shredder = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    organisation_id = models.UUIDField(null=True)
    municipality_code = models.CharField(max_length=6, blank=True)
    controller_name = models.CharField(max_length=200)
    term = models.ForeignKey(RetentionTerm, on_delete=models.PROTECT, related_name="shreddings")
    # The last day on which something could have ended to be erased now.
    ended_by = models.DateField()
    subjects = models.PositiveIntegerField()
    # {"register_worker": 3}; counts only.
    rows = models.JSONField()
    no_person(shredder, purpose, municipality_code, controller_name, rows)

    class Meta:
        indexes = [models.Index(fields=["at"], name="shreddings_by_moment")]
        triggers = [pgtrigger.Protect(name="shreddings_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
