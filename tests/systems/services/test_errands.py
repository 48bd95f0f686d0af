"""Errands: the table walked, papers told once, who may act for whom, and no original forgotten."""

import contextlib
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import bonds, progress
from shouwang.kernel.matters.actions.news import spread
from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.models import Matter, Satisfaction
from shouwang.kernel.matters.queries import public_story_of
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people import needed
from shouwang.kernel.people.holdings import holdings
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import actor
from shouwang.systems.services import authority, told_once
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.systems.services.actions import errand_hands as hands
from shouwang.systems.services.actions import errand_retiring, errand_turn, errands
from shouwang.systems.services.actions import errand_way as way
from shouwang.systems.services.actions.errand_turn import Signed, Somebody
from shouwang.systems.services.actions.errands import Look
from shouwang.systems.services.actions.visiting import begin as begin_visiting
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.catalogue import BY_KEY, ERRANDS, Proxy
from shouwang.systems.services.errand_kind import KIND, NAMES, OTHER, TOLD
from shouwang.systems.services.models import Errand, ErrandPerson, Original, Visit
from shouwang.systems.services.queries.errands import counts, due_at, standing
from shouwang.systems.services.queries.errands import errands as seen_errands
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.services import walks

OUTCOMES = st.sampled_from(["here", "station", "returned", "kept", "lost"])


def test_every_act_has_words_and_every_shipped_errand_is_a_topic() -> None:
    assert {step.verb for step in lifecycle.TABLE} == set(TOLD)
    assert {errand.key for errand in ERRANDS} | {OTHER} == set(NAMES)
    for language, side in (("en", "en"), ("zh-hans", "zh")):
        with override(language):
            assert all(str(KIND.by_key[one.key].name) == getattr(one.name, side) for one in ERRANDS)


@given(st.lists(OUTCOMES, max_size=5), st.sampled_from([s for s in lifecycle.TABLE if s.target in lifecycle.OVER]))
@settings(deadline=None)
def test_no_end_is_reached_while_an_original_is_out(states: list[str], step: Any) -> None:
    """Whatever else is there, and from whichever stage the table lets it end."""
    out = [state for state in states if state in ("here", "station")]
    there = frozenset(step.needs) - {"none_out"} | (frozenset() if out else {"none_out"})
    for stage in step.sources:
        if out:
            with pytest.raises(Missing, match="none_out"):
                lifecycle.take(step.verb, stage, there)
        else:
            assert lifecycle.take(step.verb, stage, there) in lifecycle.OVER


@pytest.mark.parametrize("stage", ["taken", "handed_in", "ready", "delivered"])
def test_nothing_ends_while_an_original_is_here(cast: Cast, stage: str) -> None:
    errand = walks.at(cast, stage)
    assert standing(errand).out
    with pytest.raises((Missing, NotAllowedNow)):
        way.close(by=cast.officer, errand=errand, answer="办好了")
    for end in (way.call_off, way.send_visit):
        with pytest.raises((Missing, NotAllowedNow)):
            end(by=cast.officer, errand=errand, **{"reason": "x"} if end is way.call_off else {"words": "x"})
    with pytest.raises((Missing, NotAllowedNow)):
        way.advise(by=cast.officer, errand=errand, parts=walks.PARTS, how="print")
    assert walks.fresh(errand).is_open


@pytest.mark.parametrize("stage", lifecycle.STAGES)
def test_the_actions_stand_at_each_stage_where_the_table_says(cast: Cast, stage: str) -> None:
    errand = walks.at(cast, stage)
    assert errand.stage == stage
    assert errand.matter.is_open == errand.is_open
    assert bool(standing(errand).next_step) == errand.is_open
    for step in lifecycle.TABLE:
        if stage not in step.sources:
            with pytest.raises(NotAllowedNow):
                errand_turn.begin(cast.officer, errand, step.verb)


def test_the_next_step_leads_from_the_asking_to_the_end(cast: Cast) -> None:
    offered = []
    for make in (
        walks.asked,
        walks.checked,
        walks.authorised,
        walks.taken,
        walks.handed_in,
        walks.ready,
        walks.delivered,
    ):
        step = standing(walks.fresh(make(cast))).next_step
        offered.append(step.verb if step else "")
    assert offered == ["check", "authorise", "take_in", "hand_in", "ready", "deliver", "give_back"]
    assert standing(walks.asked(cast, "card_renew")).next_step == lifecycle.STEPS["send_visit"]
    assert standing(walks.asked(cast, "card_renew", can_come=True)).next_step == lifecycle.STEPS["advise"]


def test_what_nobody_else_may_do_is_never_taken_in(cast: Cast) -> None:
    errand = walks.asked(cast, "card_renew")
    errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand))
    with pytest.raises(Refused, match="proxy_no"):
        errands.authorise(by=cast.officer, errand=errand, acting=walks.NEAR, owner=walks.MOTHER, agent=walks.SON)
    Errand.objects.filter(pk=errand.pk).update(authorised_at=timezone.now())  # as if somebody had come past the rule
    with pytest.raises(Missing, match="may_be_done"):
        hands.take_in(by=cast.officer, errand=errand, left=[hands.Left("户口簿")], giver=Somebody(), signed=Signed())


def acting(**more: object) -> Acting:
    said = {"kin": "near", "authority": "rule", "wish": "by_phone", "has_seen_cards": True}
    return Acting(**said | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proxy", "whom", "said", "fault"),
    [
        (Proxy.YES, "family", acting(), ""),
        (Proxy.NO, "family", acting(), "proxy_no"),
        (Proxy.ASK, "family", acting(), "ask_station"),
        (Proxy.ASK, "family", acting(station_asked="户籍窗口小李：可以"), ""),
        (Proxy.PART, "other", acting(kin="agent", authority="letter"), "near_only"),
        (Proxy.PART, "other", acting(kin="agent", authority="letter", is_paper_run=True), ""),
        (Proxy.KIN, "other", acting(kin="agent", authority="letter", is_paper_run=True), "near_only"),
        (Proxy.KIN, "family", acting(), ""),
        (Proxy.YES, "other", acting(kin="agent"), "letter_needed"),
        (BY_KEY["no_record"].proxy, "family", acting(), "letter_needed"),
        (Proxy.LETTER, "family", acting(authority="letter"), ""),
        (Proxy.LETTER, "family", acting(kin="guardian"), ""),
        (Proxy.YES, "family", acting(kin="committee"), "committee_for_dead"),
        (Proxy.YES, "dead", acting(kin="committee", wish="not_able"), ""),
        (Proxy.YES, "other", acting(kin="room", authority="letter", wish="not_able"), "wish_needed"),
        (Proxy.YES, "family", acting(authority="own"), "not_themselves"),
        (Proxy.YES, "family", acting(has_seen_cards=False), "cards_needed"),
    ],
)
def test_who_may_act_for_whom(proxy: Proxy, whom: str, said: Acting, fault: str) -> None:
    assert next((key for key, _field in authority.faults(proxy, whom, said)), "") == fault


@given(st.dictionaries(st.integers(0, 4), st.sampled_from(["brought", "missing", "not_needed"])))
def test_what_was_missing_all_along_is_never_late(states: dict[int, str]) -> None:
    assert told_once.late({}, states) == ()
    assert told_once.late(states, states) == ()
    late = told_once.late(states, dict.fromkeys(states, "missing"))
    assert set(late) == {place for place, state in states.items() if state != "missing"}


def test_what_is_missing_is_said_once_and_whole(cast: Cast) -> None:
    errand = walks.asked(cast)
    with pytest.raises(Refused, match="answer_all"):
        errands.check(by=cast.officer, errand=errand, looks={0: Look("missing")})
    first = errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand, p0="missing"), told="message")
    assert "领取凭证" in next(entry.text for entry in public_story_of(first.matter) if entry.verb == "answer")
    errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand))
    with pytest.raises(Refused, match="told_once") as refused:
        errands.check(by=cast.officer, errand=errand, looks=walks.looks(errand, p1="missing"))
    assert refused.value.field == "late1"
    with_reason = walks.looks(errand) | {1: Look("missing", late_because="证件昨天过期了")}
    again = errands.check(by=cast.officer, errand=errand, looks=with_reason)
    assert (again.checks, again.told_late) == (3, 1)
    with pytest.raises(Missing, match="authorised"):
        hands.take_in(by=cast.officer, errand=again, left=[hands.Left("卡")], giver=Somebody(), signed=Signed())


def test_what_the_station_keeps_or_is_lost_is_written_down_and_lets_it_end(cast: Cast) -> None:
    errand = walks.taken(cast)
    hands.take_in(
        by=cast.officer,
        errand=errand,
        left=[hands.Left("身份证"), hands.Left("照片", 2)],
        giver=Somebody(name="乡邻"),
        signed=Signed(),
    )
    slip, card, photos = standing(walks.fresh(errand)).originals
    now = standing(walks.fresh(errand))
    with pytest.raises(Refused, match="in_the_past"):
        way.hand_in(by=cast.officer, errand=now.errand, to="窗口", receipt="", expected=now.today - timedelta(days=1))
    sent = way.hand_in(
        by=cast.officer, errand=now.errand, to="窗口", receipt="", expected=now.today, originals=[slip.pk, card.pk]
    )
    back = way.send_back(by=cast.officer, errand=sent, reason="照片不合格")
    assert {one.state for one in standing(back).originals} == {"here"}
    sent = way.hand_in(
        by=cast.officer, errand=back, to="窗口", receipt="9", expected=now.today, originals=[slip.pk, card.pk]
    )
    done = way.ready(by=cast.officer, errand=sent, result="办好了", kept=[card.pk])
    hands.deliver(by=cast.officer, errand=done, taker=Somebody(), signed=Signed(), originals=[slip.pk])
    with pytest.raises(Missing, match="none_out"):
        way.close(by=cast.officer, errand=walks.fresh(done), answer="办好了")
    with pytest.raises(Missing, match="done"):
        hands.lose(by=cast.officer, errand=walks.fresh(done), original=photos, because="泡水了", done="")
    lost = hands.lose(
        by=cast.officer, errand=walks.fresh(done), original=photos, because="泡水了", done="重照，费用村里出"
    )
    over = way.close(by=cast.officer, errand=lost, answer="办好了")
    assert over.stage == "closed"
    assert Satisfaction.objects.filter(matter=over.matter).exists()
    assert [one.state for one in standing(walks.fresh(over)).originals] == ["returned", "kept", "lost"]


@pytest.mark.parametrize("part", ["reason", "procedure", "documents", "time"])
def test_the_answer_needs_all_four_parts(cast: Cast, part: str) -> None:
    parts = way.FourParts(**vars(walks.PARTS) | {part: " "})
    with pytest.raises(Missing, match=part):
        way.advise(by=cast.officer, errand=walks.asked(cast, "card_renew"), parts=parts, how="print")


def test_whoever_asked_reads_the_four_parts(cast: Cast) -> None:
    errand = walks.advised(cast)
    told = [entry.text for entry in public_story_of(errand.matter)]
    assert any(all(words in text for words in ("要按指纹", "本人去窗口", "旧身份证", "四十五天")) for text in told)
    assert errand.matter.state == "closed"


def test_where_the_room_makes_no_visits_it_goes_on_as_help(cast: Cast) -> None:
    errand = walks.visited(cast)
    assert errand.visit is not None
    assert (errand.visit.kind, errand.visit.text) == ("help", errand.matter.text)
    assert errand.visit.reporter == errand.matter.reporter


def test_the_nearest_promise_is_the_matters_day(cast: Cast) -> None:
    errand = walks.handed_in(cast)
    errand.matter.refresh_from_db()
    assert errand.matter.due_at == due_at(errand.pk)
    assert timezone.localtime(errand.matter.due_at).date() == errand.expected_date
    assert standing(walks.checked(cast, p0="missing")).due is None
    late = standing(walks.ready(cast))
    assert late.due == ("home", late.today + timedelta(days=3))


def test_another_kind_is_handed_over_and_its_own_is_begun_with_once(cast: Cast) -> None:
    asked_for_help = bring(cast.room, kind="help", topic="papers", text="身份证过期了怎么办").matter
    errand = errands.begin_from(by=cast.officer, matter=asked_for_help)
    assert (errand.matter.kind, errand.item_key) == ("errand", "")
    registered = bring(cast.room, kind="errand", topic="death", text="老人走了").matter
    begun = errands.begin_from(by=cast.officer, matter=registered)
    assert begun.item_key == "death"
    assert errands.begin_from(by=cast.officer, matter=registered) == begun


def test_who_may_act_is_looked_at_anew_for_another_errand(cast: Cast) -> None:
    errand = walks.asked(cast)
    errands.authorise(by=cast.officer, errand=errand, acting=walks.NEAR, owner=walks.MOTHER, agent=walks.SON)
    same = errands.choose(by=cast.officer, errand=errand, asked=errands.Asked("card_fetch", "family"))
    assert same.authorised_at
    other = errands.choose(by=cast.officer, errand=errand, asked=errands.Asked("permit", "family"))
    assert (other.item_key, other.authorised_at) == ("permit", None)


def test_a_withdrawal_by_whoever_asked_ends_the_errand(cast: Cast) -> None:
    errand = walks.asked(cast)
    progress.withdraw(matter=errand.matter)
    spread()
    assert walks.fresh(errand).stage == "called_off"


@pytest.mark.parametrize(("end", "stage"), [("closed", "delivered"), ("advised", "asked"), ("called_off", "asked")])
def test_what_was_not_over_after_all_goes_on(cast: Cast, end: str, stage: str) -> None:
    errand = way.reopen(by=cast.officer, errand=walks.at(cast, end), reason="还缺一样")
    assert (errand.stage, errand.matter.is_open, errand.over_at) == (stage, True, None)
    spread()
    assert walks.fresh(errand).stage == stage


def test_a_matter_taken_up_again_takes_its_errand_along(cast: Cast) -> None:
    errand = walks.closed(cast)
    progress.reopen(by=SYSTEM, matter=errand.matter, reason="不满意")
    spread()
    assert walks.fresh(errand).stage == "delivered"
    again = way.close(by=cast.officer, errand=walks.fresh(errand), answer="补办好了")
    assert not again.matter.is_open


def test_only_who_serves_there_may(cast: Cast) -> None:
    errand = walks.asked(cast)
    for account in (cast.lawyer, cast.mediator, cast.volunteer, cast.neighbour):
        with pytest.raises(PermissionDenied):
            way.call_off(by=account, errand=errand, reason="x")
        assert not seen_errands(account).exists()
    assert seen_errands(cast.auxiliary).exists()


def test_its_people_are_told_needed_and_forgotten_with_it(cast: Cast) -> None:
    errand = walks.closed(cast)
    people = list(Person.objects.filter(pk__in=ErrandPerson.objects.values("person")))
    assert {one.matter for one in holdings(cast.officer, people)} == {errand.pk}
    assert all(needed.is_needed(one) for one in people)
    assert not any(needed.must_be_kept(one) for one in people)
    later = timezone.now() + timedelta(days=4 * 366)
    assert errand_retiring.retire_due(now=later) == 1
    assert errand_retiring.retire_due(now=later) == 0
    assert not Original.objects.exists()
    assert not Person.objects.filter(erased_at=None).exists()
    kept = walks.fresh(errand)
    assert (kept.stage, kept.item_key, kept.result) == ("closed", "card_fetch", "")


def test_who_is_erased_stands_in_no_word_of_it(cast: Cast) -> None:
    errand = walks.advised(cast)
    Errand.objects.filter(pk=errand.pk).update(reason="万小川不是本人")
    reporter = errand.matter.reporter
    assert reporter
    errand_retiring.forget(actor(cast.officer), reporter)
    assert "万小川" not in walks.fresh(errand).reason


@pytest.mark.parametrize("seed", range(4))
def test_no_course_of_acts_ends_an_errand_that_owes_an_original(cast: Cast, seed: int) -> None:
    """Acts by chance, whatever comes of them; a refusal changes nothing."""
    dice, errand, paper_here = random.Random(seed), walks.taken(cast), 0
    for _turn in range(14):
        now = standing(walks.fresh(errand))
        some = [one.pk for one in now.here if dice.random() < 0.6]
        acts: list[Callable[[], object]] = [
            partial(hands.give_back, originals=some, taker=Somebody(), signed=Signed()),
            partial(way.hand_in, to="窗口", receipt="", expected=now.today, originals=some),
            partial(way.send_back, reason="退"),
            partial(way.ready, result="好", kept=[one.pk for one in now.at_station if dice.random() < 0.3]),
            partial(hands.deliver, taker=Somebody(), signed=Signed(), originals=some),
            partial(way.close, answer="好"),
            partial(way.call_off, reason="不办"),
            partial(way.advise, parts=walks.PARTS, how="print"),
            partial(hands.take_in, left=[hands.Left("照片")], giver=Somebody(), signed=Signed()),
        ]
        with contextlib.suppress(Missing, NotAllowedNow, Refused), transaction.atomic():
            dice.choice(acts)(by=cast.officer, errand=now.errand)  # type: ignore[call-arg]
        after = standing(walks.fresh(errand))
        paper_here += len(after.out)
        assert after.errand.is_open or not after.out
    assert paper_here


def test_an_original_of_theirs_keeps_their_name(cast: Cast) -> None:
    reporter = walks.taken(cast).matter.reporter
    assert reporter
    assert needed.must_be_kept(reporter)


def test_counts_say_what_they_are_of(cast: Cast) -> None:
    for stage in ("closed", "advised", "home_visit", "checked"):
        walks.at(cast, stage)
    since = timezone.now() - timedelta(days=1)
    found = counts(Matter.objects.filter(room=cast.room), since, since + timedelta(days=2))
    assert (found.asked, found.done, found.advised, found.home_visits) == (4, 1, 1, 1)
    assert (found.days, found.median_days) == ((0,), 0)
    assert (found.looked, found.told_once) == (2, 2)
    nobody = counts(Matter.objects.none(), since, datetime.max.replace(tzinfo=since.tzinfo))
    assert (nobody.asked, nobody.median_days) == (0, None)
    assert follow.code_of(walks.asked(cast).matter)


@pytest.mark.once
def test_a_home_visit_is_asked_for_with_its_row_and_the_words_stay_inside(cast: Cast) -> None:
    begin_visiting(by=cast.officer, room=cast.room)
    opened = walks.visited(cast).visit
    assert opened is not None
    visit = Visit.objects.get(pk=opened.pk)
    assert (opened.kind, opened.topic, visit.stage, visit.purpose.sort) == ("visit", "card", "asked", "card")
    assert visit.visited is not None
    for read in (public_story_of(opened), public_story_of(Errand.objects.get(visit=opened).matter)):
        assert not [entry for entry in read if "走不动" in entry.text]
    assert "走不动" not in opened.text
    assert opened.entries.get(verb="note").text == "老人走不动，请上门"
    with pytest.raises(ValueError, match="by its part"):
        bonds.hand_over(by=cast.officer, matter=opened, to_kind="visit")
