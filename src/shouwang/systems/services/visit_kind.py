"""The visit by appointment (预约上门) as a kind of matter: opened on its own pages, led by its own procedure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Procedure, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.services.models import VisitPurpose
from shouwang.systems.services.queries.visits import due_at, stages_of

ICONS = {
    "card": "id-card",
    "papers": "file-text",
    "talk": "message-circle",
    "danger": "triangle-alert",
    "other": "ellipsis",
}
TOLD: Mapping[str, str | Promise] = {
    "book": _("Visit asked for"),
    "set_time": _("Time agreed"),
    "confirm": _("Visit confirmed"),
    "move": _("Another time"),
    "timed": _("Exact time set"),
    "set_off": _("Officer on the way"),
    "arrive": _("Officer at the door"),
    "finish": _("Visit made"),
    "nobody_home": _("Nobody was home"),
    "ring": _("Rung about the visit: told"),
    "not_reached": _("Rung about the visit: not reached"),
    "worry": _("Somebody may need help: opened as a help request"),
    "call_off": _("Visit called off"),
}
KIND = Kind(
    key="visit",
    system="services",
    name=_("Visit by appointment"),
    public_name=_("We come to you"),
    public_hint=_("For those who can't walk, or can't come in our hours."),
    icon="house",
    order=25,
    topics=tuple(Topic(key, name, ICONS[key]) for key, name in VisitPurpose.Sort.choices),
    limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(30, "days")),
    urgent_limits=Limits(answer=Limit(240, "minutes"), update=Limit(1, "days"), whole=Limit(3, "working_days")),
    may_be_anonymous=False,
    is_named=True,
    came=_("Asked for a visit"),
    is_offered=False,
    is_opened_by_part=True,
    procedure=Procedure(told=TOLD, due=due_at, row="visit", stages=stages_of),
)
