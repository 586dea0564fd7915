"""What erases workers: the housing provider that wrote them down decides how long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.places.public import Organisation
from thoes.privacy.public import held_persons
from thoes.register.erasing import erase_workers, rows_of_workers
from thoes.register.models import CURRENT, Stay, Worker


class WorkersOfProvider:
    """The workers of one housing provider. The term starts with the end of the last stay there; a new stay starts it anew."""

    name = "register.workers"
    purpose = KEEP_NIGHT_REGISTER
    kind = "housing_provider"
    starts = _("the end of the last stay with this housing provider")
    tables = (
        "register_worker", "register_workerevent", "register_merge", "register_merge_workers", "register_notthesame",
        "register_proposedduplicate", "register_roundanswer",
    )  # fmt: skip

    def controllers(self) -> Iterable[Controller]:
        providers = Worker.objects.filter(erased_at=None).values("provider")
        return [Controller(provider.name, provider.pk) for provider in Organisation.objects.filter(pk__in=providers)]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        workers = Worker.objects.filter(provider_id=controller.organisation_id, erased_at=None).order_by("pk")
        if among is not None:
            # A check-in of the same moment waits for this lock, or we for it; the question below sees its stay.
            workers = workers.filter(pk__in=among)
            list(workers.select_for_update().values_list("pk", flat=True))
        stays = Stay.objects.filter(worker=OuterRef("pk"))
        later = stays.filter(CURRENT).filter(Q(departure=None) | Q(departure__gt=ended_by))
        # Of who has no believed stay any more, the day on which that was last written down counts.
        end_of_day = make_aware(datetime.combine(ended_by, time.max))
        written = stays.filter(Q(known_from__gt=end_of_day) | Q(known_until__gt=end_of_day))
        over = workers.filter(~Exists(later)).filter(Exists(stays.filter(CURRENT)) | ~Exists(written))
        held = held_persons()
        return [pk for pk, person in over.values_list("pk", "person_id") if person not in held]

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return rows_of_workers(subjects)

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        return erase_workers(subjects, at=at)
