"""Two lists of people or more, linked by names, birth date, nationality and place: which lines are one person, how surely.

By splink (Linacre and others 2022, IJPDS 7:3), which learns from the lists themselves how often people who are one differ and
people who are two agree. Everything stays in memory and in this process: DuckDB gets no disk, no network and no extensions.
What leaves are counts; names do not. Names are made alike before (`kernel/name_folding.py`), so another alphabet or accent
is no difference; swapped names and one of two family names are. Lists without names that all have pseudonyms are linked by
those, exactly; then nothing in the lists says how good that is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.exceptions import EMTrainingException, SplinkException

from thoes.kernel.name_folding import words_spelled
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.histories import Histories, histories_of, link
from thoes.monitor.domain.link_quality import Line, LinkQuality, Pair, best_links, histories_of_people, quality_of
from thoes.monitor.domain.linked_estimate import LinkedEstimate, estimate_over_links
from thoes.monitor.domain.loglinear import SEED
from thoes.monitor.listed_people import ListedPerson
from thoes.register.public import nationality_of

FEWEST = 50
"""From fewer people nothing can be learned of how lists differ."""

MOST_PAIRS = 5_000_000
"""Pairs of lines that are compared: so many take some minutes and some gigabytes. Lists of a hundred thousand people in which
nothing is put in for what is not known make fewer."""

_SEED, _SAMPLED_PAIRS = 20_261_129, 1_000_000
_LEAST_CHANCE = 0.001
# What is made of each line to look by: a pair is compared when one of these is the same. The first leads there by when
# somebody was born, the second by the name alone; a fault in one of those hides a pair from one way and not from the other.
_WAYS = (("by_birth", "by_family_and_year", "by_given_and_year"), ("by_name", "by_beginnings"))
_KEYS = tuple(key for way in _WAYS for key in way)
_PREDICTED = ("source_dataset_l", "source_dataset_r", "unique_id_l", "unique_id_r", "match_probability")
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1, "memory_limit": "2GB", "temp_directory": "",
    "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkedLists:
    """The histories of the people in the lists, and how good the links are: None when they were linked by pseudonym.

    `repeated` are lines that a list held twice, `nameless` those without a name in lists that were linked by name.
    """

    histories: Histories
    quality: LinkQuality | None
    repeated: int
    nameless: int

    @property
    def counted(self) -> list[tuple[list[int], float]]:
        """Each history with how many people have it."""
        return list(zip(self.histories.cells.tolist(), self.histories.counts.tolist(), strict=True))

    @property
    def links(self) -> int:
        """How often somebody is the same in two lists."""
        if self.quality is not None:
            return self.quality.links
        in_lists = self.histories.cells.sum(axis=1)
        return round(float((self.histories.counts * (in_lists - 1)).sum()))


def link_and_estimate(
    lists: Mapping[str, Sequence[ListedPerson]], *, odds_ratio: tuple[float, float], seed: int = SEED
) -> tuple[LinkedLists, LinkedEstimate | Refusal]:
    """Who of these lists is one person, and how many stand in none of them: the whole of what a person asks for.

    Refusals of linking are raised; that there is no estimate is an answer, which leaves the histories as they are.
    """
    linked = link_lists(lists)
    try:
        return linked, estimate_over_links(linked.histories, linked.quality, odds_ratio=odds_ratio, seed=seed)
    except Refusal as refusal:
        return linked, refusal


def link_lists(lists: Mapping[str, Sequence[ListedPerson]]) -> LinkedLists:
    """Who of these lists is one person, as counts.

    The same name, birth date and nationality twice in a list is one person, and so is the same pseudonym. Refusals:
    `too_few_lists`, `list_too_short`, `lists_not_alike` when they share too few people to learn from,
    `lists_share_no_key` when one has names and another only pseudonyms, and `birth_date_of_too_many` or
    `too_many_pairs_to_link` when more pairs look alike than can be compared.
    """
    if len(lists) < 2:
        raise Refusal("too_few_lists")
    if not all(any(person.is_named for person in people) for people in lists.values()):
        return _linked_by_pseudonym(lists)
    named = {name: [each for each in people if each.is_named] for name, people in lists.items()}
    rows = {name: _rows(people) for name, people in named.items()}
    for name, found in rows.items():
        if len(found) < FEWEST:
            raise Refusal("list_too_short", name=name, least=FEWEST)
    _refuse_too_many_pairs(rows)
    pairs = _pairs(rows)
    made, people = best_links(pairs)
    if not made:
        raise Refusal("lists_not_alike")
    counted = histories_of_people({name: len(found) for name, found in rows.items()}, people)
    return LinkedLists(
        histories_of(list(rows), dict(counted)),
        quality_of(pairs, made, people, ways=len(_WAYS)),
        repeated=sum(len(named[name]) - len(rows[name]) for name in rows),
        nameless=sum(len(lists[name]) - len(named[name]) for name in rows),
    )


def _linked_by_pseudonym(lists: Mapping[str, Sequence[ListedPerson]]) -> LinkedLists:
    if not all(person.pseudonym for people in lists.values() for person in people):
        raise Refusal("lists_share_no_key")
    pseudonyms = {name: [person.pseudonym for person in people] for name, people in lists.items()}
    repeated = sum(len(found) - len(set(found)) for found in pseudonyms.values())
    linked = LinkedLists(link(pseudonyms), None, repeated, nameless=0)
    if not linked.links:
        raise Refusal("lists_not_alike")
    return linked


def _rows(people: Sequence[ListedPerson]) -> list[dict[str, Any]]:
    """The lines as they are compared, each person once."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for person in people:
        given, family = words_spelled(person.given_name), words_spelled(person.family_name)
        birth, nationality = person.birth_date, nationality_of(person.nationality) or person.nationality or None
        same = (given, family, birth, nationality)
        if same in found:
            continue
        year = str(birth.year) if birth else None
        one, other = " ".join(given) or None, " ".join(family) or None
        found[same] = {
            "unique_id": len(found), "given": one, "family": other, "words": [*given, *family],
            "birth": birth.isoformat() if birth else None, "nationality": nationality, "place": person.place or None,
            "by_birth": birth.isoformat() if birth else None,
            "by_name": " ".join(sorted([*given, *family])) or None,
            "by_family_and_year": f"{other} {year}" if other and year else None,
            "by_given_and_year": f"{one} {year}" if one and year else None,
            "by_beginnings": f"{other[:4]} {one[:3]}" if one and other else None,
        }  # fmt: skip
    return list(found.values())


def _refuse_too_many_pairs(rows: Mapping[str, Sequence[dict[str, Any]]]) -> None:
    """Where many lines have the same date or name each is compared with each. Counted before anything is learned."""
    pairs: Counter[tuple[str, str]] = Counter()
    counted = [Counter((key, row[key]) for row in found for key in _KEYS if row[key]) for found in rows.values()]
    for one, other in combinations(counted, 2):
        pairs.update({value: count * other[value] for value, count in one.items() if value in other})
    total = pairs.total()
    if total <= MOST_PAIRS:
        return
    (key, value), most = pairs.most_common(1)[0]
    if key == "by_birth" and most > total / 2:
        lines = sum(each[key, value] for each in counted)
        raise Refusal("birth_date_of_too_many", day=date.fromisoformat(value), lines=lines)
    raise Refusal("too_many_pairs_to_link", most=MOST_PAIRS // 1_000_000)


_SCHEMA = pa.schema(
    [("unique_id", pa.int64()), ("given", pa.string()), ("family", pa.string()), ("words", pa.list_(pa.string())),
     ("birth", pa.string()), ("nationality", pa.string()), ("place", pa.string()), *((key, pa.string()) for key in _KEYS)]
)  # fmt: skip


def _pairs(rows: Mapping[str, Sequence[dict[str, Any]]]) -> list[Pair]:
    """Every pair of lines that may be one person, with the chance that it is."""
    names = list(rows)
    # splink puts the name of a list into SQL: ours are numbers.
    numbered = [f"list_{at}" for at in range(len(names))]
    with duckdb.connect(":memory:", config=_OFFLINE) as connection:
        # Last, because after it nothing may be set.
        connection.execute("SET enable_external_access = false")
        api = DuckDBAPI(connection)
        frames = [
            api.register(pa.Table.from_pylist(list(found), schema=_SCHEMA), dataset_display_name=number)
            for number, found in zip(numbered, rows.values(), strict=True)
        ]
        by_place = sum(any(row["place"] for row in found) for found in rows.values()) > 1
        linker = Linker(frames, _settings(by_place=by_place), log_level="ERROR")
        try:
            _learn(linker)
            predicted = linker.inference.predict(threshold_match_probability=_LEAST_CHANCE).as_duckdbpyrelation()
            found_pairs = predicted.select(*_PREDICTED).to_arrow_table().to_pylist()
        except EMTrainingException as too_little:
            raise Refusal("lists_not_alike") from too_little
        except (SplinkException, duckdb.OutOfMemoryException) as error:
            if not isinstance(error.__cause__ or error, duckdb.OutOfMemoryException):
                raise
            raise Refusal("too_many_pairs_to_link", most=MOST_PAIRS // 1_000_000) from error
    return [_pair(each, dict(zip(numbered, names, strict=True)), rows) for each in found_pairs]


def _pair(each: Mapping[str, Any], named: Mapping[str, str], rows: Mapping[str, Sequence[dict[str, Any]]]) -> Pair:
    one, other = ((named[each[f"source_dataset_{side}"]], int(each[f"unique_id_{side}"])) for side in ("l", "r"))
    found_by = frozenset(
        way for way, keys in enumerate(_WAYS) if any(_same(_row(rows, one), _row(rows, other), key) for key in keys)
    )
    return Pair(one, other, float(each["match_probability"]), found_by)


def _row(rows: Mapping[str, Sequence[dict[str, Any]]], line: Line) -> dict[str, Any]:
    return rows[line[0]][line[1]]


def _same(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> bool:
    return one[name] is not None and one[name] == other[name]


def _learn(linker: Linker) -> None:
    """From the lists: how many pairs are one person, how often strangers agree, and how often one person differs."""
    linker.training.estimate_probability_two_random_records_match(
        [block_on("by_birth", "given"), block_on("by_birth", "family")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED_PAIRS, seed=_SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("by_birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("by_name"))


def _settings(*, by_place: bool) -> SettingsCreator:
    contains = "(list_has_all(words_l, words_r) OR list_has_all(words_r, words_l))"
    alike = "jaro_winkler_similarity({}_l, {}_r) >= 0.85"
    other_way = (("given", "family", "family", "given"), ("family", "given", "given", "family"))
    names = comparisons.CustomComparison(
        output_column_name="names",
        comparison_levels=[
            levels.CustomLevel("family_l IS NULL OR family_r IS NULL", "not known").configure(is_null_level=True),
            levels.CustomLevel("given_l = given_r AND family_l = family_r", "the same"),
            levels.CustomLevel("given_l = family_r AND family_l = given_r", "swapped"),
            levels.CustomLevel(f"len(words_l) > 1 AND len(words_r) > 1 AND {contains}", "one of two names left out"),
            levels.CustomLevel(f"given_l = given_r AND {alike.format('family', 'family')}", "family name alike"),
            levels.CustomLevel(f"family_l = family_r AND {alike.format('given', 'given')}", "given name alike"),
            levels.CustomLevel(
                " OR ".join(f"({a}_l = {b}_r AND {alike.format(c, d)})" for a, b, c, d in other_way),
                "swapped and alike",
            ),
            levels.CustomLevel("family_l = family_r", "family name"),
            levels.CustomLevel("given_l = given_r", "given name"),
            levels.ElseLevel(),
        ],
    )
    day_and_month = " AND ".join(
        f"substr(birth_l, {one}) = substr(birth_r, {other})"
        for one, other in (("1, 4", "1, 4"), ("6, 2", "9, 2"), ("9, 2", "6, 2"))
    )
    birth = comparisons.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            levels.NullLevel("birth"),
            levels.ExactMatchLevel("birth"),
            levels.CustomLevel(day_and_month, "day and month changed places"),
            levels.CustomLevel("damerau_levenshtein(birth_l, birth_r) <= 1", "one sign is different"),
            levels.CustomLevel("substr(birth_l, 1, 7) = substr(birth_r, 1, 7)", "the same month"),
            levels.CustomLevel("substr(birth_l, 1, 4) = substr(birth_r, 1, 4)", "the same year"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            names,
            birth,
            comparisons.ExactMatch("nationality"),
            # Of a column that one list has alone nothing can be learned.
            *([comparisons.ExactMatch("place")] if by_place else []),
        ],
        blocking_rules_to_generate_predictions=[block_on(key) for key in _KEYS],
        retain_matching_columns=False,
    )
