"""The door of `work`."""

from thoes.work.models import AnswerReport, LenderDecision

__all__ = ["AnswerReport", "LenderDecision"]
