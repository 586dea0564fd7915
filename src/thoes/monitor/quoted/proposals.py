"""What a table probably counts, by the words in and around it: proposals, which a person confirms before anything counts."""

import re
from collections.abc import Iterable, Mapping

from thoes.monitor.quoted.models import FigureMoment, FigureUnit, FigureWay, FigureWhere

# Of each question the answers with the words that speak for them; where two answers are spoken for, none is proposed.
_SIGNS: Mapping[str, Mapping[str, str]] = {
    "unit": {
        FigureUnit.JOBS: r"\bbanen\b|\bjobs\b|\bbaan\b|\barbeidsplaatsen\b",
        FigureUnit.PERSONS: r"\bpersonen\b|\bmensen\b|\bwerknemers\b|\barbeidsmigranten\b|\bkenniswerkers\b|\bpersons\b"
        r"|\bworkers\b|\binwoners\b|\bbevolking\b|\binternationale werknemers\b",
    },
    "where": {
        FigureWhere.LIVES: r"\bwoon\w*|\bwonen\w*|\binwoners\b|\bbevolking\b|\bhuisvest\w*"
        r"|\blives?\b|\bliving\b|\bverblij\w+",
        FigureWhere.WORKS: r"\bwerkzaam\w*|\bwerken\b|\bwerkend\w*|\bwerkgemeente\b|\bbanen\b"
        r"|\bwerkregio\b|\bworks?\b|\bworking\b",
    },
    "way": {
        FigureWay.ESTIMATED: r"\bschatting\w*|\bgeschat\w*|\braming\w*|\bgeraamd\w*|\bestimate\w*|\bindicatie\w*",
        FigureWay.FORECAST: r"\bprognose\w*|\bverwacht\w*|\bscenario\w*|\bforecast\w*",
        FigureWay.COUNTED: r"\bgeteld\w*|\btelling\w*|\bregister\w*|\bbron: cbs\b"
        r"|\bingeschreven\b|\bcbs statline\b|\bcounted\b",
    },
    "moment": {
        FigureMoment.FIRST_DAY: r"\b(?:per |op )?(?:1|01)[ -](?:januari|jan|01|1)\b|\bbegin van het jaar\b|\bper 1-1\b",
        FigureMoment.LAST_DAY: r"\bultimo\b|\b31[ -](?:december|dec|12)\b|\beind van het jaar\b|\beinde? \d{4}\b",
        FigureMoment.AVERAGE: r"\bgemiddeld\w*|\bjaargemiddelde\b|\bon average\b",
        FigureMoment.DURING: r"\bin de loop van het jaar\b|\bgedurende het jaar\b|\bhet hele jaar\b",
    },
}  # fmt: skip
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "moment": tuple(FigureMoment.values),
    "unit": tuple(FigureUnit.values),
    "where": tuple(FigureWhere.values),
    "way": tuple(FigureWay.values),
}


def proposed(name: str, texts: Iterable[str]) -> str:
    """The one answer to a question that words speak for; "" for none or several."""
    said = " ".join(texts).casefold()
    found = [answer for answer, words in _SIGNS[name].items() if re.search(words, said)]
    if name == "unit" and FigureUnit.JOBS in found:
        # "Banen van werknemers": who counts jobs counts those of persons.
        return FigureUnit.JOBS
    return found[0] if len(found) == 1 else ""
