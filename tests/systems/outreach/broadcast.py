"""A room with two villages, a loudspeaker in each, and a campaign that is out. Noon hours do not matter: `NOW` is fixed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from shouwang.kernel.files import store
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room, Village
from shouwang.kernel.people.models import Account
from shouwang.lib.clock import BEIJING
from shouwang.systems.outreach.actions import airing, speakers
from shouwang.systems.outreach.actions.speakers import About
from shouwang.systems.outreach.models import Airing, Campaign, Item, Piece, Sound, Speaker
from shouwang.systems.outreach.queries.airing import When
from tests.cast import Cast

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=BEIJING)  # a Tuesday
TODAY = NOW.date()
EVERY_DAY = frozenset(range(7))


@dataclass
class Square:
    """Who speaks where."""

    cast: Cast
    east: Village
    west: Village
    in_east: Speaker
    in_west: Speaker
    east_key: str
    campaign: Campaign
    sound: Sound

    def items(self) -> list[Item]:
        return list(Item.objects.order_by("at", "speaker__name"))


def campaign(cast: Cast, title: str = "接到退款电话先挂断", **fields: object) -> Campaign:
    """One that a second person released, to be heard."""
    made = Campaign.objects.create(**{
        "room": cast.room, "title": title, "text": title, "state": "released", "written_by": cast.auxiliary,
        "written_at": NOW, "changed_at": NOW, "released_at": NOW - timedelta(hours=1), "released_by": cast.officer, **fields,
    })  # fmt: skip
    Piece.objects.create(campaign=made, way="speaker", text=made.text)
    return made


def sound(cast: Cast, of: Campaign, seconds: int = 30, village: Village | None = None, mark: str = "a") -> Sound:
    """Approved by the officer."""
    file = File.objects.create(
        room=cast.room, sha256=mark * 64, size=1000, media_type="audio/mpeg", kind="voice", name="a.mp3",
        uploaded_by="陈警官", purpose="outreach.sound", created_at=NOW,
    )  # fmt: skip
    return Sound.objects.create(
        campaign=of, village=village, origin="recorded", file=file, seconds=seconds, loudness=-16, made_by=cast.officer,
        made_at=NOW, approved_by=cast.officer, approved_at=NOW,
    )  # fmt: skip


def at_the_committee(room: Room, owner: Account) -> Speaker:
    """The operator's loudspeaker of a room."""
    if there := Speaker.objects.filter(room=room, name="某村喇叭").first():
        return there
    village, _ = Village.objects.get_or_create(room=room, name="某村")
    about = About(village, "某村喇叭", way=Speaker.Way.OPERATOR)
    return speakers.add(by=owner, room=room, about=about)[0]


def plan_of(room: Room, owner: Account) -> Airing:
    """A plan of a campaign that is out and may be heard."""
    at_the_committee(room, owner)
    cast = SimpleNamespace(room=room, auxiliary=owner, officer=owner)
    out = campaign(cast, released_alone_because="没有别人")  # type: ignore[arg-type]
    content = store.path_of("a" * 64)
    content.parent.mkdir(parents=True, exist_ok=True)
    content.write_bytes(b"sound")
    sound(cast, out)  # type: ignore[arg-type]
    return airing.plan(by=owner, campaign=out, when=daily(), now=NOW)


def at(hour: int, minute: int = 0, day: date = TODAY, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), BEIJING)


def daily(*times: time, **more: object) -> When:
    """These times, every day of the week to come."""
    return When(**{
        "first": TODAY, "last": TODAY + timedelta(days=6), "weekdays": EVERY_DAY, "times": times or (time(17, 30),), **more,
    })  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def square(cast: Cast) -> Square:
    east = Village.objects.create(room=cast.room, name="河湾村")
    west = Village.objects.create(room=cast.room, name="上坝村")
    one, key = speakers.add(by=cast.officer, room=cast.room, about=About(east, "村委会喇叭"))
    two, _ = speakers.add(by=cast.officer, room=cast.room, about=About(west, "上坝喇叭"))
    out = campaign(cast)
    return Square(cast, east, west, one, two, key, out, sound(cast, out))
