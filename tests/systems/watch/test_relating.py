"""Reports at the desk: shown beside what they may belong to, joined, parted, forgotten with their words."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters.actions import bonds, editing, erasing, news, progress
from shouwang.kernel.matters.actions.intake import Brought, Reporter, receive
from shouwang.kernel.matters.models import Matter
from shouwang.lib.grams import gram_of
from shouwang.systems.watch import tasks
from shouwang.systems.watch.actions import relating
from shouwang.systems.watch.models import GramCount, Look, Posting, Suggestion, Trait
from shouwang.systems.watch.queries.related import RECENT, suggestions, traits_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def told(cast: Cast, text: str, **more: Any) -> Matter:
    brought = Brought(kind="report", topic="noise", text=text, **more)
    matter = receive(by=PUBLIC, room=more.pop("room", cast.room), brought=brought).matter
    settle()
    return matter


def settle() -> None:
    news.spread()
    tasks.look_at_new()


PLANT = "望河新苑后面的搅拌站半夜又开工了，机器轰隆隆响，灰也大，睡不着。"
PLANT_AGAIN = "望河新苑旁边那个搅拌站天天半夜开机器，灰尘飞进屋里，老人睡不着觉。"
PLANT_ELSEWHERE = "青石桥小区后面的搅拌站半夜又开工了，机器轰隆隆响，灰也大，睡不着。"
LAMP = "望河新苑门口的路灯坏了三天，晚上回家看不见路。"


def test_a_second_report_of_the_same_is_shown_beside_the_first_with_the_reason(cast: Cast) -> None:
    first = told(cast, PLANT)
    second = told(cast, PLANT_AGAIN)
    [found] = suggestions(cast.officer, second, timezone.now())
    assert found.other == first
    assert "望河新苑" in found.names
    assert "搅拌站" in found.words
    assert not suggestions(cast.officer, first, timezone.now()).exists()


@pytest.mark.parametrize("text", [LAMP, PLANT_ELSEWHERE])
def test_another_place_or_another_trouble_is_another_matter(cast: Cast, text: str) -> None:
    told(cast, PLANT)
    assert not suggestions(cast.officer, told(cast, text), timezone.now()).exists()


def test_joined_with_one_press_and_taken_apart_again(cast: Cast) -> None:
    first, second = told(cast, PLANT), told(cast, PLANT_AGAIN)
    progress.accept(by=cast.officer, matter=first)
    relating.join(by=cast.officer, suggestion=suggestions(cast.officer, second, timezone.now()).get())
    second.refresh_from_db()
    assert second.merged_into == first
    assert not suggestions(cast.officer, second, timezone.now()).exists()


def test_what_was_over_a_short_while_ago_is_shown_and_linked_and_the_new_one_stays_open(cast: Cast) -> None:
    first = told(cast, PLANT)
    Matter.objects.filter(pk=first.pk).update(state="returned", ended_at=timezone.now())
    second = told(cast, PLANT_AGAIN)
    [found] = suggestions(cast.officer, second, timezone.now())
    assert not suggestions(cast.officer, second, timezone.now() + RECENT).exists()
    assert relating.join(by=cast.officer, suggestion=found) == second
    second.refresh_from_db()
    assert (second.is_open, second.merged_into) == (True, None)
    assert second.links.get().other == first
    assert not suggestions(cast.officer, second, timezone.now()).exists()


def test_what_was_joined_with_a_third_meanwhile_is_joined_with_that(cast: Cast) -> None:
    first, second = told(cast, PLANT), told(cast, PLANT_AGAIN)
    lamp = told(cast, LAMP)
    pair = suggestions(cast.officer, second, timezone.now()).get()
    bonds.merge(by=cast.officer, matter=first, into=lamp)
    pair = Suggestion.objects.select_related("matter__room", "other__merged_into").get(pk=pair.pk)
    assert relating.join(by=cast.officer, suggestion=pair) == lamp
    second.refresh_from_db()
    assert second.merged_into == lamp


def test_a_third_report_like_one_that_was_joined_is_led_to_where_that_went(cast: Cast) -> None:
    lamp, second = told(cast, LAMP), told(cast, PLANT)
    bonds.merge(by=cast.officer, matter=second, into=lamp)
    [found] = suggestions(cast.officer, told(cast, PLANT_AGAIN), timezone.now())
    assert found.other == lamp
    assert "搅拌站" in found.words


def test_what_is_not_the_same_is_not_asked_again(cast: Cast) -> None:
    told(cast, PLANT)
    second = told(cast, PLANT_AGAIN)
    relating.part(by=cast.officer, suggestion=suggestions(cast.officer, second, timezone.now()).get())
    relating.compare(matter=second, now=timezone.now())
    assert not suggestions(cast.officer, second, timezone.now()).exists()
    assert Suggestion.objects.get().state == Suggestion.State.OTHER


def test_whoever_may_not_merge_joins_nothing(cast: Cast) -> None:
    told(cast, PLANT)
    second = told(cast, PLANT_AGAIN)
    one = suggestions(cast.officer, second, timezone.now()).get()
    with pytest.raises(PermissionDenied):
        relating.join(by=cast.lawyer, suggestion=one)
    with pytest.raises(PermissionDenied):
        relating.part(by=cast.lawyer, suggestion=one)
    one.refresh_from_db()
    assert one.state == Suggestion.State.OPEN


def test_another_rooms_reports_are_not_shown(cast: Cast) -> None:
    receive(by=PUBLIC, room=cast.next_room, brought=Brought(kind="report", topic="noise", text=PLANT))
    settle()
    assert not suggestions(cast.chief, told(cast, PLANT_AGAIN), timezone.now()).exists()


def test_what_is_looked_at_twice_counts_once(cast: Cast) -> None:
    told(cast, PLANT)
    second = told(cast, PLANT_AGAIN)
    before = (Trait.objects.count(), Posting.objects.count(), _counts())
    relating.compare(matter=second, now=timezone.now())
    assert (Trait.objects.count(), Posting.objects.count(), _counts()) == before
    assert Suggestion.objects.count() == 1


def test_other_words_are_compared_anew(cast: Cast) -> None:
    first = told(cast, PLANT)
    second = told(cast, LAMP)
    editing.revise(by=cast.officer, matter=second, base={"text": LAMP}, yours={"text": PLANT_AGAIN})
    settle()
    assert suggestions(cast.officer, second, timezone.now()).get().other == first


def test_with_a_name_go_its_grams(cast: Cast) -> None:
    text = "吴秀兰家门口的搅拌站半夜开工。"
    matter = told(cast, text, reporter=Reporter(name="吴秀兰", phone="13800138000"))
    assert matter.reporter
    assert gram_of("秀兰") in _grams(matter)
    erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="asked")
    settle()
    assert gram_of("秀兰") not in _grams(matter)
    assert gram_of("搅拌") in _grams(matter)


def test_a_look_that_is_cut_off_is_done_the_next_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told(cast, PLANT)
    receive(by=PUBLIC, room=cast.room, brought=Brought(kind="report", topic="noise", text=PLANT_AGAIN))
    news.spread()
    monkeypatch.setattr(relating, "compare", _cut_off)
    with pytest.raises(KeyboardInterrupt):
        tasks.look_at_new()
    monkeypatch.undo()
    assert Look.objects.count() == 1
    tasks.look_at_new()
    assert (Look.objects.count(), Suggestion.objects.count()) == (0, 1)


def test_what_cannot_be_looked_at_keeps_nothing_waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "compare", _broken)
    told(cast, PLANT)
    monkeypatch.undo()
    assert Look.objects.get().is_stuck
    told(cast, PLANT_AGAIN)
    assert Look.objects.filter(is_stuck=False).count() == 0


def _cut_off(**_: object) -> None:
    raise KeyboardInterrupt


def _broken(**_: object) -> None:
    raise RuntimeError("a fault")


def _counts() -> list[tuple[int, bool, int]]:
    return sorted(GramCount.objects.exclude(reports=0).values_list("gram", "is_name", "reports"))


def _grams(matter: Matter) -> list[int]:
    kept = traits_in(Trait.objects.get(matter=matter))
    return [*kept.names.grams.tolist(), *kept.words.grams.tolist()]
