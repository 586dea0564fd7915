"""Reads of a labour supplier: only of its own workers, only yes, no or not known."""

from collections import Counter

from thoes.work.models import Answer, SupplierAnswer


def answers_by_kind() -> dict[Answer, int]:
    """How many of the own workers of the labour supplier that asks have which answer. Row security leaves only its own."""
    given = Counter(SupplierAnswer.objects.values_list("answer", flat=True))
    return {answer: given[answer.value] for answer in Answer}
