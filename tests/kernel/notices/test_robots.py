"""The room's groups outside: WeCom by our own adapter, the long tail by Apprise."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings

from shouwang.kernel.notices import actions, queries
from shouwang.kernel.notices.models import Notice, Robot
from shouwang.kernel.notices.ports import NotSentError
from shouwang.kernel.notices.robot_addresses import WrongAddressError
from shouwang.kernel.people.queries import actor
from tests.cast import Cast
from tests.kernel.notices.conftest import Receiver
from tests.kernel.notices.letters import MATTER, NOON, put

# A plug-in of Apprise imports a module that Python 3.13 drops.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def keep(cast: Cast, url: str, kind: str = "wecom", events: str = "*", name: str = "守望群") -> Robot:
    return actions.keep_robot(by=actor(cast.officer), room=cast.room, kind=kind, name=name, url=url, events=events)


def to_group(cast: Cast, robot: Robot, key: str = "k", **how: object) -> Notice:
    return put(cast, key=key, channel=robot.kind, robot=robot, not_before=NOON, **how)


def test_a_group_gets_the_text(cast: Cast, receiver: Receiver) -> None:
    to_group(cast, keep(cast, receiver.url))
    assert actions.send_due(now=NOON).sent == 1
    assert receiver.requests[0].json["text"]["content"].startswith("Matter HW-2026-0147\n")


def test_the_robots_key_is_not_readable_in_the_table(cast: Cast, receiver: Receiver) -> None:
    keep(cast, receiver.url)
    assert "127.0.0.1" not in Robot.objects.get().url_sealed


def test_twenty_a_minute_and_the_rest_in_the_next(cast: Cast, receiver: Receiver) -> None:
    robot = keep(cast, receiver.url)
    for number in range(25):
        to_group(cast, robot, key=str(number))
    tally = actions.send_due(now=NOON, limit=25)
    assert (tally.sent, tally.again, len(receiver.requests)) == (20, 5, 20)
    assert not Notice.objects.filter(state="waiting", attempts__gt=0).exists()
    assert actions.send_due(now=NOON + timedelta(seconds=30)).sent == 0
    assert actions.send_due(now=NOON + timedelta(seconds=70)).sent == 5


def test_two_robots_do_not_share_their_minute(cast: Cast, receiver: Receiver) -> None:
    first, second = keep(cast, receiver.url), keep(cast, receiver.url, name="干部群")
    for number in range(20):
        to_group(cast, first, key=f"a{number}")
    to_group(cast, second, key="b")
    assert actions.send_due(now=NOON).sent == 21


def test_too_many_says_wecom_and_we_wait(cast: Cast, receiver: Receiver) -> None:
    receiver.answer(200, '{"errcode": 45009, "errmsg": "api freq out of limit"}')
    notice = to_group(cast, keep(cast, receiver.url))
    assert actions.send_due(now=NOON).again == 1
    notice.refresh_from_db()
    assert (notice.trouble, notice.last_error) == ("busy", "errcode 45009")
    assert actions.send_due(now=NOON + timedelta(minutes=2)).sent == 1


def test_a_wrong_key_is_dead_at_once(cast: Cast, receiver: Receiver) -> None:
    receiver.answer(200, '{"errcode": 93000, "errmsg": "invalid webhook url"}')
    to_group(cast, keep(cast, receiver.url))
    assert actions.send_due(now=NOON).dead == 1


@pytest.mark.parametrize(("status", "body"), [(502, "bad gateway"), (200, "<html>"), (200, "[1]"), (302, "")])
def test_an_answer_that_is_not_wecoms_is_tried_again(cast: Cast, receiver: Receiver, status: int, body: str) -> None:
    receiver.answer(status, body, {"Location": receiver.url})
    to_group(cast, keep(cast, receiver.url))
    assert actions.send_due(now=NOON).again == 1
    assert len(receiver.requests) == 1


def test_a_letter_that_broke_off_goes_on_with_the_next_part(cast: Cast, receiver: Receiver) -> None:
    receiver.answer(200, '{"errcode": 0}')
    receiver.answer(500)
    words = {"number": "1", "more": "字" * 1900}
    to_group(cast, keep(cast, receiver.url), words=words)
    assert actions.send_due(now=NOON).again == 1
    assert actions.send_due(now=NOON + timedelta(minutes=2)).sent == 1
    ends = [request.json["markdown"]["content"][-6:].strip() for request in receiver.requests]
    assert ends == ["(1/2)", "(2/2)", "(2/2)"]


def test_a_retired_robot_gets_nothing_more(cast: Cast, receiver: Receiver) -> None:
    robot = keep(cast, receiver.url)
    to_group(cast, robot)
    actions.retire_robot(by=actor(cast.officer), robot=robot)
    assert actions.send_due(now=NOON).dead == 1
    assert not receiver.requests


def test_a_group_is_told_only_of_the_events_it_wants(cast: Cast, receiver: Receiver) -> None:
    keep(cast, receiver.url, events="bulletin.released matter.closed")
    words = {"number": "1", "more": ""}

    def told(event: str) -> int:
        made = actions.tell_robots(
            key=str(uuid4()), event=event, room=cast.room, template="sample", words=words, about=MATTER
        )
        return len(made)

    assert (told("matter.closed"), told("matter.accepted"), told("matter")) == (1, 0, 0)


def test_a_test_message_comes_at_any_hour_in_the_language_asked(cast: Cast, receiver: Receiver) -> None:
    robot = keep(cast, receiver.url)
    notice = actions.try_robot(by=actor(cast.officer), robot=robot, language="en")
    assert notice is not None
    assert notice.subject == "Test from HW"
    assert actions.send_due().sent == 1


def test_the_same_name_again_changes_the_robot(cast: Cast, receiver: Receiver) -> None:
    first = keep(cast, receiver.url)
    assert keep(cast, receiver.url, events="a").pk == first.pk
    assert [robot.events for robot in queries.robots(cast.officer, cast.room)] == ["a"]
    assert not queries.robots(cast.neighbour, cast.room).exists()


class TestAddresses:
    @pytest.mark.parametrize(
        ("kind", "url", "wrong"),
        [
            ("wecom", "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "scheme"),
            ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhok/send?key=1", "path"),
            ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", "key"),
            ("dingtalk", "https://oapi.dingtalk.com/robot/send?token=1", "key"),
            ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/", "key"),
            ("feishu", "https://open.feishu.cn/open-apis/bot/hook/1", "path"),
        ],
    )
    def test_one_typed_wrong_is_refused_with_what_is_wrong(
        self, cast: Cast, settings: LazySettings, kind: str, url: str, wrong: str
    ) -> None:
        settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
        with pytest.raises(WrongAddressError) as refusal:
            keep(cast, url, kind)
        assert refusal.value.wrong == wrong

    @pytest.mark.parametrize(
        ("kind", "url"),
        [
            ("wecom", "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
            ("wecom", "https://127.0.0.1/"),
            ("wecom", "ftp://example.com/"),
            ("email", "nobody"),
            ("apprise", "json://127.0.0.1:8080/"),
            ("apprise", "ntfy://10.0.0.1/topic"),
            ("apprise", "file:///etc/passwd"),
            ("apprise", "dingtalk://abcdefghijklmn/13800000000"),
            ("dingtalk", "http://oapi.dingtalk.com/robot/send?access_token=1"),
        ],
    )
    def test_a_bad_address_is_refused_when_it_is_typed(self, cast: Cast, kind: str, url: str) -> None:
        with pytest.raises(NotSentError):
            keep(cast, url, kind=kind)

    @pytest.mark.parametrize(
        ("kind", "url"),
        [
            ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
            ("email", "group@example.com"),
            ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=1"),
            ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/1"),
            ("apprise", "schan://abcdefghijklmn"),
        ],
    )
    def test_a_good_one_is_taken(self, cast: Cast, kind: str, url: str) -> None:
        assert keep(cast, url, kind=kind).is_active


class TestLongTail:
    def test_apprise_carries_it_where_private_addresses_are_allowed(self, cast: Cast, receiver: Receiver) -> None:
        robot = keep(cast, receiver.url.replace("http://", "json://"), kind="apprise")
        to_group(cast, robot)
        assert actions.send_due(now=NOON).sent == 1
        assert receiver.requests[0].json["title"] == "Matter HW-2026-0147"

    def test_no_redirect_is_followed(self, cast: Cast, receiver: Receiver) -> None:
        receiver.answer(307, "", {"Location": receiver.url})
        robot = keep(cast, receiver.url.replace("http://", "json://") + "?redirect=yes", kind="apprise")
        to_group(cast, robot)
        assert actions.send_due(now=NOON).again == 1
        assert len(receiver.requests) == 1

    def test_an_address_that_is_no_longer_allowed_is_dead(
        self, cast: Cast, receiver: Receiver, settings: LazySettings
    ) -> None:
        to_group(cast, keep(cast, receiver.url.replace("http://", "json://"), kind="apprise"))
        settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
        assert actions.send_due(now=NOON).dead == 1
        assert not receiver.requests
