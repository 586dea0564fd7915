"""The door of `accountability`."""

from thoes.accountability.documents.printing import report_json, report_markdown, report_pdf
from thoes.accountability.dpia import dpia_of
from thoes.accountability.facts import Office
