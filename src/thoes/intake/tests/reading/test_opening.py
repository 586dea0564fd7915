"""Files people really have, and files made to harm."""

import csv
import io
import os
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thoes.intake.reading import xlsx_tables
from thoes.intake.reading.cells import NO_RESULT, Limits, Sheet
from thoes.intake.reading.opening import open_table_file
from thoes.intake.reading.quoted_text import lines_of, records
from thoes.intake.tests.reading import made_files
from thoes.kernel.refusals import Refusal


def refusal_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        open_table_file(path, limits=limits)
    return caught.value.code


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_polish_list_in_windows_1250_keeps_its_letters(tmp_path):
    text = "Imię i nazwisko;Przyjazd\r\nŁucja Źdźbłowska;14.05.2026\r\n"

    sheet = open_table_file(written(tmp_path / "lista.csv", text.encode("cp1250")))[0]

    assert sheet.rows == [["Imię i nazwisko", "Przyjazd"], ["Łucja Źdźbłowska", "14.05.2026"]]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nume;Sosire\nŞtefăniţă Păun;1.5.2026\n", "cp1250"),
        ("Név;Érkezés\nSzőke Tündér Ürgefű;2026.05.14\n", "cp1250"),
        ("Naam;Land\nZoë Voorbeeld;België\nRenée Proefpersoon;Roemenië\n", "cp1252"),
        ("Name;Straße\nJörg Mustermann;Grüne Straße\nAndré Beispiel;Höhe\n", "cp1252"),
        ("Naam;Plaats\nAnaïs Voorbeeld;Genève\n", "cp1252"),
        ("Име;Пристигане\nИван Примеров;14.05.2026\n", "cp1251"),
    ],
)
def test_code_pages_are_told_apart_by_their_letters(tmp_path, text, encoding):
    sheet = open_table_file(written(tmp_path / "list.csv", text.encode(encoding)))[0]

    assert sheet.rows == [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_with_tabs_is_read_with_and_without_a_quality_label(tmp_path, encoding):
    text = "Naam\tAankomst\r\nZażółć Gęślą\t14-05-2026\r\n"

    sheet = open_table_file(written(tmp_path / "list.txt", text.encode(encoding)))[0]

    assert sheet.rows[1] == ["Zażółć Gęślą", "14-05-2026"]


def test_a_comma_in_names_does_not_pass_for_the_delimiter(tmp_path):
    text = "Naam;Aankomst;Kamer\nVoorbeeld, A.;1-5-2026;1\nProef, B.;2-5-2026;2\n"

    assert open_table_file(written(tmp_path / "a.csv", text.encode()))[0].rows[1] == ["Voorbeeld, A.", "1-5-2026", "1"]


def test_excels_announced_delimiter_keeps_the_line_numbers_true(tmp_path):
    sheet = open_table_file(written(tmp_path / "a.csv", b"sep=|\r\nNaam|Bed\r\nA;B|1\r\n"))[0]

    assert sheet.rows == [[], ["Naam", "Bed"], ["A;B", "1"]]


def read_text(tmp_path: Path, *lines: str) -> Sheet:
    return open_table_file(written(tmp_path / "a.csv", "\r\n".join(lines).encode()))[0]


def test_a_quotation_mark_that_is_not_closed_costs_its_own_line_only(tmp_path):
    sheet = read_text(
        tmp_path,
        "Naam;Voornaam;Kamer",
        'Proefova;"Ana;1',
        "Próbny;Jan;2",
        'Nepski;Piotr "Pit";4',
        'Foppova;"Ida";5',
        'Testas;Ona";6',
        'Mintas;"Pit" Piotr;7',
    )

    assert sheet.open_quotes == {2}
    assert sheet.rows[1:] == [
        ["Proefova", "Ana", "1"],
        ["Próbny", "Jan", "2"],
        ["Nepski", 'Piotr "Pit"', "4"],
        ["Foppova", "Ida", "5"],
        ["Testas", 'Ona"', "6"],
        ["Mintas", '"Pit" Piotr', "7"],
    ]


def test_a_quotation_mark_that_another_line_seems_to_close_swallows_no_lines(tmp_path):
    sheet = read_text(tmp_path, "Naam;Voornaam;Kamer", 'Proefova;"Ana;1', "Próbny;Jan;2", 'Foppova;Ida";5')

    assert sheet.open_quotes == {2}
    assert sheet.rows[2:] == [["Próbny", "Jan", "2"], ["Foppova", 'Ida"', "5"]]


def test_a_forgotten_quotation_mark_does_not_reach_further_than_its_line(tmp_path):
    sheet = read_text(tmp_path, "Naam;Bed", '"Voorbeeld;1', *["Proef;2"] * 50)

    assert (len(sheet.rows), sheet.open_quotes, sheet.rows[2]) == (52, {2}, ["Proef", "2"])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_cell_may_hold_lines_delimiters_and_quotation_marks_of_its_own(tmp_path, place):
    cells = ["a", "b", "c"]
    cells[place] = '"een; ""twee""\n drie"'

    sheet = read_text(tmp_path, "Naam;Opmerking;Kamer", ";".join(cells), "d;;f")

    cells[place] = 'een; "twee"\n drie'
    assert sheet.rows[1:] == [cells, ["d", "", "f"]]
    assert sheet.open_quotes == set()


@given(st.lists(st.lists(st.text(alphabet='a;" \n,é', max_size=6), min_size=3, max_size=3), max_size=5))
def test_what_a_program_wrote_by_the_rules_is_read_as_it_was(rows):
    # A cell of several lines that all have as many delimiters as the list itself is taken for a forgotten mark.
    assume(not any("\n" in "".join(row) and ";" in "".join(row) for row in rows))
    rows = [["Naam", "Voornaam", "Kamer"]] * 9 + rows
    file = io.StringIO()
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\n").writerows(rows)

    assert list(records(lines_of(file.getvalue()), ";")) == [(row, False) for row in rows]


def test_200_000_lines_of_text_are_read_in_seconds(tmp_path):
    text = "Naam;Aankomst;Bed\n" + "Voorbeeld, A.;14-05-2026;1\n" * 200_000
    path = written(tmp_path / "big.csv", text.encode())

    # Of the processor, not on the clock: what else the machine does is nothing that a reader can help.
    began = time.process_time()
    rows = open_table_file(path)[0].rows

    assert len(rows) == 200_001
    assert time.process_time() - began < 5


def test_sheets_come_with_their_rows_where_excel_shows_them(tmp_path):
    path = made_files.xlsx(tmp_path / "a.bin", {"Een": [[], [], [None, "x"]], "Twee": [[date(2026, 5, 14), True, 3]]})

    first, second = open_table_file(path)

    assert first.rows[2] == [None, "x"]
    assert (second.name, second.rows) == ("Twee", [[date(2026, 5, 14), True, 3.0]])


def test_an_error_of_a_formula_is_not_read_as_empty(tmp_path):
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" t="e"><f>X</f><v>#REF!</v></c></row>'

    sheet = open_table_file(made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{cells}</sheetData>"))[0]

    assert sheet.rows == [["x", "#REF!"]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="B1"><f>A1+60</f><v/></c>', NO_RESULT),
        ('<c r="B1" s="1"><f>A1+60</f><v></v></c>', NO_RESULT),
        ('<c r="B1"><f>A1+60</f></c>', NO_RESULT),
        ('<c r="B1"><f t="shared" si="0"/><v /></c>', NO_RESULT),
        ('<x:c s="1" r="B1"><x:f>A1</x:f></x:c>', NO_RESULT),
        ('<c r="B1" t="str"><f>IF(A1="","",A1)</f><v></v></c>', None),
        ('<c r="B1" t="str"><f>A1</f><v>x</v></c>', "x"),
        ('<c r="B1"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="B1" s="1"/>', None),
    ],
)
def test_a_formula_without_a_stored_result_is_not_read_as_empty(tmp_path, cell, value):
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c>{cell}<c r="C1"><v>7</v></c></row>'

    sheet = open_table_file(made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{row}</sheetData>"))[0]

    assert sheet.rows[0][1] == value


def test_too_many_formulas_without_a_result_are_refused_and_not_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_tables, "_MOST_ERROR_CELLS", 2)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>B1</f></c></row>' for n in range(1, 4))
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")

    with zipfile.ZipFile(path) as archive, pytest.raises(Refusal, match="too_many_formulas"):
        list(xlsx_tables.read_xlsx(path, archive, Limits()))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<table:table-cell table:formula="of:=[.A1]+60" office:value-type="date"/>', NO_RESULT),
        ('<table:table-cell table:formula="of:=[.A1]"/>', NO_RESULT),
        ('<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>', None),
        (
            '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"><text:p>1</text:p>'
            "</table:table-cell>",
            1.0,
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2026-10-31T23:00:00Z"/>',
            "2026-10-31T23:00:00Z",
        ),
        ('<table:table-cell office:value-type="date" office:date-value="2026-10-31T23:00:00"/>', date(2026, 10, 31)),
    ],
)
def test_an_ods_formula_without_a_result_is_not_empty_and_a_moment_keeps_its_time_zone(tmp_path, cell, value):
    row = f"<table:table-row>{made_files.ods_text('x')}{cell}{made_files.ods_text('y')}</table:table-row>"

    sheet = open_table_file(made_files.ods(tmp_path / "a.ods", row))[0]

    assert sheet.rows[0][1] == value


def test_a_value_merged_over_rows_belongs_to_all_of_them(tmp_path):
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(
        f'<row r="{n}">{cell.format(f"A{n}", "VEN") if n == 1 else ""}{cell.format(f"B{n}", n)}</row>'
        for n in (1, 2, 3)
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'

    sheet = open_table_file(made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>{merged}"))[0]

    assert [row[0] for row in sheet.rows] == ["VEN", "VEN", "VEN"]


def test_ods_dates_numbers_merges_and_notes_are_read(tmp_path):
    merged = made_files.ods_text("VEN", 'table:number-rows-spanned="2"')
    rows = (
        f"<table:table-row>{merged}"
        '<table:table-cell office:value-type="date" office:date-value="2026-05-14T00:00:00"/>'
        '<table:table-cell office:value-type="float" office:value="3"><office:annotation><text:p>note</text:p>'
        "</office:annotation><text:p>3</text:p></table:table-cell></table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{made_files.ods_text('a<text:s/>b')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )

    sheet = open_table_file(made_files.ods(tmp_path / "a.ods", rows))[0]

    assert sheet.rows == [["VEN", date(2026, 5, 14), 3.0], ["VEN", "a b"]]


def test_a_repeated_ods_row_with_values_counts_against_the_limit(tmp_path):
    row = f'<table:table-row table:number-rows-repeated="1048576">{made_files.ods_text("x")}</table:table-row>'

    assert refusal_of(made_files.ods(tmp_path / "a.ods", row)) == "sheet_too_sparse"


def test_a_repeated_ods_cell_with_a_value_counts_against_the_limit(tmp_path):
    cell = made_files.ods_text("x", 'table:number-columns-repeated="16384"')

    assert refusal_of(made_files.ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>")) == (
        "too_many_columns"
    )


def test_two_values_in_far_corners_are_refused_in_time(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    began = sum(os.times()[:4])
    code = refusal_of(made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>"))

    assert code == "sheet_too_sparse"
    # Of the processor, here and in the child that read it.
    assert sum(os.times()[:4]) - began < 5


def test_a_sparse_sheet_that_slips_past_the_scan_kills_only_the_child(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    generous = Limits(rows=2_000_000, columns=20_000, cells=10**12, memory_bytes=2**29)

    code = refusal_of(made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>"), generous)

    assert code == "file_too_heavy"


def test_styled_empty_cells_far_below_the_list_are_harmless(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>')

    assert open_table_file(path)[0].rows == [[1.0]]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", "<sheetData/>", more={"xl/media/big.bin": "0" * (64 * 2**20)})

    assert refusal_of(path) == "file_unpacks_too_large"


def test_a_reader_that_takes_too_long_is_stopped(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 400_000))
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>")

    assert refusal_of(path, Limits(seconds=0)) == "file_too_slow"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\t\r\n", "file_empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "file_wrong_format"),
        (b"%PDF-1.7\n", "file_wrong_format"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "file_wrong_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file_old_excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "file_password",
        ),
        (b"PK\x03\x04 and then nothing", "file_broken"),
        (bytes(range(256)) * 8, "file_unknown_format"),
    ],
)
def test_what_is_no_list_is_refused_whatever_its_name(tmp_path, data, code):
    assert refusal_of(written(tmp_path / "list.xlsx", data)) == code


def test_a_truncated_workbook_is_called_broken(tmp_path):
    whole = made_files.xlsx(tmp_path / "a.xlsx", {"Een": [["x"] * 50] * 50}).read_bytes()

    assert refusal_of(written(tmp_path / "b.xlsx", whole[: len(whole) // 2])) == "file_broken"


def test_broken_xml_inside_a_workbook_is_called_broken(tmp_path):
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", '<sheetData><row r="1"><c r="A1"><v>1</c></row>')

    assert refusal_of(path) == "file_broken"


def test_macros_are_refused_under_any_name(tmp_path):
    path = made_files.raw_xlsx(tmp_path / "a.xlsx", "<sheetData/>", more={"xl/vbaProject.bin": "x"})

    assert refusal_of(path) == "file_macros"


def test_an_encrypted_ods_is_called_protected(tmp_path):
    manifest = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}

    assert refusal_of(made_files.ods(tmp_path / "a.ods", "", more=manifest)) == "file_password"


def test_a_file_over_the_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    assert refusal_of(path) == "file_too_large"
