"""The loudspeakers of Hewan: one that plays, one that fell silent, the county's by its operator; and a week's programme."""

import wave
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from io import BytesIO
from math import pi, sin
from struct import pack

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.files import actions as files
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach.actions import airing, playing, speakers
from shouwang.systems.outreach.actions.playing import Health, Told
from shouwang.systems.outreach.actions.speakers import About
from shouwang.systems.outreach.models import Campaign, Item, Piece, Sound, Speaker
from shouwang.systems.outreach.queries.airing import When

TITLE = "接到“客服退款”电话，先挂断"
TEXT = "乡亲们注意：自称网购客服、说要给您退款，先让您交钱的，都是骗子。挂断电话，拿不准打 96110。"
HEALTH = Health("1.0", "device", 21_400_000_000, 0.1)
SECONDS, RATE = 4, 8000


def make_speakers(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Two players and the operator's; a campaign that is out since the day before yesterday, evenings and mornings."""
    now = timezone.now()
    begun = now - timedelta(days=2)
    village = hewan.room.villages.order_by("id")[0]
    with pretend(begun):
        one, two = (
            speakers.add(by=people["chen"], room=hewan.room, about=about)[0]
            for about in (
                About(village, "村委会喇叭", "村委会楼顶", behind=Speaker.Behind.DEVICE),
                About(village, "码头喇叭", "河滩码头灯杆上", behind=Speaker.Behind.RTP, volume=85),
            )
        )
        county = About(village, "县应急广播（河湾）", way=Speaker.Way.OPERATOR, note="县融媒体中心播出")
        speakers.add(by=people["chen"], room=hewan.room, about=county)
    campaign = _campaign(hewan, people, begun)
    with pretend(begun):
        first = timezone.localdate(begun)
        when = When(
            first=first, last=first + timedelta(days=6), weekdays=frozenset(range(7)), times=(time(7), time(17, 30))
        )
        airing.plan(by=people["li"], campaign=campaign, when=when, now=begun)
    airing.tend(now=now - timedelta(days=1))
    airing.tend(now=now)
    _reports(one, two, now)


def _campaign(hewan: Hewan, people: Mapping[str, Account], begun: datetime) -> Campaign:
    """The latest one that is out and has its sound; else one of its own."""
    sounded = Sound.objects.filter(campaign__room=hewan.room, approved_at__isnull=False, dropped_at=None)
    out = Campaign.objects.filter(
        room=hewan.room, state="released", is_urgent=False, pieces__way="speaker", sounds__in=sounded
    )
    if found := out.order_by("-id").first():
        return found
    campaign = Campaign.objects.create(
        room=hewan.room, state="released", title=TITLE, text=TEXT, written_by=people["li"], written_at=begun,
        changed_at=begun, released_at=begun, released_by=people["chen"], expires_at=begun + timedelta(days=14),
    )  # fmt: skip
    Piece.objects.create(campaign=campaign, way=Piece.Way.SPEAKER, text=TEXT)
    file = files.keep(
        by=actor(people["chen"]), room=hewan.room, content=SimpleUploadedFile("tone.wav", _tone(), "audio/wav"), name="广播.wav",
        purpose="outreach.sound", keep_days=None, allowed=frozenset({Kind.VOICE}),
    )  # fmt: skip
    Sound.objects.create(
        campaign=campaign, origin=Sound.Origin.RECORDED, file=file, seconds=SECONDS, loudness=-16,
        made_by=people["chen"], made_at=begun, approved_by=people["chen"], approved_at=begun,
    )  # fmt: skip
    return campaign


def _tone() -> bytes:
    """Two notes as a WAV: nobody's voice."""
    sound = BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        steps = range(SECONDS * RATE)
        notes = (int(9000 * sin(2 * pi * (440 if n < SECONDS * RATE // 2 else 330) * n / RATE)) for n in steps)
        file.writeframes(b"".join(pack("<h", note) for note in notes))
    return sound.getvalue()


def _reports(one: Speaker, two: Speaker, now: datetime) -> None:
    """The first played all but one; the second fell silent five hours ago."""
    silent = now - timedelta(hours=5)
    for speaker, until in ((one, now), (two, silent)):
        past = Item.objects.filter(speaker=speaker, expires_at__lte=until).select_related("sound").order_by("at")
        told = [
            Told(item.pk, "skipped", "late")
            if n == 1
            else Told(item.pk, "played", "", item.at + timedelta(seconds=1), item.ends_at, float(item.sound.seconds))
            for n, item in enumerate(past)
        ]
        playing.take(speaker=Speaker.objects.get(pk=speaker.pk), told=told, health=HEALTH, now=until)
    speakers.tell_silent(now=now)
