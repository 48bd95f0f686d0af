"""What the scheduler calls; safe to run twice and by several workers."""

from django.utils import timezone

from shouwang.kernel.matters import telling


def tell_late() -> None:
    """Tell of what became late since the last time."""
    telling.tell_late(now=timezone.now())
