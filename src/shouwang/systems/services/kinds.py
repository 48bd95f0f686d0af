"""The help request (求助): somebody needs a hand."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.services.sentences import read_help

TOLD = {
    "describe": _("Described better"),
    "receive": _("Lies here now"),
    "join": _("Lost and found belong together"),
    "notice": _("Notice hung up"),
    "hand_back": _("Handed back to whom it belongs"),
    "hand_in": _("Given to another office"),
    "sell": _("Could not be kept"),
    "to_state": _("Gone to the State"),
    "gone": pgettext_lazy("thing", "Never came, or taken back"),
    "found_again": _("It came back"),
    "give_up": _("No longer looked for"),
}
KIND = Kind(
    key="help",
    system="services",
    name=_("Help request"),
    public_name=_("Ask for help"),
    public_hint=_("Somebody missing, something lost, a hand needed."),
    icon="hand-helping",
    order=20,
    topics=(
        Topic("missing", _("Somebody is missing"), "user-search", call_first="110", is_urgent=True),
        Topic("lost", _("Something lost or found"), "briefcase"),
        Topic("papers", _("Papers and certificates"), "id-card", needs_identity=True),
        Topic("elderly", _("An old or sick person needs help"), "heart-handshake", call_first="120", is_urgent=True),
        Topic("visitor", _("Visitor needs help"), "map-pin"),
        Topic("other", _("Something else"), "ellipsis"),
    ),
    limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(10, "working_days")),
    urgent_limits=Limits(answer=Limit(30, "minutes"), update=Limit(1, "days"), whole=Limit(3, "working_days")),
    may_be_anonymous=False,
    is_named=True,
    told=TOLD,
    reads=read_help,
    came=_("Asked for help"),
)

AGAIN = Kind(
    key="again",
    system="services",
    name=_("Seen to again"),
    public_name=_("Seen to again"),
    public_hint=_("Somebody was not satisfied with how it ended."),
    icon="rotate-ccw",
    order=90,
    topics=(),
    limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(10, "working_days")),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(1, "days"), whole=Limit(3, "working_days")),
    may_be_anonymous=False,
    is_offered=False,
    is_for_unhappy=True,
    is_named=True,
)
