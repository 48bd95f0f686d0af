"""Every page of the desk in the demo village: axe finds nothing, nothing is wider than the window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from shouwang.config.demo import make_demo
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from tests.access.asking import holds, url
from tests.access.table import DESK
from tests.access.things import THINGS
from tests.browser.accessible import Look, in_each, violations
from tests.windows import TELEPHONE, WIDE

pytestmark = pytest.mark.django_db(transaction=True)
# What is no page: answers in parts, data, files, and what only exists after something was sent.
NO_PAGES = {
    "desk-police:agreement-pdf", "desk-police:agreement-docx", "desk-services:item-pdf", "desk-services:item-docx",
    "desk-services:errand-pdf", "desk-services:errand-docx", "desk-outreach:bulletin-sound",
    "desk-services:round-sheet", "desk-services:round-shapes", "desk-services:visit-shapes",
    "desk-outreach:take", "desk-outreach:film",
    "desk-services:report-pdf", "desk-services:report-docx", "desk-services:lost-sheet",
    "desk:news", "desk:map-shapes", "desk:sheet-pdf", "desk:sheet-docx", "desk:help-picture", "desk:import_progress",
    "desk:import_line", "desk-settings:watch-covered", "desk-patrol:shapes", "desk-settings:ground-draft",
    "desk:patrol-figures-table", "desk-settings:ground-draft-shapes", "desk-patrol:round-file", "desk-patrol:sheet",
    "desk-patrol:ways-shapes", "desk-patrol:ways-file", "desk-patrol:ways-draft", "desk-patrol:ways-draft-shapes",
    "desk-patrol:track-shapes", "desk:patrol-coverage", "desk-mediation:paper-pdf", "desk-mediation:paper-docx",
    "desk-outreach:plan-slip", "desk-outreach:plan-sound",
    "desk-outreach:quiz-export", "desk-outreach:quiz-sheet", "desk-outreach:meeting-paper",
    "desk-care:text-pdf", "desk-care:plan-pdf", "desk-care:receipt",
    "desk-mediation:file-pdf", "desk-mediation:file-zip", "desk:mediation-return",
}  # fmt: skip
PAGES = [name for name, row in DESK.items() if not row.posts_only and name not in NO_PAGES]
LOOKS = {
    "zh-hans": [Look(TELEPHONE, "large", "dark")],
    "en": [Look(TELEPHONE, "normal", "light"), Look(WIDE, "normal", "dark")],
}
# Acts with long forms beside the one the table opens: many fields, folds, radio buttons each with its rule.
MORE_ACTS = {"desk-police:act": ("examine", "draft"), "desk-services:lost-act": ("hand_back",)}
ROLES = {"officer": "chen", "administrator": "guan", "technician": "ji"}


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Matter:
    settings.FILES_DIR = tmp_path / "files"
    make_demo()
    return Matter.objects.filter(attachments__isnull=False, state="working").first() or Matter.objects.latest("id")


def addresses(role: str, matter: Matter, folder: Path) -> Iterator[tuple[str, str]]:
    """The pages of this role that the roles before it don't open, each about something that is there."""
    earlier = list(ROLES)[: list(ROLES).index(role)]
    owner = Account.objects.get(username="chen")
    for name in PAGES:
        row = DESK[name]
        if not holds(role, row) or any(holds(one, row) for one in earlier):
            continue
        if row.about in THINGS:
            pk = THINGS[row.about](matter.room, owner, folder)
            yield name, url(name, pk=pk)
            yield from ((name, reverse(name, args=[pk, verb])) for verb in MORE_ACTS.get(name, ()))
        elif row.about != "template":
            yield name, url(name, matter)


def faults_of(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page) + ([f"{wide} px too wide"] if wide > 0 else [])


@pytest.mark.slow
@pytest.mark.parametrize("language", LOOKS)
def test_every_page_of_the_desk_can_be_read_and_fits(
    window: Callable[..., Page],
    enter: Callable[[Page, Account], None],
    live: Any,
    demo: Matter,
    tmp_path: Path,
    language: str,
) -> None:
    looks, found = LOOKS[language], []
    for role, username in ROLES.items():
        page = window(viewport=looks[0].viewport, reduced_motion="reduce")  # or colours are still on their way
        enter(page, Account.objects.get(username=username))
        page.context.add_cookies(looks[0].cookies(live.url, language))
        for name, address in addresses(role, demo, tmp_path):
            answer = page.goto(address)
            assert answer
            if answer.status != 200:
                found.append(f"{name}: answers {answer.status}")
            if page.locator(
                "[data-map]"
            ).count():  # a map is built after the page; all others are whole when they are loaded
                page.wait_for_load_state("networkidle")
            found += [f"{name}: {line}" for line in in_each(page, looks, lambda page=page: faults_of(page))]
    assert not found, "\n".join(found)
