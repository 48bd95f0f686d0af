"""The words of errands: stages, what is missing, why an act was refused, its days."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.refusals import Refused
from shouwang.surfaces.desk.services_words import PARTS
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.ui.parts import Pill, Tone

Words = str | Promise
STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.ASKED: (pgettext_lazy("errand", "asked, papers not looked through"), "amber"),
    lifecycle.CHECKED: (pgettext_lazy("errand", "papers looked through"), "blue"),
    lifecycle.TAKEN: (pgettext_lazy("errand", "taken in"), "blue"),
    lifecycle.HANDED_IN: (pgettext_lazy("errand", "at the station"), "blue"),
    lifecycle.READY: (pgettext_lazy("errand", "ready, to be handed over"), "amber"),
    lifecycle.DELIVERED: (pgettext_lazy("errand", "handed over, to be closed"), "amber"),
    lifecycle.CLOSED: (pgettext_lazy("errand", "done"), "green"),
    lifecycle.ADVISED: (pgettext_lazy("errand", "advised with the full answer"), "green"),
    lifecycle.HOME_VISIT: (pgettext_lazy("errand", "an officer comes"), "green"),
    lifecycle.CALLED_OFF: (pgettext_lazy("errand", "called off"), "grey"),
}
NEEDS: Mapping[str, Words] = {
    "chosen": gettext_lazy("First say which errand it is."),
    "may_be_done": gettext_lazy("Nobody else may do this one: give the full answer, or send an officer to their home."),
    "authorised": gettext_lazy("First write down who acts for whom."),
    "papers_whole": gettext_lazy("Papers are missing. Look through them again when they are here."),
    "alive": gettext_lazy("Nobody is visited for somebody who died."),
    "none_out": gettext_lazy("An original is not back yet. Give it back first, or write down why that can't be."),
    "something_here": gettext_lazy("No original is here."),
    "something_out": gettext_lazy("No original is left to be given back."),
    "reason": gettext_lazy("Write why."),
    "procedure": gettext_lazy("Write how it is done."),
    "documents": gettext_lazy("Write what to bring."),
    "time": gettext_lazy("Write how long it takes."),
    "because": gettext_lazy("Write how it came."),
    "done": gettext_lazy("Write what was done about it."),
    "result": gettext_lazy("Write what came of it."),
    "answer": gettext_lazy("Write the last words to whoever asked."),
    "words": gettext_lazy("Write what the officer must know."),
    "to": gettext_lazy("Write to whom at the station."),
    "why": gettext_lazy("Write why it is changed."),
}
REFUSALS: Mapping[str, Words] = {
    "no_such_item": gettext_lazy("This errand is not in the catalogue."),
    "answer_all": gettext_lazy("Say of every paper whether it is here: what is missing is told once and whole."),
    "why_not_needed": gettext_lazy("Write why it is not needed."),
    "told_once": gettext_lazy(
        "This was not said the last time, and people must be told once and whole. Write why it is only said now; it is counted."
    ),
    "proxy_no": gettext_lazy("Nobody else may do this one: give the full answer, or send an officer to their home."),
    "ask_station": gettext_lazy(
        "It is not known here whether somebody else may. Ask the station, and write what they said."
    ),
    "near_only": gettext_lazy("Only a near relative or guardian may act here, or somebody who only carries papers."),
    "committee_for_dead": gettext_lazy("The village committee files a death; for the living it acts for nobody."),
    "letter_needed": gettext_lazy("A power of attorney is needed here, and you must have seen it."),
    "not_themselves": gettext_lazy("If somebody else acts, the person is not here themselves."),
    "wish_needed": gettext_lazy(
        "Ask the person first. Who can't be asked needs a relative, guardian or the village committee."
    ),
    "cards_needed": gettext_lazy("Look at the ID cards first, then tick it."),
    "no_agent": gettext_lazy("Write the name of who acts."),
    "not_of_this": gettext_lazy("This name stands in another errand."),
    "nothing_left": gettext_lazy("Write at least one original, or hand it in without."),
    "nothing_chosen": gettext_lazy("Choose at least one original."),
    "gone_already": gettext_lazy("This original is not here any more. Look at the page again."),
    "in_the_past": gettext_lazy("That day is past."),
}
DAYS: Mapping[str, Words] = {
    "check": pgettext_lazy("deadline", "Look through the papers"),
    "station": pgettext_lazy("deadline", "Hand it in at the station"),
    "result": pgettext_lazy("deadline", "The station said it is ready"),
    "home": pgettext_lazy("deadline", "Result and originals are back with their people"),
    "close": pgettext_lazy("deadline", "Close it"),
}
RULES: Mapping[str, Words] = {
    "told_once": gettext_lazy("What is missing is told once and whole"),
    "authority": gettext_lazy("Law on the Protection of the Elderly, Art 55; the rule named in the catalogue"),
    "four_parts": gettext_lazy("Reason, procedure, papers and time: all four are needed"),
}


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def need_words(need: str) -> str:
    return str(NEEDS.get(need, need))


def rule_words(rule: str) -> str:
    return str(RULES.get(rule, ""))


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal, and the field it belongs to."""
    if isinstance(refusal, Refused):
        if refusal.key == "lacks":
            return _("Nobody can be told what to do without this: %(part)s") % {
                "part": PARTS[refusal.words["part"]]
            }, ""
        return str(REFUSALS[refusal.key]), refusal.field
    if isinstance(refusal, Missing):
        return need_words(refusal.needs[0]), refusal.needs[0]
    if isinstance(refusal, NotAllowedNow):
        return _("This can't be done where it stands now: %(stage)s.") % {"stage": STAGES[refusal.stage][0]}, ""
    raise refusal


def late_words(day: date, today: date) -> str:
    """Only said where it is today or past."""
    if day == today:
        return _("today")
    return _("late") if day < today else ""
