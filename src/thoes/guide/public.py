"""The door of `desk`: the rule book as text and as data."""

from thoes.guide.rulebook import as_json, as_text
