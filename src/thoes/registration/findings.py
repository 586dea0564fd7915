"""Whether what the desk found still keeps somebody out of the work: in the database, beside each row of the worklist.

Nothing here changes a state. A finding that facts overtook comes back at once, and the page says why.
"""

from datetime import date

from django.db.models import Case, CharField, DateField, Exists, Expression, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from thoes.accounts.public import Actor
from thoes.register.public import Stay, believed
from thoes.registration.domain.follow_up import IN_BRP, SET_ASIDE, WITHOUT_A_DUTY, NotObliged, Overtaken, State
from thoes.registration.models import Status

DUTY = (Status.DUTY_COUNTED, Status.DUTY_EXPECTED)
TO_DO = (*DUTY, Status.APPROACHING, Status.MOVED, Status.LEAVING)
_NOTICES = (Status.MOVED, Status.LEAVING)


def overtaken(actor: Actor) -> Expression:
    """Why the step that holds now (`now` of the worklist) is overtaken, as a value of `Overtaken`; empty if it is not."""
    found_aside = Q(now__state__in=list(SET_ASIDE))
    without_a_duty = Q(now__state__in=list(WITHOUT_A_DUTY))
    began_after = Q(status__in=DUTY) & (Q(duty_from__gt=F("now__on")) | Q(counted_from__gt=F("now__on")))
    moved_after = Q(status=Status.MOVED, duty_from__gt=F("now__on"), duty_from__lte=F("on"))
    arrived_after = believed(
        Stay.objects.filter(
            worker__person=OuterRef("person"),
            municipality=actor.municipality_code,
            arrival__gt=OuterRef("now__on"),
            arrival__lte=OuterRef("on"),
        )
    )
    return Case(
        When(without_a_duty & Q(status__in=DUTY), then=Value(Overtaken.RNI.value)),
        When(
            (Q(now__state__in=list(IN_BRP)) & Q(status__in=TO_DO)) | (without_a_duty & Q(status__in=_NOTICES)),
            then=Value(Overtaken.REGISTRATION.value),
        ),
        When(
            Q(now__state=State.NOT_OBLIGED, now__reason=NotObliged.LEAVES_SOON, status=Status.DUTY_COUNTED),
            then=Value(Overtaken.STAYED.value),
        ),
        When(found_aside & (began_after | moved_after), then=Value(Overtaken.SINCE.value)),
        # The last, as it looks at stays; beside a state that is null PostgreSQL would look all the same.
        When(
            Q(now__state__isnull=False)
            & Q(now__state__in=[State.NOT_FOUND, State.DEPARTED], status__in=TO_DO)
            & Exists(arrived_after),
            then=Value(Overtaken.CAME_BACK.value),
        ),
        default=Value(""),
        output_field=CharField(),
    )


def look_again() -> Expression:
    """The day to look again: at once, as of the assessment, when facts overtook the step. Needs `overtaken`."""
    return Case(When(~Q(overtaken=""), then=F("on")), default=F("now__next_on"), output_field=DateField())


def in_rni_since() -> Expression:
    """Since when somebody stands in the RNI as far as the desk knows; None when it does not."""
    # A row of before this was kept says it by its state alone.
    by_state = Case(When(now__state=State.RNI, then=F("now__on")), default=None, output_field=DateField())
    return Coalesce(F("now__rni_since"), by_state)


def is_aside(on: date) -> Q:
    """Somebody found, and it still holds, that there is nothing to do until a day after `on`."""
    return Q(state__in=[*SET_ASIDE, *WITHOUT_A_DUTY], next_on__gt=on, status__in=TO_DO)
