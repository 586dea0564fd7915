"""A BSN is found wherever a spreadsheet keeps text beside its cells."""

import pytest

from thoes.intake.reading.bsn_search import refuse_bsn_around
from thoes.intake.reading.opening import open_table_file
from thoes.intake.tests.reading.made_files import ods, ods_text, raw_xlsx
from thoes.kernel.refusals import Refusal

# Numbers that pass the check and were never given out; the second one does not pass.
TEST_BSN, NO_BSN = "111222333", "111222334"
ROWS = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row></sheetData>'
BEHIND_THE_ROWS = {
    "header": "<headerFooter><oddHeader>&amp;LBSN %s</oddHeader></headerFooter>",
    "footer of the first page": "<headerFooter><firstFooter>&amp;C&amp;12%s</firstFooter></headerFooter>",
    "list to choose from": '<dataValidations><dataValidation><formula1>"Jan,%s"</formula1></dataValidation></dataValidations>',
    "hint at a cell": '<dataValidations><dataValidation prompt="BSN %s"/></dataValidations>',
    "tip of a link": '<hyperlinks><hyperlink ref="A1" tooltip="%s"/></hyperlinks>',
}
OTHER_PARTS = {
    "title": ("docProps/core.xml", "<p><dc:title>Lijst %s</dc:title></p>"),
    "author": ("docProps/core.xml", "<p><dc:creator>%s</dc:creator></p>"),
    "own property": ("docProps/custom.xml", "<p><vt:lpwstr>%s</vt:lpwstr></p>"),
    "name of a table": ("xl/tables/table1.xml", '<table displayName="BSN%s"/>'),
    "chart": ("xl/charts/chart1.xml", "<c:chart><c:v>%s</c:v></c:chart>"),
    "values kept of a pivot table": ("xl/pivotCache/pivotCacheRecords1.xml", '<r><n v="%s"/></r>'),
}


def _found(sheets) -> str:
    try:
        for sheet in sheets:
            refuse_bsn_around(sheet, sheet.rows)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize("place", BEHIND_THE_ROWS)
def test_a_bsn_behind_the_rows_of_a_sheet_is_found_and_another_number_is_not(tmp_path, place) -> None:
    xml = BEHIND_THE_ROWS[place]

    held = raw_xlsx(tmp_path / "a.xlsx", ROWS + xml.replace("%s", TEST_BSN))
    free = raw_xlsx(tmp_path / "b.xlsx", ROWS + xml.replace("%s", NO_BSN))

    assert (_found(open_table_file(held)), _found(open_table_file(free))) == ("bsn_in_comment", "")


@pytest.mark.parametrize("place", OTHER_PARTS)
def test_a_bsn_in_a_part_of_the_file_that_belongs_to_no_sheet_is_found(tmp_path, place) -> None:
    part, xml = OTHER_PARTS[place]

    held = raw_xlsx(tmp_path / "a.xlsx", ROWS, more={part: xml.replace("%s", TEST_BSN)})
    free = raw_xlsx(tmp_path / "b.xlsx", ROWS, more={part: xml.replace("%s", NO_BSN)})

    assert (_found(open_table_file(held)), _found(open_table_file(free))) == ("bsn_in_sheet_name", "")


def test_a_number_that_a_program_gave_itself_is_no_bsn(tmp_path) -> None:
    label = f'<p><property name="MSIP_Label_{TEST_BSN[1:]}-1234-4234-8234-123456789012_Enabled"/></p>'

    file = raw_xlsx(tmp_path / "a.xlsx", ROWS, more={"docProps/custom.xml": label})

    assert _found(open_table_file(file)) == ""


@pytest.mark.parametrize(
    ("part", "xml"),
    [
        ("styles.xml", "<s><style:header><text:p>%s</text:p></style:header></s>"),
        ("meta.xml", "<m><dc:title>%s</dc:title></m>"),
    ],
)
def test_a_bsn_in_a_header_or_the_title_of_an_ods_is_found(tmp_path, part, xml) -> None:
    row = f"<table:table-row>{ods_text('Naam')}</table:table-row>"

    file = ods(tmp_path / "a.ods", row, more={part: xml % TEST_BSN})

    assert _found(open_table_file(file)) == "bsn_in_sheet_name"


def test_a_text_box_over_the_cells_of_an_ods_is_searched_and_is_no_part_of_a_cell(tmp_path) -> None:
    box = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box>'
        f"<text:p>BSN {TEST_BSN}</text:p></draw:text-box></draw:frame>"
    )
    cell = f'<table:table-cell office:value-type="string"><text:p>Naam</text:p>{box}</table:table-cell>'

    (sheet,) = open_table_file(ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>"))

    assert sheet.rows == [["Naam"]]
    assert _found([sheet]) == "bsn_in_comment"


def test_a_bsn_under_a_merged_cell_and_in_two_colours_is_found_as_in_any_cell(tmp_path) -> None:
    covered = f'<c r="B1" t="inlineStr"><is><t>{TEST_BSN}</t></is></c>'
    coloured = f"<is><r><t>{TEST_BSN[:4]}</t></r><r><t>{TEST_BSN[4:]}</t></r></is>"
    first = '<c r="A1" t="inlineStr"><is><t>Lijst</t></is></c>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'

    files = [
        raw_xlsx(tmp_path / "a.xlsx", f'<sheetData><row r="1">{first}{covered}</row></sheetData>{merged}'),
        raw_xlsx(
            tmp_path / "b.xlsx", f'<sheetData><row r="1"><c r="A1" t="inlineStr">{coloured}</c></row></sheetData>'
        ),
    ]

    assert [_found(open_table_file(file)) for file in files] == ["bsn_around_list"] * 2
