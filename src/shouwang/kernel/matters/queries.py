"""Questions about matters. `visible` is the one scope: list, detail, search, export, API and files all begin with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet, Value
from django.utils import timezone

from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import follow, kinds, lifecycle
from shouwang.kernel.matters.lifecycle import Step
from shouwang.kernel.matters.models import Attachment, Entry, Matter, Matters, News, Satisfaction
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import SEES_WHOLE_ROOM, Permission, roles_with
from shouwang.kernel.people.queries import permissions_in, persons, room_keys, rooms
from shouwang.lib.ids import clean_code

COUNT_UP_TO = 1000


def visible(viewer: Account, permission: Permission = Permission.MATTER_SEE) -> Matters:
    """Every matter the viewer may see: whole rooms for officers, auxiliaries and chiefs, else one's own.

    One's own: registered by me, handed to me or to a team of mine, or given to me to check. Rooms are resolved first so that
    the usual viewer of one room gets a plain equality that the indexes serve.
    """
    holders = roles_with(permission)
    whole = room_keys(viewer, SEES_WHOLE_ROOM & holders)
    scope = _in_rooms(list(whole))
    if part := list(room_keys(viewer, holders) - whole):
        teams = list(viewer.memberships.values_list("team_id", flat=True))
        mine = Q(owner=viewer) | Q(registered_by=viewer) | Q(team_id__in=teams) | Q(checker=viewer)
        scope |= _in_rooms(part) & mine
    return Matter.objects.filter(scope)


def _in_rooms(keys: Sequence[UUID]) -> Q:
    return Q(room_id=keys[0]) if len(keys) == 1 else Q(room_id__in=keys)


def story_of(matter: Matter) -> QuerySet[Entry]:
    """The whole timeline, as it happened."""
    return matter.entries.select_related("other").order_by("at", "id")


def words_brought(matter: Matter, told: Iterable[Entry]) -> str:
    """What the reporter said, also after the desk changed the text; `told` holds the changes, oldest first."""
    changed = (entry.before for entry in told if entry.verb == "revise" and entry.field == "text")
    return next(changed, matter.text)


def public_story_of(matter: Matter) -> list[Entry]:
    """What whoever brought it may read: public entries, and the answers given on the matter it was merged into."""
    told = list(matter.entries.filter(is_public=True).order_by("at", "id"))
    if matter.merged_into_id:
        since = next((entry.at for entry in reversed(told) if entry.verb == "merge"), matter.received_at)
        told += Entry.objects.filter(
            matter=matter.merged_into_id, is_public=True, verb__in=("answer", "close", "close_unchecked"), at__gte=since
        )
        told.sort(key=lambda entry: (entry.at, entry.id))
    return told


def by_code(code: str) -> Matter | None:
    """The matter a follow-code opens, or None: unknown, mistyped, or long over."""
    cleaned = clean_code(code)
    if cleaned is None:
        return None
    matter = Matter.objects.select_related("room", "place").filter(follow_lookup=follow.lookup_of(cleaned)).first()
    if matter is None or (matter.ended_at and matter.ended_at < timezone.now() - timedelta(days=follow.OPEN_DAYS)):
        return None
    return matter


def published(room: Room) -> Matters:
    """What was released for everybody to read. A topic that is private by now hides what was released before."""
    public = [Q(kind=kind.key, topic=topic.key) for kind in kinds.known() for topic in kind.topics if topic.is_public]
    released = Matter.objects.filter(room=room, published_at__isnull=False)
    return released.filter(reduce(or_, public)) if public else released.none()


def reporters_of(viewer: Account, room: Room, reference: str) -> list[Person]:
    """Who brought the matter with this number, for who may erase; nobody when no name was left. The caller journals it."""
    brought = Matter.objects.filter(room=room, reference=reference, reporter__isnull=False)
    return list(persons(viewer).filter(pk__in=brought.values("reporter")))


def may_look_at_file(viewer: Account | None, session: SessionBase, file: File) -> Look:
    """The guard of attachments for those who work here: who sees the matter sees its files, and the look is written down."""
    if viewer is None:
        return Look.NO
    carriers = Attachment.objects.filter(file=file, matter__in=visible(viewer))
    return Look.PERSONAL if carriers.exists() else Look.NO


def steps_for(viewer: Account, matter: Matter) -> list[Step]:
    """The steps of the lifecycle this viewer may take now, in the table's order."""
    held = permissions_in(viewer, matter.room)
    return [step for step in lifecycle.steps_from(matter.state) if step.who in held]


@dataclass(frozen=True)
class Thanks:
    """How many were asked, how many answered, how many were satisfied; never a percentage without its n."""

    closed: int
    asked: int
    answered: int
    satisfied: int


def thanks_in(matters: Matters, since: datetime, until: datetime) -> Thanks:
    """Satisfaction of those of the matters that were closed in the time; past records are not counted. One query."""
    closed = matters.filter(state=lifecycle.CLOSED, ended_at__gte=since, ended_at__lt=until, is_record=False)
    return Thanks(
        **closed.order_by().aggregate(
            closed=Count("pk"),
            asked=Count("satisfaction"),
            answered=Count("satisfaction", filter=Q(satisfaction__answered_at__isnull=False)),
            satisfied=Count("satisfaction", filter=Q(satisfaction__score=Satisfaction.Score.SATISFIED)),
        )
    )


def thanks(viewer: Account, since: datetime, until: datetime) -> Thanks:
    """The same of everything the viewer sees."""
    return thanks_in(visible(viewer), since, until)


def room_thanks(room: Room, since: datetime, until: datetime) -> Thanks:
    """The same for one room, for its public page."""
    return thanks_in(Matter.objects.filter(room=room), since, until)


def count_some(matters: QuerySet[Matter]) -> int:
    """The count, or COUNT_UP_TO when there are as many or more: a rail shows 999+ and the page stays quick."""
    return matters.order_by()[:COUNT_UP_TO].count()


def count_each(*several: QuerySet[Matter]) -> list[int]:
    """count_some of each, in one query: a page with five counts asks once. One already cut short stays so."""
    parts: list[str] = []
    parameters: list[Any] = []
    for matters in several:
        try:
            some = matters if matters.query.is_sliced else matters.order_by()[:COUNT_UP_TO]
            sql, bound = some.values(one=Value(1)).query.sql_with_params()
        except EmptyResultSet:
            sql, bound = "SELECT 1 WHERE 1 = 0", ()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608  # parameters are bound
        parameters += bound
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", parameters)
        return list(cursor.fetchone())


def waiting_for(matters: Matters, viewer: Account, held: Collection[Permission]) -> Matters:
    """Those of the open matters that wait for this viewer: handed to me or my team, or at a step that is mine to take.

    What was reported waits for whom it was given to check, else for everybody who may and did not do it.
    """
    mine = Q(owner=viewer) | Q(team__in=viewer.memberships.values("team"))
    turns = {
        Permission.MATTER_ACCEPT: Q(state=lifecycle.COLLECTED),
        Permission.MATTER_ASSIGN: Q(state=lifecycle.ACCEPTED, owner=None, team=None),
        Permission.MATTER_CHECK: Q(state=lifecycle.REPORTED) & (Q(checker=viewer) | Q(checker=None) & ~Q(owner=viewer)),
        Permission.MATTER_CLOSE: Q(state=lifecycle.CHECKED),
    }
    working = mine & ~Q(state__in=(lifecycle.REPORTED, lifecycle.CHECKED))
    return matters.open().filter(reduce(or_, (turn for need, turn in turns.items() if need in held), working))


def untold(viewer: Account) -> QuerySet[News]:
    """What happened and could not be told because of a fault in the program, in the rooms whose notices the viewer
    tends; newest first. Nothing is loaded but which number, which step and when: a technician sees no matters."""
    tended = rooms(viewer, Permission.NOTICE_TEND)
    stuck = News.objects.filter(is_stuck=True, entry__matter__room__in=tended).select_related("entry__matter")
    shown = ("version", "entry__verb", "entry__at", "entry__matter__reference", "entry__matter__room")
    return stuck.only(*shown).order_by("-entry__at", "-entry")


def untold_count() -> int:
    """Of all rooms: what happened and could not be told because of a fault in the program."""
    return News.objects.filter(is_stuck=True).count()
