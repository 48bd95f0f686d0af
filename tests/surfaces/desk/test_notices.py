"""What the room told me: unread first counted, read when opened."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions import news, progress
from shouwang.kernel.matters.telling import words_about
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.notices.wording import WORDINGS
from shouwang.surfaces.desk.paging import PAGE
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, reported
from tests.surfaces.desk.conftest import Sit
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def unread(client: Client) -> str:
    rail = client.get("/desk/notices/").context["desk"].rail
    return next(item.count for item in rail if item.label == "Notices")


def test_a_new_matter_is_told_to_the_desk_and_counted(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    news.spread()
    assert unread(officer) == "1"
    assert matter.reference in officer.get("/desk/notices/").content.decode()


def test_opening_one_marks_it_read_and_leads_to_its_matter(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    news.spread()
    notice = Notice.objects.get(account=cast.officer)
    answer = officer.post(reverse("desk:notice", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("desk:matter", args=[matter.pk])
    assert unread(officer) == ""


def test_all_are_read_at_once(cast: Cast, officer: Client) -> None:
    bring(cast.room), bring(cast.room)
    news.spread()
    assert unread(officer) == "2"
    officer.post(reverse("desk:notices-read"))
    assert unread(officer) == ""


def test_a_notice_of_somebody_else_cannot_be_opened(cast: Cast, sit: Sit) -> None:
    bring(cast.room)
    news.spread()
    notice = Notice.objects.get(account=cast.officer)
    assert sit(cast.neighbour).post(reverse("desk:notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_who_opens_the_matter_has_read_what_was_told_of_it(cast: Cast, officer: Client, sit: Sit) -> None:
    matter = bring(cast.room).matter
    bring(cast.room)
    news.spread()
    officer.get(reverse("desk:matter", args=[matter.pk]))
    assert unread(officer) == "1"
    assert unread(sit(cast.auxiliary)) == "2"


def test_what_somebody_took_on_no_longer_waits_in_anybodys_notices(cast: Cast, officer: Client, sit: Sit) -> None:
    matter = bring(cast.room).matter
    news.spread()
    progress.accept(by=cast.auxiliary, matter=matter)
    news.spread()
    assert unread(officer) == ""


def test_what_was_checked_is_no_longer_to_be_checked(cast: Cast, officer: Client) -> None:
    matter = reported(cast)
    news.spread()
    assert "To be checked" in officer.get("/desk/notices/").content.decode()
    assert unread(officer) == "1"
    progress.check(by=cast.officer, matter=matter)
    news.spread()
    assert unread(officer) == ""


def test_a_notice_speaks_the_language_of_the_page_and_says_the_title(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room, text="东口路灯坏了").matter
    news.spread()
    notice = Notice.objects.get(account=cast.officer)
    assert "新" in notice.subject
    page = officer.get("/desk/notices/").content.decode()
    assert f"New: Report {matter.reference}" in page
    assert "东口路灯坏了" in page


def test_a_notice_about_a_matter_out_of_sight_says_no_title(cast: Cast, sit: Sit) -> None:
    matter = reported(cast, text="东口路灯坏了")
    progress.send_back(by=cast.officer, matter=matter, reason="没亮")
    progress.assign(by=cast.officer, matter=matter, owner=cast.mediator)
    news.spread()
    progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary)
    page = sit(cast.mediator).get("/desk/notices/").content.decode()
    assert matter.reference in page
    assert "东口路灯坏了" not in page


@pytest.mark.parametrize("template", sorted(WORDINGS))
def test_a_notice_of_every_wording_is_read_in_the_language_of_the_page(
    cast: Cast, officer: Client, template: str
) -> None:
    matter = bring(cast.room).matter
    one = WORDINGS[template]
    places = set(re.findall(r"%\((\w+)\)", f"{one.subject}{one.body}"))
    words = {name: f"<{name}>" for name in places} | ({"number": matter.reference} if "number" in places else {})
    about = Subject("matter", str(matter.pk), matter.reference)
    notices.tell(key="a", account=cast.officer, room=cast.room, template=template, words=words, about=about)
    with translation.override("en"):
        subject = str(one.subject) % (words | words_about(matter))
    lines = officer.get("/desk/notices/").context["lines"]
    assert [line.subject for line in lines] == [subject]


def test_many_come_page_by_page_newest_first(cast: Cast, officer: Client) -> None:
    for number in range(PAGE + 3):
        bring(cast.room, text=f"第{number:02}盏路灯坏了")
    news.spread()
    first = officer.get("/desk/notices/")
    second = officer.get("/desk/notices/" + first.context["after"])
    back = officer.get("/desk/notices/" + second.context["before"])
    pages = [[line.notice for line in page.context["lines"]] for page in (first, second, back)]
    assert [len(page) for page in pages] == [PAGE, 3, PAGE]
    told = [*pages[0], *pages[1]]
    assert told == sorted(told, key=lambda one: (one.sent_at, one.pk), reverse=True)
    assert pages[2] == pages[0]
    assert (first.context["before"], second.context["after"]) == ("", "")


def test_who_has_read_this_page_can_still_say_so_of_the_others(cast: Cast, officer: Client) -> None:
    for _ in range(PAGE + 1):
        bring(cast.room)
    news.spread()
    shown = officer.get("/desk/notices/").context["lines"]
    notices.mark_read(by=cast.officer, notices=[line.notice.pk for line in shown])
    assert officer.get("/desk/notices/").context["has_unread"]


def test_nothing_told_yet_is_said(cast: Cast, officer: Client) -> None:
    assert "Nothing was told to you yet" in officer.get("/desk/notices/").content.decode()


def test_a_notice_about_a_dispute_leads_to_its_own_page(cast: Cast, officer: Client) -> None:
    quarrel.people(cast)
    dispute = quarrel.accepted(cast)
    about = Subject("matter", str(dispute.pk), dispute.matter.reference)
    words = {"number": dispute.matter.reference, "day": "2026-12-01"}
    notices.tell(
        key="a", account=cast.officer, room=cast.room, template="mediation.remind.court", words=words, about=about
    )
    notice = Notice.objects.get(key__startswith="a:")
    answer = officer.post(reverse("desk:notice", args=[notice.pk]))
    assert answer.headers["Location"] == reverse("desk-mediation:dispute", args=[dispute.pk])
