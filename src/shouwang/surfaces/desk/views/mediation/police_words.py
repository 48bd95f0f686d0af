"""The words of police mediation: stages, what is missing, why an act was refused, its days and rules."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.kernel.matters.refusals import Refused
from shouwang.surfaces.desk.views.mediation import words
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.lifecycle import Missing
from shouwang.ui.parts import Pill, Tone

Words = str | Promise
STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.ASKED: (gettext_lazy("not examined yet"), "blue"),
    lifecycle.ACCEPTED: (gettext_lazy("taken on, no sitting yet"), "blue"),
    lifecycle.MEDIATING: (gettext_lazy("being mediated"), "amber"),
    lifecycle.AGREED: (gettext_lazy("agreed, to be kept"), "amber"),
    lifecycle.PERFORMED: (gettext_lazy("kept: no penalty"), "green"),
    lifecycle.FAILED: (gettext_lazy("failed: on to the penalty"), "red"),
    lifecycle.ENDED: (gettext_lazy("not for police mediation"), "grey"),
}
NEEDS: Mapping[str, Words] = {
    "described": gettext_lazy("Write down what was done, why it may be mediated, and how it went."),
    "both_sides": gettext_lazy("Write down offender and victim."),
    "examined": gettext_lazy("Answer the questions, one by one."),
    "admissible": gettext_lazy("It may not be mediated: see the questions."),
    "guardians": gettext_lazy("A minor needs a parent or guardian."),
    "guardians_there": gettext_lazy("Without a parent or guardian a minor is not mediated with."),
    "both_present": gettext_lazy("Offender and victim, or the victim's agent, must be there."),
    "found_agreed": gettext_lazy("First a sitting in which they agree."),
    "drafted": gettext_lazy("First write the agreement."),
    "signed": gettext_lazy("It counts once all have signed, or a recording stands in its place."),
    "terms": gettext_lazy("Write what they agree."),
    "nothing_owed": gettext_lazy("Something is still owed."),
    "kept": gettext_lazy("Something was not done. Then the agreement was not kept: say so instead."),
    "suit_told": gettext_lazy("Tell them first that they may go to court, then tick it."),
    "record": gettext_lazy("Write what was said."),
}
REFUSALS: Mapping[str, Words] = {
    "no_name": gettext_lazy("Write the name."),
    "suspect_agent": gettext_lazy("A suspect may not send anybody in their place. Only a victim may have an agent."),
    "answer_all": gettext_lazy("Answer every question."),
    "wrong_way": gettext_lazy("That way is not open after what was answered."),
    "no_third": gettext_lazy("It was mediated twice. There is no third time: the penalty procedure follows."),
    "agreed_already": gettext_lazy("They agreed already. Write the agreement."),
    "before_first": gettext_lazy("That is before the first sitting ended."),
    "second_too_late": gettext_lazy("A second time was allowed until %(day)s, seven working days after the first."),
    "before_sitting": gettext_lazy("That is before the sitting."),
}
DAYS: Mapping[str, Words] = {
    "second": pgettext_lazy("deadline", "Last day of a second sitting"),
    "owed": pgettext_lazy("deadline", "What was agreed is due"),
}


def rule_words(rule: str) -> str:
    return (
        _("Rules on Administrative Cases, Art %(articles)s") % {"articles": words.articles_words(rule)} if rule else ""
    )


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def need_words(need: str) -> str:
    return str(NEEDS.get(need) or words.need_words(need))


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal, and the field it belongs to."""
    if isinstance(refusal, Refused) and refusal.key in REFUSALS:
        return str(REFUSALS[refusal.key]) % refusal.words, refusal.field
    if isinstance(refusal, Missing):
        return need_words(refusal.needs[0]), ""
    return words.refusal_words(refusal)
