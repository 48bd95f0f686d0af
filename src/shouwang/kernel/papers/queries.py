"""Questions about copies of papers."""

from datetime import datetime

from django.db.models import Q, QuerySet

from shouwang.kernel.papers.models import TRACE_KEPT, Copy
from shouwang.kernel.people.sealed import digest


def copy_of(secret: str) -> Copy | None:
    """The copy a QR code holds, open or not; None when it never was one, or all trace of it is gone."""
    return Copy.objects.select_related("room__station", "file").filter(digest=digest(secret)).first()


def copies_given(kind: str, key: str) -> QuerySet[Copy]:
    """Those of one record, the newest first; whether the viewer may see the record is the caller's question."""
    return Copy.objects.filter(subject_kind=kind, subject_id=key).select_related("file").order_by("-made_at", "-pk")


def past_last_day(now: datetime) -> QuerySet[Copy]:
    """Those past their last day whose PDF is still there."""
    return Copy.objects.filter(expires_at__lte=now, file__isnull=False).select_related("file").order_by("pk")


def long_closed(now: datetime) -> QuerySet[Copy]:
    """Those nobody asks for any more."""
    before = now - TRACE_KEPT
    return Copy.objects.filter(Q(expires_at__lte=before) | Q(revoked_at__lte=before))
