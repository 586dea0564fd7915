"""Courses, and who follows them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from tests.courses.permissions import SKILL
from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import PERSON, Plain, holds, kinds, no_person


class Course(models.Model):
    """A course in one municipality."""

    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    title = models.CharField(max_length=80)
    ends_on = models.DateField()
    no_person(title)


class Enrolment(models.Model):
    """Somebody follows a course. With a code, of which the hash is kept, it can be seen without an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT)
    holds(person, PERSON)
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    level = models.CharField(max_length=2)
    holds(level, SKILL(_("The level of Dutch at the start (sample)"), plain=Plain.CODE))
    remark = EncryptedTextField(blank=True, binding="enrolment.remark")
    holds(remark, kinds.TEXT(_("What the coordinator wrote (sample)")))
    code_hash = models.CharField(max_length=64, blank=True)
    no_person(course, municipality, code_hash)
