"""What the scheduler calls for the patrols; safe to run twice."""

from django.utils import timezone

from shouwang.systems.patrol.actions import alarming


def tell_silent() -> int:
    """Every minute: tell whoever plans of shifts that nobody hears from."""
    return alarming.tell_silent(now=timezone.now())
