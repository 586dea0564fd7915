"""Who works with courses, and for what."""

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Kind, Permission, Purpose, Role

COURSE_COORDINATOR = Role("course_coordinator", _("Course coordinator (sample)"), kinds=("municipality",))
COURSE_ENROLMENT = Purpose(
    "course_enrolment",
    _("Enrol somebody in a course (sample)"),
    legal_ground="AVG art. 6 lid 1 b (voorbeeld)",
    controllers=("municipality",),
)
SEE_ENROLMENTS = Permission(
    "see_enrolments",
    _("see who follows a course (sample)"),
    roles=(COURSE_COORDINATOR,),
    looks_for=(COURSE_ENROLMENT,),
)
SKILL = Kind("skill", _("what somebody is able to do (sample)"))
