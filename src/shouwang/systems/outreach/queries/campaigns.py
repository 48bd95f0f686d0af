"""Questions about campaigns."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices.models import Notice, State, Trouble
from shouwang.kernel.notices.queries import Reached, reached
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach import redacting
from shouwang.systems.outreach.models import Bulletin, Campaign, Given, Piece

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Gone:
    """Where a campaign went, as far as anybody wrote it down or the machine knows. Phones are counted: whose they are is
    known of none."""

    bulletin: Bulletin | None
    notices: list[Notice]
    phones: Reached
    givings: list[Given]

    @property
    def told(self) -> list[Notice]:
        """What arrived, and may have arrived because it was under way."""
        return [one for one in self.notices if one.state in (State.SENT, State.SENDING)]

    @property
    def called_back(self) -> int:
        """How many groups are not told because it was taken back first."""
        return sum(1 for one in self.notices if one.trouble == Trouble.OVER)

    @property
    def places(self) -> int:
        """Different places it reached: the wall, groups that got it, places somebody named."""
        sent = sum(1 for one in self.notices if one.state == State.SENT)
        return (1 if self.bulletin else 0) + sent + len({(one.way, one.where) for one in self.givings})


def ways() -> list[tuple[str, str]]:
    """Every way a campaign can go, with its name, in the order they are shown."""
    return [(way.value, str(way.label)) for way in Piece.Way]


def themes() -> list[tuple[str, str]]:
    """What a campaign can be about."""
    return [(theme.value, str(theme.label)) for theme in Campaign.Theme]


def looks_personal(campaign: Campaign) -> list[str]:
    """What looks personal in its words: those of each way, and the text they were made of, which stands on papers too."""
    said = [f"{piece.text}\n{piece.text_en}" for piece in campaign.pieces.all()]
    whole = "\n".join((campaign.title, campaign.title_en, campaign.text, campaign.text_en, *said))
    if campaign.number:
        whole = whole.replace(campaign.number, "")  # as long as a telephone's, and everybody's
    return redacting.findings(whole, own_phone=campaign.room.phone)


def campaigns(viewer: Account, room: Room) -> QuerySet[Campaign]:
    """Every campaign of the room, drafts too, for those who make them; newest first."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    found = Campaign.objects.filter(room__in=mine).select_related("written_by", "released_by", "room__station")
    return found.order_by("-id")


def campaign(viewer: Account, room: Room, key: UUID) -> Campaign | None:
    """One of them; None where there is none of the viewer's."""
    return campaigns(viewer, room).filter(pk=key).first()


def running(room: Room, now: datetime) -> QuerySet[Campaign]:
    """What is out and has begun, urgent ones first, then the newest: what the corridor shows."""
    out = Campaign.objects.filter(room=room, state=Campaign.State.RELEASED, expires_at__gt=now)
    urgent = Case(When(is_urgent=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    return out.filter(Q(begins_at=None) | Q(begins_at__lte=now)).order_by(urgent, "-released_at", "-id")


def slides(room: Room, now: datetime) -> list[Piece]:
    """The corridor's slides of what runs, in the same order. An urgent one without a slide of its own shows its title."""
    out = list(running(room, now))
    found = {piece.campaign_id: piece for piece in Piece.objects.filter(campaign__in=out, way=Piece.Way.SLIDE)}
    shown = []
    for one in out:
        piece = found.get(one.pk) or (Piece(campaign=one, way=Piece.Way.SLIDE) if one.is_urgent else None)
        if piece:
            piece.campaign = one
            shown.append(piece)
    return shown


def gone(campaign: Campaign) -> Gone:
    """Where it went."""
    key = str(campaign.pk)
    told = Notice.objects.filter(about_kind="campaign", about_id=key).exclude(channel=Notice.By.PUSH)
    told = told.select_related("robot").order_by("pk")
    phones = reached("campaign", key, by=(Notice.By.PUSH,))
    givings = Given.objects.filter(campaign=campaign).select_related("by").order_by("-at", "-pk")
    return Gone(Bulletin.objects.filter(campaign=campaign).first(), list(told), phones, list(givings))


def week(viewer: Account, room: Room, monday: date) -> list[tuple[date, list[Campaign]]]:
    """Each of seven days with the campaigns that are out on it, or would be: drafts whose times are known too."""
    days = [monday + timedelta(days=n) for n in range(7)]
    starts = timezone.make_aware(datetime.combine(monday, datetime.min.time()))
    shown = campaigns(viewer, room).filter(
        Q(state__in=(Campaign.State.RELEASED, Campaign.State.EXPIRED), released_at__lt=starts + WEEK)
        | Q(state=Campaign.State.TAKEN_DOWN, released_at__isnull=False, released_at__lt=starts + WEEK)
        | Q(state=Campaign.State.DRAFT, begins_at__isnull=False, begins_at__lt=starts + WEEK)
    )
    found: dict[date, list[Campaign]] = defaultdict(list)
    for one in shown.filter(Q(expires_at=None) | Q(expires_at__gte=starts)).prefetch_related("pieces").order_by("id"):
        first, last = span(one)
        for day in days:
            if first <= day and (last is None or day <= last):
                found[day].append(one)
    return [(day, found[day]) for day in days]


def span(one: Campaign) -> tuple[date, date | None]:
    """First and last day on which it is out or would be; the last is None where nobody said."""
    begins = max(filter(None, (one.begins_at, one.released_at)), default=one.written_at)
    ends = one.taken_down_at or one.expires_at
    return timezone.localdate(begins), timezone.localdate(ends) if ends else None
