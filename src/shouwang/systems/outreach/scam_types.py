"""The types of fraud as forms offer them, official ones in the order of their list first."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.outreach.models import FraudCase, ScamQuestion
from shouwang.systems.outreach.scam.model import ORDINARY
from shouwang.systems.outreach.scam.types import TYPES

OUTCOMES: Final = FraudCase.Outcome.choices
CHANNELS: Final = FraudCase.Channel.choices
CAME_BY: Final = [("", _("not said")), *CHANNELS]
STOPPED_BY: Final = FraudCase.StoppedBy.choices
VERDICTS: Final = ScamQuestion.Verdict.choices
CHOICES: Final = [(key, one.name) for key, one in TYPES.items()]
CHOICES_WITH_ORDINARY: Final = [*CHOICES, (ORDINARY, _("an ordinary message, no scam"))]


def name_of_type(key: str) -> str:
    """In the reader's language; the key itself where the type is no longer known."""
    return str(TYPES[key].name) if key in TYPES else key
