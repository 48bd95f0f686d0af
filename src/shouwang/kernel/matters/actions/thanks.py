"""Asking whether people were satisfied, once, when a matter is closed."""

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.models import Matter, Satisfaction


@transaction.atomic
def ask(*, matter: Matter) -> None:
    """Ask with the closing answer whoever brought it or one merged into it; nobody is asked twice about one matter."""
    for one in (matter, *matter.merged.order_by("id")):
        _asked(one)


@transaction.atomic
def rate(*, matter: Matter, score: int, words: str = "") -> Satisfaction:
    """The answer of whoever brought it; a second answer replaces the first. Raises NotAllowedNow, ValueError."""
    current = story.locked(matter)
    if not current.is_done:
        raise lifecycle.NotAllowedNow("rated", current.state)
    satisfaction = _asked(current)
    satisfaction.score = Satisfaction.Score(score)
    satisfaction.words = words
    satisfaction.answered_at = timezone.now()
    satisfaction.save()
    story.add(current, by=PUBLIC, verb="rated", line=story.Line(text=words, after=str(score), is_public=True))
    return satisfaction


def _asked(matter: Matter) -> Satisfaction:
    asked, _ = Satisfaction.objects.get_or_create(matter=matter, defaults={"asked_at": timezone.now()})
    return asked
