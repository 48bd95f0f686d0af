"""The pages' words for stages, days, what is missing and why an act was refused."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from shouwang.kernel.matters.refusals import Refused
from shouwang.lib import words as lib
from shouwang.lib.capitals import article
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.dates import Deadline
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Tone

Words = str | Promise
NUMBER = re.compile(r"\d+")

STAGES: Mapping[str, tuple[Words, Tone]] = {
    lifecycle.ASKED: (pgettext_lazy("stage", "Asked for, not decided"), "amber"),
    lifecycle.ACCEPTED: (pgettext_lazy("stage", "Taken on"), "blue"),
    lifecycle.MEDIATING: (pgettext_lazy("stage", "At the table"), "blue"),
    lifecycle.SIGNING: (pgettext_lazy("stage", "To be signed"), "blue"),
    lifecycle.AGREED: (pgettext_lazy("stage", "Agreed, being carried out"), "green"),
    lifecycle.PERFORMED: (pgettext_lazy("stage", "Carried out"), "green"),
    lifecycle.UNPERFORMED: (pgettext_lazy("stage", "Not carried out"), "amber"),
    lifecycle.TERMINATED: (pgettext_lazy("stage", "Ended without agreement"), "grey"),
    lifecycle.HALTED: (pgettext_lazy("stage", "Stopped: protect somebody"), "red"),
    lifecycle.AWAY: (pgettext_lazy("stage", "Passed up"), "amber"),
    lifecycle.CLOSED: (pgettext_lazy("stage", "Closed"), "grey"),
    lifecycle.ARCHIVED: (pgettext_lazy("stage", "In the archive"), "grey"),
    lifecycle.REFUSED: (pgettext_lazy("stage", "Not taken on"), "grey"),
    lifecycle.WITHDRAWN: (pgettext_lazy("stage", "Withdrawn"), "grey"),
}

# The way a dispute usually goes, as the stepper shows it.
WALK: tuple[tuple[str, Words], ...] = (
    (lifecycle.ASKED, pgettext_lazy("walk of a dispute", "Application")),
    (lifecycle.ACCEPTED, pgettext_lazy("walk of a dispute", "Acceptance")),
    (lifecycle.MEDIATING, pgettext_lazy("walk of a dispute", "Mediation")),
    (lifecycle.SIGNING, pgettext_lazy("walk of a dispute", "Signing")),
    (lifecycle.AGREED, pgettext_lazy("walk of a dispute", "Carrying out")),
    (lifecycle.PERFORMED, pgettext_lazy("walk of a dispute", "Return visit")),
    (lifecycle.CLOSED, pgettext_lazy("walk of a dispute", "Closing")),
    (lifecycle.ARCHIVED, pgettext_lazy("walk of a dispute", "Archive")),
)

NEEDS: Mapping[str, Words] = {
    "both_sides": gettext_lazy("Write down who asks and who the other side is"),
    "examined": gettext_lazy("Answer every question whether it may be mediated"),
    "admissible": gettext_lazy("By the answers it may not be mediated"),
    "willing": gettext_lazy("A party does not want mediation: then nobody may go on"),
    "guardians": gettext_lazy("A child is a party: write down who its guardian is"),
    "informed": gettext_lazy("Tell every party their rights and duties"),
    "mediator": gettext_lazy("Appoint a mediator whom nothing speaks against"),
    "panel_consent": gettext_lazy("Ask every party about those who are invited"),
    "agents_proved": gettext_lazy("A letter of authority is missing"),
    "both_present": gettext_lazy("Both sides must be there"),
    "session_called": gettext_lazy("Call a session"),
    "sat": gettext_lazy("Hold a session first"),
    "terms": gettext_lazy("Write down what was agreed"),
    "wants_oral": gettext_lazy("All must say that no paper is needed"),
    "all_signed": gettext_lazy("Not every party has signed yet"),
    "mediator_signed": gettext_lazy("A mediator must sign"),
    "sealed": gettext_lazy("The committee's seal must be on it"),
    "all_performed": gettext_lazy("Something is still owed"),
    "kept": gettext_lazy("Something was not done"),
    "unkept": gettext_lazy("Everything owed was done: then it was kept"),
    "unasked": gettext_lazy("The court has been asked already."),
    "in_time": gettext_lazy("The thirty days are over"),
    "jointly": gettext_lazy("Both sides must ask together"),
    "applied": gettext_lazy("Nobody has asked the court"),
    "both_consent": gettext_lazy("Both sides must agree to more time"),
    "visited": gettext_lazy("Look in again first"),
    "reported": gettext_lazy("Write the closing report"),
    "checked": gettext_lazy("Somebody else looks through the file"),
    "receipted": gettext_lazy("They have not signed for it yet"),
    "other_eyes": gettext_lazy("You wrote the report: somebody else checks it, or say why you do it alone."),
    "reason": gettext_lazy("Write why."),
    "words": gettext_lazy("Write something first."),
    "routes": gettext_lazy("Say which other ways are open."),
    "body": gettext_lazy("Write who it is."),
    "summary": gettext_lazy("Write what came of it."),
    "filer": gettext_lazy("Write who files it."),
    "court": gettext_lazy("Write which court."),
    "facts": gettext_lazy("Write what happened."),
    "content": gettext_lazy("Write down what was agreed"),
    "performance": gettext_lazy("Write what you found."),
}

REFUSALS: Mapping[str, Words] = {
    "no_committee": gettext_lazy("The room has no mediation committee yet: set it up first."),
    "referred_by_whom": gettext_lazy("Choose who passed it on."),
    "no_name": gettext_lazy("Write the name."),
    "agent_authority": gettext_lazy("Choose what the agent may do."),
    "birth_year": gettext_lazy("This year can't be right."),
    "organisation_speaks": gettext_lazy("Write who speaks for them."),
    "nobody": gettext_lazy("Choose at least one."),
    "gone_already": gettext_lazy("This has changed meanwhile. Look at the page again."),
    "not_mediator": gettext_lazy("Only a mediator of the committee may mediate; others are asked to the table."),
    "no_longer_serves": gettext_lazy("They do not serve any more."),
    "conflict": gettext_lazy("Then they may not sit there. Choose somebody else."),
    "seated": gettext_lazy("They sit there already."),
    "has_lead": gettext_lazy("Somebody leads it already."),
    "is_party": gettext_lazy("Their telephone is that of a party: they may not mediate here."),
    "same_name": gettext_lazy("They are called like a party. Write that they are somebody else, and who."),
    "whom": gettext_lazy("Choose a party, or write down who it was."),
    "not_yours": gettext_lazy("Only whoever was asked answers."),
    "declare": gettext_lazy("Say whether anything speaks against you."),
    "ends_before": gettext_lazy("It ends before it begins."),
    "in_the_past": gettext_lazy("This moment is over. Choose a later one."),
    "in_the_future": gettext_lazy("This day is still to come."),
    "not_public": gettext_lazy("It stays closed: not both sides want it public, or somebody must be protected."),
    "clash": gettext_lazy("%(name)s already sits elsewhere at that time (%(when)s)."),
    "no_mediator_there": gettext_lazy("Choose the mediator who was there."),
    "earlier": gettext_lazy("That gives no more time. Choose a later day."),
    "signed_already": gettext_lazy("It is signed already. What is wrong must be struck and talked over again."),
    "no_such_paper": gettext_lazy("The file does not need this paper any more. Look at what is new."),
    "not_a_signer": gettext_lazy("They do not sign this paper."),
    "agreement_has_its_own": gettext_lazy("The agreement is signed by the step “Note a signature”."),
    "officers_only": gettext_lazy("An officer stopped it to protect somebody: only an officer lets it go on."),
    "agent_may_not": gettext_lazy("This agent may speak but not settle, or the letter is missing or over."),
    "guardian_signs": gettext_lazy("For a child the guardian signs."),
    "nobody_there": gettext_lazy("Nobody is written down who could sign so. Write them down with the party first."),
    "before_reached": gettext_lazy("That is before they agreed."),
    "visit_open": gettext_lazy("A return visit is still to come. Make it first, or write why nobody goes."),
    "must_be_written": gettext_lazy("About contracted farmland the agreement must be in writing."),
    "before_accepted": gettext_lazy("That is before it was taken on."),
    "past_duty": gettext_lazy("Number %(number)s: that day is before they agreed."),
    "not_a_party": gettext_lazy("Number %(number)s: they have withdrawn or are no party."),
    "to_oneself": gettext_lazy("Number %(number)s: nobody owes anything to themselves."),
    "no_day": gettext_lazy("Write on which day."),
    "not_kept": gettext_lazy("Something was not done. Then the agreement was not kept: say so instead."),
    "was_kept": gettext_lazy(
        "It was noted that everything was carried out. If it began again, take the dispute up again."
    ),
    "too_late": gettext_lazy("The last day was %(day)s. After that no court takes it."),
    "asked": gettext_lazy("The court has been asked already."),
    "before_asked": gettext_lazy("That is before the court was asked."),
    "not_reported": gettext_lazy("First report the danger and write down to whom."),
    "top": gettext_lazy("It is at the county already. Above it there is the court."),
    "file_lacks": gettext_lazy(
        "The file lacks %(count)s things. Put them right, or write why it is closed without them."
    ),
    "serves_already": gettext_lazy("They serve already."),
    "leaves_before": gettext_lazy("That is before they began."),
}

DAYS: Mapping[str, Words] = {
    "decide": pgettext_lazy("deadline", "Decide whether it is taken on"),
    "mediate": pgettext_lazy("deadline", "Come to an end with the mediation"),
    "session": pgettext_lazy("deadline", "Session"),
    "receipt": pgettext_lazy("deadline", "Get the receipt from above"),
    "danger": pgettext_lazy("deadline", "Report the danger"),
    "perform": pgettext_lazy("deadline", "What was agreed is due"),
    "court": pgettext_lazy("deadline", "Last day to ask the court together"),
    "visit": pgettext_lazy("deadline", "Look in again"),
}

# Where a rule stands that is no article of the People's Mediation Law.
RULES: Mapping[str, Words] = {
    "a2.3": gettext_lazy("the room's own rule: three working days"),
    "a2.8": gettext_lazy("generally one month, longer where both sides agree"),
    "a2.13": gettext_lazy("the committee's own rhythm"),
    "a3": gettext_lazy("see the questions"),
    "a7": gettext_lazy("the room's own rule"),
    "a6": gettext_lazy("for the statistics"),
    "a3.5": gettext_lazy("Anti-Domestic Violence Law, Art 14"),
    "a3.5, a3.6": gettext_lazy("Anti-Domestic Violence Law, Art 14; Law on the Protection of Minors, Art 11"),
}


def articles_words(articles: str) -> str:
    """Articles as a law is cited in the language of the page: 二十一、二十二 where English has 21, 22."""
    if moments.language() == "en":
        return articles
    return NUMBER.sub(lambda number: article(int(number[0])), articles.replace(", ", "、"))


def rule_words(rule: str) -> str:
    """Where a rule stands, in words."""
    if rule.startswith("Art "):
        articles = rule.removeprefix("Art ")
        return _("People's Mediation Law, Art %(articles)s") % {"articles": articles_words(articles)}
    return str(RULES.get(rule, _("what a file must hold")))


def stage_pill(stage: str) -> Pill:
    name, tone = STAGES[stage]
    return Pill(str(name), tone)


def day_words(day: date, today: date) -> str:
    return lib.date_words(day, today, moments.language())


def left_words(deadline: Deadline, today: date) -> tuple[str, Tone]:
    """How many days are left, and whether that presses."""
    left = deadline.days_left(today)
    if left < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}, "red"
    if left == 0:
        return _("today"), "amber"
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return words, "amber" if deadline.is_soon(today) else "grey"


def need_words(need: str) -> str:
    return str(NEEDS.get(need, _("Something is missing.")))


def refusal_words(refusal: Exception) -> tuple[str, str]:
    """The sentence for a refusal of an act, and the field it belongs to."""
    if isinstance(refusal, Refused):
        return str(REFUSALS[refusal.key]) % refusal.words, refusal.field
    if isinstance(refusal, lifecycle.Missing):
        return need_words(refusal.needs[0]), ""
    return _("This can't be done as it stands now. Look at the story: somebody may have been quicker."), ""


def party_name(party: Any, names: Mapping[Any, str]) -> str:
    """The name as the page shows it; who was forgotten has none."""
    return names.get(party.pk) or _("(name gone)")
