"""How the notices of mediation read. A number and a day, never a name; of what is sheltered not even what for."""

from django.utils.translation import gettext_lazy as _

from shouwang.kernel.notices import wording


def register() -> None:
    """Called in `ready()`."""
    _of_the_table()
    _of_days()
    _of_late()


def _of_the_table() -> None:
    wording.register(
        "mediation.danger",
        subject=_("%(number)s: somebody may come to harm"),
        body=_("In the dispute %(number)s a danger was noted. Open it now, report it and write down to whom."),
    )
    wording.register(
        "mediation.invited",
        subject=_("%(number)s: you are asked to the table"),
        body=_("Open the dispute %(number)s and say whether you come, and whether anything speaks against you."),
    )
    wording.register(
        "mediation.called",
        subject=_("%(number)s: session %(when)s"),
        body=_("You are called to a session of the dispute %(number)s: %(when)s, %(where)s."),
    )
    wording.register(
        "mediation.called_off",
        subject=_("%(number)s: the session of %(when)s does not take place"),
        body=_("The session of the dispute %(number)s on %(when)s, %(where)s, was called off."),
    )


def _of_days() -> None:
    wording.register(
        "mediation.remind.court",
        subject=_("%(number)s: the court can be asked until %(day)s"),
        body=_(
            "Until %(day)s both sides of %(number)s can ask the court together to confirm the agreement. "
            "Ask them whether they want to; they need not."
        ),
    )
    wording.register(
        "mediation.remind.perform",
        subject=_("%(number)s: something promised is due on %(day)s"),
        body=_(
            "Something agreed in %(number)s is to be done by %(day)s. Ask them, and write down whether it was done."
        ),
    )
    wording.register(
        "mediation.remind.visit",
        subject=_("%(number)s: return visit on %(day)s"),
        body=_("A return visit in %(number)s is due on %(day)s: look in on both sides, and write down what you find."),
    )
    wording.register(
        "mediation.remind.mediate",
        subject=_("%(number)s: the time to mediate ends on %(day)s"),
        body=_(
            "The time to mediate %(number)s ends on %(day)s. Come to an end, or ask both sides whether they want more time."
        ),
    )
    wording.register(
        "mediation.remind.day",
        subject=_("%(number)s: a day to keep, %(day)s"),
        body=_("In %(number)s something is due on %(day)s. Open it to see what."),
    )


def _of_late() -> None:
    wording.register(
        "mediation.late.decide",
        subject=_("%(number)s: not decided yet"),
        body=_("Until %(day)s it was to be decided whether %(number)s is taken on. Decide, and tell whoever asked."),
    )
    wording.register(
        "mediation.late.mediate",
        subject=_("%(number)s: the time to mediate is over"),
        body=_(
            "The time to mediate %(number)s ended on %(day)s. End it, or write down that both sides want more time."
        ),
    )
    wording.register(
        "mediation.late.session",
        subject=_("%(number)s: the session of %(day)s has no record"),
        body=_("A session of %(number)s was called for %(day)s. Write its record, or say that it did not take place."),
    )
    wording.register(
        "mediation.late.receipt",
        subject=_("%(number)s: no receipt from above yet"),
        body=_("%(number)s was passed up, and until %(day)s no receipt came. Ring them and ask."),
    )
    wording.register(
        "mediation.late.perform",
        subject=_("%(number)s: something promised is late"),
        body=_(
            "Something agreed in %(number)s was to be done by %(day)s, and nothing is written down. Ask both sides."
        ),
    )
    wording.register(
        "mediation.late.visit",
        subject=_("%(number)s: the return visit is late"),
        body=_("A return visit in %(number)s was due on %(day)s. Look in on both sides, and write down what you find."),
    )
    wording.register(
        "mediation.late.danger",
        subject=_("%(number)s: a danger is not reported yet"),
        body=_(
            "In %(number)s a danger was noted on %(day)s and nobody wrote down to whom it was reported. Report it today."
        ),
    )
    wording.register(
        "mediation.late.day",
        subject=_("%(number)s: a day was missed"),
        body=_("In %(number)s something was due on %(day)s. Open it to see what."),
    )
