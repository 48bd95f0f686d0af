"""Sounds: levelled, heard and approved by a person, one for all and others by village; drafts stay at the desk."""

from pathlib import Path

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from shouwang.kernel.files.models import File
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.ground.models import Village
from shouwang.systems.outreach.actions import campaigns, sounds
from shouwang.systems.outreach.lifecycle import NotAllowedNow
from shouwang.systems.outreach.models import Sound
from shouwang.systems.outreach.queries import sounds as queries
from shouwang.systems.outreach.speech.levels import Unusable
from shouwang.systems.outreach.speech.pinyin import WrongReading
from tests.cast import Cast
from tests.systems.outreach.campaigning import draft, recorded, tone


def hear(sound: Sound, client: Client) -> int:
    return client.get(reverse("files:file", args=[sound.file_id]), headers={"Range": "bytes=0-9"}).status_code


def test_a_recording_becomes_a_levelled_mp3(cast: Cast, tmp_path: Path) -> None:
    sound = recorded(cast, draft(cast, ways=("speaker",)), tmp_path)
    assert (sound.file.media_type, sound.file.kind) == ("audio/mpeg", File.Kind.VOICE)
    assert 1.0 <= sound.seconds < 1.5
    assert -17 < sound.loudness < -15


def test_silence_and_other_files_are_refused(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        sounds.made_ready(tone(tmp_path, source="anullsrc=r=16000:cl=mono"))
    picture = tmp_path / "a.ogg"
    picture.write_bytes(b"no sound at all")
    with pytest.raises(Refused):
        sounds.made_ready(picture)


def test_drafts_are_heard_at_the_desk_and_what_is_out_by_everybody(cast: Cast, tmp_path: Path, client: Client) -> None:
    campaign = draft(cast, ways=("speaker",))
    sound = recorded(cast, campaign, tmp_path)
    assert hear(sound, client) == 404
    client.force_login(cast.auxiliary)
    assert hear(sound, client) == 206
    client.force_login(cast.neighbour)
    assert hear(sound, client) == 404
    client.logout()
    with pytest.raises(PermissionDenied):
        sounds.approve(by=cast.auxiliary, sound=sound)
    sounds.approve(by=cast.officer, sound=sound)
    assert hear(sound, client) == 404
    campaigns.release(by=cast.officer, campaign=campaign)
    assert hear(sound, client) == 206
    campaigns.take_down(by=cast.officer, campaign=campaign, reason="说错了")
    assert hear(sound, client) == 404


def test_the_next_approved_one_takes_the_place_of_the_one_before(cast: Cast, tmp_path: Path) -> None:
    campaign = draft(cast, ways=("speaker",))
    village = Village.objects.create(room=cast.room, name="柳坡")
    ready = [sounds.made_ready(tone(tmp_path)) for _n in range(3)]
    first, second, dialect = (
        sounds.add(by=cast.officer, campaign=campaign, ready=one, origin="recorded", village=place)
        for one, place in zip(ready, (None, None, village), strict=True)
    )
    for one in (first, dialect, second):
        sounds.approve(by=cast.officer, sound=one)
    assert {sound.pk for sound in queries.approved(campaign)} == {second.pk, dialect.pk}
    with pytest.raises(NotAllowedNow):
        sounds.approve(by=cast.officer, sound=first)


def test_other_words_are_heard_again(cast: Cast, tmp_path: Path) -> None:
    campaign = draft(cast, ways=("speaker",))
    sounds.approve(by=cast.officer, sound=recorded(cast, campaign, tmp_path))
    campaigns.change_piece(by=cast.auxiliary, campaign=campaign, way="speaker", text="别的话。")
    assert not queries.approved(campaign).exists()
    assert queries.sounds(campaign).count() == 1


def test_other_words_are_heard_again_also_when_the_way_was_off(cast: Cast, tmp_path: Path) -> None:
    campaign = draft(cast, ways=("speaker",))
    sounds.approve(by=cast.officer, sound=recorded(cast, campaign, tmp_path))
    for on in (False, True):
        campaigns.turn(by=cast.auxiliary, campaign=campaign, way="speaker", on=on)
    assert not campaign.sounds.filter(approved_at__isnull=False).exists()


def test_what_was_never_approved_goes_with_its_file(cast: Cast, tmp_path: Path) -> None:
    sound = recorded(cast, draft(cast, ways=("speaker",)), tmp_path)
    sounds.drop(by=cast.auxiliary, sound=sound)
    assert not Sound.objects.exists()
    assert not File.objects.exists()
    assert queries.may_look_at_file(cast.officer, SessionBase(), File(purpose="else")) == 0


@pytest.mark.once
def test_the_machine_reads_names_as_the_room_says_them(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, str]] = []

    def speak(_text: str, places: dict[str, str]) -> bytes:
        told.append(places)
        return b""

    monkeypatch.setattr(sounds, "speak", speak)
    sounds.set_readings(by=cast.officer, room=cast.room, lines="旧=jiu4")
    sounds.set_readings(by=cast.officer, room=cast.room, lines="涧河=jian4 he2\nG30=连霍高速")
    with pytest.raises(WrongReading):
        sounds.set_readings(by=cast.officer, room=cast.room, lines="涧河=jian")
    with pytest.raises(PermissionDenied):
        sounds.set_readings(by=cast.auxiliary, room=cast.room, lines="")
    with pytest.raises(Unusable):  # no bytes are no sound
        sounds.read_aloud("涧河边", cast.room)
    assert told == [{"G30": "连霍高速", "涧河": "jian4 he2"}]
