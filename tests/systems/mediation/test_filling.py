"""What was typed once stands in every paper, and the file has the papers the dispute needs."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.papers import dossier
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import agreeing, filing, hearing, parties, performing, safety
from shouwang.systems.mediation.models import Dispute, Party
from shouwang.systems.mediation.papers.registry import BY_KEY
from shouwang.systems.mediation.queries.filling.before import lines
from shouwang.systems.mediation.queries.filling.binding import FILLING, bound, paper_of, values_of
from shouwang.systems.mediation.queries.filling.needed import Wanted, wanted
from shouwang.systems.mediation.queries.filling.source import Source
from tests.cast import Cast
from tests.kernel.papers.reading import pages_of, squeezed
from tests.systems.mediation import quarrel

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def source(cast: Cast, dispute: Dispute, language: str = "zh-hans") -> Source:
    return filing.open_file(by=cast.officer, dispute=quarrel.fresh(dispute), language=language)


def keys(given: Source) -> list[str]:
    return [one.key for one in wanted(given.standing)]


def said(given: Source, key: str) -> str:
    one = next(one for one in wanted(given.standing) if one.key == key)
    paper = paper_of(given, one)
    return "".join(pages_of(to_pdf(paper.paper, paper.values, given.language)))


def test_every_document_but_covers_is_filled() -> None:
    assert set(FILLING) == set(BY_KEY) - {"cover", "contents", "back"}


@pytest.mark.parametrize("stage", lifecycle.STAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_at_every_stage_every_paper_it_needs_takes_its_values(cast: Cast, stage: str, language: str) -> None:
    given = source(cast, quarrel.at(cast, stage), language)
    papers = wanted(given.standing)
    assert len({(one.key, one.row) for one in papers}) == len(papers)
    for one in papers:
        paper = paper_of(given, one)
        lay_out(paper.paper, paper.values, language)
    pages = pages_of(dossier.to_pdf(bound(given), language))
    for one in papers:
        is_there = squeezed(one.document.paper.title.said(language)) in pages[1]
        assert is_there is not one.is_offered  # what may be printed if they want it is no paper of the file yet


@pytest.mark.parametrize(
    ("stage", "there", "not_there"),
    [
        (lifecycle.ASKED, {"register"}, {"rights", "identity", "record", "application"}),
        (lifecycle.REFUSED, {"register", "refusal"}, {"rights", "agreement", "termination"}),
        (lifecycle.MEDIATING, {"register", "rights", "identity", "record"}, {"agreement", "closing_report"}),
        (lifecycle.AGREED, {"agreement", "record"}, {"oral", "performance", "termination"}),
        (lifecycle.PERFORMED, {"agreement", "performance", "receipt"}, {"visit", "termination"}),
        (lifecycle.TERMINATED, {"termination", "record"}, {"agreement", "receipt"}),
        (lifecycle.AWAY, {"transfer"}, {"agreement", "termination"}),
        (lifecycle.CLOSED, {"visit", "closing_report", "performance"}, {"termination"}),
    ],
)
def test_the_file_has_the_papers_the_dispute_needs_now(
    cast: Cast, stage: str, there: set[str], not_there: set[str]
) -> None:
    found = set(keys(source(cast, quarrel.at(cast, stage))))
    assert there <= found
    assert not not_there & found


def test_an_application_in_writing_stands_instead_of_the_register(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.ACCEPTED)
    Dispute.objects.filter(pk=dispute.pk).update(asked="written")
    given = source(cast, dispute)
    assert keys(given)[0] == "application"
    assert "拆除超出部分，恢复原界" in said(given, "application")


def test_what_was_typed_stands_in_the_agreement(cast: Cast) -> None:
    given = source(cast, quarrel.at(cast, lifecycle.AGREED))
    printed = said(given, "agreement")
    for words in (
        "马大川", "王石头", "13800000011", "河湾村3组", "新墙越过滴水线三十厘米", "墙退不退", "退墙三十厘米",
        "人民币捌佰元整", "一式3份", "河湾村人民调解委员会", "吴调解员", f"（{timezone.localdate().year}）河湾人调字第1号",
    ):  # fmt: skip
        assert words in printed


def test_who_has_signed_is_said_with_the_way_and_the_day(cast: Cast) -> None:
    given = source(cast, quarrel.at(cast, lifecycle.AGREED))
    today = timezone.localdate()
    signs = values_of(given, Wanted("agreement", given.standing.agreement.pk))["parties_sign"]  # type: ignore[union-attr]
    assert [(one.name, one.day) for one in signs] == [("马大川", today), ("王石头", today)]  # type: ignore[attr-defined]
    assert all(one.how for one in signs)  # type: ignore[attr-defined]


def test_who_has_not_signed_has_a_place_for_the_pen(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.SIGNING)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="finger", party=dispute.parties.get(place=1))
    given = source(cast, dispute)
    signs = values_of(given, Wanted("agreement", given.standing.agreement.pk))["parties_sign"]  # type: ignore[union-attr]
    assert [bool(one.day) for one in signs] == [True, False]  # type: ignore[attr-defined]


def test_where_somebody_must_be_protected_no_paper_says_where_they_live(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.MEDIATING)
    assert "13800000011" in said(source(cast, dispute), "register")
    safety.halt(by=cast.officer, dispute=dispute, kind="home", words="女方手臂有伤")
    given = source(cast, dispute)
    for one in wanted(given.standing):
        paper = paper_of(given, one)
        printed = "".join(pages_of(to_pdf(paper.paper, paper.values, "zh-hans")))
        assert "13800000011" not in printed
        assert "河湾村3组" not in printed
    assert "马大川" in said(given, "register")


def test_rare_names_come_through_from_the_sealed_rows(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.asked(cast)
    quarrel.party(cast, dispute, Party.Side.APPLICANT, "䶮学文")
    quarrel.party(cast, dispute, Party.Side.RESPONDENT, "李𠮷良")
    printed = said(source(cast, dispute), "register")
    assert "䶮学文" in printed
    assert "李𠮷良" in printed


def test_an_agent_has_a_letter_of_authority_and_a_company_its_head(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.asked(cast)
    agent = parties.Human("李秋菊", "13800000033")
    quarrel.party(
        cast, dispute, Party.Side.APPLICANT, "马大川", agent=agent, agent_authority="special", agent_scope="签收文书"
    )
    company = {"is_organisation": True, "spokesman": parties.Human("周明礼"), "spokesman_post": "经理"}
    quarrel.party(cast, dispute, Party.Side.RESPONDENT, "河湾建材公司", **company)
    given = source(cast, dispute)
    printed = said(given, "authority")
    assert "李秋菊" in printed
    assert "签收文书" in printed
    assert "周明礼经理" in said(given, "register")
    assert "河湾建材公司（周明礼）" in squeezed(said(given, "register"))  # whose hand it is, before it has signed


def test_the_court_is_asked_with_the_parties_and_the_agreement(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AGREED)
    performing.apply_court(
        by=cast.mediator, dispute=dispute, court="白河县人民法院", applied_date=timezone.localdate(), jointly=True
    )
    given = source(cast, dispute)
    assert "confirmation_unit" not in keys(given)
    printed = said(given, "confirmation_persons")
    for words in ("白河县人民法院", "马大川", "王石头", "王家于十日内退墙三十厘米"):
        assert words in printed


def test_a_company_asks_the_court_by_the_form_for_units(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AGREED)
    dispute.parties.filter(place=2).update(is_organisation=True)
    today = timezone.localdate()
    performing.apply_court(by=cast.mediator, dispute=dispute, court="白河县人民法院", applied_date=today, jointly=True)
    printed = said(source(cast, dispute), "confirmation_unit")
    assert "申请人（单位）" in printed
    assert "王石头" in printed


@pytest.mark.parametrize("typed", ["一、退墙", "1. 退墙", "（二）退墙", "3、退墙", "① 退墙", "退墙"])
def test_the_numbers_people_type_do_not_stand_beside_the_papers(typed: str) -> None:
    assert lines(f"{typed}\n3.5米以内不动") == ["退墙", "3.5米以内不动"]


def test_the_record_says_what_came_of_it_and_the_receipt_by_which_agreement(cast: Cast) -> None:
    given = source(cast, quarrel.at(cast, lifecycle.PERFORMED))
    assert "达成协议" in squeezed(said(given, "record"))
    assert f"按{given.number}调解协议支付" in squeezed(said(given, "receipt"))


def test_the_invitation_has_a_telephone_of_the_committee(cast: Cast) -> None:
    dispute = quarrel.seated(cast)
    seat = dispute.seats.select_related("member").get(role="lead")
    seat.member.phone = "13800000099"
    seat.member.save()
    begins = timezone.now() + timedelta(days=2)
    hearing.call_session(
        by=cast.officer, dispute=dispute, starts_at=begins, ends_at=begins + timedelta(hours=1), where="调解室"
    )
    assert "13800000099" in said(source(cast, dispute), "invitation")


def test_the_whole_file_is_bound_with_its_contents(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.ARCHIVED)
    pages = pages_of(dossier.to_pdf(bound(source(cast, dispute)), "zh-hans"))
    assert "马大川与王石头房屋宅基地纠纷" in pages[0]
    assert "李辅警" in pages[-1]
    assert re.search(r"1人民调解受理登记表1", pages[1])


def test_each_look_at_the_names_is_in_the_journal_and_a_stranger_has_none(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.ACCEPTED)
    filing.open_file(by=cast.officer, dispute=dispute, language="zh-hans", paper="rights")
    record = Record.objects.filter(verb="mediation.seen").get()
    assert record.detail == "rights"
    assert "马大川" not in str(record.__dict__)
    with pytest.raises(PermissionDenied):
        filing.open_file(by=cast.volunteer, dispute=dispute, language="zh-hans")
