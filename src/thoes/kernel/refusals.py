"""A "no" with a code, the field it is about and the facts that explain it.

The sentence a person reads lives in the catalogue of the module that refuses; here is only what a program needs.
Facts never hold a person's data: a code and its facts may be logged.
"""

from datetime import date

Fact = str | int | date


class Refusal(Exception):
    """Something that was asked is not done, and this is why.

    `code` is stable and documented; `field` names the input it is about, or is None when it is about the whole.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts: dict[str, Fact] = facts
