"""What changed in a source since the version before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from thoes.monitor.quoted.said import Place, SaidFigure
from thoes.monitor.quoted.taking_in import Kept


@dataclass(slots=True)
class Differences:
    """Figures that are new, those that have another number now with the one of before, and how many are not there any more."""

    new: int = 0
    changed: list[tuple[SaidFigure, int | None]] = field(default_factory=list)
    gone: int = 0


def differences(figures: Iterable[SaidFigure], before: Mapping[Place, Kept]) -> Differences:
    """Figures of a version held against those of the version before."""
    found, places = Differences(), set()
    for figure in figures:
        places.add(figure.place)
        old = before.get(figure.place)
        if old is None:
            found.new += 1
        elif old != Kept(figure.number, figure.missing or ""):
            found.changed.append((figure, old.number))
    found.gone = len(before.keys() - places)
    return found
