"""A figure of the monitor: a chart of the kit that cannot be made without its indicator."""

from dataclasses import dataclass

from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER, Indicator
from thoes.monitor.splits import Split
from thoes.ui.charts import Figure


@dataclass(frozen=True, slots=True)
class MonitorFigure:
    """A chart with the definition of what it shows; `coverage` says how much of the beds the number knows of, in words.

    It is empty where the chart is about the coverage itself.
    """

    indicator: Indicator
    figure: Figure
    coverage: str = ""
    split: Split | None = None

    @property
    def says_coverage(self) -> str:
        """The coverage in words, or why there is none."""
        return self.coverage if self.indicator.is_of_register else str(NOT_OF_THE_REGISTER)
