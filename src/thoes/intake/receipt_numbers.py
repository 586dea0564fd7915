"""Numbers of receipts."""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U: read aloud, they are mistaken for others


def new_receipt_number() -> str:
    """Twelve letters and digits in groups of four: sixty random bits, so none can be guessed."""
    drawn = [secrets.choice(_ALPHABET) for _ in range(12)]
    return "-".join("".join(drawn[place : place + 4]) for place in range(0, 12, 4))


def as_written(number: str) -> str:
    """The number as a receipt has it, however it was typed."""
    wanted = "".join(c for c in number.upper() if c.isalnum()).translate(str.maketrans("ILOU", "110V"))
    return "-".join(wanted[place : place + 4] for place in range(0, 12, 4))
