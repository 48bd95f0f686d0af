"""Why a step did not go through, in words that say what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.refusals import Refused
from shouwang.ui.parts import Tone

NEEDS: dict[str, str | Promise] = {
    "answer": _("Write the answer first: the reporter reads it."),
    "reason": _("Write why."),
    "outcome": _("Write what came of it."),
    "taker": _("Choose who does it."),
    "other_eyes": _("Who did it can't check it. Somebody else must look, or close it without a check and say why."),
    "words": _("Write something first."),
    "target": _("Name the other matter."),
}
NOT_NOW = _("This can't be done as it stands now. Look at the story: somebody may have been quicker.")
NOT_THIS = _("This does not fit here. Check what you chose.")


def words_for(refusal: Exception) -> str:
    """The sentence for a refusal of an action."""
    if isinstance(refusal, lifecycle.Missing):
        return str(NEEDS.get(refusal.needs[0], NOT_THIS))
    return str(NOT_NOW if isinstance(refusal, lifecycle.NotAllowedNow) else NOT_THIS)


def act_words(
    refusal: Exception,
    *,
    refusals: Mapping[str, str | Promise],
    needs: Mapping[str, str | Promise],
    fields: Mapping[str, str],
    stages: Mapping[str, tuple[str | Promise, Tone]],
    first: str,
) -> tuple[str, str]:
    """The sentence for an act that a part's own procedure refused, and the field it belongs to.

    `fields`: where a need has another name than its field. `first`: the stage named where the refusal names none.
    """
    if isinstance(refusal, Refused):
        return str(refusals[refusal.key]), refusal.field
    if isinstance(refusal, Missing):
        need = refusal.needs[0]
        return str(needs[need]), fields.get(need, need)
    stage = refusal.stage if isinstance(refusal, NotAllowedNow) else first
    return gettext("Not now: %(stage)s.") % {"stage": stages[stage][0]}, ""
