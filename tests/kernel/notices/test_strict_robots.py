"""Against robots that check everything: bytes, pictures, signatures, pace; sent once, whatever the answer."""

import random
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings
from PIL import Image

from shouwang.kernel.files import actions as files
from shouwang.kernel.notices import actions, outside
from shouwang.kernel.notices.actions import Besides
from shouwang.kernel.notices.channels import CHANNELS
from shouwang.kernel.notices.channels.pictures import within
from shouwang.kernel.notices.models import Notice, Robot
from shouwang.kernel.notices.ports import Letter
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.notices.letters import NOON, put
from tests.kernel.notices.robots_stub import SECRET, Robots, served

pytestmark = pytest.mark.once
PAGE = Besides(link="https://room.invalid/b/2abc", picture_link="https://room.invalid/b/2abc/card.png")
WORDS = (
    "接到电话说退款，先挂断。",
    "*加粗* [链接](http://x.invalid) <b>",
    "No transfer! ",
    "\n# 提示\n",
    "😀",
    "字" * 90,
)


@pytest.fixture
def robots(settings: LazySettings) -> Iterator[Robots]:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    yield from served()


def keep(cast: Cast, robots: Robots, kind: str, secret: str = SECRET) -> Robot:
    url = getattr(robots, kind)
    return actions.keep_robot(
        by=actor(cast.officer), room=cast.room, kind=kind, name=kind, url=url, events="*", secret=secret
    )


def to(cast: Cast, robot: Robot, key: str = "k", **how: object) -> Notice:
    return put(cast, key=key, channel=robot.kind, robot=robot, not_before=NOON, **how)


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_two_hundred_letters_of_all_sizes_are_all_taken(robots: Robots, kind: str) -> None:
    chance, channel = random.Random(7), CHANNELS[kind]
    for _ in range(67):
        body = "".join(chance.choices(WORDS, k=chance.randint(1, 60)))[:4000]
        links = ("https://room.invalid/b/x", chance.choice(["", "https://room.invalid/c.png"]))
        link, picture_link = chance.choice([links, ("", "")])
        letter = Letter(
            uuid4(), getattr(robots, kind), "关于退款的提示" * chance.randint(1, 8), body, chance.random() < 0.3,
            link=link, picture_link=picture_link, secret=SECRET,
        )  # fmt: skip
        for part in channel.parts(letter):
            robots.now += timedelta(minutes=1)
            channel.send(letter, part)
    assert not robots.refused
    assert len(robots.taken) >= 67


@pytest.mark.parametrize("kind", ["wecom", "dingtalk"])
def test_of_twenty_five_in_a_minute_five_wait(cast: Cast, robots: Robots, kind: str) -> None:
    robot = keep(cast, robots, kind)
    for number in range(25):
        to(cast, robot, key=str(number))
    tally = actions.send_due(now=NOON, limit=25)
    assert (tally.sent, tally.again, len(robots.taken)) == (20, 5, 20)
    robots.now += timedelta(seconds=70)
    assert actions.send_due(now=NOON + timedelta(seconds=70)).sent == 5
    assert not robots.refused
    assert actions.send_due(now=NOON + timedelta(days=1)).sent == 0


def test_feishu_takes_five_a_second(cast: Cast, robots: Robots) -> None:
    robot = keep(cast, robots, "feishu")
    for number in range(7):
        to(cast, robot, key=str(number))
    # The outbox runs on a clock of its own; a slow machine may take more than a second for five.
    assert actions.send_due(now=NOON, limit=7).sent >= 5
    robots.now += timedelta(seconds=2)
    actions.send_due(now=NOON + timedelta(minutes=1))
    assert not robots.refused
    assert len(robots.taken) == 7


@pytest.mark.parametrize(("kind", "code"), [("wecom", 45009), ("dingtalk", 130101), ("feishu", 11232)])
def test_one_that_is_told_to_wait_waits_and_comes_once(cast: Cast, robots: Robots, kind: str, code: int) -> None:
    robots.at = [robots.now] * 20  # another program used the same robot
    notice = to(cast, keep(cast, robots, kind))
    assert actions.send_due(now=NOON).again == 1
    notice.refresh_from_db()
    assert (robots.refused, notice.trouble) == ([code], "busy")
    wait = {"dingtalk": 10}.get(kind, 1)
    assert notice.not_before is not None
    assert wait <= (notice.not_before - NOON).total_seconds() / 60 < wait + 1
    robots.now += timedelta(minutes=wait)
    later = NOON + timedelta(minutes=wait + 1)
    assert actions.send_due(now=later).sent == 1
    assert actions.send_due(now=later + timedelta(days=1)).sent == 0
    assert len(robots.taken) == 1


@pytest.mark.parametrize(("kind", "code"), [("dingtalk", 310000), ("feishu", 19021)])
def test_a_wrong_secret_is_dead_at_once(cast: Cast, robots: Robots, kind: str, code: int) -> None:
    to(cast, keep(cast, robots, kind, secret="SECwrong"))
    assert actions.send_due(now=NOON).dead == 1
    assert robots.refused == [code]


def test_the_secret_is_not_readable_in_the_table(cast: Cast, robots: Robots) -> None:
    assert SECRET not in keep(cast, robots, "dingtalk").secret_sealed


def test_wecom_gets_a_card_and_the_picture_scaled_down(cast: Cast, robots: Robots, tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    Image.effect_noise((1700, 1700), 90).convert("RGB").save(path)
    assert path.stat().st_size > 2 * 1024 * 1024
    photo = files.keep(by=actor(cast.officer), room=cast.room, content=path, name="a.png", purpose="t", keep_days=None)
    to(cast, keep(cast, robots, "wecom"), besides=Besides(photo, PAGE.link, PAGE.picture_link))
    assert actions.send_due(now=NOON).sent == 1
    assert [one["msgtype"] for one in robots.taken] == ["news", "image"]
    assert robots.taken[0]["news"]["articles"][0]["picurl"] == PAGE.picture_link


def test_a_picture_that_is_gone_leaves_the_words(tmp_path: Path) -> None:
    assert within(tmp_path / "nothing.png", 1000) == b""
    (tmp_path / "no.png").write_bytes(b"no picture")
    assert within(tmp_path / "no.png", 1000) == b""


def test_dingtalk_and_feishu_get_the_page_too(cast: Cast, robots: Robots) -> None:
    to(cast, keep(cast, robots, "dingtalk"), key="a", besides=PAGE)
    to(cast, keep(cast, robots, "feishu"), key="b", besides=PAGE)
    to(cast, Robot.objects.get(kind="feishu"), key="c", besides=PAGE, urgent=True)
    assert actions.send_due(now=NOON).sent == 3
    kinds = sorted(one.get("msgtype") or one["msg_type"] for one in robots.taken)
    assert kinds == ["interactive", "markdown", "post"]
    assert all(PAGE.link in str(one) for one in robots.taken)


def test_a_lost_answer_is_sent_again_only_when_urgent(
    cast: Cast, robots: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The robot has it and the line breaks before it says so: no robot knows what it got before."""
    robot = keep(cast, robots, "wecom")
    ordinary, urgent = to(cast, robot, "ordinary"), to(cast, robot, "urgent", urgent=True)

    def lost(*_: object) -> None:
        raise outside.LostAnswerError("ReadTimeout") from TimeoutError()

    monkeypatch.setattr(outside, "post", lost)
    actions.send_due(now=NOON)
    ordinary.refresh_from_db()
    urgent.refresh_from_db()
    assert (ordinary.state, ordinary.trouble, ordinary.attempts) == ("dead", "unsure", 1)
    assert (urgent.state, urgent.trouble) == ("waiting", "unsure")


def test_a_line_that_breaks_after_the_message_is_unsure_and_nobody_there_is_not(settings: LazySettings) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"

        def take_and_hang_up() -> None:
            line, _ = server.accept()
            line.recv(4096)
            line.close()

        taker = threading.Thread(target=take_and_hang_up)
        taker.start()
        with pytest.raises(outside.LostAnswerError):
            outside.post(url, b"{}", {})
        taker.join()
    with pytest.raises(outside.NoAnswerError) as told:
        outside.post(url, b"{}", {})
    assert not isinstance(told.value, outside.LostAnswerError)
