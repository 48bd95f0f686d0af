"""Reports of one matter are joined, and what only looks like one is not."""

import pytest

from shouwang.systems.watch.related import Index, Report, group, likeness
from tests.systems.watch.reports import BRIDGE, KILN, LIFT, OTHERS, rarity, report

EVERYTHING = [*KILN, *LIFT, *BRIDGE, *OTHERS]


def found(reports: list[Report]) -> list[tuple[int, ...]]:
    return sorted(one.members for one in group(reports))


def is_joined(a: Report, b: Report, *beside: Report, metres: float | None = None, days: float = 0) -> bool:
    return likeness(a.traits, b.traits, rarity(a, b, *beside), metres=metres, days=days).is_enough


def test_each_matter_is_one_group_and_the_rest_stays_alone() -> None:
    assert found([report(text) for text in EVERYTHING]) == [(0, 1, 2), (3, 4), (5, 6)]


def test_two_matters_of_one_estate_are_not_joined() -> None:
    assert not is_joined(report(KILN[0]), report(LIFT[0]), *map(report, OTHERS))


def test_the_same_words_about_another_place_are_not_joined() -> None:
    here = "{}的栏杆断了一截，小孩放学从桥上走太危险，请尽快修好。"
    assert not is_joined(report(here.format("石鼓桥")), report(here.format("杨柳桥")), *map(report, OTHERS))


def test_a_copied_complaint_with_another_firm_is_another_matter() -> None:
    text = "投诉{0}。{0}收了我们的定金以后迟迟不发货，打电话没有人接，{0}的门店也关了，请帮我们把钱要回来。"
    one, other = (report(text.format(firm)) for firm in ("禾丰兴农业有限公司", "兴禾丰农业有限公司"))
    assert not is_joined(one, other, *map(report, OTHERS))
    assert is_joined(one, report(text.format("禾丰兴农业公司")), *map(report, OTHERS))


@pytest.mark.parametrize("others", [0, 3, 18])
def test_short_reports_are_found_from_the_second_one_on(others: int) -> None:
    """Two, five and twenty reports in all: with few, every gram is rare."""
    beside = [report(text) for text in (*OTHERS, *KILN, *LIFT, *BRIDGE, *(f"第{n}组的水管漏水" for n in range(5)))]
    one, again = report("老槐树路口井盖又丢了"), report("槐树路口的井盖被偷走了，老槐树路晚上很黑")
    assert is_joined(one, again, *beside[:others])
    assert not is_joined(one, report("老槐树路口有人打架"), *beside[:others])
    assert not is_joined(one, report("河湾路口井盖又丢了"), *beside[:others])


def test_with_few_reports_words_of_grammar_join_nothing() -> None:
    assert not is_joined(report("他们说我们这里的不能再这样了"), report("我们这里的他们也说不能去了"))


def test_a_place_of_the_room_counts_as_a_name() -> None:
    one, other = "万民乐门前的垃圾没有人收，臭得很", "万民乐那里垃圾堆了一个星期没有人收"
    plain = likeness(report(one).traits, report(other).traits, rarity(report(one), report(other)), metres=None, days=0)
    known = [report(text, names=["万民乐"]) for text in (one, other)]
    assert known[0].traits.mentions == ("万民乐",)
    assert likeness(known[0].traits, known[1].traits, rarity(*known), metres=None, days=0).score > plain.score


def test_near_is_the_same_place_and_far_is_another() -> None:
    one, other = report("电线杆歪了，快要倒了"), report("这根电线杆快要倒了，很危险")
    assert is_joined(one, other, *map(report, OTHERS), metres=60)
    assert not is_joined(report(BRIDGE[0]), report(BRIDGE[1]), *map(report, OTHERS), metres=8_000)


def test_years_between_make_less_alike_but_not_another_matter() -> None:
    a, b = report(KILN[0]), report(KILN[1])
    known = rarity(a, b, *map(report, OTHERS))
    soon, late = (likeness(a.traits, b.traits, known, metres=None, days=days) for days in (2, 2_000))
    assert soon.score > late.score > 0.8 * soon.score


def test_positions_lead_to_reports_without_a_common_word_in_their_names() -> None:
    index = Index([report(text) for text in OTHERS])
    index.add(report("电线杆歪了，快要倒了", place=(30.0005, 110.0005)))
    number, best = index.like(report("这根电线杆快要倒了，很危险", place=(30.0009, 110.0005)))[0]
    assert number == len(OTHERS)
    assert best.is_enough
    assert best.metres == pytest.approx(44, abs=2)


def test_the_index_says_what_the_pair_says() -> None:
    reports = [report(text, day=number) for number, text in enumerate(EVERYTHING)]
    index = Index(reports)
    known = rarity(*reports)
    for number, one in enumerate(reports):
        for other, alike in index.like(one):
            alone = likeness(one.traits, reports[other].traits, known, metres=None, days=abs(number - other))
            assert alike.score == pytest.approx(alone.score, abs=1e-4)


def test_the_index_finds_the_matter_first() -> None:
    index = Index([report(text) for text in EVERYTHING])
    found = index.like(report("石鼓桥栏杆还没有修，小孩放学很危险", day=14), limit=3)
    assert [number for number, one in found if one.is_enough] in ([5, 6], [6, 5])
    assert len(index.like(report("石鼓桥栏杆"), limit=1)) == 1


def test_a_report_added_later_is_found() -> None:
    index = Index([report(OTHERS[0])])
    assert not [one for _, one in index.like(report(BRIDGE[1])) if one.is_enough]
    index.add(report(BRIDGE[0]))
    assert index.like(report(BRIDGE[1]))[0][0] == 1


def test_a_group_says_the_names_it_shares() -> None:
    names = [one.names for one in group([report(text) for text in (*BRIDGE, *OTHERS)])]
    assert names == [("石鼓桥",)]


def test_one_who_mentions_the_matter_in_passing_is_taken_in() -> None:
    """Where nearly all who name a place mean one matter, another one who names it means it too."""
    wanted = [
        f"请问云栖公园几时开工，{more}" for more in ("盼了五年", "工期多长", "图纸公示了没有", "钱到位没有", "为何停了")
    ]
    aside = "云栖公园等了多年，附近居民傍晚没有地方走走，孩子没有地方玩，几时开工给个准话"
    members = found([report(text) for text in (*wanted, aside, *OTHERS)])
    assert members == [(0, 1, 2, 3, 4, 5)]


def test_a_group_does_not_tell_a_name_that_everybody_uses() -> None:
    everywhere = [report(f"示例镇政府你好，{text}", names=["示例镇"]) for text in (*KILN, *BRIDGE, *OTHERS)]
    names = {one.members: one.names for one in group(everywhere)}
    assert names[(3, 4)] == ("石鼓桥",)


def test_the_same_words_far_apart_are_two_matters_when_no_place_is_named() -> None:
    lamp = "路灯坏了三天，晚上看不见路，老人不敢出门"
    here, near, away = (report(lamp, place=(30.0, longitude)) for longitude in (110.0, 110.003, 110.02))
    known = rarity(here, near, away)
    alike = [
        likeness(here.traits, other.traits, known, metres=metres, days=1)
        for other, metres in ((near, 290), (away, 1_920))
    ]
    assert [one.is_enough for one in alike] == [True, False]
