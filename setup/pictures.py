"""`make pictures`: takes the pictures of the guides from the demo village, in both languages, into docs/pictures.

Starts a room of its own on a free port with an empty DATA_DIR, works in it as its people would, and stops it.
`make pictures ONLY=matter` takes those whose name begins so.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "hewan-lamp-2026"  # of the demo village, printed at its start
ROOM, MOST_BYTES, MOST_IN_ALL = "/r/HW/", 120_000, 6_000_000
LANGUAGES = {"zh": "zh-hans", "en": "en"}
WIDE, TELEPHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
# Opens every fold around an element.
OPEN = "e => { for (let d = e; d; d = d.parentElement) if (d.tagName == 'DETAILS') d.open = true }"
TABLE = """编号,时间,标题,内容,办理结果,地点
H-01,2025-03-02 09:10,东口路灯不亮,东口第二盏路灯三天没亮,已换灯泡,东口
H-02,2025-03-05 16:40,后街积水,下雨后街积水没过脚面,清了下水口,后街
H-03,2025-03-11 08:25,狗没拴绳,学校门口有大狗没拴,找到主人已拴好,学校
H-04,2025-03-19,树枝压电线,槐树巷口树枝压在电线上,供电所已修剪,槐树巷
H-05,上周三,井盖响,过车井盖响得睡不着,,槐树巷
"""
# Invented walks in the demo village: longitude and latitude of their bends.
WALKS = (
    ((112.525968, 34.843797), (112.524107, 34.843707), (112.52356, 34.844964), (112.523231, 34.846492)),
    ((112.522794, 34.839036), (112.521808, 34.837778), (112.519948, 34.838227)),
    ((112.532097, 34.844156), (112.531659, 34.844964), (112.530893, 34.845818), (112.531112, 34.846851)),
)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, who looks ("" is a villager), where they start, what they do before it is taken."""

    name: str
    who: str
    address: str
    do: Callable[[Page], object] = lambda page: None
    phone: bool = False
    part: str = ""  # take only this element


def first(words: str) -> Callable[[Page], None]:
    """Search for the words and open the matter found first."""

    def go(page: Page) -> None:
        page.goto(f"/desk/search/?q={words}")
        page.locator(".row.hit a.title").first.click()
        page.wait_for_load_state("networkidle")

    return go


def row(words: str) -> Callable[[Page], None]:
    """Open the row of a list whose title holds the words."""

    def go(page: Page) -> None:
        page.locator(".row a.title", has_text=words).first.click()
        page.wait_for_load_state("networkidle")

    return go


def then(*acts: Callable[[Page], object]) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        for act in acts:
            act(page)

    return go


def to(selector: str) -> Callable[[Page], None]:
    """Scroll until the element stands near the top."""
    return lambda page: page.locator(selector).first.evaluate(
        "e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 90)"
    )


def unfold(selector: str) -> Callable[[Page], None]:
    """Open what is folded away, and scroll there."""

    def go(page: Page) -> None:
        page.locator(selector).first.evaluate(OPEN)
        to(selector)(page)

    return go


def tell(*, send: bool = False, named: bool = False) -> Callable[[Page], None]:
    """What a villager types in the steps of the public form."""

    def go(page: Page) -> None:
        page.locator("#id_text").fill(
            "东口往河边的路上有个大坑，晚上看不见，昨天有人骑车摔了。"
            if "zh" in (page.locator("html").get_attribute("lang") or "")
            else "There is a deep hole in the road from the east entry to the river. Somebody fell off a bicycle."
        )
        if not named:
            page.evaluate("scrollTo(0, 0)")
            return
        page.locator("[data-forward]").click()
        page.wait_for_timeout(400)
        if send:
            page.locator("input[name=who]").last.check(force=True)
            page.locator("[data-forward]").click()
            page.wait_for_selector("#code, .code, [data-copy], [data-copy-from]")

    return go


def pressed(selector: str) -> Callable[[Page], None]:
    """Press the first of these buttons and wait for the page it leads to."""

    def go(page: Page) -> None:
        page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")

    return go


def drawn(page: Page) -> None:
    """Give the map the time to be drawn."""
    page.wait_for_timeout(1500)


def shown(page: Page) -> None:
    """See what it would change that a place must be in."""
    page.locator("main form button").first.click()
    page.wait_for_load_state("networkidle")
    drawn(page)


def large(page: Page) -> None:
    page.locator("form[action*='size'] button").first.click()
    page.wait_for_load_state("networkidle")


def follow(page: Page) -> None:
    tell(named=True, send=True)(page)
    page.locator("main .buttons a.primary").click()
    page.wait_for_load_state("networkidle")


def table(page: Page) -> None:
    """Give the old table to the import; go on to the page where its columns are chosen."""
    page.locator("input[type=file]").set_input_files(
        {"name": "热线台账2025.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.locator("main form button").first.click()
    page.wait_for_selector("form[action$='discard/']", timeout=60_000)


def bring_in(page: Page) -> None:
    table(page)
    origin = page.locator("[name=origin]")
    if origin.count():
        origin.fill("12345")
    page.locator("button[name=start]").click()
    page.wait_for_selector("a[href*='undo']", timeout=60_000)


def walks(page: Page) -> None:
    """Send the walks; go on to the page that shows the lanes they would add."""
    points = [[f'<trkpt lon="{lon}" lat="{lat}"/>' for lon, lat in walk] for walk in WALKS]
    segments = "".join(f"<trkseg>{''.join(one)}</trkseg>" for one in points)
    text = f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>{segments}</trk></gpx>'
    page.locator("input[type=file]").set_input_files(
        {"name": "20261127.gpx", "mimeType": "application/gpx+xml", "buffer": text.encode()}
    )
    page.locator("main form[enctype] button").first.click()
    page.wait_for_selector("#new")
    page.wait_for_timeout(1500)


def register(page: Page) -> None:
    page.locator("[name=text]").fill("孩子的书包落在东口公交站了，蓝色的，里面有课本。")
    page.locator("[name=name]").fill("冯嫂")
    page.locator("[name=phone]").fill("13900000012")


def code(page: Page) -> str:
    """Make a code to join the first watch group; where it leads."""
    page.locator(".row a.title").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("form:has([name=most]) button.primary").click()
    page.wait_for_load_state("networkidle")
    found = re.search(r"/field/join/[\w-]+/", page.content())
    if found is None:
        raise LookupError("no code on the page")
    return found.group(0)


def invited(page: Page) -> None:
    page.goto(code(page))
    page.wait_for_load_state("networkidle")


def watching(page: Page) -> None:
    """Join with this telephone, and begin a report."""
    invited(page)
    page.locator("input[name=name]").fill("白小满" if _is_chinese(page) else "Bai Xiaoman")
    page.locator("form[data-joining] button").click()
    page.wait_for_url("**/field/**")
    page.locator("[data-welcome-close]").click()
    page.locator("input[name=topic][value=streetlight]").check(force=True)
    page.locator("textarea[name=text]").first.fill(
        "村东桥头的路灯不亮了。" if _is_chinese(page) else "The street light at the bridge is out."
    )
    page.evaluate("scrollTo(0, 0)")


def reported(page: Page) -> None:
    watching(page)
    page.locator("[data-send-off]").click()
    page.locator("[data-arrived-list] > li").first.wait_for()


def helping(page: Page) -> None:
    """Join with a helper's telephone, and stand before a house."""
    row("麦小妹")(page)
    pressed("form:has([name=do][value=code]) button")(page)
    found = re.search(r"/field/join/[\w-]+/", page.content())
    if found is None:
        raise LookupError("no code on the page")
    page.goto(found.group(0))
    page.wait_for_load_state("networkidle")
    page.locator("form[data-joining] button").click()
    page.wait_for_url("**/field/**")
    page.locator("[data-welcome-close]").click()
    page.goto("/field/#care")
    page.locator("[data-care-list] > li").first.wait_for()
    to("[data-care-list] > li:nth-child(2)")(page)  # at the first one nobody answers


def compared(page: Page) -> None:
    """The worker compares a report a second or so after it came."""
    for _ in range(30):
        if page.locator(".besides").count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def called(page: Page) -> None:
    page.locator(".row a.title").first.click()
    page.wait_for_load_state("networkidle")


def _is_chinese(page: Page) -> bool:
    return "zh" in (page.locator("html").get_attribute("lang") or "")


SHOTS = (
    # The desk
    Shot("desk", "chen", "/desk/"),
    Shot("desk-phone", "li", "/desk/", phone=True),
    Shot("list", "chen", "/desk/matters/"),
    Shot("matter", "chen", "/desk/", first("过界")),
    Shot("matter-phone", "chen", "/desk/", first("过界"), phone=True),
    Shot("clocks", "chen", "/desk/", then(first("过界"), unfold(".sum table")), part="aside .card:has(.clock)"),
    Shot("return", "chen", "/desk/", then(first("河滩"), unfold("form#return")), part=".folded .card:has(form#return)"),
    Shot("edit", "chen", "/desk/", then(first("河滩"), lambda page: page.locator("[data-key=E]").click())),
    Shot(
        "publish", "chen", "/desk/", then(first("路灯"), lambda page: page.locator("a[href$='publish/']").first.click())
    ),
    Shot("sheet", "chen", "/desk/", then(first("过界"), lambda page: page.locator("[data-key=P]").click())),
    Shot("register", "li", "/desk/register/", register),
    Shot("search", "chen", "/desk/search/?q=路灯"),
    Shot("filter", "chen", "/desk/matters/?tab=all", lambda page: page.locator("[data-key=F]").click()),
    Shot("map", "chen", "/desk/map/", lambda page: page.wait_for_timeout(1500)),
    Shot("export", "chen", "/desk/export/"),
    Shot("notices", "chen", "/desk/notices/"),
    Shot("settings", "chen", "/desk/settings/"),
    Shot("duty", "chen", "/desk/settings/duty/"),
    Shot("journal", "chen", "/desk/settings/journal/"),
    Shot("retention", "chen", "/desk/settings/retention/"),
    Shot("ground", "chen", "/desk/settings/ground/", lambda page: page.wait_for_timeout(1500)),
    Shot("accounts", "guan", "/desk/settings/accounts/"),
    Shot("bulletins", "chen", "/desk/outreach/bulletins/"),
    # Disputes
    Shot("errand", "chen", "/desk/services/errands/?tab=station", row("")),
    Shot("errand-can", "", f"{ROOM}can/card_renew/?for=family&come=no", phone=True),
    Shot("dispute", "wu", "/desk/mediation/?tab=all", row("后墙压过")),
    Shot(
        "dispute-papers",
        "wu",
        "/desk/mediation/?tab=all",
        then(row("后墙压过"), lambda page: page.locator("[data-key=P]").click()),
    ),
    Shot("mediation-figures", "chen", "/desk/figures/mediation/?span=quarter"),
    Shot("police-cases", "chen", "/desk/police-mediation/"),
    Shot("police-case", "chen", "/desk/police-mediation/", row("晒粮占道")),
    # Services
    Shot(
        "visits",
        "chen",
        "/desk/services/visits/",
        then(row(":"), pressed("a[href*='/services/visits/'][href*='?who=']"), drawn),
    ),
    # The services
    Shot("lost", "chen", "/desk/services/lost/"),
    Shot("rights", "chen", "/desk/services/rights/"),
    Shot("promise", "chen", "/desk/services/promise/"),
    Shot("asked", "he", "/desk/services/ask/", then(row(""), pressed("form:has([name=act][value=look]) button"))),
    # Care
    Shot("care-case", "chen", "/desk/care/cases/", row("宫长福")),
    Shot("care-plan", "chen", "/desk/care/plan/"),
    Shot("care-list", "chen", "/desk/care/lists/", row("")),
    Shot("care-chain", "chen", "/desk/care/", pressed("a[href*='/care/no-answer/']")),
    Shot("care-visit-phone", "chen", "/desk/care/who-helps/", helping, phone=True),
    # Patrols
    Shot("ways", "chen", "/desk/patrol/ways/", lambda page: page.wait_for_timeout(1500)),
    Shot("ways-new", "chen", "/desk/patrol/ways/", walks),
    # The watch net
    Shot("watch-groups", "chen", "/desk/settings/watch/", lambda page: page.wait_for_timeout(1500)),
    Shot("watch-same", "chen", "/desk/", then(first("路灯又坏了"), compared), part=".card:has(.besides)"),
    Shot("watch-call", "chen", "/desk/calls/", called),
    Shot("watch-figures", "chen", "/desk/watch/figures/"),
    # Patrols: each goes on from the one before
    Shot("patrol-roster", "chen", "/desk/patrol/roster/", pressed(".buttons button.primary")),
    Shot("patrol-tonight", "chen", "/desk/patrol/", then(pressed("form[action$='/plan/'] button"), drawn)),
    Shot("patrol-change", "chen", "/desk/patrol/", then(pressed("main a[href*='/change/?place=']"), shown)),
    Shot("patrol-figures", "chen", "/desk/figures/patrol/"),
    Shot("patrol-formula", "chen", "/desk/figures/patrol/formulas/visibility/"),
    # The volunteers
    Shot("volunteers", "chen", "/desk/patrol/people/"),
    Shot("volunteer-one", "chen", "/desk/patrol/people/", row("罗晓琴")),
    # Tables last: what they bring in would stand in the lists above
    Shot("import", "chen", "/desk/import/", table),
    Shot("import-done", "chen", "/desk/import/", bring_in),
    # The villager's telephone; what is sent here would stand at the desk
    Shot("home-phone", "", ROOM, phone=True),
    Shot("home-large-phone", "", ROOM, large, phone=True),
    Shot("topics-phone", "", ROOM + "report/", phone=True),
    Shot("tell-phone", "", ROOM + "report/streetlight/", tell(), phone=True),
    Shot("send-phone", "", ROOM + "report/streetlight/", tell(named=True), phone=True),
    Shot("receipt-phone", "", ROOM + "report/streetlight/", tell(named=True, send=True), phone=True),
    Shot("follow-phone", "", ROOM + "report/streetlight/", follow, phone=True),
    # The watcher's
    Shot("watch-join-phone", "chen", "/desk/settings/watch/", invited, phone=True),
    Shot("watch-report-phone", "chen", "/desk/settings/watch/", watching, phone=True),
    Shot("watch-mine-phone", "chen", "/desk/settings/watch/", reported, phone=True),
)


def main(only: str) -> int:
    if not CHROMIUM:
        sys.exit("no chromium here: apt-get install chromium, or name it in CHROMIUM")
    INTO.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in SHOTS if shot.name.startswith(only)]
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--lang=zh-CN"]
        )
        failed = [
            f"{shot.name}.{key}" for shot in wanted for key in LANGUAGES if not taken(browser, address, shot, key)
        ]
        browser.close()
    total = sum(file.stat().st_size for file in INTO.glob("*.png"))
    print(f"{len(wanted) * len(LANGUAGES) - len(failed)} pictures, {total / 1e6:.1f} MB in all")
    if total > MOST_IN_ALL:
        failed.append(f"more than {MOST_IN_ALL / 1e6:.0f} MB in all")
    for words in failed:
        print("  ✗", words)
    return 1 if failed else 0


@contextmanager
def demo() -> Iterator[str]:
    """A room with the demo village, open while the block runs; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory() as data:
        room = subprocess.Popen(
            [str(Path(sys.executable).parent / "shouwang"), "run"],
            cwd=ROOT,
            env={**os.environ, "PORT": str(port), "DATA_DIR": data, "DATABASE_URL": "", "PUBLIC_URL": address},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_until_open(address, room)
            yield address
        finally:
            room.terminate()
            room.wait(30)


def wait_until_open(address: str, room: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # this machine
        except (urllib.error.URLError, OSError):
            if room.poll() is not None:
                sys.exit("the room did not open")
            time.sleep(0.5)
        else:
            return
    sys.exit("the room did not open in five minutes")


def taken(browser: Browser, address: str, shot: Shot, key: str) -> bool:
    """Take one picture; says whether it could be taken and is small enough."""
    context = browser.new_context(
        base_url=address,
        viewport=TELEPHONE if shot.phone else WIDE,  # type: ignore[arg-type]  # a dict is what playwright reads
        device_scale_factor=2 if shot.phone else 1,
        has_touch=shot.phone,
        is_mobile=shot.phone,
        locale="zh-CN" if key == "zh" else "en-GB",
        timezone_id="Asia/Shanghai",
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "language", "value": LANGUAGES[key], "url": address}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    try:
        if shot.who:
            page.goto("/account/login/")
            page.locator("[name=login]").fill(shot.who)
            page.locator("[name=password]").fill(PASSWORD)
            page.locator("[name=password]").press("Enter")
            page.wait_for_url("**/desk/**")
        page.goto(shot.address)
        page.wait_for_load_state("networkidle")
        shot.do(page)
        page.wait_for_timeout(300)
        # The demo's people log in with a password alone and are reminded of it on every page.
        page.evaluate("document.querySelectorAll('.banner').forEach(e => e.remove())")
        seen = page.locator(shot.part).first.screenshot() if shot.part else page.screenshot()
        size = kept(INTO / f"{shot.name}.{key}.png", seen)
    except Exception as error:  # noqa: BLE001  # one page that changed must not stop the other pictures
        print(f"{shot.name}.{key}: {str(error).splitlines()[0]}")
        return False
    finally:
        context.close()
    return size <= MOST_BYTES


def kept(file: Path, png: bytes) -> int:
    """Write it with a palette, the smaller the larger it is; the size in bytes."""
    with Image.open(io.BytesIO(png)) as image:
        for colours in (128, 64, 32, 16):
            image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)
            if file.stat().st_size <= MOST_BYTES:
                break
    return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
