"""A whole import looked through for reports that are one matter, and what the desk makes of each group."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions import bonds
from shouwang.kernel.matters.models import ImportRun
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.watch.models import GroupedReport, Grouping
from shouwang.systems.watch.models.related import GROUPINGS_KEPT
from shouwang.systems.watch.queries import grouping as queries
from shouwang.systems.watch.queries.related import gazetteer, position
from shouwang.systems.watch.related import Report, group, learned, traits


@dataclass(frozen=True)
class Joined:
    """How many went into the oldest open one, and how many that were over were linked."""

    merged: int
    linked: int


@transaction.atomic
def ask(*, by: Account, run: ImportRun) -> Grouping:
    """Have an import looked through, from the beginning. Raises PermissionDenied."""
    _require(by, run)
    made, _is_new = Grouping.objects.update_or_create(
        run=run.pk,
        defaults={
            "room": run.room, "state": Grouping.State.WAITING, "asked_at": timezone.now(), "reports": 0, "groups": 0
        },
    )  # fmt: skip
    made.members.all().delete()
    _note(by, made, "asked")
    return made


def look_through(*, grouping: Grouping) -> None:
    """Find the groups and write them down. Twice is once."""
    matters = queries.to_group(grouping)
    known = [*gazetteer(grouping.room), *learned([one.title for one in matters])]
    reports = [
        Report(traits(one.text, title=one.title, gazetteer=known), one.received_at.timestamp() / 86_400, position(one))
        for one in matters
    ]
    found = group(reports)
    members = [
        GroupedReport(grouping=grouping, number=number, matter=matters[at])
        for number, one in enumerate(found, start=1)
        for at in one.members
    ]
    with transaction.atomic():
        grouping.members.all().delete()
        GroupedReport.objects.bulk_create(members, batch_size=500)
        Grouping.objects.filter(pk=grouping.pk).update(
            state=Grouping.State.DONE, reports=len(matters), groups=len(found)
        )


def give_up(*, grouping: Grouping) -> None:
    """It can't be looked through; the desk may ask again."""
    waiting = Grouping.objects.filter(pk=grouping.pk, state=Grouping.State.WAITING)
    waiting.update(state=Grouping.State.FAILED)


@transaction.atomic
def join(*, by: Account, grouping: Grouping, number: int) -> Joined:
    """They are one: open ones go into the oldest open one, and what is over (a past record) is linked with it, since only an
    open matter can be merged. Where all are over, the others are linked with the oldest. Raises PermissionDenied."""
    matters = queries.in_group(grouping, number)
    still_open = [one for one in matters if one.is_open]
    target = next(iter(still_open), matters[0] if matters else None)
    merged = linked = 0
    for one in matters:
        if one == target or target is None:
            continue
        if one.is_open:
            bonds.merge(by=by, matter=one, into=target)
            merged += 1
        else:
            bonds.link(by=by, matter=one, other=target)
            linked += 1
    _decided(by, grouping, number, "same")
    return Joined(merged, linked)


@transaction.atomic
def part(*, by: Account, grouping: Grouping, number: int) -> None:
    """They are several; the group is not shown again. Raises PermissionDenied."""
    _decided(by, grouping, number, "other")


def forget_old(*, now: datetime) -> int:
    """Delete what was found in imports long ago; how many looks."""
    return Grouping.objects.filter(asked_at__lt=now - GROUPINGS_KEPT).delete()[1].get("watch.Grouping", 0)


def _decided(by: Account, grouping: Grouping, number: int, how: str) -> None:
    if not may(by, Permission.MATTER_MERGE, grouping.room):
        raise PermissionDenied(Permission.MATTER_MERGE)
    if GroupedReport.objects.filter(grouping=grouping, number=number).delete()[0]:
        _note(by, grouping, f"{how}: {number}")


def _require(by: Account, run: ImportRun) -> None:
    if not may(by, Permission.MATTER_IMPORT, run.room):
        raise PermissionDenied(Permission.MATTER_IMPORT)


def _note(by: Account, grouping: Grouping, detail: str) -> None:
    of = Subject("import", str(grouping.run))
    journal.record(by=actor(by), verb="watch.grouped", of=of, room=grouping.room_id, detail=detail)
