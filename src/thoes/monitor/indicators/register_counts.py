"""What is counted from the register."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

_REGISTER = _("The night register in Thoes, as the housing providers keep it")

PEOPLE_TONIGHT = Indicator(
    key="people-tonight",
    name=_("International workers who sleep in Limburg"),
    population=_("Everybody with a stay in that night at a housing provider that keeps its register in Thoes"),
    moment=Moment.NIGHT,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.COUNTED,
    source=_REGISTER,
    is_not=_(
        "Not everybody who works here: who lives with a private landlord, in an own home, across the border or at a housing "
        "provider without Thoes is not in it. Two housing providers who both say that somebody sleeps with them count twice."
    ),
    since=date(2026, 11, 29),
)
INDICATORS: tuple[Indicator, ...] = (PEOPLE_TONIGHT,)
