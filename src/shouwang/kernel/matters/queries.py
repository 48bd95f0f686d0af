"""Questions about matters. `visible` is the one scope: list, detail, search, export, API and files all begin with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Value
from django.utils import timezone

from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import follow, kinds, lifecycle, sight, thread
from shouwang.kernel.matters.lifecycle import Step
from shouwang.kernel.matters.models import Attachment, Entry, Matter, Matters, News, Satisfaction
from shouwang.kernel.matters.thread import Stretch
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import SEES_WHOLE_ROOM, Permission, roles_with
from shouwang.kernel.people.queries import may, permissions_in, persons, room_keys, rooms
from shouwang.lib.ids import clean_code

COUNT_UP_TO = 1000
# Of the files of a merged matter: those that came after the merge, which whoever sees to the target sees.
ADDED_SINCE_MERGE = Q(is_from_reporter=True, added_at__gte=F("matter__ended_at"))


def visible(viewer: Account, permission: Permission = Permission.MATTER_SEE) -> Matters:
    """Every matter the viewer may see: whole rooms for officers, auxiliaries and chiefs, else one's own.

    One's own: registered by me, handed to me or to a team of mine, given to me to check, or at whose table I sit. Of a whole
    room only those who may see reporters see what is sheltered or of a confidential kind too; of one's own, what one
    registered or a team of mine has is not one's own any more then. Rooms are resolved first so that the usual viewer of one
    room gets a plain equality that the indexes serve.
    """
    holders, usual = roles_with(permission), Q(is_sheltered=False) & ~Q(kind__in=kinds.confidential())
    whole = room_keys(viewer, SEES_WHOLE_ROOM & holders)
    trusted = whole & room_keys(viewer, SEES_WHOLE_ROOM & holders & roles_with(Permission.REPORTER_SEE))
    scope = _in_rooms(list(trusted))
    others = list(whole - trusted)
    if others:
        scope |= _in_rooms(others) & usual
    if part := [*(room_keys(viewer, holders) - whole), *others]:
        teams = list(viewer.memberships.values_list("team_id", flat=True))
        brought = (Q(registered_by=viewer) | Q(team_id__in=teams)) & usual
        mine = Q(owner=viewer) | Q(checker=viewer) | brought
        scope |= _in_rooms(part) & (mine | sight.also(viewer))
    return Matter.objects.filter(scope)


def veiled(viewer: Account, matter: Matter) -> Matter:
    """The matter as it may be shown: where somebody must be protected, its place only for who may see reporters.

    Never save what comes back.
    """
    if matter.is_sheltered and not may(viewer, Permission.REPORTER_SEE, matter.room):
        matter.where, matter.place, matter.latitude, matter.longitude = "", None, None, None
    return matter


def _in_rooms(keys: Sequence[UUID]) -> Q:
    return Q(room_id=keys[0]) if len(keys) == 1 else Q(room_id__in=keys)


def story_of(matter: Matter) -> QuerySet[Entry]:
    """The whole timeline, as it happened."""
    return matter.entries.select_related("other").order_by("at", "id")


def words_brought(matter: Matter, told: Iterable[Entry]) -> str:
    """What the reporter said, also after the desk changed the text; `told` holds the changes, oldest first."""
    changed = (entry.before for entry in told if entry.verb == "revise" and entry.field == "text")
    return next(changed, matter.text)


def changes_of_text(matter: Matter) -> QuerySet[Entry]:
    """What the desk changed in the reporter's words, oldest first."""
    return matter.entries.filter(verb="revise", field="text").order_by("at", "id")


def where_brought(matter: Matter) -> str:
    """Where it was in the reporter's words, also after the desk changed them."""
    changed = matter.entries.filter(verb="revise", field="where").order_by("at", "id").values_list("before", flat=True)
    first = changed.first()
    return matter.where if first is None else first


def taken_up_again(matter: Matter) -> Matter:
    """Where what somebody was not satisfied with goes on: the same matter open again, or the one opened for it."""
    current = Matter.objects.select_related("owner", "merged_into__owner").get(pk=matter.pk)
    current = current.merged_into or current
    opened = (
        Entry.objects.filter(matter=current, verb="hand_over")
        .select_related("other__owner")
        .order_by("at", "pk")
        .last()
    )
    return current if current.is_open or opened is None or opened.other is None else opened.other


def told_again(matter: Matter) -> list[Matter]:
    """What its reporter brought when the trouble came back, with the code of this one; oldest first."""
    links = Entry.objects.filter(verb="link", actor=PUBLIC.id, other=matter).select_related("matter")
    return [entry.matter for entry in links.order_by("at", "id")]


def told_before(matter: Matter) -> Matter | None:
    """The matter whose reporter brought this one because the trouble came back."""
    link = matter.entries.filter(verb="link", actor=PUBLIC.id).select_related("other").order_by("at", "id").first()
    return link.other if link else None


def words_beside(matter: Matter) -> QuerySet[Entry]:
    """What reporters of matters merged into this one added since: it is for whoever sees to this one."""
    words = Entry.objects.filter(matter__merged_into=matter, verb="reporter_words", at__gte=F("matter__ended_at"))
    return words.select_related("matter", "other").order_by("at", "id")


def files_beside(matter: Matter) -> QuerySet[Attachment]:
    """What they sent with those words."""
    files = Attachment.objects.filter(ADDED_SINCE_MERGE, matter__merged_into=matter)
    return files.select_related("file").order_by("added_at", "id")


def public_story_of(matter: Matter) -> list[Entry]:
    """What whoever brought it may read: its own public entries, and the room's answers wherever it went on."""
    return _thread_of(matter)[0]


def _thread_of(matter: Matter) -> tuple[list[Entry], set[Stretch]]:
    """What may be read, and where it is told. One query, and one more for each step away."""
    told = list(matter.entries.filter(is_public=True).select_related("other").order_by("at", "id"))
    found = {entry.pk: entry for entry in told}
    followed: set[Stretch] = set()
    ahead = set(thread.onward(told))
    while ahead:
        followed |= ahead
        stories = _public_stories({stretch.matter for stretch in ahead})
        for stretch in ahead:
            found |= {entry.pk: entry for entry in stories[stretch.matter] if stretch.tells(entry)}
        ahead = {far for near in ahead for far in thread.onward(stories[near.matter], near)} - followed
    return sorted(found.values(), key=thread.mark), followed


def _public_stories(keys: Collection[UUID]) -> Mapping[UUID, list[Entry]]:
    stories: dict[UUID, list[Entry]] = {key: [] for key in keys}
    for entry in Entry.objects.filter(matter__in=keys, is_public=True).order_by("at", "id"):
        stories[entry.matter_id].append(entry)
    return stories


def is_read(matter: Matter) -> bool:
    """Whether anybody may still read what is answered: who brought it, or somebody whose matter was merged into it."""
    if not matter.is_forgotten:
        return True
    return matter.merged.filter(Q(reporter=None) | Q(reporter__erased_at=None), emptied_at=None).exists()


def by_code(code: str) -> Matter | None:
    """The matter a follow-code opens, or None: unknown, mistyped, or long over, also where it went on."""
    cleaned = clean_code(code)
    if cleaned is None:
        return None
    found = Matter.objects.select_related("room", "place", "merged_into").filter(
        follow_lookup=follow.lookup_of(cleaned)
    )
    matter = found.first()
    since = timezone.now() - timedelta(days=follow.OPEN_DAYS)
    if matter is None or (matter.ended_at and matter.ended_at < since and not _goes_on(matter, since)):
        return None
    return matter


def _goes_on(matter: Matter, since: datetime) -> bool:
    keys = {stretch.matter for stretch in _thread_of(matter)[1] if stretch.until is None}
    return Matter.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=since), pk__in=keys).exists()


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
    """The guard of attachments for those who work here: who sees the matter sees its files, and the look is written down.

    With it go those that reporters of matters merged into it sent since.
    """
    if viewer is None:
        return Look.NO
    seen = visible(viewer)
    beside = ADDED_SINCE_MERGE & Q(matter__merged_into__in=seen)
    carriers = Attachment.objects.filter(Q(matter__in=seen) | beside, file=file)
    return Look.PERSONAL if carriers.exists() else Look.NO


def steps_for(viewer: Account, matter: Matter) -> list[Step]:
    """The steps of the lifecycle this viewer may take now, in the table's order."""
    if kinds.is_led_by_part(matter.kind):
        return []
    held = permissions_in(viewer, matter.room)
    found = [step for step in lifecycle.steps_from(matter.state) if step.who in held]
    return [step for step in found if not kinds.holds(matter.kind, step.verb, matter.pk)]


@dataclass(frozen=True)
class Thanks:
    """How many matters were closed, how many people were asked, answered, were satisfied; no percentage without its n.

    Whoever brought a matter that was merged into a closed one is asked too, so more may be asked than were closed.
    """

    closed: int
    asked: int
    answered: int
    satisfied: int


def thanks_in(matters: Matters, since: datetime, until: datetime) -> Thanks:
    """Satisfaction with those of the matters that were closed in the time; past records are not counted. Four queries.

    What was taken up again because somebody was not satisfied counts when it was first closed, wherever it stands now:
    else a bad answer would take itself out of the figures.
    """
    whole = matters.filter(is_record=False).order_by()
    ended = whole.filter(state=lifecycle.CLOSED, ended_at__gte=since, ended_at__lt=until)
    again = whole.filter(merged_into=None).filter(
        satisfaction__reopened_at__isnull=False, satisfaction__asked_at__gte=since, satisfaction__asked_at__lt=until
    )
    closed = ended.exclude(pk__in=Satisfaction.objects.filter(reopened_at__isnull=False).values("matter"))
    counts = [some.aggregate(closed=Count("pk"), **_said()) for some in (closed, again)]
    merged = [Matter.objects.filter(merged_into__in=some).aggregate(**_said()) for some in (closed, again)]
    asked, answered, satisfied = (
        sum(count[name] for count in (*counts, *merged)) for name in ("asked", "answered", "satisfied")
    )
    return Thanks(sum(count["closed"] for count in counts), asked, answered, satisfied)


def _said() -> dict[str, Count]:
    return {
        "asked": Count("satisfaction"),
        "answered": Count("satisfaction__answered_at"),
        "satisfied": Count("satisfaction", filter=Q(satisfaction__score=Satisfaction.Score.SATISFIED)),
    }


# Who did one of these did the work; who accepted, handed out, checked or closed it did not.
WORKED = ("start", "report", "answer", "step")
ASKED_FOR, MOST_TRIES = timedelta(days=30), 3


def to_ask(viewer: Account, now: datetime) -> Matters:
    """Closed matters whose reporter left a number and has not answered: those the viewer may ring, the oldest first.

    Never for whoever did the work. After three calls that nobody answered, or thirty days, nobody rings any more.
    """
    waits = visible(viewer, Permission.THANKS_ASK).filter(
        state=lifecycle.CLOSED,
        is_record=False,
        satisfaction__asked_at__gte=now - ASKED_FOR,
        satisfaction__answered_at=None,
        satisfaction__declined_at=None,
        satisfaction__tries__lt=MOST_TRIES,
        reporter__erased_at=None,
    )
    trusted = room_keys(viewer, roles_with(Permission.REPORTER_SEE))
    open_to = Q(kind__in=kinds.named(), is_sheltered=False) | Q(room__in=trusted)
    mine = Q(owner=viewer) | Q(team__in=viewer.memberships.values("team"))
    worked = Entry.objects.filter(actor=str(viewer.pk), verb__in=WORKED).values("matter")
    found = waits.filter(open_to).exclude(reporter=None).exclude(reporter__phone_lookup="")
    return found.exclude(mine).exclude(pk__in=worked).order_by("satisfaction__asked_at", "pk")


def may_ask(viewer: Account, matter: Matter) -> bool:
    """Whether the viewer may ring whoever brought it and ask: never who did the work."""
    return to_ask(viewer, timezone.now()).filter(pk=matter.pk).exists()


def closing_answer(matter: Matter) -> str:
    """What whoever brought it was answered when it was closed last; "" for nothing."""
    return _last_words(matter, "close", "close_unchecked")


def ending_answer(matter: Matter) -> str:
    """The same, also where it was passed on to whoever helps; "" for nothing."""
    return _last_words(matter, "close", "close_unchecked", "return")


def _last_words(matter: Matter, *verbs: str) -> str:
    found = matter.entries.filter(verb__in=verbs).order_by("-at", "-id")
    return found.values_list("text", flat=True).first() or ""


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

    What was reported waits for whom it was given to check, while they work here, else for everybody who may and is not
    its owner. When somebody else reported it for the owner, the lifecycle still refuses the one who reported.
    """
    nobodys = Q(checker=None) | Q(checker__in=Account.objects.filter(is_active=False))
    mine = Q(owner=viewer) | Q(team__in=viewer.memberships.values("team"))
    turns = {
        Permission.MATTER_ACCEPT: Q(state=lifecycle.COLLECTED),
        Permission.MATTER_ASSIGN: Q(state=lifecycle.ACCEPTED, owner=None, team=None),
        Permission.MATTER_CHECK: Q(state=lifecycle.REPORTED) & (Q(checker=viewer) | nobodys & ~Q(owner=viewer)),
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


def has_brought(person: Person) -> bool:
    """Whether a matter that is not emptied yet is theirs: for kernel.people.needed."""
    return Matter.objects.filter(reporter=person, emptied_at=None).exists()
