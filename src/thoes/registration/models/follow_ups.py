"""What the desk did about a person: rows that are only added. The row that nothing came after is what holds now."""

import uuid
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import PERSON, StaffField, holds, kinds, no_person
from thoes.registration.domain.follow_up import NotObliged, State


class StateChoice(models.TextChoices):
    """The states of the follow-up in words."""

    OPEN = State.OPEN.value, _("Not taken up yet")
    INFORMED = State.INFORMED.value, _("Informed")
    APPOINTMENT = State.APPOINTMENT.value, _("Appointment")
    REGISTERED = State.REGISTERED.value, _("Registered in the BRP")
    ALREADY_REGISTERED = State.ALREADY_REGISTERED.value, _("Was registered already")
    RNI = State.RNI.value, _("In the RNI")
    NOT_FOUND = State.NOT_FOUND.value, _("Not found at the address")
    DEPARTED = State.DEPARTED.value, _("Departed")
    NOT_OBLIGED = State.NOT_OBLIGED.value, _("Not obliged")


class NotObligedReason(models.TextChoices):
    """Why there is no duty, in words."""

    LEAVES_SOON = NotObliged.LEAVES_SOON.value, _("Leaves before the four months")
    SLEEPS_ELSEWHERE = NotObliged.SLEEPS_ELSEWHERE.value, _("Mostly sleeps somewhere else")
    OTHER_MUNICIPALITY = NotObliged.OTHER_MUNICIPALITY.value, _("Is registered in another municipality")
    TWICE_IN_REGISTER = NotObliged.TWICE_IN_REGISTER.value, _("Is in the register twice")
    OTHER = NotObliged.OTHER.value, _("Another reason, kept in our own system")


class FollowUp(models.Model):
    """One step with a person in one municipality. `superseded_at` is empty for the step that holds now.

    `batch` is one action of a clerk, perhaps with many people, and the unit of undo. `registration` is what the step
    recorded or ended. `rni_since` goes along with every later step: since when somebody stands in the RNI, which is no
    registration as a resident. Nothing is ever changed but `superseded_at`, once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="follow_ups")
    holds(person, PERSON)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=StateChoice.choices)
    holds(state, kinds.HANDLING(_("What was done")))
    reason = models.CharField(max_length=30, choices=NotObligedReason.choices, blank=True)
    holds(reason, kinds.TEXT(_("Why, as the clerk wrote it; a BSN is refused")))
    on = models.DateField()
    holds(on, kinds.HANDLING(_("On which day")))
    next_on = models.DateField()
    holds(next_on, kinds.HANDLING(_("When to look again")))
    rni_since = models.DateField(null=True)
    holds(rni_since, kinds.REGISTRATION(_("Since when somebody has been in the RNI")))
    assigned_to = models.UUIDField(null=True)
    holds(assigned_to, kinds.HANDLING(_("Which colleague does it, as a random number")))
    registration = models.ForeignKey("registration.BrpRegistration", null=True, on_delete=models.PROTECT)
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="next")
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    batch = models.UUIDField()
    recorded_at = models.DateTimeField()
    recorded_by = StaffField(null=True)
    superseded_at = models.DateTimeField(null=True)
    no_person(municipality, registration, previous, undoes, batch, recorded_at, superseded_at)

    @property
    def in_rni_since(self) -> date | None:
        """Since when somebody stands in the RNI; a row of before this was kept says it by its state alone."""
        return self.rni_since or (self.on if self.state == State.RNI else None)

    @property
    def marks_rni(self) -> bool:
        """Whether this step recorded a day in the RNI that the step before it did not hold."""
        before = self.previous.in_rni_since if self.previous else None
        return self.rni_since is not None and self.rni_since != before

    class Meta:
        indexes = [models.Index(fields=["batch"], name="follow_ups_of_an_action")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality"], name="one_follow_up_holds", condition=Q(superseded_at=None)
            ),
            models.UniqueConstraint(fields=["batch", "person"], name="once_in_an_action"),
            models.CheckConstraint(name="follow_up_state_known", condition=Q(state__in=StateChoice.values)),
            models.CheckConstraint(
                name="not_obliged_has_a_reason",
                condition=Q(state=State.NOT_OBLIGED.value, reason__in=NotObligedReason.values)
                | (~Q(state=State.NOT_OBLIGED.value) & Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="follow_ups_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_supersede_a_follow_up",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.superseded_at IS NOT NULL OR"
                    " (to_jsonb(OLD) - 'superseded_at') IS DISTINCT FROM (to_jsonb(NEW) - 'superseded_at')"
                ),
                func="RAISE EXCEPTION 'a follow-up is added to, never changed';",
            ),
        ]
