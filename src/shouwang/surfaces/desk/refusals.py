"""Why a step did not go through, in words that say what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import lifecycle

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
