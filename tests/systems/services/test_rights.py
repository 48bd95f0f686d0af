"""A request about one's own data: proven, done, answered or refused with the law; what was deleted is told as it was."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import progress, talk, thanks
from shouwang.kernel.matters.actions.erasing import Choice
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.events import Happened
from shouwang.kernel.matters.models import Entry, Matter, News
from shouwang.kernel.matters.queries import by_code, visible
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Device, Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.queries import same_human
from shouwang.systems.patrol.actions import volunteers
from shouwang.systems.patrol.models import Volunteer
from shouwang.systems.services import tasks
from shouwang.systems.services.actions import rights, visits
from shouwang.systems.services.models import RightsRequest, Visit, VisitQuarter
from shouwang.systems.services.queries.rights import figures, read_until, request_of, standing
from shouwang.systems.services.queries.visits import people_in, to_come
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Member
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.mediation import quarrel
from tests.systems.services.asking import NAME, PHONE, ask, proven
from tests.systems.services.visiting_room import at, booked, visit_of, visiting_room


def everything() -> str:
    """Every row of every table, without the sealed fields, which hold a name that nobody reads without the key."""
    return str([vars(row) for model in apps.get_models() for row in model._default_manager.all()])


@pytest.mark.once
def test_it_has_fifteen_working_days_and_nothing_is_done_before_it_is_known_who_asks(cast: Cast) -> None:
    request = ask(cast.room)
    came = datetime(2026, 11, 2, 2, tzinfo=UTC)
    Matter.objects.filter(pk=request.pk).update(received_at=came)
    request.matter.refresh_from_db()
    now = standing(request)
    assert now.due.isoformat() == "2026-11-23"
    assert request.matter.whole_due_at is not None
    with pytest.raises(NotAllowedNow):
        rights.note(by=cast.officer, request=request, kind="shown", what="看过了")
    with pytest.raises(NotAllowedNow):
        rights.erase(by=cast.officer, request=request, rows=[], reason="本人要求")


@pytest.mark.once
def test_a_correction_tells_only_which_field_and_an_auxiliary_sees_none_of_it(cast: Cast) -> None:
    request = proven(cast, "correct")
    assert request_of(cast.auxiliary, request.pk) is None
    assert not visible(cast.auxiliary).filter(pk=request.pk).exists()
    assert visible(cast.officer).filter(pk=request.pk).exists()
    rights.correct(by=cast.officer, request=request, what="电话")
    line = Entry.objects.get(matter=request.matter, field="correct")
    assert (line.text, line.before, line.after) == ("电话", "", "")


@pytest.mark.once
def test_for_somebody_else_a_paper_shows_who_may_speak_and_the_name_goes_with_the_answer(cast: Cast) -> None:
    with pytest.raises(Refused, match="whose"):
        ask(cast.room, "see", about="child")
    request = ask(cast.room, "see", about="child", tie="母亲", subject="钱小小")
    assert request.subject
    assert is_needed(request.subject)
    with pytest.raises(Refused, match="tie"):
        rights.prove(by=cast.officer, request=request, seen="card")
    rights.prove(by=cast.officer, request=request, seen="card", seen_tie="出生医学证明")
    with pytest.raises(Missing):
        rights.answer(by=cast.officer, request=request, answer="好了")
    rights.note(by=cast.officer, request=request, kind="shown", what="当面看过")
    rights.answer(by=cast.officer, request=request, answer="您当面看过了。")
    assert Person.objects.get(pk=request.subject.pk).erased_at
    assert Matter.objects.get(pk=request.pk).reporter.erased_at is None  # type: ignore[union-attr]


@pytest.mark.once
def test_a_refusal_has_reason_law_and_the_way_to_complain_and_is_read_with_the_code(cast: Cast) -> None:
    request = ask(cast.room)
    with pytest.raises(Missing):
        rights.refuse(by=cast.officer, request=request, article="47", reason="要留", complaint="")
    rights.refuse(by=cast.officer, request=request, article="47", reason="案卷要留", complaint="可向派出所投诉")
    told = Entry.objects.get(matter=request.matter, verb="close_unchecked").text
    assert "案卷要留" in told
    assert "第四十七条" in told
    assert "可向派出所投诉" in told
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=request.pk).update(article="")


@pytest.mark.once
@pytest.mark.parametrize("is_refused", [True, False])
def test_after_a_deletion_the_answer_is_read_for_thirty_days_and_then_no_more(cast: Cast, is_refused: bool) -> None:
    first = bring(cast.room, text="灯坏了", reporter=Reporter(name=NAME, phone=PHONE)).matter
    request = proven(cast)
    code = follow.code_of(request.matter)
    rights.erase(by=cast.officer, request=request, rows=[first.reporter], reason="本人要求")  # type: ignore[list-item]
    if is_refused:
        rights.refuse(by=cast.officer, request=request, article="47", reason="案卷要留", complaint="可投诉")
    else:
        rights.answer(by=cast.officer, request=request, answer="已经删除。")
    matter = by_code(code)
    assert matter
    assert (matter.reporter.erased_at is not None, NAME in everything()) == (True, False)  # type: ignore[union-attr]
    over = RightsRequest.objects.get(pk=request.pk).over_date
    assert over
    assert read_until(matter) == over + timedelta(days=30)
    thanks.rate(matter=matter, score=2, words=f"我是{NAME}")
    noon = datetime.combine(over, time(12), UTC)
    assert rights.close_read(now=noon + timedelta(days=30)) == 0
    assert by_code(code)
    assert rights.close_read(now=noon + timedelta(days=31)) == 1
    assert by_code(code) is None
    assert NAME not in everything()
    assert rights.close_read(now=noon + timedelta(days=32)) == 0


@pytest.mark.once
def test_with_whoever_booked_it_a_visit_is_called_off_and_the_neighbour_goes_too(cast: Cast) -> None:
    who, house = Reporter(name=NAME, phone=PHONE), "古渡口石桥边"
    visit = visit_of(booked(visiting_room(cast), at(10), reporter=who, visited_name="孙奶奶", address=house))
    assert [one.pk for one in to_come([visit.matter.reporter])] == [visit.pk]  # type: ignore[list-item]
    request = proven(cast)
    report = rights.erase(by=cast.officer, request=request, rows=[visit.matter.reporter], reason="本人要求")  # type: ignore[list-item]
    visit = Visit.objects.get(pk=visit.pk)
    assert (visit.stage, visit.whose, VisitQuarter.objects.count()) == ("off", "theirs", 0)
    assert people_in(visit) == {"name": "", "phone": "", "address": "", "booked_by": "", "booker_phone": ""}
    assert (report.persons, report.names, report.numbers, report.cards, report.addresses) == (2, 2, 1, 0, 1)
    assert report.visits == 1


@pytest.mark.once
def test_nothing_is_erased_while_a_colleague_stands_at_the_door(cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here, at(10), reporter=Reporter(name=NAME, phone=PHONE)))
    visits.set_off(by=cast.officer, visit=visit, now=at(9, 50))
    visits.arrive(by=cast.officer, visit=visit, now=at(10))
    with pytest.raises(NotAllowedNow), transaction.atomic():
        rights.erase(by=cast.officer, request=proven(cast), rows=[visit.matter.reporter], reason="本人要求")  # type: ignore[list-item]
    assert Person.objects.get(pk=visit.matter.reporter_id).erased_at is None


@pytest.mark.once
def test_a_request_to_see_ends_in_no_deletion_before_it_is_written_how_they_asked(cast: Cast) -> None:
    first = bring(cast.room, text="灯坏了", reporter=Reporter(name=NAME, phone=PHONE)).matter
    request, rows = proven(cast, "see"), [first.reporter]
    with pytest.raises(Refused, match="asked"):
        rights.erase(by=cast.officer, request=request, rows=rows, reason="本人要求")  # type: ignore[arg-type]
    rights.erase(by=cast.officer, request=request, rows=rows, reason="本人要求", asked="看过以后当面说全删掉")  # type: ignore[arg-type]
    assert Entry.objects.get(matter=request.matter, field="delete").text == "看过以后当面说全删掉"


@pytest.mark.once
def test_a_copy_that_was_made_is_no_answer_before_it_is_in_their_hands(cast: Cast) -> None:
    request = proven(cast, "copy")
    with pytest.raises(Missing):
        rights.hand_over(by=cast.officer, request=request)
    rights.note_copy(by=cast.officer, request=request)
    now = standing(request)
    assert [deed.kind for deed in now.deeds] == ["made"]
    assert (now.next_step.verb if now.next_step else "", now.missing("answer")) == (
        "hand_over",
        ("fulfilled", "answer"),
    )
    rights.hand_over(by=cast.officer, request=request)
    now = standing(request)
    assert [deed.kind for deed in now.deeds] == ["made", "copied"]
    assert now.next_step
    assert now.next_step.verb == "answer"


@pytest.mark.once
def test_a_request_is_emptied_three_years_after_its_end(cast: Cast) -> None:
    request = proven(cast, "see", about="child", tie="母亲", subject="钱小小")
    rights.note(by=cast.officer, request=request, kind="shown", what="当面看过")
    rights.answer(by=cast.officer, request=request, answer=f"{NAME}当面看过了。")
    now = timezone.now()
    assert rights.retire_due(now=now + timedelta(days=3 * 365 - 2)) == 0
    assert rights.retire_due(now=now + timedelta(days=3 * 365 + 3)) == 1
    assert rights.forget_words() == 1
    assert rights.retire_due(now=now + timedelta(days=3 * 365 + 3)) == 0
    assert not Person.objects.filter(erased_at=None).exists()
    assert [word for word in (NAME, "户口簿", "母亲") if word in everything()] == []
    assert RightsRequest.objects.get().stage == "answered"


@pytest.mark.once
def test_figures_count_only_answers_by_the_last_day_as_in_time(cast: Cast) -> None:
    late, early, _open = (proven(cast, "see") for _ in range(3))
    for request in (late, early):
        rights.note(by=cast.officer, request=request, kind="nothing", what="没有")
        rights.answer(by=cast.officer, request=request, answer="没有您的信息。")
    Matter.objects.filter(pk=late.pk).update(received_at=datetime(2026, 1, 5, tzinfo=UTC))
    late.matter.refresh_from_db()
    early.refresh_from_db()
    assert early.over_date
    found = figures(Matter.objects.all())
    assert (found.asked, found.over, found.in_time, found.refused) == (3, 2, 1, 0)


@pytest.mark.once
def test_one_that_is_taken_back_is_over_and_counts_as_no_answer(cast: Cast) -> None:
    request = ask(cast.room, "see", about="child", tie="母亲", subject="钱小小")
    progress.withdraw(matter=request.matter)
    for one in News.objects.select_related("entry__matter"):
        tasks.hear(Happened(one.entry.matter, one.entry, 1))
    request.refresh_from_db()
    assert request.stage == "back"
    assert request.subject
    assert Person.objects.get(pk=request.subject.pk).erased_at
    assert figures(Matter.objects.all()).over == 0


def test_the_account_of_an_erasing_is_what_the_rows_say_and_no_name_is_left(cast: Cast) -> None:
    reporter = Reporter(name=NAME, phone=PHONE)
    first = bring(cast.room, text=f"我是{NAME}，电话{PHONE}，灯坏了", reporter=reporter).matter
    bring(cast.room, text="路上有坑", reporter=reporter)
    talk.note(by=cast.officer, matter=first, text=f"给{NAME}回了电话")
    other = bring(cast.room, text=f"{NAME}家的狗叫").matter
    group = groups.form(by=cast.officer, room=cast.room, name="守望三组", kind="watch", zone=groups.Zone())
    secret = groups.invite(by=cast.officer, group=group)[1]
    groups.join(secret=secret, name=NAME, phone=PHONE, label="Android")
    volunteers.take_on(by=cast.officer, room=cast.room, name=NAME, phone=PHONE)
    quarrel.people(cast)
    quarrel.party(cast, quarrel.asked(cast), "applicant", NAME, phone=PHONE)
    request = proven(cast)
    rows = same_human(first.reporter)  # type: ignore[arg-type]
    report = rights.erase(
        by=cast.officer, request=request, rows=rows, reason="本人要求", choice=Choice(elsewhere=[other.pk])
    )
    assert (report.persons, report.kept) == (4, 1)
    assert (report.matters, report.elsewhere, report.codes) == (2, 1, 2)
    assert report.texts == 5  # title and text of theirs and of the other, and one note
    assert report.lists == 2
    assert report.phones == Device.objects.exclude(revoked_at=None).count() == 1
    assert report.consents >= 2
    assert not Member.objects.filter(left_at=None).exists()
    assert not Volunteer.objects.filter(left_at=None).exists()
    (stay,) = report.stays.all()
    assert (stay.file, stay.years) == ("纠纷案卷", 10)
    assert "第二十七条" in stay.why
    rights.answer(by=cast.officer, request=request, answer="已经删除，清单给您了。")
    assert Person.objects.filter(erased_at=None).count() == 1, "the party, whom the law keeps"
    left = everything()
    assert NAME not in left
    assert PHONE not in left
    assert Matter.objects.filter(kind="rights").get().reference == request.matter.reference
    assert figures(Matter.objects.all()).deleted == 1
