"""What the sample module says of itself."""

from django.utils.translation import gettext_lazy as _

from tests.courses.demo import make_courses
from tests.courses.models import Course, Enrolment
from tests.courses.permissions import COURSE_COORDINATOR, COURSE_ENROLMENT, SEE_ENROLMENTS
from tests.courses.shredders import OldEnrolments
from thoes.foundation.modules import (
    MenuItem,
    Module,
    NoPerson,
    RowPolicy,
    Table,
    any_of,
    holder_of_code,
    own_territory,
    part_from_fields,
    same_person,
)
from thoes.privacy.public import WORKER

_HERE = own_territory(for_=(COURSE_ENROLMENT,))

MODULE = Module(
    name="courses",
    roles=(COURSE_COORDINATOR,),
    permissions=(SEE_ENROLMENTS,),
    purposes=(COURSE_ENROLMENT,),
    menu=(MenuItem(_("Courses (sample)"), "courses:enrolments", SEE_ENROLMENTS, order=70),),
    tables=(
        Table(
            Enrolment,
            _("That somebody follows a course (sample)"),
            subjects=(WORKER,),
            purposes=(COURSE_ENROLMENT,),
            origin=_("The worker, at the desk"),
            seen_with=(SEE_ENROLMENTS,),
            policy=RowPolicy(
                any_of(_HERE, same_person(), holder_of_code("code_hash")),
                _HERE,
                "The municipality of the course, the worker, and who holds the code (sample)",
            ),
        ),
    ),
    without_people=(NoPerson(Course, "a course"),),
    shredders=(OldEnrolments(),),
    dossier=(part_from_fields(Enrolment, name="enrolments", title=_("Your courses (sample)")),),
    pages={"courses.enrolments": _("Who follows a course (sample)")},
    named=("enrolment",),
    demo=make_courses,
)
