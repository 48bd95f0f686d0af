"""The kind of matter that opens when somebody waits for the officer's word: "is this a scam?"."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit

TOPIC = "scam"
KIND = Kind(
    key="scam",
    system="outreach",
    name=_("Scam question"),
    public_name=_("Is this a scam?"),
    public_hint=_("A strange call, a link, somebody wants money? Look here first."),
    icon="shield-alert",
    order=60,
    topics=(Topic(TOPIC, _("Is this a scam?"), "shield-alert"),),
    # Whoever asks may be about to pay, and a yes or no is soon said: an hour, not the half day of other matters. At night and
    # on free days nobody sits there; what to do until then stands on the receipt.
    limits=Limits(answer=Limit(60, "working_minutes"), update=Limit(1, "working_days"), whole=Limit(3, "working_days")),
    urgent_limits=Limits(answer=Limit(30, "minutes"), update=Limit(1, "days"), whole=Limit(1, "working_days")),
    is_offered=False,
    is_opened_by_part=True,
    is_named=True,
    came=_("Asked whether it is a scam"),
)
