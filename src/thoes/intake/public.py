"""The door of `intake`: any file handed over, and what a kind of file is made with."""

from thoes.intake.background import read_run
from thoes.intake.jobs import check as check_in_background
from thoes.intake.jobs import go_on
from thoes.intake.kinds import FileKind, Keep, OnProgress, ReadFile, Taken, Words, register_kind
from thoes.intake.line_notices import LineNotices, nobody_notice, numbers_of, order_notices
from thoes.intake.models import RejectedLine, RememberedColumns, Run, RunStatus
from thoes.intake.questions import NO, YES, Answers, Question
from thoes.intake.reading.about_nobody import begins_a_total, is_a_note, is_line_about_nobody, says_free, says_nothing
from thoes.intake.reading.bsn_search import holds_bsn
from thoes.intake.reading.cells import Cell, Limits, Row, Sheet, cell_text, column_letters, is_blank
from thoes.intake.reading.date_order import FoundOrder
from thoes.intake.reading.dates import (
    is_day_of_the_week,
    looks_like_date,
    may_begin_with_the_year,
    month_in,
    says_no_day,
    two_numbers,
)
from thoes.intake.reading.header import HeaderGuess, Mapping, is_own, recognise
from thoes.intake.reading.lines import (
    Cells,
    Doubts,
    Line,
    Problem,
    Rejected,
    TableReader,
    Value,
    order_of,
)
from thoes.intake.reading.numbers import read_number, read_whole_number
from thoes.intake.reading.opening import open_table_file
from thoes.intake.reading.tables import (
    COLUMN_NOT_READ,
    Notice,
    SaidColumns,
    Table,
    find_tables,
    names_asked,
    refuse_asked,
)
from thoes.intake.reading.vocabulary import Columns, Vocabulary, normalise
from thoes.intake.returned_file import reasons_of
from thoes.intake.runs import drop, hand_in, remove_files, runs_of, waiting_of
from thoes.intake.seen_lines import RETURNED, SeenLine
from thoes.intake.shredders import ContentsOfFiles, erase_contents, forget_mentions
from thoes.intake.stopped import AT_THE_TERMINAL, stopped_among
from thoes.intake.terminal import at_once
from thoes.intake.texts import questions_of, said_of_file
from thoes.intake.web.forms import FileForm
from thoes.intake.web.pages import addresses
