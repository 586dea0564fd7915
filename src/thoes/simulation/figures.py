"""The figures of `figures.yaml`, typed. The file holds the sources and the reasons; nothing is judged here."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thoes.kernel.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Figures:
    """Published figures and assumptions of the simulation; shares lie between 0 and 1, lengths are in days."""

    present: int
    workers_by_region: dict[str, int]
    still_working_after_1_year: float
    still_working_after_5_years: float
    registered: float
    yearly_growth: float
    occupancy: float
    occupancy_at_peak: float
    window_days: int
    plans_days: int
    plans_known: float
    stay_days: int
    home_days: int
    next_step: dict[str, float]
    season_days: list[int]
    seasonal_share_of_agriculture: float
    sectors_by_region: dict[str, dict[str, float]]
    arrivals_by_month: dict[str, list[float]]
    never_checked_out: float
    noticed_after_days: int
    told_late_by_previous_provider: float
    reported_within_days: dict[int, float]
    expected_departure_known: float
    swapped_names: float
    birth_date_one_day_off: float
    merged_when_equal: float
    merged_when_different: float
    nationalities: dict[str, float]
    women: float

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(self.workers_by_region)

    @property
    def region_shares(self) -> list[float]:
        total = sum(self.workers_by_region.values())
        return [workers / total for workers in self.workers_by_region.values()]


def read_data(name: str) -> dict[str, Any]:
    """One YAML file that lies beside this module."""
    return dict(read_yaml(files("thoes.simulation").joinpath(name).read_text("utf-8")))


@cache
def figures() -> Figures:
    """The figures of `figures.yaml`; a missing or unknown name is a TypeError."""
    sections = read_data("figures.yaml")
    entries = sections["published"] | sections["assumed"]
    return Figures(**{name: entry["value"] for name, entry in entries.items()})
