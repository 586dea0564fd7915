"""A table of the open data of CBS by its number: what is asked for is filtered there, and comes with names and units.

CBS gives codes in the observations and says in other lists what they mean (OData 4, https://datasets.cbs.nl/odata/v1/CBS). The
two are laid together here, so that the file that follows can be read as any other. Nothing is kept between two calls.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from thoes.kernel.foreign_json import foreign_json
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.quoted_numbers import read_period

ADDRESS = "https://datasets.cbs.nl/odata/v1/CBS"
MOST_ROWS = 25_000
_MOST_BYTES = 10 * 2**20
_TIMEOUT_SECONDS = 20
_BUSY = (requests.codes.too_many_requests, requests.codes.service_unavailable)
_TABLE = re.compile(r"[0-9A-Za-z]{5,12}")
Get = Callable[[str, Mapping[str, str]], Any]
"""An address and its question: the answer as JSON has it."""


def fetch_table(table: str, *, wanted: str = "", get: Get | None = None) -> list[dict[str, Any]]:
    """The observations of a table that fit an OData filter, one record each, with names instead of codes.

    A table comes whole or not at all. Refusals: `cbs_table_unknown`, `cbs_not_reached`, `cbs_busy`, `cbs_refused`,
    `cbs_too_much`, `cbs_answer_unknown`, `cbs_nothing_found`.
    """
    if not _TABLE.fullmatch(table):
        raise Refusal("cbs_table_unknown", table=table[:20])
    try:
        return _fetched(table, wanted, get or get_json)
    except (KeyError, TypeError, AttributeError) as error:
        # A list of another shape than OData 4 of CBS has: the table would be read wrongly, so it is not read.
        raise Refusal("cbs_answer_unknown") from error


def _fetched(table: str, wanted: str, asks: Get) -> list[dict[str, Any]]:
    measures = {each["Identifier"]: each for each in _all(asks, f"{ADDRESS}/{table}/MeasureCodes", {})}
    dimensions = list(_all(asks, f"{ADDRESS}/{table}/Dimensions", {}))
    codes = {
        each["Identifier"]: {
            code["Identifier"]: code for code in _all(asks, f"{ADDRESS}/{table}/{each['Identifier']}Codes", {})
        }
        for each in dimensions
    }
    question = {"$filter": wanted} if wanted else {}
    records = []
    for seen in _all(asks, f"{ADDRESS}/{table}/Observations", question):
        records.append(_record(seen, measures, dimensions, codes))
        if len(records) > MOST_ROWS:
            raise Refusal("cbs_too_much", most=MOST_ROWS)
    if not records:
        raise Refusal("cbs_nothing_found")
    return records


def _record(
    seen: Mapping[str, Any],
    measures: Mapping[str, Mapping[str, Any]],
    dimensions: list[dict[str, Any]],
    codes: Mapping[str, Mapping[str, Mapping[str, Any]]],
) -> dict[str, Any]:
    # Without its measure nobody knows in what unit a number is.
    measure = measures[seen["Measure"]]
    record: dict[str, Any] = {"Onderwerp": measure["Title"], "Eenheid": measure.get("Unit") or ""}
    for each in dimensions:
        name, code = each["Identifier"], str(seen[each["Identifier"]]).strip()
        title = str(codes[name].get(str(seen[name]), codes[name].get(code, {})).get("Title", code)).strip()
        if each.get("Kind") == "TimeDimension":
            record["Perioden"] = title if read_period(title) else code
        elif each.get("Kind") == "GeoDimension":
            record |= {"Regio": title, "Regiocode": code}
        else:
            record[str(each.get("Title") or name)] = title
    return record | {"Waarde": seen.get("Value"), "ValueAttribute": seen.get("ValueAttribute", "")}


def _all(get: Get, address: str, question: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Every record of a list, page by page; a next page at another host, without encryption, or asked before is refused."""
    asked: set[str] = set()
    while address:
        asked.add(address)
        answer = get(address, question)
        if not isinstance(answer, dict) or not isinstance(answer.get("value"), list):
            raise Refusal("cbs_answer_unknown")
        yield from answer["value"]
        address, question = str(answer.get("@odata.nextLink") or ""), {}
        if address and (urlsplit(address)[:2] != urlsplit(ADDRESS)[:2] or address in asked):
            raise Refusal("cbs_answer_unknown")


def get_json(address: str, question: Mapping[str, str]) -> Any:
    """Ask CBS, with a limit to how long and how much. Refusals as `fetch_table`."""
    try:
        with requests.get(
            address, params=question, timeout=_TIMEOUT_SECONDS, stream=True, allow_redirects=False
        ) as answer:
            if answer.status_code == requests.codes.not_found:
                raise Refusal("cbs_table_unknown", table=address.split("/")[-2])
            if answer.status_code in _BUSY:
                raise Refusal("cbs_busy", status=answer.status_code)
            if answer.status_code != requests.codes.ok:
                raise Refusal("cbs_refused", status=answer.status_code)
            body = b""
            for part in answer.iter_content(2**16):
                body += part
                if len(body) > _MOST_BYTES:
                    raise Refusal("cbs_too_much", most=MOST_ROWS)
    except requests.RequestException as error:
        raise Refusal("cbs_not_reached") from error
    try:
        return foreign_json(body)
    except ValueError as error:
        raise Refusal("cbs_answer_unknown") from error
