"""Reading an extract: what is kept, what is dropped, and what is refused."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from thoes.intake.reading.opening import open_table_file
from thoes.intake.reading_files import read_sheets
from thoes.kernel.refusals import Refusal
from thoes.matching.extract import Register
from thoes.matching.file_kinds import BrpExtract

TODAY = date(2026, 11, 24)
BSN = "111222333"


def read(tmp_path, text, *, default=Register.BRP):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    kind = BrpExtract(actor=None, asked={"register": default}, at=datetime(2026, 11, 24, 12, tzinfo=UTC))
    found = read_sheets(open_table_file(path, limits=kind.limits), kind)
    if not found.understood:
        raise Refusal(kind.columns_missing)
    return SimpleNamespace(
        lines=[line.said for line in found.lines],
        problems=[SimpleNamespace(line=line.line, code=line.problems[0].code) for line in found.rejected],
        notices=[(notice.code, notice.facts) for notice in found.notices],
    )


def test_a_list_with_parts_of_names_and_addresses_is_read(tmp_path) -> None:
    extract = read(
        tmp_path,
        "Voornamen;Voorvoegsel;Geslachtsnaam;Geboortedatum;Straatnaam;Huisnummer;Postcode;Datum inschrijving;Register\n"
        "Jan;van der;Proefnik;03-04-1990;Proefweg;12;5911AA;01-10-2026;RNI\n",
    )

    line = extract.lines[0]
    assert (line.given_name, line.family_name, line.birth_date) == ("Jan", "van der Proefnik", date(1990, 4, 3))
    assert (line.shown_address, line.registered_on, line.register) == (
        "Proefweg 12, 5911AA", date(2026, 10, 1), Register.RNI,
    )  # fmt: skip


def test_dates_as_the_brp_writes_them_are_read_and_half_a_birth_date_is_left_aside(tmp_path) -> None:
    extract = read(tmp_path, "naam;geboortedatum;inschrijfdatum\nAnna Testowska;19900000;20261001\n")

    assert (extract.lines[0].birth_date, extract.lines[0].registered_on) == (None, date(2026, 10, 1))


def test_the_order_of_day_and_month_is_one_for_the_whole_extract_and_is_said(tmp_path) -> None:
    extract = read(
        tmp_path,
        "naam;geboortedatum;inschrijfdatum\nAnna Testowska;04/13/1990;10/01/2026\nJan Proef;03/04/1991;10/02/2026\n",
    )

    assert [(line.birth_date, line.registered_on) for line in extract.lines] == [
        (date(1990, 4, 13), date(2026, 10, 1)),
        (date(1991, 3, 4), date(2026, 10, 2)),
    ]
    assert extract.notices == [("dates_month_first", {"text": "10/01/2026", "day": date(2026, 10, 1)})]


@pytest.mark.parametrize("header", ["BSN", "Burgerservicenummer", "A-nummer", "anr", "Sofi-nummer"])
def test_a_column_called_after_the_number_is_dropped_and_said_so(tmp_path, header) -> None:
    extract = read(tmp_path, f"{header};naam;datum inschrijving\n{BSN};Anna Testowska;31-10-2026\n")

    assert extract.notices == [("personal_number_dropped", {"column": "A"})]
    assert len(extract.lines) == 1


@pytest.mark.parametrize("numbers", [(BSN, BSN), ("1234567890", "1234567890"), ("111 222 333", "")])
def test_a_column_that_looks_like_the_number_is_dropped_whatever_it_is_called(tmp_path, numbers) -> None:
    lines = "\n".join(f"{number};Anna Testowska;31-10-2026" for number in numbers)

    extract = read(tmp_path, f"adres;naam;datum inschrijving\n{lines}\n")

    assert extract.notices == [("personal_number_dropped", {"column": "A"})]
    assert {line.shown_address for line in extract.lines} == {""}


def test_one_number_in_a_field_for_something_else_leaves_that_line_out(tmp_path) -> None:
    extract = read(
        tmp_path,
        f"naam;adres;datum inschrijving\nAnna Testowska {BSN};Proefweg 1;01-10-2026\n"
        "Jan Proefnik;Proefweg 1;01-10-2026\nEwa Proefnik;Proefweg 2;01-10-2026\n",
    )

    assert [(problem.line, problem.code) for problem in extract.problems] == [(2, "personal_number_in_line")]
    assert BSN not in repr(extract)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("Anna Testowska;;BRP", "registration_day_missing"),
        ("Anna Testowska;25-11-2026;BRP", "registration_day_ahead"),
        ("Anna Testowska;31-02-2026;BRP", "date_impossible"),
        ("Anna Testowska;soon;BRP", "date_unreadable"),
        ("Anna Testowska;01-10-2026;perhaps", "register_unknown"),
        ("123;01-10-2026;BRP", "name_without_letters"),
    ],
)
def test_a_line_that_cannot_be_used_comes_back_with_a_code(tmp_path, cells, code) -> None:
    extract = read(tmp_path, f"naam;datum inschrijving;register\n{cells}\n")

    assert [problem.code for problem in extract.problems] == [code]


@pytest.mark.parametrize(("day", "lines"), [("23-11-2026", 1), ("24-11-2026", 1), ("25-11-2026", 0)])
def test_a_registration_of_today_counts_and_one_of_tomorrow_does_not(tmp_path, day, lines) -> None:
    assert len(read(tmp_path, f"naam;datum inschrijving\nAnna Testowska;{day}\n").lines) == lines


def test_lines_that_do_not_say_it_are_what_the_clerk_said(tmp_path) -> None:
    extract = read(tmp_path, "naam;datum inschrijving\nAnna Testowska;01-10-2026\n", default=Register.RNI)

    assert extract.lines[0].register is Register.RNI


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kamer;bed\n1;A\n", "extract_columns_missing"),
        ("naam;adres\nAnna Testowska;Proefweg 1\n", "extract_columns_missing"),
        ("naam;datum inschrijving\n", "extract_empty"),
        ("\x00\x01\x02nonsense", "file_unknown_format"),
    ],
)
def test_a_file_that_is_no_extract_is_refused_with_a_code(tmp_path, text, code) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, text)

    assert refused.value.code == code


def test_a_name_column_of_numbers_leaves_nothing_to_match(tmp_path) -> None:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, f"naam;datum inschrijving\n{BSN};01-10-2026\n")

    assert refused.value.code == "extract_columns_missing"


@pytest.mark.parametrize(
    ("heading", "cell", "left_out"),
    [
        ("Status", "overleden", "line_no_longer_registered"),
        ("Status", "Geëmigreerd", "line_no_longer_registered"),
        ("Status", "uitgeschreven", "line_no_longer_registered"),
        ("Reden opschorting bijhouding", "E", "line_no_longer_registered"),
        ("Overleden", "ja", "line_no_longer_registered"),
        ("Datum vertrek", "20261101", "line_no_longer_registered"),
        ("Datum overlijden", "24-11-2026", "line_no_longer_registered"),
        ("Status", "onderzoek loopt", "line_status_unknown"),
        ("Vertrokken", "misschien", "line_status_unknown"),
        ("Datum vertrek", "binnenkort", "date_unreadable"),
        ("Status", "ingeschreven", ""),
        ("Status", "", ""),
        ("Overleden", "nee", ""),
        ("Datum vertrek", "", ""),
        ("Datum vertrek", "00000000", ""),
        ("Datum vertrek", "25-11-2026", ""),
        ("Datum vertrek", "30-09-2026", ""),
    ],
)
def test_who_died_left_or_was_deregistered_is_not_read_as_registered(tmp_path, heading, cell, left_out) -> None:
    extract = read(tmp_path, f"naam;datum inschrijving;{heading}\nAnna Testowska;01-10-2026;{cell}\n")

    assert [problem.code for problem in extract.problems] == ([left_out] if left_out else [])
    assert len(extract.lines) == (0 if left_out else 1)


@pytest.mark.parametrize(
    ("register", "lines", "codes"), [("", ["rni"], []), ("RNI", ["rni"], []), ("BRP", [], ["line_status_unknown"])]
)
def test_a_status_of_rni_is_the_register_and_never_the_brp(tmp_path, register, lines, codes) -> None:
    text = f"naam;datum inschrijving;register;status\nAnna Testowska;01-10-2026;{register};RNI\n"

    extract = read(tmp_path, text)

    assert [line.register.value for line in extract.lines] == lines
    assert [problem.code for problem in extract.problems] == codes


def test_every_column_that_ends_a_registration_is_looked_at(tmp_path) -> None:
    text = (
        "naam;datum inschrijving;datum vertrek;datum overlijden\n"
        "Anna Testowska;01-10-2026;;02-11-2026\nJan Proefnik;01-10-2026;02-11-2026;\nEwa Proefnik;01-10-2026;;\n"
    )

    extract = read(tmp_path, text)

    assert [line.given_name for line in extract.lines] == ["Ewa"]
