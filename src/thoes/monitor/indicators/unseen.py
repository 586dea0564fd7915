"""What is told of people who stand in no list."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

UNSEEN = Indicator(
    key="unseen",
    name=_("People in a list or in none"),
    population=_("Everybody who could have stood in one of two lists of the same people, also who stands in neither"),
    moment=Moment.PERIOD,
    unit=Unit.PERSONS,
    where=Where.LIVES,
    way=Way.ESTIMATED,
    source=_("Two lists that were linked; the figure names them"),
    is_not=_(
        "Not a count, and not one number: what is shown is how far the answer can lie apart. Not everybody who works here: "
        "who could stand in no list at all is not in it."
    ),
    since=date(2026, 11, 29),
    is_of_register=False,
)
INDICATORS: tuple[Indicator, ...] = (UNSEEN,)
