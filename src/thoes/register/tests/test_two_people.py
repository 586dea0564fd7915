"""Two people in one name are told from one person with a long name."""

from datetime import UTC, date, datetime

import pytest

from thoes.kernel.person_names import names_two_people
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Jan & Ana", "Nepski"),
        ("Jan en Ana", "Nepski"),
        ("JAN EN ANA", "NEPSKI"),
        ("Jan i Ana", "Nepska"),
        ("Jan und Ana", "Muster"),
        ("", "Jan/Ana"),
        ("Jan +", "Ana"),
        ("Jan", "Nepski / Testowski"),
        ("Ion și Ana", "Exemplescu"),
    ],
)
def test_two_names_are_seen(given, family) -> None:
    assert names_two_people(given, family)


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Jan I.", "Nepski"),
        ("Jan I", "Nepski"),
        ("Anna-Maria", "Testowska-Próbna"),
        ("Enrico", "Undesen"),
        ("José", "Ortega y Gasset"),
        ("Eva", "van der Proef en"),
        ("", "& Nepski"),
    ],
)
def test_one_person_is_left_alone(given, family) -> None:
    assert not names_two_people(given, family)


@pytest.mark.django_db
def test_two_people_get_no_bed_together(alice, site) -> None:
    line = Declared(site_id=site.pk, arrival=date(2026, 5, 14), worker=DeclaredWorker("Nepski", "Jan & Ana"))

    _, (result,) = check_in(actor=alice, arrivals=[line], at=datetime(2026, 5, 14, 12, tzinfo=UTC), nonce=None)

    assert result.refusal.code == "two_people_in_a_line"
