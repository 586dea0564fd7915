"""The figures of the vision, read from the file that ships with Thoes."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from thoes.pipeline.domain.need import Figures, Scenario
from thoes.rules.loading import Text, read_checked_yaml, read_text

_FOLDER: Traversable = files("thoes.pipeline") / "figures"


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """The need per scenario and region, and where it was printed."""

    title: Text
    link: str
    population: Text
    regions: dict[Scenario, dict[str, Figures]]


@cache
def vision_figures() -> NeedFigures:
    """Figures 1 and 2 of the vision of December 2020."""
    raw = read_checked_yaml(_FOLDER / "vision_2020.yaml", _FOLDER / "schema.json")
    return NeedFigures(
        title=read_text(raw["source"]["title"]),
        link=raw["source"]["link"],
        population=read_text(raw["source"]["population"]),
        regions={
            scenario: {region: Figures(**numbers) for region, numbers in raw["scenarios"][scenario.value].items()}
            for scenario in Scenario
        },
    )
