"""A small campaign to play with, and a tone that stands for a voice."""

import subprocess
from datetime import timedelta
from pathlib import Path

import imageio_ffmpeg
from django.utils import timezone

from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import campaigns, sounds
from shouwang.systems.outreach.actions.campaigns import Words
from shouwang.systems.outreach.models import Campaign, Sound
from tests.cast import Cast

SAFE = Words(
    "没有安全账户", "银行和公安都没有安全账户。先挂断，再打96110。", "There is no safe account", "Hang up, ring 96110."
)
UNHEARD = ("wechat", "poster", "slide", "bulletin")


def draft(cast: Cast, *, by: Account | None = None, words: Words = SAFE, ways: tuple[str, ...] = UNHEARD) -> Campaign:
    return campaigns.write(by=by or cast.auxiliary, room=cast.room, words=words, ways=ways)


def urgent(title: str = "上游放水") -> Words:
    until = timezone.now() + timedelta(hours=6)
    return Words(title, "今晚不要下河。", theme="water", is_urgent=True, expires_at=until)


def relayed() -> Words:
    """A storm warning of the county's weather office, passed on."""
    now = timezone.now()
    return Words(
        "暴雨橙色预警信号", "预计今晚有暴雨。", theme="weather", expires_at=now + timedelta(hours=6),
        source="河湾县气象台", number="41038141600000_1", level="2", issued_at=now,
    )  # fmt: skip


def tone(folder: Path, seconds: float = 1.2, source: str = "sine=frequency=440") -> Path:
    """A recording as a phone makes it."""
    path = folder / "voice.ogg"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-f", "lavfi", "-i", f"{source}:duration={seconds}", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def recorded(cast: Cast, campaign: Campaign, folder: Path) -> Sound:
    ready = sounds.made_ready(tone(folder))
    return sounds.add(by=cast.auxiliary, campaign=campaign, ready=ready, origin="recorded")
