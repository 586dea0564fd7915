"""Lists linked by name: what is linked, how good that is said to be, and whether the interval holds the truth."""

from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa
import pytest
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.monitor import list_linking
from thoes.monitor.domain.dual_system import dual_system
from thoes.monitor.domain.histories import histories_of
from thoes.monitor.domain.link_quality import LinkQuality, Pair, best_links, histories_of_people, quality_of
from thoes.monitor.domain.linked_estimate import estimate_over_links
from thoes.monitor.list_linking import LinkedLists, link_lists
from thoes.monitor.listed_people import ListedPerson
from thoes.monitor.tests.people_in_lists import ListedTruth, people_in_lists

pytestmark = pytest.mark.slow

BOTH = ((1, 1), (1, 0), (0, 1))
INDEPENDENT = (1.0, 1.0)


def links_of(truth: ListedTruth, linked: LinkedLists) -> tuple[int, int]:
    """How many links there truly are, and how many were made, as counts of the histories."""
    return truth.histories[1, 1], round(linked.histories.count((1, 1)))


@pytest.fixture(scope="module")
def truth() -> ListedTruth:
    return people_in_lists(seed=1, people=3000)


@pytest.fixture(scope="module")
def linked(truth) -> LinkedLists:
    return link_lists(truth.lists)


def test_precision_and_recall_are_as_good_as_is_said_to_within_five_percent(truth) -> None:
    rows = {name: list_linking._rows(people) for name, people in truth.lists.items()}
    pairs = list_linking._pairs(rows)
    made, people = best_links(pairs)
    said = quality_of(pairs, made, people, ways=2)

    right = sum(truth.who[one.one[0]][one.one[1]] == truth.who[one.other[0]][one.other[1]] for one in made)

    precision, recall = right / len(made), right / truth.histories[1, 1]
    assert precision > 0.98
    assert recall > 0.93
    assert said.precision == pytest.approx(precision, abs=0.05)
    assert said.recall == pytest.approx(recall, abs=0.05)


HARD_TO_LINK = [
    (("Łucja", "Wiśniewska"), ("Lucja", "Wisniewska")),
    (("Христо", "Ivanovnep"), ("Hristo", "Ivanovnep")),
    (("Ewa", "Nepska"), ("Nepska", "Ewa")),
    (("Ioana", "Nepescu-Voorbeanu"), ("Ioana", "Voorbeanu")),
]


@pytest.fixture(scope="module")
def linked_places(truth) -> set[tuple[int, int]]:
    """Where the links lie with those four at the end of both lists, counted from their end, each pair one place."""
    born = truth.lists["list 1"][0].birth_date
    lists = {
        name: [*people, *(ListedPerson(*pair[at], born, "PL") for pair in HARD_TO_LINK)]
        for at, (name, people) in enumerate(truth.lists.items())
    }
    rows = {name: list_linking._rows(people) for name, people in lists.items()}

    made, _people = best_links(list_linking._pairs(rows))

    return {(pair.one[1] - len(rows[pair.one[0]]), pair.other[1] - len(rows[pair.other[0]])) for pair in made}


@pytest.mark.parametrize("at", range(len(HARD_TO_LINK)))
def test_another_alphabet_a_swapped_name_and_one_of_two_names_are_one_person(at: int, linked_places) -> None:
    place = at - len(HARD_TO_LINK)

    assert (place, place) in linked_places


def test_the_interval_over_the_links_holds_the_truth_where_links_by_exact_name_do_not(truth, linked) -> None:
    by_name: dict[tuple[object, ...], set[int]] = {}
    for at, people in enumerate(truth.lists.values()):
        for person in people:
            by_name.setdefault((person.given_name, person.family_name, person.birth_date), set()).add(at)
    exact = dict.fromkeys(BOTH, 0.0)
    for lists in by_name.values():
        exact[tuple(int(at in lists) for at in range(2))] += 1

    naive = dual_system(histories_of(["a", "b"], exact), odds_ratio=INDEPENDENT).independent
    found = estimate_over_links(linked.histories, linked.quality, odds_ratio=INDEPENDENT)

    assert naive is not None
    assert naive.low > truth.people
    assert found.interval is not None
    assert found.interval.high is not None
    assert found.interval.low < truth.people < found.interval.high


def test_doubt_about_the_links_makes_the_interval_wider() -> None:
    found = histories_of(["a", "b"], {(1, 1): 500, (1, 0): 900, (0, 1): 700})

    answer = estimate_over_links(found, LinkQuality(500, 0.95, 0.9), odds_ratio=INDEPENDENT)

    assert answer.interval is not None
    assert answer.without_doubt is not None
    with_links, without = (each.high - each.low for each in (answer.interval, answer.without_doubt))
    assert with_links > 1.2 * without


def test_with_perfect_links_the_interval_is_that_of_chance() -> None:
    found = histories_of(["a", "b"], {(1, 1): 500, (1, 0): 900, (0, 1): 700})

    answer = estimate_over_links(found, LinkQuality(500, 1.0, 1.0), odds_ratio=INDEPENDENT, draws=4000)
    by_likelihood = dual_system(found, odds_ratio=INDEPENDENT).independent

    assert by_likelihood is not None
    assert answer.without_doubt is not None
    assert answer.without_doubt.low == pytest.approx(by_likelihood.low, rel=0.02)
    assert answer.without_doubt.high == pytest.approx(by_likelihood.high, rel=0.02)


def test_over_forty_worlds_with_known_faults_the_interval_holds_the_truth_in_nineteen_of_twenty_or_nearly() -> None:
    """True links are missed and others made wrongly, at shares that are known only by an estimate of a hundred looked at."""
    random, held, held_without = np.random.default_rng(5), 0, 0
    for world in range(40):
        people = 4000
        stands = random.random((people, 2)) < (0.5, 0.4)
        both = int(stands.all(axis=1).sum())
        one, other = (int((stands[:, at] & ~stands[:, 1 - at]).sum()) for at in (0, 1))
        missed = random.binomial(both, 0.12)
        wrong = random.binomial(min(one, other), 0.03)
        links = both - missed + wrong
        seen = histories_of(["a", "b"], {(1, 1): links, (1, 0): one + missed - wrong, (0, 1): other + missed - wrong})
        recall = random.binomial(100, (both - missed) / both) / 100
        precision = random.binomial(100, (both - missed) / links) / 100
        answer = estimate_over_links(seen, LinkQuality(links, precision, recall), odds_ratio=INDEPENDENT, seed=world)
        assert answer.interval is not None
        assert answer.without_doubt is not None
        held += answer.interval.low <= people <= (answer.interval.high or people)
        held_without += answer.without_doubt.low <= people <= (answer.without_doubt.high or people)

    assert held >= 35
    assert held_without < held


def test_three_lists_are_linked_together_and_the_interval_holds_the_truth() -> None:
    truth = people_in_lists(seed=3, people=2500, shares=(0.5, 0.4, 0.35), faults=(0.15, 0.35, 0.2))

    linked = link_lists(truth.lists)
    answer = estimate_over_links(linked.histories, linked.quality, odds_ratio=INDEPENDENT)

    assert linked.histories.lists == ("list 1", "list 2", "list 3")
    assert answer.interval is not None
    assert answer.interval.low < truth.people < (answer.interval.high or np.inf)


def test_the_same_lists_give_the_same_answer_twice(truth, linked) -> None:
    again = link_lists(truth.lists)

    assert again.histories.counts.tolist() == linked.histories.counts.tolist()
    assert again.quality == linked.quality


def test_who_stands_twice_in_a_list_is_one_person_and_that_is_counted(truth, linked) -> None:
    twice = {**truth.lists, "list 1": [*truth.lists["list 1"], *truth.lists["list 1"][:30]]}

    found = link_lists(twice)

    assert found.repeated == linked.repeated + 30
    assert found.histories.counts.tolist() == linked.histories.counts.tolist()


def test_lists_that_share_nobody_and_lists_that_are_too_short_are_refused(truth) -> None:
    others = people_in_lists(seed=99, people=400, shares=(0.5, 0.5), faults=(0, 0))
    strangers = [ListedPerson(f"{p.given_name}x", f"Q{p.family_name}", None, "") for p in others.lists["list 2"]]

    with pytest.raises(Refusal, match="lists_not_alike"):
        link_lists({"a": truth.lists["list 1"], "b": strangers})
    with pytest.raises(Refusal, match="list_too_short"):
        link_lists({"a": truth.lists["list 1"], "b": truth.lists["list 2"][:20]})
    with pytest.raises(Refusal, match="too_few_lists"):
        link_lists({"a": truth.lists["list 1"]})


def test_a_birth_date_that_stands_for_not_known_makes_no_pair_of_everybody_with_everybody() -> None:
    def people(many: int, mark: str) -> list[ListedPerson]:
        return [
            ListedPerson(f"Nep{at}", f"{mark}{at * 7919 % 90_001:05}", date(1900, 1, 1), "PL") for at in range(many)
        ]

    with pytest.raises(Refusal, match="birth_date_of_too_many") as refused:
        link_lists({"a": people(2300, "Voor"), "b": people(2300, "Beeld")})
    assert refused.value.facts == {"day": date(1900, 1, 1), "lines": 4600}
    assert "1 januari 1900" in explain(refused.value)


def test_lists_with_one_name_for_everybody_are_refused_before_they_are_compared() -> None:
    people = [ListedPerson("Onbekend", "Onbekend", date(1990, 1, 1) + timedelta(days=at), "") for at in range(2300)]

    with pytest.raises(Refusal, match="too_many_pairs_to_link") as refused:
        link_lists({"a": people, "b": people})
    assert "5 miljoen paren" in explain(refused.value)


def test_pairs_that_do_not_fit_the_memory_that_is_lent_are_refused_with_a_way_out(truth, monkeypatch) -> None:
    monkeypatch.setitem(list_linking._OFFLINE, "memory_limit", "12MB")

    with pytest.raises(Refusal, match="too_many_pairs_to_link"):
        link_lists(truth.lists)


def test_links_that_are_mostly_wrong_give_no_estimate() -> None:
    found = histories_of(["a", "b"], {(1, 1): 5, (1, 0): 900, (0, 1): 700})

    with pytest.raises(Refusal, match="links_too_bad"):
        estimate_over_links(found, LinkQuality(5, 0.1, 0.9), odds_ratio=INDEPENDENT)


def test_nobody_is_linked_to_two_lines_of_one_list() -> None:
    pairs = [
        Pair(("a", 0), ("b", 0), 0.99, frozenset({0})),
        Pair(("a", 1), ("b", 0), 0.9, frozenset({0})),
        Pair(("b", 0), ("c", 0), 0.8, frozenset({1})),
        Pair(("a", 1), ("c", 0), 0.7, frozenset({1})),
    ]

    made, people = best_links(pairs)

    assert [(pair.one, pair.other) for pair in made] == [(("a", 0), ("b", 0)), (("b", 0), ("c", 0))]
    assert histories_of_people({"a": 2, "b": 1, "c": 1}, people) == {(1, 1, 1): 1, (1, 0, 0): 1}


@pytest.mark.parametrize(
    ("m", "u", "agrees", "differs"),
    [(0.9, 0.01, 6.4919, -3.3074), (0.95, 0.001, 9.8918, -4.3205), (0.98, 0.5, 0.9709, -4.6439)],
)
def test_the_weights_of_splink_are_those_of_fellegi_and_sunter(
    m: float, u: float, agrees: float, differs: float
) -> None:
    found = predicted([m], [u], prior=0.5, alike=[True]), predicted([m], [u], prior=0.5, alike=[False])

    assert [each["match_weight"] for each in found] == pytest.approx([agrees, differs], abs=1e-4)


def test_the_chance_of_splink_is_the_known_one_of_two_agreements_and_a_difference() -> None:
    found = predicted([0.9, 0.95, 0.98], [0.01, 0.001, 0.5], prior=1 / 1000, alike=[True, True, False])

    assert found["match_probability"] == pytest.approx(0.773931, abs=1e-6)


def predicted(m: list[float], u: list[float], *, prior: float, alike: list[bool]) -> dict[str, float]:
    """What splink says of one pair, with the chances given."""
    names = [f"field_{at}" for at in range(len(m))]
    api = DuckDBAPI(duckdb.connect(":memory:"))
    other = {name: "a" if same else "b" for name, same in zip(names, alike, strict=True)}
    lines = [{"unique_id": 1, "all": "x", **values} for values in (dict.fromkeys(names, "a"), other)]
    tables = [
        api.register(pa.Table.from_pylist([line]), dataset_display_name=name)
        for name, line in zip("ab", lines, strict=True)
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.ExactMatch(name).configure(m_probabilities=[yes, 1 - yes], u_probabilities=[no, 1 - no])
            for name, yes, no in zip(names, m, u, strict=True)
        ],
        blocking_rules_to_generate_predictions=[block_on("all")],
        probability_two_random_records_match=prior,
    )
    (row,) = Linker(tables, settings, log_level="ERROR").inference.predict().as_record_list()
    return row
