"""Names are found by fragments that tell little, opened when they may be the one, and never found wrongly."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.foundation.encryption import rotation
from thoes.foundation.encryption.fields import EncryptedField
from thoes.foundation.encryption.keys import Key, add_key, ensure_keys, keyring
from thoes.kernel.name_folding import words_of
from thoes.places.models import Organisation
from thoes.register.erasing import erase_workers
from thoes.register.models import Person, Worker
from thoes.register.name_search import _Fragments, _in_threes, name_columns, workers_named
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.register.services.workers import correct_worker, earlier_details, put_details_back

NAMES = (
    ("Nowakski", "Jan"), ("Żółtyński", "Ania"), ("Шевченко", "Олена"), ("de Vries-Nowak", "Li"), ("Ng", "Bo"),
    ("Iliescu", "Ștefan"), ("Müller", "Jörg"), ("Kowalska", "Ewa Maria"),
)  # fmt: skip


# A key that needs no file.
KEY = Key(b"test", date(2026, 1, 1), b"e" * 32, b"s" * 32)


@pytest.fixture
def own_keys(settings, tmp_path) -> None:
    """A key file that a test may add to."""
    settings.THOES_KEY_FILE = tmp_path / "names.json"
    ensure_keys(on=date(2026, 1, 1))


@pytest.fixture
def arrive(alice, site):
    """arrive("Family", "Given", actor=…, site=…) -> the worker, checked in at the door."""

    def arrive(family, given="", *, actor=alice, at=site, residence="") -> Worker:
        line = Declared(
            site_id=at.pk,
            arrival=timezone.localdate() - timedelta(days=3),
            worker=DeclaredWorker(family_name=family, given_name=given, residence=residence),
        )
        _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    return arrive


def _found(text, **options) -> list[str]:
    return [worker.family_name for worker in workers_named(Worker.objects.all(), text, **options)]


@pytest.fixture
def everybody(provider, db) -> None:
    Worker.objects.bulk_create(_worker(provider, *names) for names in NAMES)


def _worker(provider, family_name, given_name) -> Worker:
    columns = name_columns(provider.pk, given_name, family_name)
    return Worker(
        person=Person.objects.create(), provider=provider, family_name=family_name, given_name=given_name, **columns
    )


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("owaks", ["Nowakski"]),
        ("OWAKŚ", ["Nowakski"]),
        ("nowak", ["de Vries-Nowak", "Nowakski"]),
        ("wakski jan", ["Nowakski"]),
        ("ŁTYŃ", ["Żółtyński"]),
        ("вчен", ["Шевченко"]),
        ("evche ole", ["Шевченко"]),
        ("tefa", ["Iliescu"]),
        ("wal ari", ["Kowalska"]),
        ("owaks li", []),
        ("ng", ["Ng"]),
        ("bo n", ["Ng"]),
        ("akx", []),
    ],
)
def test_a_name_is_found_in_its_middle_in_any_spelling(everybody, text, families) -> None:
    assert _found(text) == families


@pytest.mark.parametrize(
    ("family", "given", "texts"),
    [
        ("O'Nepova", "Ana", ["ONepova", "onep", "ana onepova", "O’Nepova", "nepova", "onepova ana"]),
        ("ONepova", "Ana", ["O'Nepova", "o nepova", "O'Nep"]),
        ("D'Angelo", "Gino", ["Dangelo", "d angelo", "angelo"]),
        ("Nepska-Testowa", "Ewa", ["nepskatestowa", "Nepska Testowa", "testowa", "testowa-nepska"]),
        ("Nepskatestowa", "Ewa", ["Nepska-Testowa", "nepska testowa"]),
        ("de la Voorbeeld", "Juan", ["delavoorbeeld", "dela voorbeeld", "de lavoor", "voorbeeld juan"]),
        ("Delavoorbeeld", "Juan", ["de la voorbeeld", "juan de la voor"]),
        ("van der Nep", "Piet", ["vandernep", "vander nep", "van nep"]),
        ("Nepgroß", "Jörg", ["nepgross", "NEPGROSS"]),
        ("Małnepska", "Łucja", ["malnep", "lucja"]),
        ("Непов", "Христо", ["hristo nepov", "Khristo", "христо"]),
        ("Nepov", "Hristo", ["Христо Непов"]),
    ],
)
def test_a_name_is_found_apart_and_together_whichever_way_it_was_written(provider, family, given, texts) -> None:
    _worker(provider, family, given).save()
    _worker(provider, "Anderman", "Bo").save()

    assert {text: _found(text, inside=False) for text in texts} == {text: [family] for text in texts}


def test_words_of_one_or_two_letters_are_beginnings(everybody) -> None:
    assert _found("il") == ["Iliescu"]
    assert _found("le") == []


def test_at_the_door_only_beginnings_are_proposed(everybody) -> None:
    assert _found("nowak", inside=False) == ["de Vries-Nowak", "Nowakski"]
    assert _found("owak", inside=False) == []


@settings(max_examples=200, deadline=None)
@given(st.text("abcdeklnoswz ąèшж", min_size=3, max_size=24), st.data())
def test_every_part_of_a_word_has_only_fragments_that_the_name_has(name, data) -> None:
    provider = data.draw(st.uuids())
    fragments = _Fragments(provider, KEY)
    of_name = {fragments[letters] for letters in _in_threes("".join(words_of(name)))}

    for word in words_of(name):
        begin = data.draw(st.integers(0, len(word)))
        part = word[begin : data.draw(st.integers(begin, len(word)))]
        assert {fragments[letters] for letters in _in_threes(part)} <= of_name


def test_few_names_are_opened_to_find_one_in_the_middle(provider, db, monkeypatch) -> None:
    syllables = ("ba", "ce", "di", "fo", "gu", "ha", "ki", "lo")
    Worker.objects.bulk_create(
        _worker(provider, f"{a}{b}{c}wski", "Jan") for a in syllables for b in syllables for c in syllables
    )
    opened = []
    open_one = EncryptedField.from_db_value
    monkeypatch.setattr(EncryptedField, "from_db_value", lambda *a: opened.append(1) or open_one(*a))

    found = _found("igulow")

    assert found == ["digulowski", "kigulowski"]
    assert len(opened) < 512 * 2 / 20


def test_the_same_name_shares_nothing_between_two_providers_and_tells_one_byte_of_each_fragment(
    provider, other_provider, db
) -> None:
    names = [f"{letters}{letters[::-1]}ska" for letters in ("abc", "def", "ghi", "jkl", "mno", "prs", "tuw")]
    here, there = (
        {number for name in names for number in name_columns(of.pk, "Ewa", name)["name_fragments"]}
        for of in (provider, other_provider)
    )

    assert here.isdisjoint(there)
    assert len({number >> 8 for number in here}) == len({number >> 8 for number in there}) == 1
    assert {number & 255 for number in here} != {number & 255 for number in there}
    assert all(0 <= number < 2**31 for number in here | there)


def test_of_many_letters_in_a_row_several_stand_under_one_number(provider, db) -> None:
    threes = [a + b + c for a in "abcdefgh" for b in "aeiou" for c in "klmnrstw"]

    numbers = {_Fragments(provider.pk, keyring().newest)[letters] for letters in threes}

    assert len(numbers) < len(threes)
    assert len(numbers) <= 256


def test_a_corrected_name_is_found_anew_and_not_as_before_until_it_is_put_back(alice, arrive) -> None:
    worker = arrive("Nowakski", "Jan")

    correct_worker(actor=alice, worker_id=worker.pk, facts=DeclaredWorker(family_name="Bondarenko", given_name="Jan"))

    assert (_found("owaks"), _found("ondar")) == ([], ["Bondarenko"])
    (earlier,) = earlier_details(actor=alice, worker_id=worker.pk)
    put_details_back(actor=alice, worker_id=worker.pk, number=earlier.number)
    assert (_found("owaks"), _found("ondar")) == (["Nowakski"], [])


def test_many_new_workers_of_one_list_are_found_in_their_middle(alice, site, make_site, provider, venlo) -> None:
    large = make_site(provider, venlo, rooms=120, beds=2)
    beds = [bed.pk for unit in large.units.all() for bed in unit.beds.all()]
    lines = [
        Declared(
            site_id=large.pk,
            arrival=timezone.localdate(),
            worker=DeclaredWorker(family_name=f"Lijst{chr(97 + n // 26)}{chr(97 + n % 26)}ska"),
            bed_id=bed,
        )
        for n, bed in enumerate(beds)
    ]

    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)

    assert len(lines) > 200
    assert _found("stbcsk") == ["Lijstbcska"]


def test_nothing_to_search_by_is_left_of_an_erased_worker(arrive) -> None:
    worker = arrive("Nowakski", "Jan")

    erase_workers([worker.pk], at=timezone.now())

    worker.refresh_from_db()
    assert worker.name_fragments == []
    assert _found("owaks") == []


def test_a_rotation_makes_other_fragments_and_all_are_found_during_and_after_it(own_keys, arrive) -> None:
    for names in NAMES[:3]:
        arrive(*names)
    before = set(Worker.objects.values_list("pk", "name_fragments__0"))
    add_key(on=timezone.localdate())
    arrive("Nowakska", "Maria")

    assert _found("owaks") == ["Nowakska", "Nowakski"]
    list(rotation.renew_rows(Worker))
    assert _found("owaks") == ["Nowakska", "Nowakski"]
    assert before.isdisjoint(Worker.objects.values_list("pk", "name_fragments__0"))


def test_an_own_search_of_a_provider_looks_for_its_own_fragments_only(arrive, alice, charlie, make_site, venlo) -> None:
    arrive("Nowakski", "Jan")
    arrive("Nowakska", "Ewa", actor=charlie, at=make_site(Organisation.objects.get(pk=charlie.organisation_id), venlo))

    with CaptureQueriesContext(connection) as asked:
        found = _found("owaks", providers=[alice.organisation_id])

    assert found == ["Nowakski"]
    assert not [query for query in asked if "places_organisation" in query["sql"]]


def test_a_name_is_looked_for_in_the_index_at_all_providers_and_no_table_is_read_through(everybody, provider) -> None:
    Organisation.objects.bulk_create(
        Organisation(kind=provider.kind, name=f"Voorbeeld Wonen {at}") for at in range(200)
    )
    with CaptureQueriesContext(connection) as asked:
        found = _found("nowakski")
    (looked,) = [query["sql"] for query in asked if "@>" in query["sql"]]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {looked}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert found == ["Nowakski"]
    assert "worker_by_fragments" in plan
    # One look per provider, and no array of the numbers of all against every name.
    assert "&&" not in looked
