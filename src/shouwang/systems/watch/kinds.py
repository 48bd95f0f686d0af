"""The report (情况): what somebody saw and the room should know."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit

CRY = "sos"  # the topic of what a watcher's phone sends when the red button is held

KIND = Kind(
    key="report",
    system="watch",
    name=_("Report"),
    public_name=_("Report something"),
    public_hint=_("Something is not right. You need not give your name."),
    icon="eye",
    order=10,
    topics=(
        Topic("water", _("Danger at the water"), "waves", is_public=True, call_first="110", is_urgent=True),
        Topic("theft", _("Theft or damage"), "lock-open", call_first="110"),
        Topic("hazard", _("Safety hazard"), "triangle-alert", is_public=True),
        Topic("fire", _("Fire hazard"), "flame", is_public=True, call_first="119", is_urgent=True),
        Topic("streetlight", _("Street light, road, manhole cover"), "lamp", is_public=True),
        Topic("noise", _("Noise or smoke"), "volume-2", is_public=True),
        Topic("quarrel", _("Quarrel"), "frown"),
        Topic("fight", _("Fight, somebody hurt"), "swords", call_first="110", is_urgent=True),
        Topic("fraud", _("Suspected fraud"), "phone-off"),
        Topic("other", _("Something else"), "ellipsis"),
        Topic(CRY, _("Cry for help (SOS)"), "siren", call_first="110", is_urgent=True, is_offered=False),
    ),
    limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(5, "working_days")),
    urgent_limits=Limits(answer=Limit(30, "minutes"), update=Limit(1, "days"), whole=Limit(2, "working_days")),
)
