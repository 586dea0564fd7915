"""The door of `inspections`."""

from thoes.inspections.check_list import list_on
from thoes.inspections.check_texts import open_findings_label
from thoes.inspections.domain.checks import CheckKind
from thoes.inspections.models import Check, CheckAnswer, CheckPhoto, CheckStep, Finding, FindingStep
from thoes.inspections.queries import open_findings_by_site
from thoes.inspections.services.photos import write_photo_of
