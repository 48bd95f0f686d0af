"""Notices on phones: sealed for one browser, for a year, given up when the browser is no more."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from threading import Barrier

import pytest
from django.conf import LazySettings
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices import actions
from shouwang.kernel.notices.actions import Besides, Browser, Tally
from shouwang.kernel.notices.channels.push.adapter import Push
from shouwang.kernel.notices.models import Notice, Phone, Trouble
from shouwang.kernel.notices.outside import ForbiddenAddressError
from shouwang.kernel.notices.ports import NotSentError
from tests.cast import Cast
from tests.kernel.notices.letters import MATTER
from tests.kernel.notices.robots_stub import BrowserKeys, Robots, served

pytestmark = pytest.mark.once
WORDS = {"number": "1", "more": "字" * 3000}


@pytest.fixture
def robots(settings: LazySettings) -> Iterator[Robots]:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    yield from served()


def browser(robots: Robots) -> Browser:
    return Browser(robots.push, **robots.browser.keys)


def tell(cast: Cast) -> list[Notice]:
    page = Besides(link="https://room.invalid/b/1")
    return actions.tell_phones(
        key="u", room=cast.room, template="sample", words=lambda _: WORDS, about=MATTER, besides=page
    )


def test_an_urgent_notice_arrives_and_only_that_browser_reads_it(cast: Cast, robots: Robots) -> None:
    phone = actions.take_phone(room=cast.room, browser=browser(robots), language="en")
    assert robots.push not in phone.address_sealed
    assert len(tell(cast)) == 1
    assert tell(cast) == []
    assert actions.push_due(now=timezone.now()).sent == 1
    [said] = robots.taken
    assert (said["title"], said["link"]) == ("Matter 1", "https://room.invalid/b/1")
    assert said["text"].endswith("字…")


def test_a_browser_that_is_no_more_is_forgotten(cast: Cast, robots: Robots) -> None:
    actions.take_phone(room=cast.room, browser=browser(robots), language="en")
    robots.gone = True
    tell(cast)
    assert actions.push_due(now=timezone.now()).dead == 1
    assert not Phone.objects.exists()
    assert Notice.objects.get().trouble == "gone"
    assert Record.objects.filter(verb="phone.dropped").exists()


def test_a_colleagues_phone_is_told_what_is_urgent_for_them(cast: Cast, robots: Robots) -> None:
    actions.take_phone(room=cast.room, browser=browser(robots), language="en", account=cast.officer)
    how = {"account": cast.officer, "room": cast.room, "template": "sample", "words": WORDS, "about": MATTER}
    assert [one.channel for one in actions.tell(key="a", **how)] == ["app"]  # type: ignore[arg-type]
    assert [one.channel for one in actions.tell(key="b", urgent=True, **how)] == ["app", "push"]  # type: ignore[arg-type]


def test_asking_twice_is_one_phone_and_leaving_ends_it(cast: Cast, robots: Robots) -> None:
    for _ in range(2):
        actions.take_phone(room=cast.room, browser=browser(robots), language="en")
    assert Phone.objects.count() == 1
    assert not actions.leave_phone(room=cast.next_room, endpoint=robots.push)
    assert actions.leave_phone(room=cast.room, endpoint=robots.push)
    assert not Phone.objects.exists()


def test_after_a_year_it_is_forgotten(cast: Cast, robots: Robots) -> None:
    actions.take_phone(room=cast.room, browser=browser(robots), language="en")
    actions.forget_old(now=timezone.now() + timedelta(days=364))
    assert Phone.objects.exists()
    actions.forget_old(now=timezone.now() + timedelta(days=366))
    assert not Phone.objects.exists()


@pytest.mark.parametrize(("p256dh", "auth"), [("AAAA", ""), ("?", "AAAA"), ("", "")])
def test_what_no_browser_sends_is_refused(cast: Cast, robots: Robots, p256dh: str, auth: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        actions.take_phone(room=cast.room, browser=Browser(robots.push, p256dh, auth), language="en")


def test_an_address_in_the_own_network_is_refused(cast: Cast, robots: Robots, settings: LazySettings) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    with pytest.raises(ForbiddenAddressError):
        actions.take_phone(room=cast.room, browser=browser(robots), language="en")


@pytest.mark.parametrize(
    ("endpoint", "is_ones"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/x", True),
        ("https://tar.example/pit", False),
        ("https://fcm.googleapis.com.example/x", False),
    ],
)
def test_only_services_that_push_to_browsers_are_taken(
    cast: Cast, settings: LazySettings, endpoint: str, is_ones: bool
) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    with nullcontext() if is_ones else pytest.raises(ForbiddenAddressError):
        actions.take_phone(room=cast.room, browser=Browser(endpoint, **BrowserKeys().keys), language="en")


def test_slow_services_are_asked_together_and_hold_no_other_notice_up(
    cast: Cast, robots: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(4):
        actions.take_phone(room=cast.room, browser=Browser(f"{robots.push}?{at}", **robots.browser.keys), language="en")
    together = Barrier(4, timeout=5)
    monkeypatch.setattr(Push, "send", lambda *_: together.wait())
    assert len(tell(cast)) == 4
    assert actions.send_due(now=timezone.now()) == Tally()
    assert actions.push_due(now=timezone.now()).sent == 4


def test_what_a_phone_can_not_be_told_troubles_nobody_and_after_weeks_it_is_dropped(
    cast: Cast, robots: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = actions.take_phone(room=cast.room, browser=browser(robots), language="en")

    def silent(*_words: object) -> None:
        raise NotSentError(Trouble.NO_ANSWER)

    monkeypatch.setattr(Push, "send", silent)
    now = timezone.now()
    for key, days in (("a", 0), ("b", 22)):
        actions.tell_phones(key=key, room=cast.room, template="sample", words=lambda _language: WORDS, about=MATTER)
        rounds = [actions.push_due(now=now + timedelta(days=days, minutes=minutes)) for minutes in (1, 5, 15)]
        assert [(one.again, one.dead) for one in rounds] == [(1, 0), (1, 0), (0, 1)]
    assert set(Notice.objects.values_list("state", "trouble")) == {("buried", "no_answer")}
    assert not Phone.objects.filter(pk=phone.pk).exists()
