"""Every engine gets the words as they are said; one that gives no sound says what to do instead."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from shouwang.systems.outreach.speech import engines
from shouwang.systems.outreach.speech.engines import Command, Espeak, Http, Unavailable

ECHO = f"{sys.executable} -S -c 'import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())'"
WRITES = f"{sys.executable} -S -c 'import sys; open(sys.argv[1], \"w\").write(sys.stdin.read())' {{output}}"


class Answers(BaseHTTPRequestHandler):
    """Says back what it was asked, or what the address asks for."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("content-type", "text/html" if self.path == "/page" else "audio/wav")
        self.end_headers()
        self.wfile.write(f"{self.headers.get('authorization')} ".encode() + body)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_espeak_speaks_a_wav_and_never_turns_to_english() -> None:
    made = Espeak().speak("用APP转账2次，请拨打96110。", places={})
    assert made.startswith(b"RIFF")
    assert len(made) > 60_000


def test_hanzi_alone_would_have_turned_to_english() -> None:
    """The reason for the way through pinyin; when this fails, espeak-ng has learnt better."""
    said = subprocess.run(
        ["espeak-ng", "-v", "cmn", "-q", "-x", "村民朋友们，请拨打96110"], capture_output=True, text=True
    )
    assert "(en)" in said.stdout


def test_without_espeak_the_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "which", lambda _: None)
    with pytest.raises(Unavailable, match="record it yourself, or install espeak-ng"):
        Espeak().speak("你好", places={})


def test_a_command_gets_the_words_on_its_input_and_no_shell() -> None:
    assert Command(ECHO).speak("$(id)打110", places={}).decode() == "账号，打幺幺零"
    assert Command(WRITES).speak("3天", places={}).decode() == "三天"


@pytest.mark.parametrize("template", ["/does/not/exist", f"{sys.executable} -S -c 'exit(3)'", "true", "true {output}"])
def test_a_command_that_gives_no_sound_says_so(template: str) -> None:
    with pytest.raises(Unavailable, match="gave no sound"):
        Command(template).speak("你好", places={})


def test_an_engine_over_http_gets_the_words_and_the_token(address: str) -> None:
    assert Http(address, token="t").speak("3天", places={}).decode() == "Bearer t 三天"


@pytest.mark.parametrize("path", ["/broken", "/page"])
def test_an_answer_that_is_no_sound_is_not_taken(address: str, path: str) -> None:
    with pytest.raises(Unavailable, match="gave no sound"):
        Http(address + path).speak("你好", places={})


def test_an_engine_that_is_away_or_says_too_much(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        Http("http://127.0.0.1:9/").speak("你好", places={})
    monkeypatch.setattr(engines, "MOST", 5)
    with pytest.raises(Unavailable, match="does not answer"):
        Http(address).speak("你好", places={})


def test_nothing_to_say_and_too_much_to_say() -> None:
    with pytest.raises(Unavailable, match="write the text first"):
        Command(ECHO).speak("😀 —", places={})
    with pytest.raises(Unavailable, match="3001 characters"):
        Command(ECHO).speak("好" * 3001, places={})


def test_the_environment_says_which_engine(settings: Any) -> None:
    settings.SPEECH_ENGINE = "command"
    settings.SPEECH_COMMAND = ECHO
    assert engines.speak("2个") == "两个".encode()
    settings.SPEECH_ENGINE = "none"
    with pytest.raises(Unavailable, match="recorded voices only"):
        engines.speak("2个")
    settings.SPEECH_ENGINE = "http"
    settings.SPEECH_URL = "http://127.0.0.1:9/"
    assert isinstance(engines.engine(), Http)
