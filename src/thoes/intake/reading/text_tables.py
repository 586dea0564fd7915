"""Read delimited text: the encoding is told by which letters come out plausible, the delimiter by what fits all lines.

Polish lists come as windows-1250, Bulgarian ones as windows-1251, Dutch and German ones as windows-1252 or UTF-8, and
"Unicode text" from Excel is tab-separated UTF-16.
"""

import re
from collections import Counter
from pathlib import Path

from thoes.intake.reading.cells import Limits, Sheet
from thoes.intake.reading.quoted_text import lines_of, records
from thoes.kernel.refusals import Refusal

_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
_SAMPLE_BYTES = 2_000_000

# Of the bytes where windows-1250 and windows-1252 differ, the letters that names from the countries concerned really
# have, with a weight for how often. ê and ñ weigh less than ę and ń: they are rarer in these lists.
_EASTERN_LETTERS = {
    **dict.fromkeys("ąęłńśźżĄĘŁŃŚŹŻćĆ", 3),
    **dict.fromkeys("ăĂşŞţŢőŐűŰ", 2),
    **dict.fromkeys("čěňřšťůžľČŘĎŤĽ", 1),
}
_WESTERN_LETTERS = {
    **dict.fromkeys("ïÏèÈ", 3),
    **dict.fromkeys("àÀùøåãõ", 1),
    **dict.fromkeys("êñûÊÑ", 1),
}
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_SYMBOLS = "³¹¿¯£¥ºª¶¼½¾¢¤¬¦˛ˇ˘˝þð"
_SYMBOL_IN_WORD = re.compile(rf"(?<=[^\W\d_])[{_SYMBOLS}]|[{_SYMBOLS}](?=[^\W\d_])")
_OTHER_PAGES = ("iso8859_2", "cp852")
_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]")
# Signs beside a letter, and a capital behind a small letter, of which no name has any.
_ODD = re.compile(
    r"(?<=[^\W\d_])[±¶°¬©«»®˘ˇ˛˜ˆ¨¸§†‡•™‹›¢£¤¥¦³¹¿¾½¼\ufffd\x80-\x9f]|[±¶¬©«˘ˇ˛¢£¤¥¦³¹¿¾½¼\ufffd\x80-\x9f](?=[^\W\d_])"
    r"|(?<=[a-ząćęłńóśźż])[^\W\d_a-zA-Z](?<=[ĄĆĘŁŃŚŹŻÓÁÉÍÚŐŰĂŤŽŠČĎŇŘĽĹŢŞ])"
    r"|[─-╿▀-▟]"
)


def read_text_table(path: Path, limits: Limits) -> Sheet:
    """The one sheet of a csv, tsv or txt file. Every cell is text; line numbers count records, as Excel does."""
    text = decode(path.read_bytes())
    if not text.strip():
        raise Refusal("file_empty")
    delimiter, announced = _announced_delimiter(text)
    if not announced:
        delimiter = guess_delimiter(text)
    sheet = Sheet(name="")
    cells = 0
    for number, (record, is_open) in enumerate(records(lines_of(text), delimiter), start=1):
        cells += len(record)
        _refuse_beyond_limits(number, record, cells, limits)
        # The line "sep=;" stays in place as an empty row, so that the numbers of the lines below remain true.
        sheet.rows.append([] if announced and number == 1 else list(record))
        if is_open:
            sheet.open_quotes.add(number)
    return sheet


def _refuse_beyond_limits(number: int, record: list[str], cells: int, limits: Limits) -> None:
    if number > limits.rows or cells > limits.cells:
        raise Refusal("too_many_rows", most=limits.rows)
    if len(record) > limits.columns:
        raise Refusal("too_many_columns", most=limits.columns, line=number)


def decode(data: bytes) -> str:
    """The text of the bytes: a byte order mark, UTF-8 and UTF-16 are certain; a Windows code page is judged."""
    for quality_label, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(quality_label):
            return data.decode(encoding, errors="replace")
    head = data[:4096]
    if head.count(0) > len(head) // 8:
        little_endian = head[1::2].count(0) > head[0::2].count(0)
        return data.decode("utf-16-le" if little_endian else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        sample = data[:_SAMPLE_BYTES]
        # One line that was pasted from elsewhere does not make another encoding of the rest; its letter comes out as lost.
        repaired = sample.decode("utf-8", errors="replace")
        lost = repaired.count("\ufffd")
        if lost * 2 < sum(map(len, _HIGH_RUNS.findall(sample))) - lost and len(_UTF_8.findall(sample)) > 2 * lost:
            return data.decode("utf-8", errors="replace")
        return data.decode(_code_page(sample), errors="replace")


def _code_page(sample: bytes) -> str:
    runs = [len(run) for run in _HIGH_RUNS.findall(sample)]
    # Latin letters with a mark stand alone between plain letters; in Cyrillic every letter is a high byte.
    if sum(length for length in runs if length >= 3) > sum(runs) / 2:
        return "cp1251"
    eastern, western = sample.decode("cp1250", errors="replace"), sample.decode("cp1252", errors="replace")
    east, west = _plausibility(eastern, _EASTERN_LETTERS), _plausibility(western, _WESTERN_LETTERS)
    best = "cp1250" if east > west else "cp1252"
    odd = len(_ODD.findall(eastern if east > west else western))
    if odd:
        # Of DOS and of Linux: only where the code pages of Windows give signs and capitals inside words.
        counts = {page: len(_ODD.findall(sample.decode(page, errors="replace"))) for page in _OTHER_PAGES}
        other = min(counts, key=lambda page: counts[page])
        best = other if counts[other] < odd else best
    return best


def _plausibility(text: str, letters: dict[str, int]) -> int:
    counts = Counter(text)
    symbols = len(_SYMBOL_IN_WORD.findall(text))
    return sum(weight * counts[letter] for letter, weight in letters.items()) - 3 * symbols


def _announced_delimiter(text: str) -> tuple[str, bool]:
    """Excel writes and obeys a first line such as `sep=;`."""
    announcement = re.match(r'"?sep=([;,|\t])"?[ \t]*\r?\n', text, re.IGNORECASE)
    return (announcement.group(1), True) if announcement else (";", False)


def guess_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same, largest number of cells; `;` when none does."""
    lines = lines_of(text[:200_000])[:_SAMPLE_LINES]
    best, best_score = ";", 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(record) for record, _ in records(lines, delimiter) if len(record) > 1)
        if not widths:
            continue
        width, lines_of_width = max(widths.items(), key=lambda item: (item[1], item[0]))
        score = lines_of_width * (width - 1)
        if score > best_score:
            best, best_score = delimiter, score
    return best
