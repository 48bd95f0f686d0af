"""Which requests are asked for: ids, services, status, days."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.matters.models import Matters
from shouwang.surfaces.api.open311 import catalogue
from shouwang.surfaces.api.open311.faults import bad

SPAN = timedelta(days=90)
MOST = 1000
MOST_IDS = 200
LISTS = ("service_request_id", "service_code", "status")
Given = Callable[[str], str]


def narrowed(matters: Matters, given: Given) -> Matters:
    """At most 1,000, newest first. Ids override everything else; without days the last 90 are meant."""
    if ids := _listed(given("service_request_id")):
        if len(ids) > MOST_IDS:
            raise bad(_("At most %(most)s service_request_id at once.") % {"most": MOST_IDS})
        return matters.filter(reference__in=ids)
    start, end = _days(given)
    matters = matters.filter(received_at__gte=start, received_at__lte=end)
    if codes := _listed(given("service_code")):
        wanted = Q()
        for one in map(catalogue.service, codes):
            wanted |= Q(kind=one.kind.key, topic=one.topic.key)
        matters = matters.filter(wanted)
    return _paged(_by_status(matters, _listed(given("status"))), given)


def _by_status(matters: Matters, asked: list[str]) -> Matters:
    if unknown := set(asked) - {"open", "closed"}:
        raise bad(_("status is open or closed, not %(given)s.") % {"given": ", ".join(sorted(unknown))[:60]})
    if set(asked) == {"open"}:
        return matters.filter(ended_at__isnull=True)
    return matters.filter(ended_at__isnull=False) if set(asked) == {"closed"} else matters


def _paged(matters: Matters, given: Given) -> Matters:
    size, page = _number(given, "page_size", MOST), _number(given, "page", 1)
    return matters[(page - 1) * size : page * size]


def _number(given: Given, name: str, default: int) -> int:
    text = given(name)
    if not text:
        return default
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text) or int(text) > MOST:
        raise bad(_("%(name)s should be a number from 1 to %(most)s.") % {"name": name, "most": MOST})
    return int(text)


def _days(given: Given) -> tuple[datetime, datetime]:
    """From when to when. One end alone reaches 90 days from it; two may not lie further apart than that."""
    now = timezone.now()
    start, end = _moment(given, "start_date"), _moment(given, "end_date")
    if start is None:
        return ((end or now) - SPAN, end or now)
    if end is None:
        return start, start + SPAN
    if end < start:
        raise bad(_("end_date lies before start_date."))
    if end - start > SPAN:
        raise bad(_("start_date and end_date may lie 90 days apart at most."))
    return start, end


def _moment(given: Given, name: str) -> datetime | None:
    text = given(name)
    if not text:
        return None
    # A plus that was not escaped arrives as a blank.
    text = re.sub(r" (\d\d:\d\d)$", r"+\1", text)
    words: Mapping[str, str] = {"name": name, "sample": "2026-11-24T09:30:00+08:00"}
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise bad(_("%(name)s can't be read: write it as %(sample)s.") % words) from None
    if moment.tzinfo is None or not 1971 <= moment.year <= 2999:
        raise bad(_("%(name)s needs a time zone: write it as %(sample)s.") % words)
    return moment


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
