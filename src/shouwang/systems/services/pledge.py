"""The promise as it is shipped, until a room writes its own: five plain sentences, each held to a measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Heart(TextChoices):
    """The five of the service promise, in their order."""

    TRUE = "true", _("Sincerity")
    WARM = "warm", _("Warmth")
    EAGER = "eager", _("Diligence")
    FINE = "fine", _("Thoroughness")
    PATIENT = "patient", _("Patience")


@dataclass(frozen=True)
class Sentence:
    """One promise. `since`: from which day it is counted; None: from the beginning. `changed_at`: None for a shipped one."""

    heart: Heart
    words: str
    words_en: str
    measure: str
    is_shown: bool = True
    since: date | None = None
    changed_at: datetime | None = None


SHIPPED: Final[Mapping[Heart, Sentence]] = {
    one.heart: one
    for one in (
        Sentence(
            Heart.TRUE,
            "您来求助，当天就有人给您回话。",
            "Whoever asks us is answered the same day.",
            "answered_same_day",
        ),
        Sentence(
            Heart.WARM,
            "留了电话的，一个工作日内一定有人回您。",
            "Who leaves a telephone hears from a person within one working day.",
            "answered_working_day",
        ),
        Sentence(
            Heart.EAGER,
            "约好上门，说几点到就几点到。",
            "When we promise a visit, we come at the time we said.",
            "visits_kept",
        ),
        Sentence(
            Heart.FINE,
            "办事要带什么，一次给您说清，不让您白跑。",
            "We say all that is needed at once, so that nobody travels for nothing.",
            "errands_told_once",
        ),
        Sentence(
            Heart.PATIENT,
            "办完问您一声满意不满意，不满意的接着办。",
            "We ask how it went, and go on where somebody is not satisfied.",
            "seen_to_again",
        ),
    )
}
