"""Police mediation: its table walked, its rules of Art 178 to 186, and nobody but officers."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from shouwang.kernel.ground.models import WorkdayChange
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import bonds
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.word import to_docx
from shouwang.kernel.people.permissions import Permission, roles_with
from shouwang.systems.mediation import police_exclusions
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.actions import police, police_table
from shouwang.systems.mediation.actions.parties import Human
from shouwang.systems.mediation.lifecycle import Missing, NotAllowedNow
from shouwang.systems.mediation.models import Dispute, PoliceCase, PoliceSide
from shouwang.systems.mediation.papers.police import AGREEMENT
from shouwang.systems.mediation.police_kind import TOLD
from shouwang.systems.mediation.queries.police import cases, due_at, standing
from shouwang.systems.mediation.queries.police_paper import values_of
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.mediation import quarrel, violation

PAIRS = [(step.verb, stage) for step in lifecycle.TABLE for stage in lifecycle.STAGES]
FRIDAY = datetime(2026, 11, 6, 2, tzinfo=UTC)  # seven working days on: Tuesday 17 November


@pytest.mark.parametrize(("verb", "stage"), PAIRS)
def test_an_act_leads_only_from_its_own_stages(verb: str, stage: str) -> None:
    step = lifecycle.STEPS[verb]
    if stage in step.sources:
        assert lifecycle.take(verb, stage, frozenset(step.needs)) == (step.target or stage)
    else:
        with pytest.raises(NotAllowedNow):
            lifecycle.take(verb, stage, frozenset(step.needs))


@pytest.mark.parametrize("step", [step for step in lifecycle.TABLE if step.needs], ids=lambda step: step.verb)
def test_each_need_by_itself_holds_an_act_back(step: lifecycle.Step) -> None:
    for need in step.needs:
        with pytest.raises(Missing) as refused:
            lifecycle.take(step.verb, step.sources[0], frozenset(step.needs) - {need})
        assert refused.value.needs == (need,)


def test_every_act_has_words_and_is_an_officers() -> None:
    assert {step.verb for step in lifecycle.TABLE} == set(TOLD)
    assert {step.who for step in lifecycle.TABLE} == {Permission.POLICE_MEDIATE}
    assert roles_with(Permission.POLICE_MEDIATE) == {"officer", "chief"}


@pytest.mark.parametrize("stage", lifecycle.STAGES)
def test_the_actions_stand_at_each_stage_where_the_table_says(cast: Cast, stage: str) -> None:
    case = violation.at(cast, stage)
    assert case.stage == stage
    assert case.matter.is_open == case.is_open
    assert bool(standing(case).next_step) == case.is_open
    for step in lifecycle.TABLE:
        if stage not in step.sources:
            with pytest.raises(NotAllowedNow):
                police.begin(cast.officer, case, step.verb)


def test_the_next_step_leads_from_the_asking_to_no_penalty(cast: Cast) -> None:
    offered = []
    for make in (
        violation.asked,
        violation.examined,
        violation.accepted,
        violation.sat,
        violation.drafted,
        violation.agreed,
    ):
        step = standing(violation.fresh(make(cast))).next_step
        offered.append(step.verb if step else "")
    assert offered == ["name_side", "accept", "sit", "draft", "sign", "perform"]


@pytest.mark.parametrize("key", police_exclusions.BY_KEY)
def test_every_exclusion_forbids_it_and_leads_the_right_way(cast: Cast, key: str) -> None:
    case = police.examine(by=cast.officer, case=violation.examined(cast), answers=violation.NO | {key: True})
    with pytest.raises(Missing, match="admissible"):
        police.accept(by=cast.officer, case=case)
    right, wrong = ("committee", "penalty") if key == police_exclusions.NO_VIOLATION else ("penalty", "committee")
    with pytest.raises(Refused, match="wrong_way"):
        police.refuse(by=cast.officer, case=case, reason="见询问", way=wrong)
    over = police.refuse(by=cast.officer, case=case, reason="见询问", way=right)
    assert (over.stage, over.ended_way) == ("ended", right)


def test_no_question_is_left_out(cast: Cast) -> None:
    some = dict.fromkeys(list(police_exclusions.BY_KEY)[1:], False)
    with pytest.raises(Refused, match="answer_all"):
        police.examine(by=cast.officer, case=violation.asked(cast), answers=some)


@pytest.mark.parametrize("key", police_exclusions.IN_BETWEEN)
def test_what_comes_in_between_ends_it(cast: Cast, key: str) -> None:
    case = violation.sat(cast, "not_agreed")
    over = police.exclude(by=cast.officer, case=case, question=key, reason="又动手了")
    assert (over.stage, over.ended_way, over.answers[key]) == ("ended", "penalty", True)


def second(cast: Cast, case: PoliceCase, day: datetime) -> None:
    police_table.sit(by=cast.officer, case=case, sitting=violation.sitting(day, "not_agreed"))


def test_a_second_sitting_only_within_seven_working_days(cast: Cast) -> None:
    case = violation.sat(cast, "not_agreed", FRIDAY)
    with pytest.raises(Refused, match="second_too_late") as refused:
        second(cast, case, datetime(2026, 11, 18, 2, tzinfo=UTC))
    assert refused.value.words["day"] == "2026-11-17"
    with pytest.raises(Refused, match="before_first"):
        second(cast, case, datetime(2026, 11, 5, 2, tzinfo=UTC))
    second(cast, case, datetime(2026, 11, 17, 2, tzinfo=UTC))
    with pytest.raises(Refused, match="no_third"):
        second(cast, case, datetime(2026, 11, 17, 6, tzinfo=UTC))


def test_a_holiday_gives_the_second_sitting_a_day_more(cast: Cast) -> None:
    WorkdayChange.objects.create(date=datetime(2026, 11, 10, tzinfo=UTC).date(), kind=WorkdayChange.Kind.HOLIDAY)
    case = violation.sat(cast, "not_agreed", FRIDAY)
    now = standing(case, datetime(2026, 11, 9, 2, tzinfo=UTC))
    assert [(one.key, one.day.isoformat()) for one in now.deadlines] == [("second", "2026-11-18")]
    assert now.next_step
    assert now.next_step.verb == "sit"
    late = standing(case, datetime(2026, 11, 19, 2, tzinfo=UTC))
    assert late.next_step
    assert late.next_step.verb == "fail"
    second(cast, case, datetime(2026, 11, 18, 2, tzinfo=UTC))


def test_a_suspect_has_no_agent_and_a_victim_may(cast: Cast) -> None:
    case = violation.asked(cast)
    with pytest.raises(Refused, match="suspect_agent"):
        violation.side(cast, case, "offender", "丁二牛", agent=Human("丁大牛"))
    kept = violation.side(cast, case, "victim", "吕䶮", agent=Human("吕小妹"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PoliceSide.objects.filter(pk=kept.pk).update(side="offender")


def test_a_minor_needs_a_guardian_who_is_there_but_not_at_sixteen_with_own_income(cast: Cast) -> None:
    case = violation.asked(cast)
    child = violation.side(cast, case, "offender", "丁小牛", is_minor=True)
    violation.side(cast, case, "victim", "吕䶮")
    police.examine(by=cast.officer, case=case, answers=violation.NO)
    with pytest.raises(Missing, match="guardians"):
        police.accept(by=cast.officer, case=case)
    entered = police.Somebody("offender", Human("丁小牛"), is_minor=True, guardian=Human("丁二牛"), guardian_kin="父")
    police.name_side(by=cast.officer, case=case, entered=entered, side=child)
    police.accept(by=cast.officer, case=case)
    alone = violation.sitting(timezone.now(), guardians_there=False)
    with pytest.raises(Missing, match="guardians_there"):
        police_table.sit(by=cast.officer, case=case, sitting=alone)
    own = police.Somebody("offender", Human("丁小牛"), is_minor=True, is_own_master=True)
    police.name_side(by=cast.officer, case=case, entered=own, side=PoliceSide.objects.get(pk=child.pk))
    police_table.sit(by=cast.officer, case=case, sitting=alone)


def test_not_kept_is_failed_with_the_suit_told_and_the_time_limit_from_that_day(cast: Cast) -> None:
    case = violation.agreed(cast)
    assert due_at(case.pk)
    violation.note(cast, case, "not_done")
    with pytest.raises(Missing, match="kept"):
        police_table.settle(by=cast.officer, case=case)
    with pytest.raises(Missing, match="suit_told"):
        police_table.fail(by=cast.officer, case=case, reason="没有付钱", suit_told=False)
    over = police_table.fail(by=cast.officer, case=case, reason="没有付钱", suit_told=True)
    assert (over.stage, over.limit_from_date, due_at(case.pk)) == ("failed", timezone.localdate(), None)


def test_whoever_told_us_reads_how_it_ended_and_no_reason_of_the_desk(cast: Cast) -> None:
    failed = violation.failed(cast)
    ended = violation.ended(cast)
    for case in (failed, ended):
        matter = violation.fresh(case).matter
        read = " ".join(entry.text for entry in matter.entries.filter(is_public=True))
        assert case.ended_because
        assert case.ended_because not in read
        assert str(police.NOT_SETTLED) in read


def test_nobody_but_officers_sees_or_does_it(cast: Cast) -> None:
    case = violation.examined(cast)
    for role, account in cast.by_role().items():
        if role in ("officer", "chief"):
            assert cases(account).filter(pk=case.pk).exists()
            continue
        assert not cases(account).exists()
        assert not visible(account).filter(pk=case.pk).exists()
        with pytest.raises(PermissionDenied):
            police.accept(by=account, case=case)
    with pytest.raises(PermissionDenied):
        violation.asked(Cast(**{**vars(cast), "officer": cast.auxiliary}))
    assert not cases(cast.neighbour).exists()
    assert "police_mediation" not in {kind.key for kind in (*kinds.offered(), *kinds.open_to_all())}


def test_the_two_kinds_are_linked_and_never_mixed(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    case = police.begin_from(by=cast.officer, matter=dispute.matter)
    assert case.pk != dispute.pk
    assert case.matter.is_sheltered
    assert not case.sides.exists()
    assert case.facts == dispute.matter.text
    back = bonds.hand_over(by=cast.officer, matter=case.matter, to_kind="dispute")
    assert not back.is_sheltered  # only its kind had sheltered it: the committee must see what it is handed
    assert not PoliceCase.objects.filter(pk=back.pk).exists()
    assert not Dispute.objects.filter(pk=case.pk).exists()
    with pytest.raises(PermissionDenied):
        police.begin_from(by=cast.mediator, matter=bring(cast.room).matter)


def text_of_pdf(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_the_agreement_on_paper_has_what_article_184_asks(cast: Cast) -> None:
    now = standing(violation.drafted(cast))
    chinese = values_of(now, "zh-hans")
    text = "".join(text_of_pdf(to_pdf(AGREEMENT, chinese, "zh-hans")).split())
    document = Document(BytesIO(to_docx(AGREEMENT, chinese, "zh-hans")))
    word = "".join(part.text or "" for part in document.element.iter())
    said = "治安调解协议书 河湾派出所 陈警官 周书记 河湾村警务室 丁二牛 吕䶮 殴打他人 晒粮占道"
    said += " 当面道歉 赔偿医药费 转账 不予处罚 民事诉讼"
    for each in said.split():
        assert each in text
        assert each in word
    assert "beating somebody" in text_of_pdf(to_pdf(AGREEMENT, values_of(now, "en"), "en"))
