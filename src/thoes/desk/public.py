"""The door of `desk`: the rule book as text and as data."""

from thoes.desk.rulebook import as_json, as_text

__all__ = ["as_json", "as_text"]
