"""The head of a group holds up the phone, a neighbour scans it and is in; what was taken back opens nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Invitation, Member
from tests.browser.accessible import AXE, in_each
from tests.browser.test_field_page import LOOKS, faults_of, looks
from tests.cast import Cast
from tests.stories.watching import EXPECTED, group_of, ready
from tests.windows import TELEPHONE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is brought by make ready"),
]


@pytest.fixture(autouse=True)
def what_the_room_refuses_is_no_fault(faults: list[str]) -> object:
    yield
    faults[:] = [fault for fault in faults if not any(sign in fault for sign in (*EXPECTED, "status of 4"))]


def lead(page: Page, cast: Cast, name: str = "马小川") -> None:
    """Somebody joins as head and opens what is theirs."""
    _made, secret = groups.invite(by=cast.officer, group=group_of(cast), role=Member.Role.HEAD)
    page.goto(f"/field/join/{secret}/")
    page.locator("input[name=name]").fill(name)
    page.locator("form[data-joining] button").click()
    page.wait_for_url("**/field/")
    ready(page)
    page.locator("[data-tabs] a[href='#mine']").click()
    expect(page.locator("[data-invite]")).to_be_visible()


def test_a_head_invites_a_neighbour_joins_and_what_is_taken_back_opens_nothing(
    phone: Page, window: Callable[..., Page], cast: Cast
) -> None:
    lead(phone, cast)
    phone.get_by_role("button", name="给一个人").click()
    picture = phone.locator("[data-code-picture]")
    expect(picture).to_be_visible()
    assert picture.bounding_box()["width"] > 280  # type: ignore[index]
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    address = phone.locator("[data-code-address]").text_content() or ""
    neighbour = window(viewport=TELEPHONE)
    neighbour.goto(urlsplit(address).path)
    neighbour.locator("input[name=name]").fill("白明")
    neighbour.locator("form[data-joining] button").click()
    neighbour.wait_for_url("**/field/")
    ready(neighbour)
    neighbour.locator("[data-tabs] a[href='#mine']").click()
    expect(neighbour.locator("[data-nothing]").first).to_be_visible()
    expect(neighbour.locator("[data-invite]")).to_be_hidden()
    phone.keyboard.press("Escape")
    expect(picture).to_be_hidden()
    phone.get_by_role("button", name="最多五个人").click()
    expect(picture).to_be_visible()
    address = phone.locator("[data-code-address]").text_content() or ""
    phone.locator("[data-code-close]").click()
    expect(phone.locator("[data-invite-list] > li")).to_have_count(1)  # the first is used up
    expect(phone.locator("[data-invite-list] > li")).to_contain_text("能进 5 人")
    phone.reload()
    ready(phone)
    phone.get_by_role("button", name="打开二维码").click()
    expect(phone.locator("[data-code-address]")).to_have_text(address)
    phone.locator("[data-code-close]").click()
    phone.get_by_role("button", name="撤回").click()
    phone.get_by_role("button", name="真的撤回？").click()
    expect(phone.locator("[data-invite-list] > li")).to_have_count(0)
    expect(phone.locator("#invite-head")).to_be_focused()
    neighbour.goto(urlsplit(address).path)
    expect(neighbour.get_by_text("这个邀请已收回")).to_be_visible()
    assert list(Invitation.objects.filter(made_by="watch head").values_list("used", flat=True).order_by("made_at")) == [
        1,
        0,
    ]


def test_without_a_network_it_is_said_why_there_is_no_code(phone: Page, cast: Cast) -> None:
    lead(phone, cast)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="给一个人").click()
    expect(phone.locator("[data-invite-problem]")).to_contain_text("现在没有网")
    expect(phone.locator("[data-code]")).to_be_hidden()


def test_a_head_no_more_is_told_so_and_the_card_goes(phone: Page, cast: Cast) -> None:
    lead(phone, cast)
    Member.objects.update(role=Member.Role.MEMBER)
    phone.get_by_role("button", name="给一个人").click()
    expect(phone.locator("[data-invite-problem]")).to_contain_text("只有组长能邀请人")
    phone.reload()
    expect(phone.locator("[data-invite]")).to_be_hidden()


def test_the_address_is_shared_where_the_phone_can(phone: Page, cast: Cast) -> None:
    phone.add_init_script("window.shared = []; navigator.share = async (what) => window.shared.push(what);")
    lead(phone, cast)
    phone.get_by_role("button", name="给一个人").click()
    expect(phone.locator("[data-code-copy]")).to_be_hidden()
    phone.locator("[data-code-share]").click()
    [shared] = phone.evaluate("window.shared")
    assert shared["url"] == phone.locator("[data-code-address]").text_content()
    assert "守望三组" in shared["title"]


@pytest.mark.parametrize("language", LOOKS)
def test_inviting_can_be_read_and_hit(window: Callable[..., Page], cast: Cast, live: LiveServer, language: str) -> None:
    among = LOOKS[language]
    page = window(viewport=among[0].viewport)
    page.context.add_cookies(among[0].cookies(live.url, language))
    lead(page, cast)
    found = looks(page, "invite", among)
    page.locator("[data-invite-make][value='5']").click()
    page.locator("[data-code-picture]").wait_for()
    found += looks(page, "code", among)
    page.locator("[data-code-close]").click()

    def in_the_middle() -> list[str]:
        """Out from under the SOS button, which lies over the list."""
        page.locator("[data-back]").evaluate("button => button.scrollIntoView({block: 'center'})")
        return faults_of(page)

    found += in_each(page, among, in_the_middle)
    assert found == []
