"""What the services bring to the room's measures."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures.measures import Measure
from shouwang.systems.services.queries.figures import told_once, visits_kept

MEASURES = (
    Measure(
        "visits_kept",
        _("Came at the time promised"),
        _(
            "Counts visits to which the officer came within half an hour of the time, or inside the half day agreed on. "
            "One that the room called off is not kept, nor one whose arrival nobody noted; one that was moved counts at its last "
            "time; one that they called off is not counted."
        ),
        _("visits promised"),
        visits_kept,
    ),
    Measure(
        "errands_told_once",
        _("All that is needed said at once"),
        _("Counts errands whose papers were looked through and in which nothing was called missing later."),
        _("errands looked through"),
        told_once,
    ),
)
