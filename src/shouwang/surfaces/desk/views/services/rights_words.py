"""The words of requests about one's own data: stages, what is missing, why an act was refused, what was deleted."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.surfaces.desk.refusals import act_words
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.queries.rights import Report
from shouwang.ui.parts import Fact, Pill, Tone

Words = str | Promise
STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.ASKED: (gettext_lazy("who it is was not seen yet"), "blue"),
    lifecycle.PROVEN: (gettext_lazy("known who it is, to be done"), "amber"),
    lifecycle.ANSWERED: (pgettext_lazy("request about data", "answered"), "green"),
    lifecycle.TAKEN_BACK: (gettext_lazy("taken back"), "grey"),
    lifecycle.REFUSED: (gettext_lazy("refused, with the law"), "grey"),
}
NEEDS: Mapping[str, Words] = {
    "seen": gettext_lazy("Say what you saw."),
    "fulfilled": gettext_lazy("Nothing was done for it yet: show, copy, correct, delete or explain first."),
    "made": gettext_lazy("Make the copy first."),
    "what": gettext_lazy("Say what was done."),
    "after": gettext_lazy("Say what stands there now."),
    "answer": gettext_lazy("Write the answer."),
    "reason": gettext_lazy("Say why."),
    "law": gettext_lazy("Name the law."),
    "complaint": gettext_lazy("Say where they may complain."),
}
REFUSALS: Mapping[str, Words] = {
    "tie": gettext_lazy("Say which paper shows that they may speak for them."),
    "asked": gettext_lazy("They asked for something else. Say how they asked to have it deleted."),
    "whose": gettext_lazy("Say the name of whom it is about."),
}
COUNTS: Mapping[str, Words] = {
    "persons": gettext_lazy("Entries emptied: theirs, and of whom they booked a visit for"),
    "names": gettext_lazy("Names deleted"),
    "numbers": gettext_lazy("Telephone numbers deleted"),
    "cards": gettext_lazy("ID numbers deleted"),
    "addresses": gettext_lazy("Addresses deleted"),
    "matters": gettext_lazy("Own matters that name nobody any more"),
    "elsewhere": gettext_lazy("Matters of others in which the name was struck out"),
    "texts": gettext_lazy("Texts in which name or number was struck out"),
    "positions": gettext_lazy("Points on the map deleted"),
    "files": gettext_lazy("Photos, recordings and papers deleted"),
    "notices": gettext_lazy("Notices to colleagues struck out"),
    "published": gettext_lazy("Taken off the public page"),
    "consents": gettext_lazy("Consents ended"),
    "phones": gettext_lazy("Telephones and codes shut out"),
    "codes": gettext_lazy("Follow codes that open nothing any more"),
    "lists": gettext_lazy("Lists of helpers left: volunteers, watch groups, who helps in care"),
    "cases": gettext_lazy("Care cases ended and emptied"),
    "visits": gettext_lazy("Visits to come that are called off"),
}


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def need_words(need: str) -> str:
    return str(NEEDS[need])


def rule_words(rule: str) -> str:
    return _("Personal Information Protection Law, Art %(articles)s") % {"articles": rule} if rule else ""


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal, and the field it belongs to."""
    fields = {"law": "article"}
    return act_words(refusal, refusals=REFUSALS, needs=NEEDS, fields=fields, stages=STAGES, first=lifecycle.ASKED)


def count_facts(report: Report) -> list[Fact]:
    """What one erasing did; what there was none of is left out."""
    found = [(words, getattr(report, name)) for name, words in COUNTS.items()]
    return [Fact(str(words), str(number)) for words, number in found if number]
