"""The matter on paper: facts and story, without who brought it."""

from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters.actions.intake import Reporter
from tests.cast import Cast
from tests.kernel.matters.bringing import closed


def test_the_sheet_tells_the_story_and_hides_the_reporter(cast: Cast, officer: Client) -> None:
    matter = closed(cast, reporter=Reporter(name="王秀兰", phone="13800138000"))
    page = officer.get(reverse("desk:sheet", args=[matter.pk])).content.decode()
    assert matter.reference in page
    assert "电工换了灯泡" in page
    assert "王秀兰" not in page
    assert "13800138000" not in page


def test_the_sheet_offers_nothing_to_change(cast: Cast, officer: Client) -> None:
    page = officer.get(reverse("desk:sheet", args=[closed(cast).pk])).content.decode()
    assert "<form" not in page
