"""The list of matters: tabs, filter, pages by key, within the scope."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.matters.actions import progress, talk, timing
from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.desk.paging import NEWEST_FIRST, PAGE, page_of
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed, reported
from tests.surfaces.desk.conftest import Sit

LIST = "/desk/matters/"


def titles(client: Client, **query: str) -> list[str]:
    return [row.title for row in client.get(LIST, query).context["rows"]]


def test_each_tab_shows_its_own(cast: Cast, officer: Client) -> None:
    bring(cast.room, text="等着的")
    bring(cast.room, text="迟了的", received_at=timezone.now() - timedelta(days=40))
    taken = bring(cast.room, text="在办的").matter
    progress.accept(by=cast.officer, matter=taken)
    progress.assign(by=cast.officer, matter=taken, owner=cast.auxiliary)
    closed(cast, text="办完的")
    assert titles(officer, tab="waiting") == ["迟了的", "等着的"]
    assert set(titles(officer, tab="late")) == {"迟了的"}
    assert set(titles(officer, tab="mine")) == {"等着的", "迟了的"}
    assert set(titles(officer, tab="open")) == {"等着的", "迟了的", "在办的"}
    assert set(titles(officer, tab="all")) == {"等着的", "迟了的", "在办的", "办完的"}


def test_mine_is_what_waits_for_me(cast: Cast, sit: Sit) -> None:
    bring(cast.room, text="等受理的")
    handed = bring(cast.room, text="给调解员的").matter
    progress.accept(by=cast.officer, matter=handed)
    progress.assign(by=cast.officer, matter=handed, team=cast.team)
    assert titles(sit(cast.mediator)) == ["给调解员的"]


def test_what_is_reported_waits_for_who_checks_and_no_more_for_who_did_it(cast: Cast, sit: Sit) -> None:
    matter = reported(cast, text="报上来的")
    assert matter.title in titles(sit(cast.officer), tab="mine")
    assert matter.title not in titles(sit(cast.auxiliary), tab="mine")


def test_a_paused_one_comes_after_those_whose_clock_runs(cast: Cast, officer: Client) -> None:
    paused = bring(cast.room, text="停着的", received_at=timezone.now() - timedelta(days=9)).matter
    talk.answer(by=cast.officer, matter=paused, text="收到")
    timing.pause(by=cast.officer, matter=paused, reason="等图纸")
    bring(cast.room, text="走着的")
    found = titles(officer, tab="open")
    assert found == ["走着的", "停着的"]


def test_the_filter_narrows_every_tab_and_its_counts(cast: Cast, officer: Client) -> None:
    bring(cast.room, kind="help", topic="lost", text="钱包丢了")
    bring(cast.room)
    page = officer.get(LIST, {"tab": "open", "kind": "help"})
    assert [row.title for row in page.context["rows"]] == ["钱包丢了"]
    assert [tab.count for tab in page.context["tabs"] if tab.current] == ["1"]
    assert all("kind=help" in tab.href for tab in page.context["tabs"])


def test_the_filter_is_drawn_when_it_is_asked_for(cast: Cast, officer: Client) -> None:
    assert officer.get(LIST).context["form"] is None
    page = officer.get(LIST + officer.get(LIST).context["narrow"])
    assert "q" in page.context["form"].fields


def test_a_day_that_cannot_be_read_is_said_and_everything_is_shown(cast: Cast, officer: Client) -> None:
    bring(cast.room)
    page = officer.get(LIST, {"since": "2026-13-01"})
    assert page.context["form"].errors
    assert len(page.context["rows"]) == 1


def test_a_filter_that_fits_nothing_says_what_to_do(cast: Cast, officer: Client) -> None:
    bring(cast.room)
    assert "Nothing fits this filter" in officer.get(LIST, {"kind": "help"}).content.decode()


def test_words_that_only_others_matters_say_are_found_from_ones_own(cast: Cast, officer: Client) -> None:
    closed(cast, text="东口的井盖没了")
    closed(cast, text="西口的井盖也没了")
    page = officer.get(LIST, {"tab": "mine", "q": "井盖"})
    assert "Nothing in “Mine” fits this filter" in page.content.decode()
    elsewhere = page.context["elsewhere"]
    assert elsewhere.text == "In “All” it finds 2."
    assert len(officer.get(LIST + elsewhere.look.href).context["rows"]) == 2
    assert officer.get(LIST, {"tab": "mine", "q": "护栏"}).context["elsewhere"] is None


def test_an_empty_list_says_what_that_means(cast: Cast, officer: Client) -> None:
    assert "Nothing waits for you" in officer.get(LIST).content.decode()


def test_pages_follow_one_another_without_gap_or_double(cast: Cast, officer: Client) -> None:
    for number in range(PAGE + 5):
        bring(cast.room, text=f"第{number:02}件事", received_at=timezone.now() - timedelta(hours=number))
    first = officer.get(LIST, {"tab": "all"})
    second = officer.get(LIST + first.context["after"])
    back = officer.get(LIST + second.context["before"])
    shown = [row.title for page in (first, second) for row in page.context["rows"]]
    assert shown == [f"第{number:02}件事" for number in range(PAGE + 5)]
    assert [row.title for row in back.context["rows"]] == shown[:PAGE]
    assert (first.context["before"], second.context["after"], back.context["before"]) == ("", "", "")


@pytest.fixture
def a_common_word(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> int:
    """More than two pages say it, and more than are counted."""
    monkeypatch.setattr("shouwang.surfaces.desk.views.matters.COUNT_UP_TO", PAGE + 2)
    for number in range(2 * PAGE + 3):
        bring(cast.room, text=f"路灯坏了，第{number:02}盏")
    return 2 * PAGE + 3


def test_words_said_very_often_are_listed_whole_newest_first(officer: Client, a_common_word: int) -> None:
    shown, page = [], officer.get(LIST, {"tab": "all", "q": "路灯"})
    shown += [row.title for row in page.context["rows"]]
    while page.context["after"]:
        page = officer.get(LIST + page.context["after"])
        shown += [row.title for row in page.context["rows"]]
    assert shown == [f"路灯坏了，第{number:02}盏" for number in reversed(range(a_common_word))]
    back = officer.get(LIST + page.context["before"])
    assert [row.title for row in back.context["rows"]] == shown[PAGE : 2 * PAGE]
    first = officer.get(LIST + back.context["before"])
    assert [row.title for row in first.context["rows"]] == shown[:PAGE]
    assert first.context["before"] == ""


def test_counts_of_words_said_very_often_say_that_they_are_of_the_newest(
    cast: Cast, officer: Client, a_common_word: int
) -> None:
    old = Matter.objects.order_by("id")[:10]
    for matter in old:
        progress.accept(by=cast.officer, matter=matter)
    newest = Matter.objects.latest("id")
    progress.accept(by=cast.officer, matter=newest)
    page = officer.get(LIST, {"tab": "open", "q": "路灯"})
    counts = {tab.href.partition("tab=")[2].partition("&")[0]: tab.count for tab in page.context["tabs"]}
    assert counts["waiting"] == f"{PAGE + 1}+"
    assert counts["late"] == ""
    assert "最新" in page.content.decode() or "newest" in page.content.decode()


def test_words_said_seldom_are_counted_whole_and_in_the_tabs_own_order(cast: Cast, officer: Client) -> None:
    for number in range(3):
        bring(cast.room, text=f"路灯坏了，第{number}盏", received_at=timezone.now() - timedelta(hours=number))
    bring(cast.room, text="别的事")
    page = officer.get(LIST, {"tab": "waiting", "q": "路灯"})
    assert [row.title for row in page.context["rows"]] == [f"路灯坏了，第{number}盏" for number in (2, 1, 0)]
    assert [tab.count for tab in page.context["tabs"] if tab.current] == ["3"]
    assert page.context["too_many"] == ""


def test_rows_of_one_moment_are_told_apart_by_their_id(cast: Cast) -> None:
    moment = timezone.now()
    for number in range(PAGE + 3):
        bring(cast.room, text=f"第{number}件事", received_at=moment - timedelta(hours=1))
    Matter.objects.update(received_at=moment)
    first = page_of(Matter.objects.all(), NEWEST_FIRST)
    second = page_of(Matter.objects.all(), NEWEST_FIRST, after=first.after)
    assert len({matter.pk for page in (first, second) for matter in page.items}) == PAGE + 3


@pytest.mark.parametrize("cursor", ["x", "////", "MjAyNg==", "bnVsbA"])
def test_a_cursor_that_makes_no_sense_is_the_beginning(cast: Cast, officer: Client, cursor: str) -> None:
    bring(cast.room)
    assert len(titles(officer, tab="all", after=cursor)) == 1


def test_the_export_asks_for_exactly_this_list(cast: Cast, officer: Client) -> None:
    mine, others = bring(cast.room, text="等着的").matter, closed(cast, text="办完的")
    page = officer.get(LIST, {"tab": "waiting", "kind": "report"})
    address = page.context["export"]
    assert officer.get(address).context["count"] == 1
    file = officer.post(address, {"shape": "csv", "reason": "存档"})
    body = b"".join(file.streaming_content).decode()  # type: ignore[attr-defined]
    assert mine.reference in body
    assert others.reference not in body


def test_only_who_may_export_is_offered_to(cast: Cast, sit: Sit) -> None:
    assert sit(cast.auxiliary).get(LIST).context["export"] == ""


def test_a_full_list_costs_few_questions_to_the_database(cast: Cast, officer: Client) -> None:
    for number in range(30):
        progress.accept(by=cast.officer, matter=bring(cast.room, text=f"第{number}件").matter)
    officer.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        officer.get(LIST, {"tab": "open"})
    assert len(asked) <= 14, "\n".join(query["sql"][:120] for query in asked)


def test_the_chief_looks_at_one_room_or_at_all(cast: Cast, sit: Sit) -> None:
    bring(cast.room, text="河湾的")
    bring(cast.next_room, text="柳坡的")
    bring(cast.far_room, text="远处的")
    chief = sit(cast.chief)
    assert titles(chief, tab="all") == ["河湾的"]
    chief.post(reverse("desk:rooms"), {"room": "all"})
    assert set(titles(chief, tab="all")) == {"河湾的", "柳坡的"}
    chief.post(reverse("desk:rooms"), {"room": str(cast.next_room.pk)})
    assert titles(chief, tab="all") == ["柳坡的"]


def test_a_room_out_of_reach_cannot_be_chosen(cast: Cast, sit: Sit) -> None:
    assert sit(cast.chief).post(reverse("desk:rooms"), {"room": str(cast.far_room.pk)}).status_code == 404
    assert sit(cast.officer).post(reverse("desk:rooms"), {"room": str(cast.next_room.pk)}).status_code == 404
