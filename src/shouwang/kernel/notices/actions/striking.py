"""Striking a person's words out of notices and deliveries. They should hold none; what stands there all the same goes."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from shouwang.kernel.notices.models import Delivery, Notice
from shouwang.kernel.notices.queries import about_matters
from shouwang.lib.traces import Traces

IN_NOTICES = ("subject", "body", "last_error")
IN_DELIVERIES = ("body", "last_error", "response_excerpt")


@transaction.atomic
def strike(*, about: Collection[UUID], events: Collection[UUID], known: Traces) -> int:
    """Strike the words out of what was written about the matters, sent, waiting or dead; out of how many.

    No journal of its own: the act that causes it has one.
    """
    struck = 0
    for notice in about_matters(about).select_for_update(of=("self",)):
        struck += _strike(notice, IN_NOTICES, known)
    for delivery in Delivery.objects.select_for_update(of=("self",)).filter(event_id__in=events):
        struck += _strike(delivery, IN_DELIVERIES, known)
    return struck


def _strike(row: Notice | Delivery, fields: Collection[str], known: Traces) -> bool:
    found = [name for name in fields if known.stand_in(getattr(row, name))]
    for name in found:
        most = getattr(row._meta.get_field(name), "max_length", None)
        setattr(row, name, known.struck(getattr(row, name))[:most])
    if isinstance(row, Notice) and any(known.stand_in(word) for word in row.words.values()):
        row.words = {name: known.struck(word) for name, word in row.words.items()}
        found.append("words")
    if found:
        row.save(update_fields=found)
    return bool(found)
