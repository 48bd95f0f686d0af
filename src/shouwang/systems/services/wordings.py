"""What reminders of the services say."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.notices import wording


def register() -> None:
    """Make them known; called once, in `ready()`."""
    wording.register(
        "services.remind.hand_in",
        subject=_("%(number)s: papers lie in the room"),
        body=_("An ID card, papers or a bank card: give them today to who issued them."),
    )
    wording.register(
        "services.remind.notice",
        subject=_("%(number)s: no notice hangs yet"),
        body=_("A thing was found and no notice hangs. Print the sheet, hang it up, write down the day."),
    )
    wording.register(
        "services.remind.year",
        subject=_("%(number)s: the year of the notice is over"),
        body=_("Nobody claimed it until %(day)s. By the Civil Code, Art 318, it may go to the State."),
    )
    wording.register(
        "services.remind.ask",
        subject=_("%(number)s: ask whether it helped"),
        body=_("Somebody was handed over; on %(day)s you wanted to ask whether it helped."),
    )
