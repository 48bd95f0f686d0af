"""A party opens the own copy of a paper on the telephone: by its address alone, in both languages, readable by everybody."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from shouwang.kernel.journal.actions import SYSTEM, Subject
from shouwang.kernel.papers.actions import give_copy
from shouwang.kernel.papers.models import Copy
from tests.browser.accessible import violations
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\nan agreement\n%%EOF\n"


def faults_of(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return violations(page) + violations(page, ["wcag2aaa"]) + ([f"{wide} px too wide"] if wide > 0 else [])


def test_a_party_opens_the_own_copy(phone: Page, cast: Cast, settings: Any, tmp_path: Path, faults: list[str]) -> None:
    settings.FILES_DIR = tmp_path / "files"
    copy, secret = give_copy(by=SYSTEM, room=cast.room, title="人民调解协议书", pdf=PDF, of=Subject("dispute", "7"))
    phone.goto(f"/copy/{secret}/")
    expect(phone.get_by_text("人民调解协议书")).to_be_visible()
    assert faults_of(phone) == []
    with phone.expect_download() as download:
        phone.get_by_role("link", name="打开").click()
    assert download.value.suggested_filename == "人民调解协议书.pdf"
    assert Path(download.value.path()).read_bytes() == PDF

    phone.get_by_role("button", name="大字").click()
    phone.get_by_role("button", name="English").click()
    expect(phone.get_by_role("heading", name="Your copy of a paper")).to_be_visible()
    expect(phone.get_by_role("link", name="Open", exact=True)).to_be_in_viewport()
    assert faults_of(phone) == []

    past = timezone.now() - timedelta(days=31)
    Copy.objects.filter(pk=copy.pk).update(made_at=past, expires_at=past + timedelta(days=30))
    phone.reload()
    expect(phone.get_by_text("Its days are over")).to_be_visible()
    assert faults_of(phone) == []
    faults.clear()  # the console says 410 too
