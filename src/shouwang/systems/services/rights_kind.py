"""The request about one's own data (个人信息请求) as a kind of matter, led by the services."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters.kinds import Kind, Limits, Procedure, Topic
from shouwang.lib.stopwatch import Limit
from shouwang.systems.services.queries.rights import due_at, stages_of
from shouwang.systems.services.rights_lifecycle import ANSWER_WORKING_DAYS

TOLD: Mapping[str, str | Promise] = {
    "ask": _("Asked about their own data"),
    "prove": _("Seen who it is"),
    "hand_over": _("Copy handed over"),
    "note": _("Done for the request"),
    "correct": _("Corrected for the request"),
    "delete": _("Deleted for the request"),
    "answer": pgettext_lazy("request about data", "Answered"),
    "refuse": _("Refused, with the law"),
}
_WHOLE = Limit(ANSWER_WORKING_DAYS, "working_days")
KIND = Kind(
    key="rights",
    system="services",
    name=_("Request about data"),
    public_name=_("Your rights over your data"),
    public_hint=_("See, copy, correct, delete"),
    icon="shield-check",
    order=90,
    topics=(
        Topic("see", _("See what is held of me"), "eye"),
        Topic("copy", _("Have a copy of it"), "copy"),
        Topic("correct", _("Have something corrected"), "pencil"),
        Topic("delete", _("Have it deleted"), "trash-2"),
        Topic("withdraw", _("Take my consent back"), "undo-2"),
        Topic("explain", _("Have it explained"), "circle-help"),
    ),
    limits=Limits(answer=Limit(3, "working_days"), update=Limit(5, "working_days"), whole=_WHOLE),
    urgent_limits=Limits(answer=Limit(1, "working_days"), update=Limit(3, "working_days"), whole=_WHOLE),
    may_be_anonymous=False,
    is_confidential=True,
    is_opened_by_part=True,  # about whom, and what was seen, is asked first
    came=_("Asked about their data"),
    is_offered=False,  # its own pages lead to it: it is no trouble to report
    procedure=Procedure(told=TOLD, due=due_at, row="rights_request", stages=stages_of),
)
