"""Asking whether people were satisfied, once, when a matter is closed."""

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.models import Matter, Satisfaction


@transaction.atomic
def ask(*, matter: Matter) -> Satisfaction:
    """Ask with the closing answer; a matter closed again is not asked twice."""
    asked, _ = Satisfaction.objects.get_or_create(matter=matter, defaults={"asked_at": timezone.now()})
    return asked


@transaction.atomic
def rate(*, matter: Matter, score: int, words: str = "") -> Satisfaction:
    """The answer of whoever brought it; a second answer replaces the first. Raises NotAllowedNow, ValueError."""
    current = story.locked(matter)
    if current.state != lifecycle.CLOSED:
        raise lifecycle.NotAllowedNow("rated", current.state)
    satisfaction = ask(matter=current)
    satisfaction.score = Satisfaction.Score(score)
    satisfaction.words = words
    satisfaction.answered_at = timezone.now()
    satisfaction.save()
    story.add(current, by=PUBLIC, verb="rated", line=story.Line(text=words, after=str(score), is_public=True))
    return satisfaction
