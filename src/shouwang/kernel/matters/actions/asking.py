"""Asking whether people were satisfied, once, when a matter is closed."""

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.matters.models import Matter, Satisfaction


@transaction.atomic
def ask(*, matter: Matter) -> None:
    """Ask with the closing answer whoever brought it or one merged into it; nobody is asked twice about one matter."""
    for one in (matter, *matter.merged.order_by("id")):
        asked(one)


def asked(matter: Matter) -> Satisfaction:
    """The question about this matter, asked now if it was not yet."""
    found, _ = Satisfaction.objects.get_or_create(matter=matter, defaults={"asked_at": timezone.now()})
    return found
