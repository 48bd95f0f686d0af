"""Police mediation (治安调解) as a kind of matter: led by its own part, opened by officers only, hidden from all others."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.kinds import Kind, Limits, Procedure, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.mediation.models import PoliceCase
from shouwang.systems.mediation.queries.police import due_at, stages_of

TOLD: Mapping[str, str | Promise] = {
    "write": _("Case written down"),
    "name_side": _("Offender or victim written down"),
    "drop_side": _("Offender or victim taken out again"),
    "examine": _("Examined whether the police may mediate"),
    "accept": _("Taken on for police mediation"),
    "refuse": _("Not for police mediation"),
    "sit": _("Police mediation held"),
    "draft": _("Agreement drafted"),
    "sign": _("Agreement signed"),
    "perform": _("Noted what became of the agreement"),
    "settle": _("Agreement kept: no penalty"),
    "fail": _("Not agreed or not kept: penalty and civil suit told"),
    "exclude": _("Police mediation ended"),
}
KIND = Kind(
    key="police_mediation",
    system="mediation",
    name=_("Police mediation"),
    public_name=_("Police mediation"),
    public_hint=_("A minor violation out of a quarrel, settled by an officer"),
    icon="gavel",
    order=55,
    topics=tuple(Topic(key, name, "gavel") for key, name in PoliceCase.Act.choices),
    limits=Limits(answer=Limit(3, "working_days"), update=Limit(10, "working_days"), whole=Limit(30, "days")),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=Limit(30, "days")),
    may_be_anonymous=False,
    is_offered=False,
    is_sheltered=True,
    procedure=Procedure(told=TOLD, due=due_at, row="police_case", stages=stages_of),
)
