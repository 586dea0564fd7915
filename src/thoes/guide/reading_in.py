"""Read what the pages of the guide are made of before anybody asks for one."""

from thoes.guide.searching import search_index
from thoes.rules.loading import rule_book


def read_in() -> None:
    """The articles with the index over them, and the rule book: the first reader of a process waits for seconds else."""
    search_index()
    rule_book()
