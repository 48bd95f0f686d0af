"""An auxiliary writes about a fraud and records it; the officer listens, releases it; it is in the feed and in the corridor."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.models import Campaign, Sound
from tests.browser.accessible import violations
from tests.cast import Cast
from tests.stories.village import only_hewan

pytestmark = pytest.mark.django_db(transaction=True)
SPOKEN = 2000  # milliseconds: less than a second of sound is no recording
# The tests' own microphone beeps once a second, which no levelling makes even; this one hums like a voice.
HUM = """navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext(), voice = sound.createOscillator(), heard = sound.createMediaStreamDestination();
    voice.connect(heard);
    voice.start();
    return heard.stream;
};"""


def test_written_recorded_released_and_heard(
    window: Callable[..., Page], enter: Callable[[Page, Account], None], cast: Cast
) -> None:
    only_hewan(cast)
    writer = window(permissions=["microphone"])
    writer.add_init_script(HUM)
    enter(writer, cast.auxiliary)
    writer.goto("/desk/outreach/new/")
    writer.get_by_label("标题", exact=True).fill("没有安全账户")
    writer.get_by_label("要让大家知道什么").fill("银行和公安都没有安全账户。先挂断，再打96110。")
    writer.get_by_role("button", name="存成草稿").click()
    expect(writer.locator("#text-speaker")).to_contain_text("再说一遍，96110")
    assert violations(writer) == []

    writer.get_by_role("link", name="去录音、试听").click()
    recorder = writer.locator("[data-record]")
    recorder.click()
    writer.wait_for_timeout(SPOKEN)
    recorder.click()
    expect(writer.locator("[data-status]")).to_contain_text("录音")
    writer.get_by_role("button", name="保存录音").click()
    expect(writer.get_by_text("还没人同意")).to_be_visible()

    officer = window()
    enter(officer, cast.officer)
    officer.goto(f"/desk/outreach/campaign/{Campaign.objects.get().pk}/sounds/")
    officer.get_by_label("我从头听到尾了").check()
    officer.get_by_role("button", name="同意播出").click()
    expect(officer.get_by_text("已同意：")).to_be_visible()
    assert violations(officer) == []
    officer.goto(f"/desk/outreach/campaign/{Campaign.objects.get().pk}/")
    officer.get_by_role("button", name="放行", exact=True).click()
    expect(officer.get_by_text("去了哪里：1 处")).to_be_visible()

    corridor = window(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    corridor.goto("/screen/HW/")
    expect(corridor.get_by_role("heading", name="没有安全账户")).to_be_visible()
    assert violations(corridor) == []
    sound = corridor.request.get(f"/files/{Sound.objects.get().file_id}")
    assert (sound.status, sound.headers["content-type"]) == (200, "audio/mpeg")
    assert "没有安全账户" in corridor.request.get("/feeds/HW/bulletins.atom").text()
