"""What the patrols' rules say in words, the same at the desk and on phones."""

from django.utils.translation import gettext_lazy as _

from shouwang.systems.patrol.volunteering import Reason

AGAINST = {
    Reason.LEFT: _("no volunteer here any more"),
    Reason.NOT_ADULT: _("nobody has looked yet whether they are of age"),
    Reason.NOT_TRAINED: _("has no valid basic training"),
    Reason.NOT_INSURED: _("has no insurance that holds for the whole shift"),
    Reason.LACKS_SKILL: _("lacks a skill that is needed"),
    Reason.BUSY: _("is in another shift then"),
    Reason.KEPT_FOR_LEAD: _("the last place is kept for somebody who can lead"),
    Reason.FULL: _("all places are taken"),
    Reason.OVER: _("it is over"),
    Reason.CANCELLED: _("it was called off"),
    Reason.NOT_SENT: _("it is not open yet"),
    Reason.NOT_FREE: _("is not free then"),
    Reason.TOO_LATE: _("ends later than they wish"),
    Reason.TOO_EARLY: _("begins earlier than they wish"),
    Reason.DECLINED: _("said they can’t come to this one"),
    Reason.TAKEN_OUT: _("was taken out of this one"),
    Reason.ENOUGH: _("walks often enough that week already"),
}
