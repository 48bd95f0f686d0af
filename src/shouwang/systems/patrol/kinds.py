"""The patrol (巡防): somebody goes there and looks, or stands a post."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit

KIND = Kind(
    key="patrol",
    system="patrol",
    name=_("Patrol"),
    public_name=_("Patrol"),
    public_hint="",
    icon="footprints",
    order=40,
    topics=(
        Topic("look", _("Go there and look"), "eye"),
        Topic("round", _("Walk a round"), "footprints"),
        Topic("post", _("Stand a post"), "map-pin"),
    ),
    limits=Limits(answer=Limit(1, "days"), update=Limit(2, "days"), whole=Limit(3, "days")),
    urgent_limits=Limits(answer=Limit(30, "minutes"), update=Limit(1, "days"), whole=Limit(1, "days")),
    is_offered=False,
)
