"""Aid (救助申请) as a kind of matter: the room opens it itself, and it goes the general way once it is decided."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.care.queries.aid import is_undecided

KIND = Kind(
    key="aid",
    system="care",
    name=_("Aid"),
    public_name=_("Aid"),
    public_hint=_("Support in hardship"),
    icon="hand-helping",
    order=65,
    topics=(
        Topic("living", _("Living costs"), "hand-helping"),
        Topic("illness", _("Costs of illness"), "stethoscope"),
        Topic("housing", _("House or repair"), "house"),
        Topic("disaster", _("After a disaster"), "triangle-alert"),
        Topic("goods", _("Food, clothes, heating"), "briefcase"),
        Topic("other", _("Something else"), "ellipsis"),
    ),
    limits=Limits(answer=Limit(3, "working_days"), update=Limit(10, "working_days"), whole=Limit(30, "days")),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(10, "days")),
    may_be_anonymous=False,
    is_named=True,
    is_offered=False,
    is_opened_by_part=True,
    is_held=is_undecided,
)
