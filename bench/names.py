"""Made-up names that begin in as many ways as real ones do."""

_FIRST = (
    "Anna", "Jan", "Ewa", "Piotr", "Olena", "Ivan", "Maria", "Andrei", "Elena", "Mihai", "Zofia", "Tomasz", "Iryna",
    "Petro", "Ioana",
)  # fmt: skip
_SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na", "po", "ra", "se", "ti", "vu", "wo", "ze", "zy", "cho",
    "sta", "kra", "mi", "le", "do",
)  # fmt: skip
_ENDINGS = ("ski", "ova", "escu", "enko", "wicz", "ik", "ak", "ev", "ula", "ov")


def name_of(number: int) -> tuple[str, str]:
    """(family name, given name); every number below 138,240 has a family name of its own."""
    rest, ending = divmod(number, len(_ENDINGS))
    syllables = []
    for _ in range(3):
        rest, syllable = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables).capitalize() + _ENDINGS[ending], _FIRST[number % len(_FIRST)]
