"""Charts drawn on the server: values in, SVG out, the same drawing for a page, a file and a letter.

`line`, `points`, `bars`, `bridge`, `strip`, `tile_map` and `outline_map` each give a `Drawing`; `one_above_another` puts
drawings on one axis. A `Figure` is a drawing with the sentence that it shows, its source and its numbers. Knows no Django.
"""

from thoes.ui.charts.bars import Row, Segment, bars, bridge
from thoes.ui.charts.drawing import Dash, Drawing, KeyItem, Look, on_page, on_paper, one_above_another, swatch
from thoes.ui.charts.figure import Figure, Table
from thoes.ui.charts.lines import Days, Series, fan, line, small_multiples
from thoes.ui.charts.maps import Outline, Said, Tile, outline_map, tile_map
from thoes.ui.charts.points import Point, Straight, points
from thoes.ui.charts.scales import Tick
from thoes.ui.charts.strips import Run, StripRow, runs_of, strip
