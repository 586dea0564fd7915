"""The description of the open data for catalogues such as data.overheid.nl: DCAT-AP-NL 3.0, as JSON-LD.

What the profile asks of a catalogue, a dataset and a distribution: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ (read on
2026-11-29 in the shapes of Geonovum). What the operator of an installation did not fill in is not made up: the page with whom
to ask stands there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation

from thoes.monitor.indicators.declaring import Indicator

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"
"""A choice of Thoes: nobody needs to ask whether the numbers may be used."""

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_LANGUAGES = [{"@id": f"{_EU}/language/NLD"}, {"@id": f"{_EU}/language/ENG"}]
_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who runs the installation; an empty e-mail address was not filled in."""

    name: str
    email: str
    contact_page: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a data set and its kind, by the end of its name."""

    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """One indicator with its files, and from when to when it has numbers."""

    indicator: Indicator
    page: str
    files: tuple[DataFile, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class QuotedSet:
    """A version of a source of others. Without an open licence it is described, and has no files."""

    source: str
    version: str
    says: tuple[str, str]
    page: str
    link: str
    licence: str
    files: tuple[DataFile, ...]
    first: date
    last: date
    taken_in_at: datetime
    taken_in_by: str


def catalogue(
    address: str, publisher: Publisher, sets: Sequence[DataSet | QuotedSet], *, at: datetime
) -> dict[str, Any]:
    """The whole catalogue; `address` is where it stands."""
    return {
        "@context": _CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _both("Monitor internationale werknemers Limburg", "Monitor of international workers in Limburg"),
        "dct:description": _both(
            "Tellingen uit het nachtregister in Thoes, elk met zijn definitie en dekking, en cijfers van anderen met hun "
            "bron. Zonder persoonsgegevens.",
            "Counts from the night register in Thoes, each with its definition and coverage, and figures of others with "
            "their source. Without personal data.",
        ),
        "dct:publisher": _agent(publisher),
        "dcat:contactPoint": _contact(publisher),
        "dct:license": {"@id": LICENCE},
        "dct:language": _LANGUAGES,
        "dct:modified": _moment(at),
        "dcat:dataset": [
            _quoted(each, publisher) if isinstance(each, QuotedSet) else _dataset(each, publisher, at=at)
            for each in sets
        ],
    }


def _dataset(each: DataSet, publisher: Publisher, *, at: datetime) -> dict[str, Any]:
    indicator = each.indicator
    return {
        "@id": each.page,
        "@type": "dcat:Dataset",
        "dct:identifier": each.page,
        "dct:title": in_both(indicator.name),
        "dct:description": [*in_both(indicator.population), *in_both(indicator.is_not)],
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:creator": _agent(publisher),
        "dct:publisher": _agent(publisher),
        "dcat:contactPoint": _contact(publisher),
        "dcat:theme": {"@id": f"{_EU}/data-theme/SOCI"},
        "dcat:version": str(indicator.version),
        "dcat:keyword": _both("internationale werknemers", "international workers"),
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/DAILY"},
        "dct:modified": _moment(at),
        "dct:temporal": _period(each.first, each.last),
        "dcat:landingPage": {"@id": each.page, "@type": "foaf:Document"},
        "dct:language": _LANGUAGES,
        "dcat:distribution": [_distribution(file, LICENCE) for file in each.files],
    }  # fmt: skip


def _quoted(each: QuotedSet, publisher: Publisher) -> dict[str, Any]:
    """Who took it in is the publisher of this copy, and says who made it; whom to ask is who runs the installation."""
    about = [{"@language": "nl", "@value": words} for words in each.says]
    about += _both(
        f"Opgenomen door {each.taken_in_by}, met {each.source} als bron.",
        f"Taken in by {each.taken_in_by}, with {each.source} as its source.",
    )
    if not each.files:
        about += _both(
            "Van deze cijfers is hier geen bestand: niemand heeft gezegd dat de bron hergebruik toestaat, of op welke pagina "
            "de bron staat.",
            "There is no file of these figures here: nobody said that the source may be used again, or on which page it "
            "stands.",
        )
    found: dict[str, Any] = {
        "@id": each.page,
        "@type": "dcat:Dataset",
        "dct:identifier": each.page,
        "dct:title": [{"@language": "nl", "@value": f"{each.source}, {each.version}"}],
        "dct:description": about,
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:creator": {"@type": "foaf:Agent", "foaf:name": each.source},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": each.taken_in_by},
        "dcat:contactPoint": _contact(publisher),
        "dcat:theme": {"@id": f"{_EU}/data-theme/SOCI"},
        "dcat:version": each.version,
        "dcat:keyword": _both("internationale werknemers", "international workers"),
        "dct:modified": _moment(each.taken_in_at),
        "dct:temporal": _period(each.first, each.last),
        "dcat:landingPage": {"@id": each.page, "@type": "foaf:Document"},
        "dct:language": _LANGUAGES[:1],
        "dcat:distribution": [_distribution(file, each.licence) for file in each.files],
    }
    return {**found, "dct:source": {"@id": each.link}} if each.link else found


def _period(first: date, last: date) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": first.isoformat()},
        "dcat:endDate": {"@type": "xsd:date", "@value": last.isoformat()},
    }


def _distribution(file: DataFile, licence: str) -> dict[str, Any]:
    kind = file.kind.upper()
    return {
        "@id": file.address,
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "nl", "@value": kind},
        "dcat:accessURL": {"@id": file.address},
        "dcat:downloadURL": {"@id": file.address},
        "dct:license": {"@id": licence},
        "dct:format": {"@id": f"{_EU}/file-type/{kind}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{_MEDIA_TYPES[file.kind]}"},
    }


def _agent(publisher: Publisher) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": publisher.name}


def _contact(publisher: Publisher) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "vcard:Kind",
        "vcard:fn": publisher.name,
        "vcard:hasURL": {"@id": publisher.contact_page},
    }
    return {**found, "vcard:hasEmail": {"@id": f"mailto:{publisher.email}"}} if publisher.email else found


def in_both(text: Any) -> list[dict[str, str]]:
    """A text of ours in Dutch and in English."""
    words = []
    for language in ("nl", "en"):
        with translation.override(language):
            words.append(str(text))
    return _both(*words)


def _both(dutch: str, english: str) -> list[dict[str, str]]:
    return [{"@language": "nl", "@value": dutch}, {"@language": "en", "@value": english}]


def _moment(at: datetime) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": at.isoformat()}
