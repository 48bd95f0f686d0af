"""The dispute (纠纷) as a kind of matter. Its steps are taken by its own procedure, see lifecycle.py.

Topics: every type of the mediation statistics, the common ones first; codes.topics has their codes.
"""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Procedure, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.mediation.queries.standing import due_at, stages_of
from shouwang.systems.mediation.telling import DISPUTE, TOLD

KIND = Kind(
    key=DISPUTE,
    system="mediation",
    name=_("Dispute"),
    public_name=_("Dispute"),
    public_hint=_("A quarrel that both sides would like to settle: neighbours, family, money, land"),
    icon="handshake",
    order=50,
    topics=(
        Topic("family", _("Marriage and family"), "users"),
        Topic("neighbours", _("Between neighbours"), "house"),
        Topic("homestead", _("House and homestead"), "house"),
        Topic("contract", _("Contract, debt"), "file-text"),
        Topic("damages", _("Damage and injury"), "triangle-alert"),
        Topic("land", _("Field, forest, land"), "map"),
        Topic("labour", _("Wages and work"), "briefcase"),
        Topic("traffic", _("Traffic accident"), "route"),
        Topic("consumer", _("Bought something bad"), "ellipsis"),
        Topic("business", _("Production and business"), "store"),
        Topic("expropriation", _("Land taken or house torn down for building"), "landmark"),
        Topic("environment", _("Pollution"), "droplets"),
        Topic("medical", _("Medical treatment"), "stethoscope"),
        Topic("estate", _("Property management"), "users-round"),
        Topic("other", _("Something else"), "ellipsis"),
    ),
    limits=Limits(answer=Limit(3, "working_days"), update=Limit(10, "working_days"), whole=Limit(30, "days")),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(30, "days")),
    may_be_anonymous=False,
    procedure=Procedure(told=TOLD, due=due_at, row="dispute", stages=stages_of, reminds=True),
)
