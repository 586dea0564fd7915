"""The columns of tables of figures: what somebody counted, of whom, where and when."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.intake.public import Vocabulary


class Column(StrEnum):
    """What a column of such a table may hold."""

    AREA = "area"
    AREA_CODE = "area_code"
    PERIOD = "period"
    GROUP = "group"
    UNIT = "unit"
    STATUS = "status"
    NUMBER = "number"


_WORDS: dict[StrEnum, str] = {
    Column.AREA: "gemeente;gemeenten;gemeentenaam;naam gemeente;regio;regios;regio's;regionaam;gebied;gebiedsnaam;provincie;"
    "corop;coropgebied;corop gebied;corop-gebied;woongemeente;werkgemeente;woonregio;werkregio;woon- of werkgemeente;"
    "municipality;region;area;gemeinde;wijken en buurten;wijkenenbuurten;regioS;plaats;arbeidsmarktregio",
    Column.AREA_CODE: "gemeentecode;code gemeente;gm code;gmcode;gm-code;regiocode;gebiedscode;code;cbs code;cbs-code;"
    "municipality code;area code",
    Column.PERIOD: "periode;perioden;jaar;jaren;jaartal;peildatum;peiljaar;kwartaal;maand;datum;period;periods;year;date",
    Column.GROUP: "nationaliteit;nationaliteiten;nationaliteitsgroep;herkomst;herkomstland;herkomstgroep;geboorteland;land;"
    "onderwerp;onderwerpen;groep;geslacht;leeftijd;measure;nationality;country;group;subject;sector;bedrijfstak;"
    "bedrijfstakken sbi 2008;kenmerken werknemer;kenmerken baan;migratieachtergrond;soort;soort werknemer;categorie;"
    "werknemer wel niet ingezeten;verblijfsduur",
    Column.UNIT: "eenheid;unit;eenheden",
    Column.STATUS: "valueattribute;value attribute;status;bijzonderheid",
    Column.NUMBER: "",
}
_NAMES: dict[StrEnum, Any] = {
    Column.AREA: _("Municipality or region"),
    Column.AREA_CODE: _("Code of the municipality or region"),
    Column.PERIOD: _("Year or other period"),
    Column.GROUP: _("Group, such as the nationality"),
    Column.UNIT: _("Unit of the numbers"),
    Column.STATUS: _("Why there is no number"),
    Column.NUMBER: _("Numbers"),
}
VOCABULARY = Vocabulary(words=_WORDS, names=_NAMES, many=frozenset({Column.GROUP, Column.NUMBER}))


def is_enough(fields: frozenset[StrEnum]) -> bool:
    """Numbers; where they are about and when may stand in their headings or in the title."""
    return Column.NUMBER in fields
