"""Where to stand: the best there is, what each post is for, and why a place stays uncovered."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.posts import Ground, Left, Plan, Wish, curve, plan, with_post

# A street of five places 100 m apart; a post can stand at each and covers its neighbours.
STREET = np.abs(np.subtract.outer(np.arange(5), np.arange(5))) * 100.0


def street(*weights: float, radius: float = 100.0) -> Ground:
    return Ground(np.array(weights, dtype=float)[:, None], STREET, radius)


def reasons(found: Plan) -> dict[int, Left]:
    return {one.place: one.reason for one in found.uncovered}


def test_one_post_stands_where_it_covers_most() -> None:
    found = plan(street(5, 1, 1, 1, 9), Wish([1]))
    assert found.sites == (3,)
    assert (found.value, found.covered, found.is_proven) == (11, 11, True)
    assert found.share == 11 / 17
    assert reasons(found) == {0: Left.ELSEWHERE, 1: Left.ELSEWHERE}


def test_a_second_post_backs_up_where_nothing_else_is_left() -> None:
    found = plan(street(0, 4, 4, 4, 0), Wish([2], backup=0.5))
    assert (found.covered, found.value) == (12, 12 + 0.5 * 8)
    assert {place for stand in found.stands for place in stand.backup}


def test_each_place_is_told_to_its_nearest_post() -> None:
    found = plan(street(2, 2, 2, 2, 2), Wish([2], required=(1, 2)))
    first, second = found.stands
    assert (first.site, first.first, first.backup) == (1, (0, 1), (2,))
    assert (second.site, second.first, second.backup) == (2, (2, 3), (1,))
    assert (first.alone, second.alone) == (2, 2)


def test_a_post_stays_through_its_shift_and_moves_between_shifts() -> None:
    ground = Ground([[9, 0], [0, 1], [0, 9]], np.where(np.eye(3), 0, np.inf), 0)
    assert plan(ground, Wish([1, 1])).covered == 9
    moved = plan(ground, Wish([1, 1], shifts=[0, 1]))
    assert [(stand.site, stand.shift, stand.bands) for stand in moved.stands] == [(0, 0, (0,)), (2, 1, (1,))]


def test_who_stands_a_part_of_the_shift_adds_to_those_who_stay() -> None:
    ground = Ground([[5, 5], [4, 0], [0, 4]], np.where(np.eye(3), 0, np.inf), 0)
    found = plan(ground, Wish([2, 1]))
    assert [(stand.site, stand.bands) for stand in found.stands] == [(0, (0, 1)), (1, (0,))]
    assert found.is_proven


def test_every_uncovered_place_has_its_reason() -> None:
    reach = [[0, np.nan], [np.inf, 0], [np.inf, np.inf], [0, np.inf]]
    ground = Ground(np.ones((4, 2)), reach, 5, held=[[True, True], [True, False]])
    found = plan(ground, Wish([1, 0], forbidden=(0,)))
    told = {(one.place, one.band): one.reason for one in found.uncovered}
    assert told[0, 0] == Left.FORBIDDEN
    assert told[2, 0] == Left.OUT_OF_REACH
    assert told[1, 1] == Left.NOT_HELD
    assert plan(ground, Wish([1, 0], forbidden=(1,))).uncovered[-1].reason == Left.NO_POST


def test_what_a_post_at_another_site_would_cost() -> None:
    ground = street(9, 1, 1, 1, 1)
    wish = Wish([1], backup=0)
    known = plan(ground, wish)
    told = with_post(ground, wish, known, 4)
    assert known.covered == 11
    assert (told.plan.sites, told.loss, told.come) == ((4,), 9, (4,))
    assert 3 in told.better


def test_each_further_post_adds_something_until_all_is_covered() -> None:
    shares = [one.share for one in curve(street(1, 1, 1, 1, 1), Wish([1]), more=2)]
    assert shares == [0.6, 1.0, 1.0]


@pytest.mark.parametrize(
    ("ground", "wish"),
    [
        (Ground(np.ones((2, 1)), np.zeros((2, 0)), 1), Wish([1])),
        (Ground(np.zeros((0, 1)), np.zeros((0, 2)), 1), Wish([1])),
        (street(1, 1, 1, 1, 1), Wish([0])),
        (street(1, 1, 1, 1, 1), Wish([-1])),
        (street(0, 0, 0, 0, 0), Wish([2])),
        (street(1, 1, 1, 1, 1, radius=-1), Wish([2])),
        (street(1, 1, 1, 1, 1), Wish([9])),
        (street(1, 1, 1, 1, 1), Wish([1], forbidden=range(5))),
        (Ground(np.ones((2, 0)), np.zeros((2, 2)), 1), Wish([])),
    ],
    ids=[
        "no site",
        "no place",
        "no post",
        "fewer",
        "no weight",
        "nobody near",
        "more than sites",
        "forbidden",
        "no band",
    ],
)
def test_nothing_to_plan_is_a_plan(ground: Ground, wish: Wish) -> None:
    found = plan(ground, wish)
    assert found.is_proven
    weighty = int((ground.worth > 0).sum())
    covered = {place for stand in found.stands for place in stand.first}
    assert len(found.uncovered) + len(covered) == weighty
    assert with_post(street(1, 0, 0, 0, 0), Wish([0]), found, 1).plan.unmet == (1,)


def test_nobody_stands_where_others_do_all() -> None:
    assert len(plan(street(1, 1, 1, 1, 1, radius=1000), Wish([4])).stands) == 2
    assert len(plan(street(1, 1, 1, 1, 1, radius=1000), Wish([4], backup=0)).stands) == 1


def test_more_required_than_posts_keeps_the_best_of_them_and_names_the_others() -> None:
    found = plan(street(9, 9, 1, 1, 1), Wish([1], required=(0, 4)))
    assert (found.sites, found.unmet) == ((0,), (4,))


def test_required_and_forbidden_at_once_is_unmet() -> None:
    found = plan(street(1, 1, 1, 1, 1), Wish([1], required=(2,), forbidden=(2,)))
    assert found.unmet == (2,)
    assert 2 not in found.sites


def test_no_time_still_gives_a_plan_with_its_gap() -> None:
    chance = np.random.default_rng(3)
    places = chance.random((200, 2))
    reach = np.linalg.norm(places[:, None] - places[None], axis=2)
    found = plan(Ground(chance.random((200, 1)), reach, 0.12), Wish([9]), seconds=0)
    assert 0 < found.value <= found.bound
    assert 0 < found.gap < 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": [[-1.0]]},
        {"weights": [[np.nan]]},
        {"weights": [1.0]},
        {"reach": [[0.0], [0.0]]},
        {"held": [[True, True]]},
    ],
)
def test_what_does_not_fit_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Ground(**{"weights": [[1.0]], "reach": [[0.0]], "radius": 1.0, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("wish", [{"posts": [1, 1]}, {"posts": [1], "shifts": [0, 1]}])
def test_posts_that_do_not_fit_the_bands_are_refused(wish: dict[str, list[int]]) -> None:
    with pytest.raises(ValueError, match="one number a band"):
        plan(street(1, 1, 1, 1, 1), Wish(**wish))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="second post"):
        Wish([1], backup=1.5)


def by_trying_all(ground: Ground, wish: Wish) -> float:
    """One shift, the same posts in every band."""
    sites = range(ground.near.shape[1])
    best = 0.0
    for count in range(wish.posts[0] + 1):
        for chosen in combinations(sites, count):
            if not set(wish.required) <= set(chosen) or set(wish.forbidden) & set(chosen):
                continue
            held = ground.near[:, chosen][:, :, None] & ground.may[list(chosen)][None]
            times = held.sum(axis=1)
            best = max(best, float((ground.worth * ((times > 0) + wish.backup * (times > 1))).sum()))
    return best


@st.composite
def grounds(draw: st.DrawFn) -> tuple[Ground, Wish]:
    chance = np.random.default_rng(draw(st.integers(0, 10**6)))
    places, sites, bands = draw(st.integers(1, 12)), draw(st.integers(1, 8)), draw(st.integers(1, 3))
    whole = draw(st.booleans())
    worth = chance.integers(0, 9, (places, bands)).astype(float) if whole else chance.random((places, bands))
    may = chance.random((sites, bands)) < draw(st.sampled_from([0.6, 1.0]))
    posts = draw(st.integers(0, 4))
    required = {site for site in range(sites) if chance.random() < 0.1 and may[site].any()}
    ground = Ground(worth, chance.random((places, sites)), draw(st.sampled_from([0.2, 0.4, 0.7])), may)
    required = {site for site in required if ground.near[:, site].any()} if len(required) <= posts else set()
    forbidden = {site for site in range(sites) if chance.random() < 0.1} - required
    return ground, Wish([posts] * bands, None, draw(st.sampled_from([0.0, 0.2, 0.33, 1.0])), required, forbidden)


@given(grounds())
@settings(deadline=None, max_examples=150)
def test_it_is_the_best_of_all(asked: tuple[Ground, Wish]) -> None:
    ground, wish = asked
    found = plan(ground, wish)
    assert found.is_proven
    assert found.value == pytest.approx(by_trying_all(ground, wish))
    assert set(wish.required) <= set(found.sites)
    assert not set(wish.forbidden) & set(found.sites)
    assert sum(one.weight for one in found.uncovered) == pytest.approx(found.weight - found.covered)
    assert sum(stand.first_weight for stand in found.stands) == pytest.approx(found.covered)


@given(grounds(), st.integers(0, 3))
@settings(deadline=None, max_examples=60)
def test_fewer_in_some_bands_is_the_best_of_all_nested(asked: tuple[Ground, Wish], fewer: int) -> None:
    ground, wish = asked
    bands = ground.worth.shape[1]
    few = max(0, wish.posts[0] - fewer)
    posts = [wish.posts[0]] + [few] * (bands - 1)
    found = plan(ground, Wish(posts, None, wish.backup))
    sites = range(ground.near.shape[1])
    best = 0.0
    stay = [chosen for count in range(few + 1) for chosen in combinations(sites, count)]
    come = [chosen for count in range(posts[0] - few + 1) for chosen in combinations(sites, count)]
    for staying, coming in product(stay, come):
        if not set(staying) & set(coming):
            times = ground.near[:, staying][:, :, None] & ground.may[list(staying)][None]
            count = times.sum(axis=1)
            count[:, 0] += (ground.near[:, coming] & ground.may[list(coming), 0]).sum(axis=1)
            best = max(best, float((ground.worth * ((count > 0) + wish.backup * (count > 1))).sum()))
    assert found.is_proven
    assert found.value == pytest.approx(best)
