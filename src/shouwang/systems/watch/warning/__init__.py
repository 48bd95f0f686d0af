"""Early warning about places and kinds of event, never about persons.

`scan` looks for more reports lately, close together, than the room's own past lets expect; `level` says how small its
p-value must be for the room to be told. Plain Python and numpy: numbers in, numbers out, the caller words them.
"""

from shouwang.systems.watch.warning.events import Centre, Event, metres
from shouwang.systems.watch.warning.looks import level
from shouwang.systems.watch.warning.scan import MOST, Cluster, scan

__all__ = ["MOST", "Centre", "Cluster", "Event", "level", "metres", "scan"]
