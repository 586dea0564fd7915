"""The lists of the corpus that cannot be read as text: other encodings and spreadsheets, made anew for each run.

`python -m tests.lists.made_files FOLDER` writes them, to be looked at.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from thoes.intake.tests.reading.made_files import ods, ods_text, raw_xlsx

DAY, NEXT = date(2026, 11, 16), date(2026, 11, 17)
HEADER = ["Naam", "Aankomst", "Vertrek", "Kamer", "Bed"]
# A number that passes the check and was never given out.
TEST_BSN = "111222333"
Make = Callable[[Path], object]
MADE: dict[str, Make] = {}


def make_files(folder: Path) -> None:
    """Write every made file into the folder."""
    for name, make in MADE.items():
        make(folder / name)


def _text(name: str, encoding: str, *lines: str, end: str = "\r\n") -> None:
    MADE[name] = lambda path: path.write_bytes(end.join([*lines, ""]).encode(encoding))


def _book(name: str) -> Callable[[Callable[[Worksheet], None]], Callable[[Worksheet], None]]:
    def take(fill: Callable[[Worksheet], None]) -> Callable[[Worksheet], None]:
        def make(path: Path) -> None:
            book = Workbook()
            fill(book.active)
            book.save(path)

        MADE[name] = make
        return fill

    return take


def _rows(sheet: Worksheet, *rows: list[object]) -> None:
    for row in rows:
        sheet.append(row)


_text("utf_8_with_a_mark.csv", "utf-8-sig", "Naam;Aankomst;Kamer;Bed", "Łucja Merkska;16-11-2026;1;A")
_text(
    "windows_1250_polish.csv", "cp1250", "Imię i nazwisko;Data przyjazdu;Pokój;Łóżko", "Grażyna Łódźska;16-11-2026;1;A"
)
_text(
    "windows_1251_bulgarian.csv",
    "cp1251",
    "Име;Гражданство;Пристигане;Стая;Легло",
    "Иван Кодов;българин;16-11-2026;1;A",
)
_text(
    "windows_1252_dutch.csv",
    "cp1252",
    "Naam;Nationaliteit;Aankomst;Kamer;Bed",
    "Zoë Andriësse;Oekraïens;16-11-2026;1;A",
)
_text(
    "a_polish_list_with_a_footer.csv",
    "cp1250",
    "Lista mieszkańców – stan na 28.11.2026;;;;;",
    "Lp.;Nazwisko i imię;Data ur.;Pokój;Przyjazd;Wyjazd",
    "1;Próbna Grażyna;1 maja 1990;1;16.XI.2026;28 list. 2026",
    "2.;Żółtowska-Próbna Ewa;;2;16-11-2026 godz. 14:30;",
    "3;wolne;;2;;",
    "Razem: 2 osoby;;;;;",
    "Sporządził: Jan Próbny;;;;;",
)
_text(
    "a_romanian_list_with_months.csv",
    "cp1250",
    "Nr. crt.;Nume şi prenume;Cetăţenia;Data sosirii;Data plecării;Camera",
    "1;PROBESCU Ştefan;română;16 noiembrie 2026;;1",
    "2;PROBOVICI Ana-Maria;rom.;16 noi 2026, ora 14;28 nov. 2026;1",
    "3;Probeanu Ţuţu;moldoveană;luni, 16 noiembrie 2026;-;2",
    "TOTAL 3 persoane;;;;;",
)
for _name, _encoding in (("polish_of_linux.csv", "iso8859-2"), ("polish_of_dos.csv", "cp852")):
    _text(
        _name, _encoding, "Imię i nazwisko;Data przyjazdu;Pokój;Łóżko",
        "Wąsik Miśkowski;16-11-2026;1;A", "Róża Źrebięca;16-11-2026;1;B",
    )  # fmt: skip
MADE["utf_8_with_a_strange_line.csv"] = lambda path: path.write_bytes(
    "Naam;Aankomst;Kamer;Bed\nŁucja Żółtska;16-11-2026;1;A\nŚwięta Nepska;16-11-2026;1;B\n".encode()
    + "Zoë Merkska;16-11-2026;2;A\n".encode("cp1252")
)
_text("unicode_text_of_excel.txt", "utf-16", "Naam\tAankomst\tKamer\tBed", "Łukasz Tekstski\t16-11-2026\t1\tA")
_text("lines_of_an_old_mac.csv", "utf-8", "Naam;Aankomst;Kamer;Bed", "Jan Appelski;16-11-2026;1;A", end="\r")
_text("a_picture_called_csv.csv", "latin-1", "\x89PNG\r\n\x1a\n" + "\0" * 40)


@_book("days_and_numbers_of_a_workbook.xlsx")
def _days(sheet: Worksheet) -> None:
    _rows(
        sheet,
        HEADER,
        ["Jan Bladski", DAY, None, 1, "A"],
        ["Ana Bladova", datetime.fromisoformat("2026-11-16 14:30"), NEXT, 12.0, "B"],
    )
    _rows(sheet, ["Ion Bladescu", 46342, None, 2, "A"], ["Eva Bladova", "16-11-2026", None, "Kamer 2", "b"])


@_book("days_from_1904.xlsx")
def _from_1904(sheet: Worksheet) -> None:
    sheet.parent.epoch = datetime.fromisoformat("1904-01-01")
    _rows(sheet, HEADER, ["Jan Oudski", DAY, None, 1, "A"])


@_book("a_room_that_became_a_day.xlsx")
def _room_of_a_day(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Jan Datumski", DAY, None, date(2026, 2, 1), "A"], ["Ana Kommova", DAY, None, 1.2, "A"])


@_book("a_document_number_that_became_a_number.xlsx")
def _number(sheet: Worksheet) -> None:
    _rows(sheet, [*HEADER, "Documentnummer"], ["Jan Getalski", DAY, None, 1, "A", 123456789012])
    _rows(sheet, ["Ana Getalova", DAY, None, 1, "B", "1,23457E+11"])


@_book("a_departure_without_a_result.xlsx")
def _formula(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Jan Formulski", DAY, "=B2+60", 1, "A"], ["Ana Formulova", DAY, NEXT, 1, "B"])


@_book("a_birth_date_without_a_result.xlsx")
def _birth_formula(sheet: Worksheet) -> None:
    _rows(sheet, [*HEADER, "Geboortedatum"], ["Jan Formulski", DAY, None, 1, "A", "=DATE(1990,1,1)"])


@_book("errors_of_formulas.xlsx")
def _errors(sheet: Worksheet) -> None:
    header = [*HEADER, "Nationaliteit", "Werkgever"]
    _rows(sheet, header, ["Jan Foutski", DAY, None, 1, "A", "#N/A", "#REF!"], ["Ana Foutova", "#REF!", None, 1, "B"])
    _rows(sheet, ["#NAAM?", DAY, None, 2, "A"], ["Eva Foutova", DAY, "#WAARDE!", 2, "B"])


@_book("empty_beds_in_a_workbook.xlsx")
def _empty_beds(sheet: Worksheet) -> None:
    _rows(sheet, ["Kamer", "Naam", "Aankomst", "Vertrek"], [1, "Jan Bedski", DAY, None], [1, None, None, None])
    _rows(sheet, [2, "vrij", None, None], [3, "-", None, None], [4, "Ana Bedova", DAY, None])
    _rows(sheet, [None, "Totaal bezet: 2", None, None])


@_book("kinds_of_document_in_a_workbook.xlsx")
def _documents(sheet: Worksheet) -> None:
    _rows(sheet, ["Naam", "Aankomst", "Kamer", "Bed", "Soort document", "Documentnummer"])
    _rows(sheet, ["Jan Docski", DAY, 1, "A", "Paspoort", 123456789012], ["Ana Docova", DAY, 1, "B", "EU-ID", "X1234"])
    _rows(
        sheet, ["Ion Docescu", DAY, 2, "A", "Carte de identitate", "RX 123456"], ["Bo Docman", DAY, 2, "B", "nvt", None]
    )


@_book("two_sheets_with_people.xlsx")
def _two_sheets(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Jan Eerstski", DAY, None, 1, "A"])
    _rows(sheet.parent.create_sheet("Vervolg"), HEADER, ["Ana Tweedova", DAY, None, 1, "B"])
    _rows(sheet.parent.create_sheet("Uitleg"), ["Bel de receptie"])


@_book("merged_cells.xlsx")
def _merged(sheet: Worksheet) -> None:
    _rows(sheet, ["Kamer", "Naam", "Aankomst"], [1, "Jan Samenski", DAY], [None, "Ana Samenova", DAY])
    sheet.merge_cells("A2:A3")


@_book("days_half_turned.xlsx")
def _turned(sheet: Worksheet) -> None:
    _rows(
        sheet, HEADER, ["Ola Draaiska", "11/16/2026", None, 1, "A"], ["Wit Draaiski", date(2026, 5, 11), None, 1, "B"]
    )


@_book("letters_struck_through.xlsx")
def _struck_letters(sheet: Worksheet) -> None:
    struck = CellRichText(TextBlock(InlineFont(strike=True), "Wit Streepski"))
    _rows(sheet, HEADER, ["Ola Streepska", DAY, None, 1, "A"], [struck, DAY, None, 1, "B"])


@_book("a_sheet_of_leavers.xlsx")
def _sheet_of_leavers(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Ola Bladska", DAY, None, 1, "A"])
    _rows(sheet.parent.create_sheet("Vertrokken"), HEADER, ["Wit Bladski", DAY, None, 1, "B"])


@_book("a_sheet_for_each_month.xlsx")
def _months(sheet: Worksheet) -> None:
    sheet.title = "okt 2026"
    first = date(2026, 10, 16)
    _rows(sheet, HEADER, ["Ola Maandska", first, None, 1, "A"], ["Wit Maandski", first, None, 1, "B"])
    newest = sheet.parent.create_sheet("nov 2026")
    _rows(newest, HEADER, ["Ola Maandska", first, None, 1, "A"], ["Jan Maandski", DAY, None, 2, "A"])


@_book("a_comment_on_who_left.xlsx")
def _left_in_comment(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Ola Nootska", DAY, None, 1, "A"], ["Wit Nootski", DAY, None, 1, "B"])
    sheet["A3"].comment = Comment("uitgecheckt 20-11", "x")


@_book("a_template_of_formulas.xlsx")
def _template(sheet: Worksheet) -> None:
    _rows(
        sheet,
        [*HEADER, "Nachten"],
        ["Jan Vooraski", DAY, NEXT, 1, "A", None],
        *[[None, None, None, None, None, "=C3-B3"]] * 3,
    )


@_book("bsn_in_a_comment.xlsx")
def _comment(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Jan Nootski", DAY, None, 1, "A"], ["Ana Nootova", DAY, None, 1, "B"])
    sheet["A2"].comment = Comment(f"BSN {TEST_BSN}", "x")
    sheet["A3"].comment = Comment("belt laat", "x")


@_book("bsn_in_the_name_of_a_sheet.xlsx")
def _sheet_name(sheet: Worksheet) -> None:
    sheet.title = TEST_BSN
    _rows(sheet, HEADER, ["Jan Bladski", DAY, None, 1, "A"])


@_book("bsn_in_a_page_header.xlsx")
def _page_header(sheet: Worksheet) -> None:
    sheet.oddHeader.left.text = f"Lijst van {TEST_BSN}"
    _rows(sheet, HEADER, ["Jan Bladski", DAY, None, 1, "A"])


@_book("bsn_in_the_title_of_the_file.xlsx")
def _title(sheet: Worksheet) -> None:
    sheet.parent.properties.title = f"BSN {TEST_BSN}"
    _rows(sheet, HEADER, ["Jan Bladski", DAY, None, 1, "A"])


@_book("numbers_in_a_page_footer.xlsx")
def _page_footer(sheet: Worksheet) -> None:
    sheet.oddFooter.center.text = "Pagina &P van &N, tel. 077 000 00 00"
    _rows(sheet, HEADER, ["Jan Bladski", DAY, None, 1, "A"])


@_book("merged_headings_and_totals.xlsx")
def _merged_headings(sheet: Worksheet) -> None:
    _rows(sheet, ["Bewonerslijst week 48"], ["Bewoner", None, "Verblijf", None, "Plek"])
    _rows(sheet, ["Kamer", "Naam", "In", "Uit", "Nachten"], [1, "Jan Nepski", DAY, NEXT, 1])
    _rows(
        sheet, [None, "Ana Nepova", DAY, None, 13], ["Subtotaal", 2, None, None, 14], [2, "Ion Nepescu", DAY, None, 13]
    )
    _rows(sheet, ["Eindtotaal", 3, None, None, 27], ["* vertrekt eerder"])
    for area in ("A1:E1", "A2:B2", "C2:D2", "A4:A5"):
        sheet.merge_cells(area)


@_book("two_lists_beside_each_other.xlsx")
def _beside(sheet: Worksheet) -> None:
    names = ["Naam", "Aankomst", "Kamer"]
    _rows(sheet, [*names, None, *names], ["Jan Linkski", DAY, 1, None, "Ana Rechtsova", DAY, 2])
    _rows(sheet, [None, None, None, None, "Eva Rechtsova", DAY, 3], [None, None, None, None, "Bo Rechtsman", DAY, 3])
    sheet.row_dimensions[4].hidden = True


@_book("a_mail_pasted_in_a_sheet.xlsx")
def _mail(sheet: Worksheet) -> None:
    _rows(
        sheet, ["Van: Piet Nepman"], ["Onderwerp: nieuwe mensen"], [], ["Hallo, hierbij de nieuwe mensen voor maandag:"]
    )
    _rows(sheet, ["Naam", "Aankomst", "Kamer"], ["Jan Mailski", "maandag 16 november 2026", 1], [])
    _rows(sheet, ["Met vriendelijke groet,"], ["Piet Nepman"], ["Tel. 077 000 00 00"])


@_book("bsn_on_another_sheet.xlsx")
def _other_sheet(sheet: Worksheet) -> None:
    _rows(sheet, HEADER, ["Jan Bladski", DAY, None, 1, "A"])
    _rows(sheet.parent.create_sheet("Notities"), ["x"], [TEST_BSN])


@_book("bsn_as_a_number.xlsx")
def _as_number(sheet: Worksheet) -> None:
    _rows(
        sheet,
        [*HEADER, "Code"],
        ["Jan Getalski", DAY, None, 1, "A", int(TEST_BSN)],
        ["Ana Getalova", DAY, None, 1, "B", 7],
    )


def _low_row(number: int, *texts: str, height: str = "15") -> str:
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCD", texts, strict=True)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{cells}</row>'


MADE["a_row_without_height.xlsx"] = lambda path: raw_xlsx(
    path,
    "<sheetData>"
    + _low_row(1, "Naam", "Aankomst", "Kamer", "Bed")
    + _low_row(2, "Ola Laagska", "16-11-2026", "1", "A")
    + _low_row(3, "Wit Laagski", "16-11-2026", "1", "B", height="0")
    + "</sheetData>",
)


def _ods_rows(*rows: list[str]) -> str:
    return "".join(f"<table:table-row>{''.join(map(ods_text, row))}</table:table-row>" for row in rows)


_STRUCK = (
    '<s xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><s:style s:name="ce1">'
    '<s:text-properties s:text-line-through-style="solid"/></s:style></s>'
)
MADE["struck_through.ods"] = lambda path: ods(
    path,
    _ods_rows(["Naam", "Aankomst", "Kamer", "Bed"], ["Ola Streepska", "16-11-2026", "1", "A"])
    + "<table:table-row>"
    + ods_text("Wit Streepski", 'table:style-name="ce1"')
    + "".join(map(ods_text, ("16-11-2026", "1", "B")))
    + "</table:table-row>",
    styles=_STRUCK,
)
_FIRST = ["Naam", "Aankomst", "Kamer", "Bed"]
MADE["bsn_in_a_page_footer.ods"] = lambda path: ods(
    path,
    _ods_rows(_FIRST, ["Jan Odski", "16-11-2026", "1", "A"]),
    more={"styles.xml": f"<s><style:footer><text:p>BSN {TEST_BSN}</text:p></style:footer></s>"},
)
MADE["a_german_list.ods"] = lambda path: ods(
    path,
    _ods_rows(
        ["Belegungsliste Unterkunft, Stand 28.11.2026", "", "", "", ""],
        ["Zimmer", "Bett", "Name, Vorname", "Anreise", "Abreise"],
        ["1", "A", "Probmann, Jörg", "16. Nov. 2026", "28. November 2026"],
        ["1", "B", "Probgroß, Eva", "Mo., 16.11.2026 um 14:30 Uhr", "bleibt"],
        ["2", "A", "frei", "", ""],
        ["", "", "Summe: 2 Personen", "", ""],
    ),
)
MADE["people.ods"] = lambda path: ods(
    path, _ods_rows(_FIRST, ["Jan Odski", "16-11-2026", "1", "A"], ["Ana Odova", "ma 16 november 2026", "Kamer 1", "b"])
)
MADE["empty_beds.ods"] = lambda path: ods(
    path, _ods_rows(_FIRST, ["Jan Odski", "16-11-2026", "1", "A"], ["vrij", "", "1", "B"], ["", "", "2", "A"])
)
MADE["names_family_first.ods"] = lambda path: ods(path, _ods_rows(_FIRST, ["Odski Tomasz", "16-11-2026", "1", "A"]))


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    make_files(Path(sys.argv[1]))
