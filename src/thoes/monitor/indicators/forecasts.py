"""What the forecasts, the need and their back-tests say."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

_SINCE = date(2026, 11, 29)

WORKERS_FORECAST = Indicator(
    key="workers-forecast",
    name=_("International workers to come"),
    population=_(
        "Everybody from abroad who works in Limburg, knowledge workers included, as the bureau counted them at the start of "
        "a scenario"
    ),
    moment=Moment.YEAR,
    unit=Unit.PERSONS,
    where=Where.WORKS,
    way=Way.FORECAST,
    source=_(
        "The start and the growth of the scenario, published curves of how long people stay, and arrivals as CBS counts them"
    ),
    is_not=_(
        "Not a count, and not what will happen: it says what follows if arrivals grow on average as the scenario has it. "
        "Who lives here and works elsewhere is not in it."
    ),
    since=_SINCE,
    is_of_register=False,
)
NEED = Indicator(
    key="need",
    name=_("Places to stay that are needed"),
    population=_("International workers in Limburg, by a formula: a backlog and the growth in workers since 2018"),
    moment=Moment.YEAR,
    unit=Unit.PLACES,
    where=Where.STANDS,
    way=Way.FORECAST,
    source=_("The vision of 2020 and what follows from its figures"),
    is_not=_(
        "Not a number of homes: no source says how many people one place holds. "
        "What was realised since is not taken off, unless the figure says so."
    ),
    since=_SINCE,
    is_of_register=False,
)
REGISTERED_MOVES = Indicator(
    key="registered-moves",
    name=_("People who came to or left Limburg, as registered"),
    population=_(
        "Everybody who registered in, or was taken out of, the BRP of a municipality in Limburg, for whatever reason"
    ),
    moment=Moment.PERIOD,
    unit=Unit.PERSONS,
    where=Where.LIVES,
    way=Way.QUOTED,
    source=_("CBS, population dynamics per region"),
    is_not=_("Not only workers: family, students and people from Ukraine are in it, and who does not register is not."),
    since=_SINCE,
    is_of_register=False,
)
VISION_LINE = Indicator(
    key="workers-and-places",
    name=_("Growth in workers and places needed, in the vision"),
    population=_("The outcomes that the vision of 2020 prints for 2030"),
    moment=Moment.YEAR,
    unit=Unit.PLACES,
    where=Where.STANDS,
    way=Way.QUOTED,
    source=_("The vision of 2020; the line is ours"),
    is_not=_(
        "Not a rule of nature: three points of one bureau. That they lie on a line is a hypothesis about how it counted."
    ),
    since=_SINCE,
    is_of_register=False,
)

INDICATORS: tuple[Indicator, ...] = (WORKERS_FORECAST, NEED, REGISTERED_MOVES, VISION_LINE)
