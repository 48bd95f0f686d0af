"""A tip for each day; plain advice that is right at any time."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TIPS: tuple[tuple[str | Promise, str | Promise], ...] = (
    (_("Somebody rings and wants money moved?"), _("Hang up first. Then ring 96110 and ask.")),
    (_("A code came by message?"), _("Tell it to nobody, not to the bank either.")),
    (_("A link you don't know?"), _("Don't open it. Ask at the room.")),
    (_("Pay first, get the loan later?"), _("That is a fraud. No true lender asks for money first.")),
    (_("Share your screen with a stranger?"), _("Never. They see every code you type.")),
    (_("Leaving the house?"), _("Gas off, door locked, a light on in the evening.")),
    (_("Riding an electric bike?"), _("Wear the helmet. Never charge it on the stairs.")),
)


def of_day(day: date) -> tuple[str, str]:
    """The tip of a day: question and answer. They follow one another through the week."""
    question, answer = TIPS[day.toordinal() % len(TIPS)]
    return str(question), str(answer)
