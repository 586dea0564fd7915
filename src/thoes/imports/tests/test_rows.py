"""Lines with all that can be wrong with them."""

from datetime import date

import pytest

from thoes.imports.stay_lines import departure_in, read_values
from thoes.imports.vocabulary import VOCABULARY, Field
from thoes.intake.reading.cells import NO_RESULT, Sheet
from thoes.intake.reading.date_order import DateOrder, FoundOrder
from thoes.intake.reading.lines import Line, Rejected, TableReader, order_of
from thoes.intake.reading.tables import find_tables as find_tables_with
from thoes.kernel.refusals import Refusal

# A number that passes the check and was never given out.
TEST_BSN = "111222333"
ON = date(2026, 11, 29)
DAY_FIRST = FoundOrder()
HEADER = ["Naam", "Geboortedatum", "Aankomst", "Vertrek", "Kamer"]


def find_tables(sheets, **more):
    return find_tables_with(sheets, VOCABULARY, **more)


def read_rows(tables, *, order, required=frozenset()):
    return [
        line
        for table in tables
        for line in TableReader(table, order=order, on=ON).lines(lambda cells: read_values(cells, required=required))
    ]


def lines_of(*rows, header=HEADER, required=frozenset({Field.PERSON, Field.ARRIVAL})):
    tables, _ = find_tables([Sheet("Blad1", [["Bewonerslijst"], header, *rows])])
    return list(read_rows(tables, order=order_of(tables), required=required))


def test_a_good_line_gives_values_and_the_number_excel_shows():
    (line,) = lines_of(["Proef, A.", "1-2-90", date(2026, 5, 14), "-", 12.0])

    assert line == Line(
        "Blad1",
        3,
        (
            {
                Field.PERSON: "Proef, A.",
                Field.DATE_OF_BIRTH: date(1990, 2, 1),
                Field.ARRIVAL: date(2026, 5, 14),
                Field.DEPARTURE: None,
                Field.UNIT: "12",
            },
            [],
        ),
        ("Proef, A.", "1-2-90", date(2026, 5, 14), "-", 12.0),
    )


def test_every_problem_of_a_line_is_reported_at_once():
    (line,) = lines_of([None, "#N/A", "morgen", "#REF!", f"kamer {TEST_BSN}"])

    assert isinstance(line, Rejected)
    assert [(p.field, p.code) for p in line.problems] == [
        (Field.ARRIVAL, "date_unreadable"),
        (Field.DEPARTURE, "formula_error"),
        (Field.UNIT, "bsn_not_allowed"),
        (Field.PERSON, "value_missing"),
    ]


def test_empty_lines_totals_and_repeated_headers_are_left_alone():
    good = ["Proef", None, "14-05-2026"]

    lines = lines_of(good, [], [None, " "], HEADER, good, ["Totaal: 2"], ["Suma", None, None, None, 2.0])

    assert [line.line for line in lines] == [3, 7]


def test_a_person_who_is_called_total_is_kept():
    (line,) = lines_of(["Total, Jean", None, date(2026, 5, 14)])

    assert isinstance(line, Line)


def test_a_bsn_in_a_free_field_rejects_the_line_and_is_not_echoed():
    (line,) = lines_of(["Proef", None, "14-05-2026", None, f"kamer 2 / {TEST_BSN}"])

    assert [(p.field, p.code) for p in line.problems] == [(Field.UNIT, "bsn_not_allowed")]
    assert TEST_BSN not in repr(line)


def test_a_number_cell_with_a_bsn_is_seen_too():
    (line,) = lines_of(["Proef", None, "14-05-2026", None, float(TEST_BSN)])

    assert isinstance(line, Rejected)
    assert TEST_BSN not in repr(line)


@pytest.mark.parametrize(
    "row", [["Proef", "14-05-2026", f"belt op {TEST_BSN}"], ["Proef", "14-05-2026", None, float(TEST_BSN)]]
)
def test_a_bsn_in_a_column_that_nobody_reads_rejects_its_line_and_the_cell_is_named(row):
    (line,) = lines_of(row, header=["Naam", "Aankomst", "Opmerking"])

    assert [(p.code, p.facts) for p in line.problems] == [("bsn_in_cell", {"cell": f"{'ABCD'[len(row) - 1]}3"})]
    assert TEST_BSN not in repr(line)


def test_a_bsn_in_a_line_of_totals_is_not_left_alone():
    (line,) = lines_of(["Totaal", None, None, None, None, TEST_BSN])

    assert "bsn_in_cell" in {p.code for p in line.problems}


def test_dates_in_a_column_that_nobody_reads_are_no_bsn():
    (line,) = lines_of(["Proef", "14-05-2026", date(2026, 5, 14), "28-04-2025"], header=["Naam", "Aankomst", "Geprint"])

    assert isinstance(line, Line)


def test_a_bsn_column_is_not_read_and_said_so_while_the_lines_stay():
    sheet = Sheet("Blad1", [["Naam", "BSN", "Aankomst"], ["Proef", float(TEST_BSN), "14-05-2026"]])

    tables, notices = find_tables([sheet])
    (line,) = read_rows(tables, order=DAY_FIRST)

    assert [(n.code, n.facts["column"]) for n in notices] == [("bsn_column_ignored", "B")]
    assert isinstance(line, Line)
    assert Field.BSN not in line.said[0]
    assert TEST_BSN not in repr(line)


def test_one_column_with_the_month_first_proves_it_for_all_sheets():
    sheets = [
        Sheet("Mei", [["Naam", "Van", "Tot"], ["A", "05/01/2026", "05/28/2026"], ["B", "07/03/2026"]]),
        Sheet("Juni", [["Naam", "Geboren", "Van"], ["C", "03/04/1990", "06/02/2026"]]),
    ]
    tables, _ = find_tables(sheets)
    order = order_of(tables)

    lines = list(read_rows(tables, order=order))

    assert order.order is DateOrder.MONTH_FIRST
    assert [line.said[0][Field.ARRIVAL] for line in lines] == [date(2026, 5, 1), date(2026, 7, 3), date(2026, 6, 2)]
    assert lines[2].said[0][Field.DATE_OF_BIRTH] == date(1990, 3, 4)


def test_where_both_orders_are_proven_only_dates_that_fit_both_are_sent_back():
    lines = lines_of(["A", None, "05/06/2026"], ["B", None, "05/14/2026"], ["C", None, "30/06/2026"])

    assert [(line.line, line.problems[0].code) for line in lines if isinstance(line, Rejected)] == [
        (3, "date_order_unclear")
    ]


def test_real_dates_do_not_vote():
    (line,) = lines_of(["A", None, date(2026, 5, 14), "05/06/2026"])

    assert line.said[0][Field.DEPARTURE] == date(2026, 6, 5)


@pytest.mark.parametrize(
    "born", ["00-00-1985", "1985", "XX-XX-1985", "5/1985", "29-02-1990", "31-12-2026", "01-01-1885", "41", 41.0, "?85"]
)
def test_a_birth_date_that_cannot_be_is_left_out_and_the_stay_goes_in(born):
    (line,) = lines_of(["Proef", born, "14-05-2026"])

    assert isinstance(line, Line)
    assert line.said[0][Field.DATE_OF_BIRTH] is None
    assert line.said[1] == [Field.DATE_OF_BIRTH]


def test_a_detail_that_is_a_formula_without_a_result_stays_out_and_the_stay_goes_in():
    (line,) = lines_of(["Proef", NO_RESULT, "14-05-2026", "20-05-2026", "12"])

    assert isinstance(line, Line)
    assert line.said[1] == [Field.DATE_OF_BIRTH]


@pytest.mark.parametrize("column", [0, 2, 3, 4])
def test_a_formula_without_a_result_sends_its_line_back_where_it_says_who_where_or_when(column):
    row = ["Proef", "1-2-1990", "14-05-2026", "20-05-2026", "12"]
    row[column] = NO_RESULT

    (line,) = lines_of(row)

    assert isinstance(line, Rejected)
    assert [(p.code, p.facts["cell"]) for p in line.problems] == [("formula_without_result", f"{'ABCDE'[column]}3")]


@pytest.mark.parametrize("cell", ["#VERW!", "#BEZUG!", "#ADR!", "######", "Err:502", " #N/B "])
def test_an_error_of_a_formula_is_unreadable_in_every_language(cell):
    (line,) = lines_of(["Proef", None, "14-05-2026", None, cell])

    assert [p.code for p in line.problems] == ["formula_error"]


def test_lines_that_a_template_holds_ready_are_left_alone_unless_somebody_may_be_there():
    lines = lines_of(
        [None, None, None, NO_RESULT], [None, None, None, NO_RESULT, NO_RESULT], [NO_RESULT, None, None, NO_RESULT]
    )

    assert [line.line for line in lines] == [5]


def test_a_column_with_days_that_nobody_knows_is_asked_about():
    header = ["Naam", "Aankomst", "T/m", "Opmerking", None, "Nr"]
    rows = [["A", "14-05-2026", "19-05-2026", "belt laat", "20-05-2026", 7.0], ["B", "15-05-2026"]]

    (table,), notices = find_tables([Sheet("Blad1", [header, *rows])])

    assert table.asked == (2, 4)
    assert [(n.code, n.facts["column"]) for n in notices] == [
        ("column_with_dates_not_understood", "C"),
        ("column_not_understood", "D"),
        ("column_with_dates_not_understood", "E"),
        ("column_not_understood", "F"),
    ]


def test_what_is_said_of_columns_by_name_or_letters_is_done():
    header = ["Naam", "Aankomst", "T/m", "Geldig tot"]
    rows = [["A", "14-05-2026", "19-05-2026", "1-1-2030"]]
    said = {"t m": Field.LAST_NIGHT, "d": None}

    (table,), _ = find_tables([Sheet("Blad1", [header, *rows])], said=said)
    (line,) = read_rows([table], order=DAY_FIRST)

    assert table.asked == ()
    assert departure_in(line.said[0]) == date(2026, 5, 20)
    with pytest.raises(Refusal, match="column_unknown"):
        find_tables([Sheet("Blad1", [header, *rows])], said={"vertrek": None})


def test_the_day_on_which_a_contract_starts_is_not_taken_for_the_arrival_beside_it():
    header = ["Naam", "Startdatum", "Aankomst", "Einddatum", "Vertrek"]

    (table,), _ = find_tables([Sheet("Blad1", [header, ["A", *["14-05-2026"] * 4]])])

    assert (table.mapping.column_of(Field.ARRIVAL), table.mapping.column_of(Field.DEPARTURE)) == (2, 4)
    assert table.asked == (1, 3)


def test_a_sheet_without_a_table_is_skipped_and_said_so():
    sheets = [
        Sheet("Uitleg", [["Bel de receptie"]]),
        Sheet("Leeg"),
        Sheet("Lijst", [["Naam", "Van"], ["A", "1-5-2026"]]),
    ]

    tables, notices = find_tables(sheets)

    assert [table.sheet.name for table in tables] == ["Lijst"]
    assert [(n.sheet, n.code) for n in notices] == [("Uitleg", "sheet_without_table")]


def test_a_remembered_mapping_goes_before_the_guess():
    sheet = Sheet("Blad1", [["Vardas", "Atvyko"], ["Ona", "14-05-2026"]])
    known = find_tables([Sheet("x", [["Naam", "Van"]])])[0][0].mapping

    tables, notices = find_tables([sheet], remembered=lambda headers: known)

    assert next(iter(read_rows(tables, order=DAY_FIRST))).said[0] == {
        Field.PERSON: "Ona",
        Field.ARRIVAL: date(2026, 5, 14),
    }
    assert notices == []
