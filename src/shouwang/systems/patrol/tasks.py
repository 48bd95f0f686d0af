"""What the scheduler calls of the patrols; safe to run twice."""

from django.utils import timezone

from shouwang.systems.patrol.actions import alarming, forgetting, hours


def tell_silent() -> int:
    """Every minute: tell whoever plans of shifts that nobody hears from."""
    return alarming.tell_silent(now=timezone.now())


def close_forgotten() -> int:
    """Every hour: end the turns that nobody said are done."""
    return hours.close_forgotten(now=timezone.now())


def forget_old() -> None:
    """Every hour: tracks, positions, nights and times that are past their time."""
    forgetting.forget_old(now=timezone.now())
