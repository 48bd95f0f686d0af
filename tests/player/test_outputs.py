"""Where sound goes: what is heard, how long, and how quickly it stops."""

import shlex
import socket
import struct
import sys
import threading
import time
import wave
from pathlib import Path

import pytest

from shouwang.player.outputs import BadOutput, Output, OutputFailed, Playing, opened
from tests.player.room import tone

# Takes a WAV as aplay does, and at the pace of real time: 96,000 bytes a second.
PLAYS = "import sys, time; read = sys.stdin.buffer.read; read(44)\nwhile len(read(9600)) == 9600: time.sleep(0.1)"
HANGS = "import time; time.sleep(60)"
REFUSES = "import sys; sys.exit('aplay: audio open error: Device or resource busy')"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sounds") / "sound"
    path.write_bytes(tone(0.6))
    return path


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def stopped(output: Output, sound: Path, after: float) -> float:
    """Seconds from the word to stop until the output was silent."""
    playing = Playing("stopped")
    thread = threading.Thread(target=output.play, args=(sound, playing))
    thread.start()
    time.sleep(after)
    playing.stop.set()
    began = time.monotonic()
    thread.join()
    assert playing.seconds <= after + 0.3
    return time.monotonic() - began


def test_a_folder_holds_what_would_have_been_heard(sound: Path, tmp_path: Path) -> None:
    output = opened(f"file:{tmp_path}", command="")
    playing, began = Playing("one", volume=50), time.monotonic()
    output.play(sound, playing)
    assert 0.5 < time.monotonic() - began < 1.5
    with wave.open(str(tmp_path / "one.wav")) as file:
        heard = struct.unpack(f"<{file.getnframes()}h", file.readframes(file.getnframes()))
        assert file.getnframes() / file.getframerate() == pytest.approx(0.6, abs=0.02)
    assert max(heard) == pytest.approx(6000, rel=0.05)
    assert playing.seconds == pytest.approx(0.6, abs=0.02)
    assert stopped(output, sound, 0.2) < 0.5
    output.play(sound, Playing("one"))
    assert (tmp_path / "one-2.wav").exists()


def test_a_device_plays_through_a_command_and_is_silent_at_once(sound: Path) -> None:
    output = opened("device", command=python(PLAYS))
    playing = Playing("one")
    output.play(sound, playing)
    assert playing.seconds == pytest.approx(0.6, abs=0.05)
    assert stopped(output, sound, 0.3) < 0.5
    assert stopped(opened("device", command=python(HANGS)), sound, 0.1) < 0.5


def test_a_device_that_is_taken_says_so(sound: Path) -> None:
    with pytest.raises(OutputFailed, match="Device or resource busy"):
        opened("device", command=python(REFUSES)).play(sound, Playing("one"))


def test_what_is_no_sound_is_no_playing(tmp_path: Path) -> None:
    (tmp_path / "sound").write_bytes(b"no sound at all" * 50)
    for output in (opened(f"file:{tmp_path}", command=""), opened("rtp://127.0.0.1:9", command="")):
        with pytest.raises(OutputFailed, match="can't be read"):
            output.play(tmp_path / "sound", Playing("one"))
        output.close()


def test_rtp_is_what_ip_loudspeakers_expect(sound: Path) -> None:
    """A group on the loopback interface; an independent reading of RFC 3550 and G.711."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("239.192.7.9", 0))
        ear.setsockopt(
            socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("239.192.7.9") + socket.inet_aton("127.0.0.1")
        )
        ear.settimeout(0.5)
        output = opened(f"rtp://239.192.7.9:{ear.getsockname()[1]}?localaddr=127.0.0.1&ttl=1", command="")
        playing = Playing("one")
        output.play(sound, playing)
        packets = [ear.recv(2048) for _ in range(30)]
        with pytest.raises(TimeoutError):
            ear.recv(2048)
    heads = [struct.unpack("!BBHII", packet[:12]) for packet in packets]
    assert {len(packet) for packet in packets} == {172}
    assert [head[1] for head in heads] == [0x88, *[8] * 29]
    assert [(head[2] - heads[0][2]) & 0xFFFF for head in heads] == list(range(30))
    assert [(head[3] - heads[0][3]) & 0xFFFFFFFF for head in heads] == list(range(0, 4800, 160))
    assert len({head[4] for head in heads}) == 1
    assert playing.seconds == pytest.approx(0.6, abs=0.01)
    assert stopped(output, sound, 0.1) < 0.5
    output.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("loud", "is no output"),
        ("device", "is not there"),
        ("rtp://239.192.0.1", "rtp://239.192.0.1:5004"),
        ("rtp://speaker.example:5004", "rtp://239.192.0.1:5004"),
        ("rtp://239.192.0.1:5004?tll=3", "localaddr and ttl"),
        ("rtp://239.192.0.1:5004?localaddr=203.0.113.7", "no address 203.0.113.7"),
        ("icecast://127.0.0.1:8000/mount", "password"),
    ],
)
def test_an_address_that_can_not_be_is_refused_in_words(address: str, words: str) -> None:
    with pytest.raises(BadOutput, match=words):
        opened(address, command="no-such-command")
