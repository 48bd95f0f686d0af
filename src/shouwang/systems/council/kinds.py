"""The opinion (意见建议): what could be done better in the village."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit

_LIMITS = Limits(answer=Limit(3, "working_days"), update=Limit(10, "working_days"), whole=Limit(15, "working_days"))

KIND = Kind(
    key="opinion",
    system="council",
    name=_("Opinion"),
    public_name=_("Make a suggestion"),
    public_hint=_("What could be better? Every suggestion gets an answer."),
    icon="message-square-text",
    order=30,
    topics=(
        Topic("safety", _("Order and safety"), "shield-check", is_public=True),
        Topic("roads", _("Roads, light, water"), "lamp", is_public=True),
        Topic("service", _("How the room works"), "house", is_public=True),
        Topic("other", _("Something else"), "ellipsis"),
    ),
    limits=_LIMITS,
    urgent_limits=_LIMITS,
)
