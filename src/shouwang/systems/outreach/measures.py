"""What outreach brings to the room's measures."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures.measures import Measure
from shouwang.systems.outreach.queries.airing import played_of_planned

MEASURES = (
    Measure(
        "speakers_played",
        _("Played by loudspeaker as planned"),
        _(
            "Counts playings planned on the room's own players that the player itself reports as played whole. What was "
            "called off is not counted, nor what the operator of the county's broadcast played."
        ),
        _("playings planned"),
        played_of_planned,
    ),
)
