"""What to do now, told before any verdict, and what to do when money was already sent."""

from typing import Final

from django.utils.translation import gettext_lazy as _

STEPS: Final = (
    _("Stop. Don't transfer, don't give a code, don't open a link."),
    _("Hang up. Leave the call, the group and the shared screen."),
    _("Ask 96110, or the police room. In danger call 110."),
    _("Keep the proof: messages, numbers, pictures of the screen."),
)
MONEY_SENT: Final = (
    _("Call 110 now and say when you paid, how much and to which account. The first half hour counts."),
    _("Call your bank and ask for a stop of payment; change the passwords."),
    _("Keep the receipt of the transfer, the chat and the numbers. Delete nothing."),
    _("Pay nothing more. Whoever promises to get it back for a fee is a cheat too."),
)
