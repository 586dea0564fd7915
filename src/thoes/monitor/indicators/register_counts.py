"""What is counted from the register."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from thoes.monitor.indicators.declaring import Indicator, Moment, Unit, Way, Where

_REGISTER = _("The night register in Thoes, as the housing providers keep it")
_SINCE = date(2026, 11, 29)

PEOPLE = Indicator(
    key="people",
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
    since=_SINCE,
)
CAME = Indicator(
    key="came",
    name=_("Who came"),
    population=_("Who arrived in that month and did not sleep in that area the night before"),
    moment=Moment.MONTH,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.COUNTED,
    source=_REGISTER,
    is_not=_(
        "Not who came to the Netherlands: somebody who comes from another municipality, or back from a holiday, came here "
        "too. So the numbers of municipalities add up to more than that of their region."
    ),
    since=_SINCE,
)
WENT = Indicator(
    key="went",
    name=_("Who left"),
    population=_("Who left in that month and did not sleep in that area the next night"),
    moment=Moment.MONTH,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.COUNTED,
    source=_REGISTER,
    is_not=_("Not who left the Netherlands. Who left without anybody recording it still counts as here."),
    since=_SINCE,
)
CAME_ON_A_DAY = Indicator(
    key="came-day",
    name=_("Who came, by day"),
    population=_("Who arrived on that day and did not sleep in that area the night before"),
    moment=Moment.DAY,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.COUNTED,
    source=_REGISTER,
    is_not=_(
        "Not a part of the month that adds up: most days are too small to be shown, and each is rounded by itself. Days are "
        "kept for five weeks and not divided into groups."
    ),
    since=_SINCE,
)
WENT_ON_A_DAY = Indicator(
    key="went-day",
    name=_("Who left, by day"),
    population=_("Who left on that day and did not sleep in that area the next night"),
    moment=Moment.DAY,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.COUNTED,
    source=_REGISTER,
    is_not=_("Not who left the Netherlands. Who left without anybody recording it still counts as here."),
    since=_SINCE,
)
BEDS = Indicator(
    key="beds",
    name=_("Beds in use"),
    population=_("Beds of the sites in Thoes that were in use that night"),
    moment=Moment.NIGHT,
    unit=Unit.BEDS,
    where=Where.STANDS,
    way=Way.COUNTED,
    source=_("The sites and rooms in Thoes, as the housing providers keep them"),
    is_not=_("Not what permits allow, and not the beds of housing providers that are not in Thoes."),
    since=_SINCE,
)
CONFIRMED = Indicator(
    key="confirmed",
    name=_("Beds whose register was confirmed"),
    population=_(
        "Beds in use at sites where somebody lately said of everybody in one evening whether they were there; the rule book "
        "says in how many days"
    ),
    moment=Moment.NIGHT,
    unit=Unit.BEDS,
    where=Where.STANDS,
    way=Way.COUNTED,
    source=_("The rounds past the beds that housing providers make"),
    is_not=_("Not a check by an official. A register that nobody confirmed may be right."),
    since=_SINCE,
)
PERMITTED = Indicator(
    key="permitted",
    name=_("People that permits allow"),
    population=_("People that the permits in force that night allow, by the strictest of each site"),
    moment=Moment.NIGHT,
    unit=Unit.PERSONS,
    where=Where.STANDS,
    way=Way.COUNTED,
    source=_("The permits that municipalities recorded in Thoes"),
    is_not=_("Not all that is allowed: a site whose permit names no number, or that has none in Thoes, is not in it."),
    since=_SINCE,
)
SCALED = Indicator(
    key="scaled",
    name=_("People, if the other sites were as full as the confirmed ones"),
    population=_("All beds in use in Thoes, also at sites whose register nobody confirmed"),
    moment=Moment.NIGHT,
    unit=Unit.STAYS,
    where=Where.LIVES,
    way=Way.ESTIMATED,
    source=_(
        "A ratio estimate: people per bed at the confirmed sites times all beds. The interval of 95 percent follows from how "
        "much those sites differ (Cochran, Sampling Techniques, chapter 6)"
    ),
    is_not=_(
        "Not a count. It takes the confirmed sites for a fair draw from all sites, which they may not be, and knows nothing "
        "of beds outside Thoes."
    ),
    since=_SINCE,
)
INDICATORS: tuple[Indicator, ...] = (
    PEOPLE,
    CAME,
    WENT,
    CAME_ON_A_DAY,
    WENT_ON_A_DAY,
    BEDS,
    CONFIRMED,
    PERMITTED,
    SCALED,
)
