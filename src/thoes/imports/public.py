"""The door of `imports`: lists of stays and of sites as kinds of file, and the duty of people in a file."""

from thoes.imports.duty_file import DutyFileResult, duty_of_file, write_duty_csv, write_duty_json, write_duty_xlsx
from thoes.imports.site_lists.kind import SiteList
from thoes.imports.stays import StayList
from thoes.imports.stays_in_file import LineLeftOut, StaysInFile, stays_in_file
from thoes.imports.vocabulary import VOCABULARY as STAY_COLUMNS
