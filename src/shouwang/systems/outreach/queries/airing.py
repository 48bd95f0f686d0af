"""Questions about what is played: what a plan will come to, and at how many places a campaign was heard."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.lib.clock import BEIJING
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.airtime import (
    LATE_URGENT,
    MOST_MOVED,
    Quiet,
    Taken,
    after_quiet,
    free_from,
    is_quiet,
    moments,
)
from shouwang.systems.outreach.models import Airing, Campaign, Item, Piece, Report, Sound, Speaker
from shouwang.systems.outreach.queries.speakers import Hours, quiet_hours, sounds_for

QUIET, FULL, NO_SOUND, EXPIRED = "quiet", "full", "no_sound", "expired"  # why something is not played
GUESSED = timedelta(seconds=60)  # of a sound that is not recorded yet


@dataclass(frozen=True)
class When:
    """When and where a campaign is played. Urgent: at once, `repeats` times in all, `minutes` apart; the days are empty.

    Without villages and speakers it is everywhere in the room. `begun_at` is set once an urgent one is released.
    """

    is_urgent: bool = False
    first: date | None = None
    last: date | None = None
    weekdays: frozenset[int] = frozenset()
    times: tuple[time, ...] = ()
    villages: frozenset[UUID] = frozenset()
    speakers: frozenset[UUID] = frozenset()
    repeats: int = 1
    minutes: int = 10
    over_quiet_because: str = ""
    begun_at: datetime | None = None

    def reaches(self, speaker: Speaker) -> bool:
        """Whether it is played there."""
        if not self.villages and not self.speakers:
            return True
        return speaker.village_id in self.villages or speaker.pk in self.speakers

    def after_quiet(self, slot: datetime, length: timedelta, quiet: Sequence[Quiet]) -> datetime:
        """When that slot of an urgent one is heard: what falls into quiet hours waits, and those after it keep their
        distance."""
        step = timedelta(minutes=self.minutes)
        named = self.begun_at or slot
        at = after_quiet(named, length, quiet)
        while named < slot:
            named += step
            at = after_quiet(max(named, at + step), length, quiet)
        return at

    def slots(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """The moments it names from `since` to before `until`; of an urgent one also those that may still begin late."""
        if self.is_urgent:
            begun = self.begun_at or since
            named = (begun + timedelta(minutes=self.minutes * n) for n in range(self.repeats))
            yield from (one for one in named if since - LATE_URGENT < one < until)
        elif self.first and self.last:
            first = max(self.first, since.astimezone(BEIJING).date())
            last = min(self.last, until.astimezone(BEIJING).date())
            yield from (one for one in moments(first, last, self.weekdays, self.times) if since <= one < until)


@dataclass(frozen=True)
class Foreseen:
    """One playing that a plan comes to, or why it is none. `at` is later than `slot` behind another campaign."""

    plan: UUID | None  # None: of the plan that is not kept yet
    campaign: Campaign
    speaker: Speaker
    slot: datetime
    at: datetime
    why: str = ""
    sound: Sound | None = None
    behind: str = ""  # whose sound comes first

    @property
    def is_played(self) -> bool:
        return not self.why


@dataclass
class Board:
    """What stands in the way on each loudspeaker, and what is planned already."""

    speakers: Sequence[Speaker]
    hours: Hours
    sounds: Mapping[tuple[UUID, UUID | None], Sound]
    taken: dict[UUID, list[tuple[datetime, datetime, str, bool]]] = field(default_factory=dict)
    known: set[tuple[UUID, UUID | None, datetime]] = field(default_factory=set)

    def sound(self, campaign: Campaign, speaker: Speaker) -> Sound | None:
        """In the dialect of its village, else the one for everywhere."""
        return self.sounds.get((campaign.pk, speaker.village_id)) or self.sounds.get((campaign.pk, None))

    def spans(self, speaker: Speaker, *, urgent: bool) -> list[Taken]:
        """What an item waits for there: an urgent one only for another urgent one."""
        return [
            (since, until) for since, until, _, is_urgent in self.taken.get(speaker.pk, ()) if is_urgent or not urgent
        ]

    def first_of(self, speaker: Speaker, at: datetime) -> str:
        """Whose sound is heard last before that moment."""
        before = [(since, title) for since, _, title, _ in self.taken.get(speaker.pk, ()) if since <= at]
        return max(before)[1] if before else ""


def when_of(airing: Airing) -> When:
    """The plan as it is kept; wants `times`, `villages` and `speakers` prefetched."""
    return When(
        is_urgent=airing.is_urgent,
        first=airing.first_day,
        last=airing.last_day,
        weekdays=frozenset(int(day) for day in airing.weekdays),
        times=tuple(sorted(one.at for one in airing.times.all())),
        villages=frozenset(one.pk for one in airing.villages.all()),
        speakers=frozenset(one.pk for one in airing.speakers.all()),
        repeats=airing.repeats,
        minutes=airing.minutes,
        over_quiet_because=airing.over_quiet_because,
        begun_at=airing.begun_at,
    )


def standing(room: Room, now: datetime, *, drafts: bool = False) -> QuerySet[Airing]:
    """The airings of the room that are not called off and whose campaign is out (or, with `drafts`, may still go out), by
    loudspeaker and with a recording; urgent ones only while the campaign is urgent."""
    states = (lifecycle.RELEASED, lifecycle.DRAFT) if drafts else (lifecycle.RELEASED,)
    found = Airing.objects.filter(campaign__room=room, campaign__state__in=states, called_off_at=None)
    found = found.filter(campaign__pieces__way=Piece.Way.SPEAKER, campaign__goes_without_sound=False)
    found = found.filter(Q(is_urgent=False) | Q(campaign__is_urgent=True))
    found = found.filter(Q(campaign__expires_at=None) | Q(campaign__expires_at__gt=now))
    return (
        found.select_related("campaign").prefetch_related("times", "villages", "speakers").order_by("planned_at", "id")
    )


def airings(viewer: Account, campaign: Campaign) -> QuerySet[Airing]:
    """Every airing of the campaign, newest first, for who works on outreach there."""
    mine = rooms(viewer, Permission.OUTREACH_WORK)
    found = Airing.objects.filter(campaign=campaign, campaign__room__in=mine)
    related = ("times", "villages", "speakers", "handings__speaker", "handings__handed_by")
    chosen = found.select_related("campaign__room", "planned_by", "over_quiet_by", "campaign__released_by")
    return chosen.prefetch_related(*related).order_by("-planned_at", "-id")


def airing(viewer: Account, room: Room, pk: UUID) -> Airing | None:
    """One of them."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    found = Airing.objects.filter(pk=pk, campaign__room__in=mine).select_related(
        "campaign__room", "campaign__released_by"
    )
    return found.prefetch_related("times", "villages", "speakers").first()


def board(room: Room, campaigns: Collection[UUID], since: datetime, until: datetime) -> Board:
    """The room's loudspeakers and what is planned on them from one moment to another. Four questions, however many."""
    active = Speaker.objects.filter(room=room, is_active=True).select_related("village").order_by("name", "id")
    made = Board(list(active), quiet_hours(room), sounds_for(list(campaigns)))
    items = Item.objects.filter(speaker__room=room, at__gte=since - timedelta(hours=1), at__lt=until)
    for one in items.select_related("sound", "airing__campaign"):
        made.known.add((one.speaker_id, one.airing_id, one.slot))
        if one.state == Item.State.PLANNED:
            line = (one.at, one.ends_at, one.airing.campaign.title, one.is_urgent)
            made.taken.setdefault(one.speaker_id, []).append(line)
    return made


def foresee(
    plans: Iterable[tuple[UUID | None, Campaign, When]], on: Board, since: datetime, until: datetime
) -> Iterator[Foreseen]:
    """What the plans come to in that time, in order of their moments; what is planned already is left out.

    Nothing is played before its campaign begins. Two at one minute on one loudspeaker: the plan that was made first comes
    first, the other one is moved behind it. A campaign planned twice for one minute is heard there once.
    """
    said: set[tuple[UUID, UUID, datetime]] = set()
    wishes = [
        (slot, not when.is_urgent, n, key, campaign, when)
        for n, (key, campaign, when) in enumerate(_begun(plans, since))
        for slot in when.slots(max(since, campaign.begins_at or since), until)
    ]
    for slot, _, _, key, campaign, when in sorted(wishes, key=lambda one: one[:3]):
        for speaker in on.speakers:
            one = (campaign.pk, speaker.pk, slot)
            if not when.reaches(speaker) or one in said:
                continue
            said.add(one)
            if (speaker.pk, key, slot) not in on.known:
                yield _placed(key, campaign, when, speaker, slot, on)


def _begun(
    plans: Iterable[tuple[UUID | None, Campaign, When]], since: datetime
) -> Iterator[tuple[UUID | None, Campaign, When]]:
    """An urgent one that nobody has begun begins now, or with its campaign."""
    for key, campaign, when in plans:
        begins = max(since, campaign.begins_at or since)
        yield key, campaign, replace(when, begun_at=when.begun_at or begins) if when.is_urgent else when


def _placed(key: UUID | None, campaign: Campaign, when: When, speaker: Speaker, slot: datetime, on: Board) -> Foreseen:
    sound = on.sound(campaign, speaker)
    length = timedelta(seconds=float(sound.seconds)) if sound else GUESSED
    quiet = on.hours.of(speaker)
    at = slot
    if when.is_urgent and not when.over_quiet_because:
        at = when.after_quiet(slot, length, quiet)
    at = free_from(at, length, on.spans(speaker, urgent=when.is_urgent))
    why = ""
    if campaign.expires_at and at >= campaign.expires_at:
        why = EXPIRED
    elif not (when.is_urgent and when.over_quiet_because) and is_quiet(at, length, quiet):
        why = QUIET
    elif not when.is_urgent and at - slot > MOST_MOVED:
        why = FULL
    elif sound is None:
        why = NO_SOUND
    behind = on.first_of(speaker, at) if at > slot else ""
    if why in ("", NO_SOUND):
        on.taken.setdefault(speaker.pk, []).append((at, at + length, campaign.title, when.is_urgent))
    return Foreseen(key, campaign, speaker, slot, at, why, sound, behind)


def outlook(campaign: Campaign, when: When, now: datetime, days: int = 7) -> list[Foreseen]:
    """What a plan that is not kept yet will come to in the days to come, beside all that is planned already."""
    until = now + timedelta(days=days)
    others: list[tuple[UUID | None, Campaign, When]] = [
        (one.pk, one.campaign, when_of(one)) for one in standing(campaign.room, now, drafts=True)
    ]
    named = {one.pk for _, one, _ in others} | {campaign.pk}
    found = foresee([*others, (None, campaign, when)], board(campaign.room, named, now, until), now, until)
    return [one for one in found if one.plan is None]


@dataclass(frozen=True)
class Heard:
    """At how many places a campaign was to be heard and was. Places are loudspeakers; `told` are those of which only a
    person's word is known. `why_not` names the places at which it was not heard, with the reason of the last try."""

    planned: int
    played: int
    told: int
    why_not: tuple[tuple[Speaker, str], ...]


def heard(campaign: Campaign) -> Heard:
    """As far as its time has come. A place counts once, however often it was played there."""
    come = Q(at__lte=timezone.now()) | Q(state=Item.State.CALLED_OFF)
    items = (
        Item.objects.filter(come, airing__campaign=campaign).select_related("speaker", "report").order_by("at", "id")
    )
    proved: set[UUID] = set()
    told: set[UUID] = set()
    last: dict[UUID, tuple[Speaker, str]] = {}
    for one in items:
        report: Report | None = getattr(one, "report", None)
        if report is None and one.state == Item.State.CALLED_OFF:
            last.setdefault(one.speaker_id, (one.speaker, Report.Why.CALLED_OFF))
            continue
        if report and report.outcome == Report.Outcome.PLAYED:
            (told if report.said_by_id else proved).add(one.speaker_id)
        last[one.speaker_id] = (one.speaker, (report.why or report.outcome) if report else "")
    missing = tuple(pair for key, pair in last.items() if key not in proved | told)
    return Heard(len(last), len(proved), len(told - proved), missing)


def played_of_planned(room: Room, since: datetime, until: datetime) -> Share:
    """Of the playings whose time came and that nobody called off, those that a player proved."""
    due = Item.objects.filter(
        speaker__room=room, speaker__way=Speaker.Way.PLAYER, state=Item.State.PLANNED, at__gte=since, at__lt=until
    )
    done = due.filter(report__outcome=Report.Outcome.PLAYED, report__said_by=None)
    return Share(done.count(), due.count())


def operators_items(one: Airing, now: datetime) -> QuerySet[Item]:
    """Playings by the operator of the county's broadcast that should have been: first those of which nothing is noted yet,
    then those of which something is, newest first, because a word may be wrong."""
    found = Item.objects.filter(airing=one, speaker__way=Speaker.Way.OPERATOR, state=Item.State.PLANNED, at__lte=now)
    order = (F("report__received_at").desc(nulls_first=True), "at", "id")
    return found.select_related("speaker", "airing__campaign__room", "report").order_by(*order)


def sound_for(one: Airing, village: str) -> Sound | None:
    """What is played in that village: in its dialect, else the one for everywhere."""
    found = sounds_for([one.campaign_id])
    own = [sound for (_, of), sound in found.items() if of and str(of) == village]
    return own[0] if own else found.get((one.campaign_id, None))


def longest(one: Airing) -> int:
    """How many seconds its sound takes, the longest where villages have their own; 0 before one is approved."""
    return max((round(sound.seconds) for sound in sounds_for([one.campaign_id]).values()), default=0)
