"""What the room told me: unread first counted, read when opened."""

from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters.actions import news
from shouwang.kernel.notices.models import Notice
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.desk.conftest import Sit


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


def test_nothing_told_yet_is_said(cast: Cast, officer: Client) -> None:
    assert "Nothing was told to you yet" in officer.get("/desk/notices/").content.decode()
