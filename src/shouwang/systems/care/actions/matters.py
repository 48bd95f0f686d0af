"""A help request that came out of care: by the case's number, no name and no word of what was said."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.models import Matter
from shouwang.systems.care.models import Case

HELP, ELDERLY, OTHER = "help", "elderly", "other"


def in_room_language(case: Case) -> override:
    """Whatever the phone or desk of this moment speaks."""
    return override("zh-hans" if case.lead.language.startswith("zh") else case.lead.language)


def ask_for_help(*, author: Actor, case: Case, is_urgent: bool = False) -> Matter:
    """Open it in the room's language, so that everybody at the desk reads the same."""
    with in_room_language(case):
        words = (
            _("Care case %(n)s: nobody answered. Follow the steps on its page until somebody saw or heard them.")
            if is_urgent
            else _("Care case %(n)s: needs something. What, stands on its page.")
        ) % {"n": case.number}
    topic = ELDERLY if is_urgent else OTHER
    brought = Brought(kind=HELP, text=words, topic=topic, channel=Matter.Channel.ROOM, is_urgent=is_urgent)
    return intake.receive(by=author, room=case.room, brought=brought).matter
