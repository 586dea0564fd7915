"""A figure of the monitor: a chart of the kit that cannot be made without its indicator."""

from dataclasses import dataclass

from thoes.monitor.indicators.declaring import Indicator
from thoes.monitor.splits import Split
from thoes.ui.charts import Figure


@dataclass(frozen=True, slots=True)
class MonitorFigure:
    """A chart with the definition of what it shows; `coverage` says how much of the beds the number knows of, in words."""

    indicator: Indicator
    figure: Figure
    coverage: str = ""
    split: Split | None = None
