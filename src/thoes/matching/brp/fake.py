"""A BRP for the demo and the tests. It knows made-up people only: those of simulated housing providers.

About two in five of the people of a site are registered there, some of them spelled as another clerk would.
"""

from datetime import date, timedelta
from uuid import UUID

from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.matching.brp.source import BrpPlace, Resident, Residents
from thoes.register.public import Stay, believed, in_night

_TWENTY_DAYS = timedelta(days=20)


class FakeBrp:
    """Gives the same answer each time, from what the register itself says about made-up people."""

    def residents_at(self, place: BrpPlace, *, on: date, asked_by: UUID) -> Residents:
        """Some of the people who sleep at the site on this day, and one whom no housing provider reported."""
        if not Site.objects.filter(pk=place.site_id, provider__is_simulated=True).exists():
            raise Refusal("brp_fake_knows_nobody")
        stays = in_night(believed(Stay.objects.filter(site=place.site_id)), on).select_related("worker")
        residents = Residents(left_out=["brp_secret"])
        for stay in stays.order_by("arrival", "worker_id"):
            draw = stay.worker.person_id.int % 100
            if draw < 40 and stay.arrival + _TWENTY_DAYS <= on:
                residents.people.append(
                    Resident(
                        given_name=f"{stay.worker.given_name} Maria" if draw < 8 else stay.worker.given_name,
                        family_name=stay.worker.family_name.upper() if draw < 20 else stay.worker.family_name,
                        birth_date=stay.worker.date_of_birth,
                        registered_on=stay.arrival + _TWENTY_DAYS,
                    )
                )
        residents.people.append(Resident("Voorbeeld", "Proefpersoon", date(1990, 1, 1), on - _TWENTY_DAYS))
        return residents
