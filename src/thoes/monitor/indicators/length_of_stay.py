"""What is told of how long people stay."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

STAYING = Indicator(
    key="staying",
    name=_("Share of who came that stays longer than a time"),
    population=_(
        "Everybody with a stay at a housing provider that keeps its register in Thoes, from the day on which the register of "
        "the site began; also who left since"
    ),
    moment=Moment.PERIOD,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.ESTIMATED,
    source=_("The night register in Thoes, as the housing providers keep it"),
    is_not=_(
        "Not the share of who is here now that has been here so long: long stays weigh more in that. Not how long somebody "
        "works here, and not how long somebody lives in the Netherlands: who moves to a home of their own leaves the night "
        "register."
    ),
    since=date(2026, 11, 29),
)
INDICATORS: tuple[Indicator, ...] = (STAYING,)
