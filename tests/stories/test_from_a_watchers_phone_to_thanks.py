"""The whole way of a watcher's reports: from a phone without a network, over the desk's keyboard, to thanks on the phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.models import Matter, Satisfaction
from shouwang.kernel.people.models import Account
from shouwang.systems.watch import tasks
from tests.cast import Cast
from tests.stories.village import Village, see_to
from tests.stories.watching import EXPECTED, add_photo, join, ready, send, shell_is_kept, until, voice, write

pytestmark = pytest.mark.django_db(transaction=True)
PLANT = "望河新苑后面的搅拌站半夜又开工了，机器轰隆隆响，灰也大，睡不着。"
AGAIN = "望河新苑旁边那个搅拌站天天半夜开机器，灰尘飞进屋里，老人睡不着觉。"
LAMP = "村东桥头的路灯坏了三天，晚上回家看不见路。"
SOON = 2_000  # milliseconds from the room's having it to the open desk


@pytest.fixture(autouse=True)
def a_lost_network_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in EXPECTED)]


def another(phone: Page) -> None:
    phone.locator("[data-tabs] a[href='#new']").click()


def test_three_reports_without_a_network_become_two_matters_an_answer_and_thanks(
    phone: Page, page: Page, cast: Cast, enter: Callable[[Page, Account], None], tmp_path: Path
) -> None:
    join(phone, cast)
    shell_is_kept(phone)
    enter(page, cast.officer)
    page.goto("/desk/")

    phone.context.set_offline(True)
    Image.effect_noise((900, 700), 80).convert("RGB").save(tmp_path / "dust.jpg")
    write(phone, LAMP, "streetlight")
    send(phone)
    another(phone)
    write(phone, PLANT, "noise")
    add_photo(phone, tmp_path / "dust.jpg")
    send(phone)
    another(phone)
    write(phone, AGAIN, "noise")
    phone.set_input_files("input[name=voice]", voice(tmp_path))
    expect(phone.locator("[data-play]")).to_be_visible()
    send(phone)
    expect(phone.locator("[data-bar]")).to_contain_text("3 条等着发")
    assert Matter.objects.count() == 0

    phone.context.set_offline(False)
    until(phone, lambda: Matter.objects.count() == 3)
    expect(page.locator("#first")).to_contain_text("搅拌站", timeout=SOON)  # no reload
    expect(page.locator("#first .row")).to_have_count(3)
    news.spread()
    tasks.look_at_new()

    kept = {matter.text: matter for matter in Matter.objects.all()}
    assert [kept[text].attachments.count() for text in (LAMP, PLANT, AGAIN)] == [0, 1, 1]
    first, second = sorted((kept[PLANT], kept[AGAIN]), key=lambda matter: (matter.received_at, matter.pk))
    page.goto(f"/desk/matters/{second.pk}/")
    expect(page.get_by_text("可能是同一件")).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url(f"**/{first.pk}/")
    second.refresh_from_db()
    assert second.merged_into == first

    see_to(Village(cast.room, cast), Matter.objects.get(pk=first.pk), "搅拌站夜里不再开工，已立下字据。")
    phone.goto("/field/#mine")
    phone.reload()
    ready(phone)
    own = phone.locator("[data-arrived-list] > li")
    for matter in (first, second):
        expect(own.filter(has_text=matter.reference)).to_contain_text("已立下字据")
    own.filter(has_text=first.reference).get_by_role("button", name="满意", exact=True).click()
    until(phone, lambda: Satisfaction.objects.filter(matter=first, score=3).exists())
