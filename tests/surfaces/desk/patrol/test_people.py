"""Volunteers at the desk: taken on, written down, certified, let go; and every look at a name is in the journal."""

import io
import re
from datetime import date, datetime, timedelta

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.actions import form_team, use_phone_code
from shouwang.kernel.people.models import Membership, PhoneCode
from shouwang.systems.patrol.actions import availability, turns, volunteers
from shouwang.systems.patrol.models import Insurance, OneOff, Shift, Training, Turn, Volunteer
from shouwang.systems.patrol.volunteering import Weekly
from tests.access.things import watcher
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def walker(cast: Cast, name: str = "马小川", **more: str) -> Volunteer:
    return volunteers.take_on(by=cast.officer, room=cast.room, name=name, **more)


def ready(cast: Cast, name: str = "马小川") -> Volunteer:
    one = walker(cast, name)
    volunteers.check_adult(by=cast.officer, volunteer=one)
    volunteers.train(by=cast.officer, volunteer=one, kind="basic", held_on=timezone.localdate())
    return one


def insured(cast: Cast, one: Volunteer, ends: int) -> Insurance:
    today = timezone.localdate()
    return volunteers.insure(
        by=cast.officer, volunteer=one, insurer="示例保险", policy_no="A1",
        starts_on=today - timedelta(300), ends_on=today + timedelta(ends),
    )  # fmt: skip


def shift(cast: Cast, *, days: int = 2, is_risky: bool = False) -> Shift:
    starts = timezone.now() + timedelta(days=days)
    return Shift.objects.create(
        room=cast.room, work="round", number=1, starts_at=starts, ends_at=starts + timedelta(hours=2), fewest=1,
        is_risky=is_risky, sent_at=timezone.now(),
    )  # fmt: skip


def served(cast: Cast, one: Volunteer, began: datetime, minutes: int = 120) -> Turn:
    ended = began + timedelta(minutes=minutes)
    done = Shift.objects.create(room=cast.room, work="post", number=1, starts_at=began, ends_at=ended, fewest=1)
    return Turn.objects.create(shift=done, volunteer=one, state="taken", began_at=began, ended_at=ended)


def href(name: str, one: Volunteer) -> str:
    return reverse(f"desk-patrol:volunteer{name}", args=[one.pk])


def verbs() -> list[str]:
    return list(Record.objects.filter(verb__startswith="patrol.").order_by("pk").values_list("verb", flat=True))


def test_somebody_new_is_taken_on_only_when_they_were_told(cast: Cast, desk: Client) -> None:
    page = reverse("desk-patrol:volunteer-new")
    said = {"act": "new", "name": "韩桂兰", "phone": "139 0000 0060", "is_adult": "on"}
    assert desk.post(page, said).status_code == 422
    assert desk.post(page, said | {"phone": "12", "is_told": "on"}).status_code == 422
    assert not Volunteer.objects.exists()
    shown = desk.post(page, said | {"is_told": "on"}, follow=True).content.decode()
    assert "韩桂兰" in shown
    assert "13900000060" in shown
    one = Volunteer.objects.get()
    assert one.adult_checked_by == cast.officer.name
    assert verbs() == ["patrol.taken_on", "patrol.adult_checked", "patrol.volunteer_seen"]


def test_somebody_a_watch_group_knows_stays_the_same_person(cast: Cast, desk: Client) -> None:
    known = watcher(cast.room, cast.officer).person
    page = reverse("desk-patrol:volunteer-new")
    assert "韩某" in desk.get(page).content.decode()
    assert verbs() == ["patrol.candidates_seen"]
    ids = re.findall(r' id="(id_[^"]+)"', desk.get(page).content.decode())
    assert len(ids) == len(set(ids))  # a label of one form must not tick the box of the other
    desk.post(page, {"act": "known", "known-person": str(known.pk), "known-is_told": "on"})
    assert Volunteer.objects.get().person == known


def test_the_list_says_who_may_go_and_narrows_to_whom_something_is_missing(cast: Cast, desk: Client) -> None:
    insured(cast, ready(cast, "马小川"), 200)
    insured(cast, ready(cast, "白明"), 5)
    walker(cast, "程远")
    shown = desk.get(reverse("desk-patrol:people")).content.decode()
    assert [word in shown for word in ("能上岗", "能上岗，有东西快到期", "还不能上岗")] == [True] * 3
    wants = desk.get(reverse("desk-patrol:people"), {"show": "wants"}).content.decode()
    assert "马小川" not in wants
    assert "白明" in wants
    assert verbs().count("patrol.volunteers_seen") == 2
    today = desk.get(reverse("desk:today")).content.decode()
    assert "保险 30 天内到期" in today
    assert "白明" not in today  # a number without names: nobody looked


def test_the_list_asks_as_often_for_many_as_for_few(cast: Cast, desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(reverse("desk-patrol:people")).status_code == 200
        return len(queries)

    for name in ("马小川", "白明"):
        turns.put_on(by=cast.officer, shift=shift(cast), volunteer=ready(cast, name))
    few = asked()
    for number in range(4):
        one = ready(cast, f"某人{number}")
        insured(cast, one, 5)
        turns.put_on(by=cast.officer, shift=shift(cast), volunteer=one)
    assert asked() == few


def test_whoever_only_sees_patrols_reads_names_and_next_turns(cast: Cast, client: Client) -> None:
    one = ready(cast)
    turns.put_on(by=cast.officer, shift=shift(cast), volunteer=one)
    client.force_login(cast.by_role()["cadre"])
    shown = client.get(reverse("desk-patrol:people"), {"show": "wants"}).content.decode()
    assert "马小川" in shown
    assert "第 1 组" in shown
    assert href("", one) not in shown
    assert "能上岗" not in shown
    assert "今年" not in shown
    assert client.get(href("", one)).status_code == 403


def test_dates_that_cannot_be_are_said_where_they_stand(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    page = href("-papers", one)
    tomorrow, today = timezone.localdate() + timedelta(1), timezone.localdate()
    for said, words in (
        ({"act": "training", "training-kind": "basic", "training-held_on": tomorrow}, "这一天还没到"),
        (
            {"act": "training", "training-kind": "basic", "training-held_on": today, "training-valid_until": "2020-01-01"},
            "比培训那天还早",
        ),
        (
            {
                "act": "insurance", "insurance-insurer": "示例", "insurance-policy_no": "1",
                "insurance-starts_on": tomorrow, "insurance-ends_on": today,
            },
            "比起始日还早",
        ),
    ):  # fmt: skip
        answer = desk.post(page, said)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Training.objects.exists()
    assert not Insurance.objects.exists()
    good = {"act": "training", "training-kind": "basic", "training-held_on": today}
    assert desk.post(page, good).status_code == 302
    assert Training.objects.get().valid_until is None


def test_taking_an_insurance_out_says_which_shifts_it_takes_along(cast: Cast, desk: Client) -> None:
    one = ready(cast)
    policy = insured(cast, one, 60)
    turns.put_on(by=cast.officer, shift=shift(cast, is_risky=True), volunteer=one)
    page = reverse("desk-patrol:volunteer-drop-insurance", args=[policy.pk])
    assert "位置空出来" in desk.get(page).content.decode()
    assert Insurance.objects.exists()
    assert "1 个班里撤下" in desk.post(page, follow=True).content.decode()
    assert Turn.objects.get().state == "gone"


def week(**said: str) -> dict[str, str]:
    return {f"{edge}_{day}_0": "" for edge in ("from", "to") for day in range(7)} | said


def test_a_week_is_written_line_by_line(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    page = href("-week", one)
    more = {"day_more": "0", "from_more": "22:00", "to_more": "01:00"}
    desk.post(page, week(from_0_0="19:00", to_0_0="21:00", **more))
    assert set(one.availabilities.values_list("weekday", "starts__hour", "ends__hour")) == {(0, 19, 21), (0, 22, 1)}
    shown = desk.get(href("", one)).content.decode()
    assert "19:00–21:00，22:00–01:00" in shown.replace("、", "，")
    both = week(from_0_0="19:00", to_0_0="21:00", from_0_1="20:00", to_0_1="22:00")
    assert "重了" in desk.post(page, both).content.decode()
    half = desk.post(page, week(from_3_0="19:00"))
    assert half.status_code == 422
    assert one.availabilities.count() == 2
    desk.post(page, week(from_0_0="19:00", to_0_0="21:00", like_monday="on"))
    assert one.availabilities.count() == 7


def test_times_for_once_are_added_and_taken_out(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    page = href("-away", one)
    assert desk.post(page, {"starts_at": "2020-01-01T08:00", "ends_at": "2020-01-02T08:00"}).status_code == 422
    assert desk.post(page, {"starts_at": "2099-01-03T08:00", "ends_at": "2099-01-02T08:00"}).status_code == 422
    assert desk.post(page, {"starts_at": "2099-01-01T08:00", "ends_at": "2099-01-02T08:00"}).status_code == 302
    made = OneOff.objects.get()
    assert not made.is_free
    assert "2099年1月1日" in desk.get(href("", one)).content.decode()
    desk.post(reverse("desk-patrol:volunteer-drop-away", args=[made.pk]))
    assert not OneOff.objects.exists()


def test_skills_and_wishes_are_kept_apart(cast: Cast, desk: Client) -> None:
    one, other = walker(cast), walker(cast, "白明")
    page = href("-wishes", one)
    desk.post(page, {"act": "skills", "kinds": ["driving", "leading"]})
    desk.post(page, {"act": "wishes", "beside": [str(other.pk)], "not_after": "22:00", "at_most": "2"})
    assert set(one.skills.values_list("kind", flat=True)) == {"driving", "leading"}
    shown = desk.get(page).content.decode()
    assert re.search(rf'value="{other.pk}"[^>]*checked', shown)
    assert 'value="22:00"' in shown
    desk.post(page, {"act": "wishes"})
    assert not one.wishes.exists()
    assert one.skills.count() == 2


def test_the_record_of_service_counts_the_time_that_was_asked_for(cast: Cast, desk: Client) -> None:
    one = ready(cast)
    evening = datetime(2026, 3, 6, 20, tzinfo=timezone.get_default_timezone())
    served(cast, one, evening)
    served(cast, one, evening + timedelta(7), minutes=100)
    served(cast, one, evening + timedelta(8), minutes=9)  # no patrol yet
    served(cast, one, evening + timedelta(40))
    turns.put_on(by=cast.officer, shift=shift(cast), volunteer=one)
    page = href("-hours", one)
    answer = desk.post(page, {"since": "2026-03-01", "until": "2026-03-31"})
    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    for words in ("志愿服务记录证明", "马小川", "2026年3月1日", "2026年3月31日", "3.5", "盖章", cast.room.name):
        assert words in text, words
    assert "4.0" not in text
    assert verbs()[-1] == "patrol.service_record"
    desk.cookies["language"] = "en"
    english = desk.post(page, {"since": "2026-03-01", "until": "2026-03-31"}).content
    assert "Record of volunteer service" in pypdf.PdfReader(io.BytesIO(english)).pages[0].extract_text()
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    assert desk.post(page, {"since": "2026-03-01", "until": tomorrow}).status_code == 422
    assert verbs()[-1] == "patrol.volunteer_seen"  # the page of the fault shows the name too
    assert desk.post(page, {"since": "0001-01-01", "until": "0001-01-02"}).status_code == 422
    assert desk.post(page, {"since": "2026-04-01", "until": "2026-03-01"}).status_code == 422


def test_hours_of_the_whole_year_are_counted_though_the_page_brings_only_what_is_to_come(
    cast: Cast, desk: Client
) -> None:
    one = ready(cast)
    new_year = datetime.combine(date(timezone.localdate().year, 1, 1), datetime.min.time())
    served(cast, one, timezone.make_aware(new_year) + timedelta(minutes=5), minutes=90)
    assert "1.5 小时" in desk.get(href("", one)).content.decode()
    assert "1.5 小时" in desk.get(reverse("desk-patrol:people")).content.decode()


def test_a_code_for_a_phone_is_shown_once_printed_and_taken_back(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    page, sheet = href("-phone", one), reverse("desk-patrol:volunteer-code-sheet")
    shown = desk.post(page, {"do": "code"}).content.decode()
    secret = re.search(r"/field/join/([^<\"/]+)", shown)
    assert secret
    assert secret[1] not in desk.get(page).content.decode()
    paper = desk.post(sheet, {"secret": secret[1]}).content.decode()
    assert "<svg" in paper
    assert "马小川" not in paper  # a sheet may be left lying
    desk.post(page, {"do": "code-back"})
    assert PhoneCode.objects.get().revoked_at
    assert desk.post(sheet, {"secret": secret[1]}).status_code == 302


def test_a_phone_that_was_lost_is_stopped(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    secret = volunteers.give_phone_code(by=cast.officer, volunteer=one)
    device, _key = use_phone_code(by=SYSTEM, secret=secret, label="Android")
    stop = reverse("desk-patrol:volunteer-phone-off", args=[device.pk])
    assert stop in desk.get(href("-phone", one)).content.decode()
    desk.post(stop)
    device.refresh_from_db()
    assert device.revoked_at


def test_another_phone_of_a_watcher_joins_by_a_code_of_their_own(cast: Cast, desk: Client) -> None:
    member = watcher(cast.room, cast.officer)
    page = reverse("desk-settings:watch-member", args=[member.pk])
    shown = desk.post(page, {"act": "phone"}).content.decode()
    found = re.search(r"/field/join/([^<\"/]+)", shown)
    assert found
    paper = desk.post(reverse("desk-settings:watch-phone-sheet"), {"secret": found[1]})
    assert paper.status_code == 200
    assert use_phone_code(by=SYSTEM, secret=found[1], label="iPhone")[0].person == member.person


def test_that_they_may_be_located_is_kept_and_taken_back(cast: Cast, desk: Client) -> None:
    one = walker(cast)
    desk.post(href("-located", one))
    assert one.person.consents.filter(purpose="patrol.track", withdrawn_at=None).exists()
    assert "每次只留三十天" in desk.get(href("", one)).content.decode()
    desk.post(href("-located", one), {"do": "refuse"})
    assert not one.person.consents.filter(purpose="patrol.track", withdrawn_at=None).exists()


def test_leaving_says_first_what_goes(cast: Cast, desk: Client) -> None:
    one = ready(cast)
    turns.put_on(by=cast.officer, shift=shift(cast), volunteer=one)
    availability.set_week(by=cast.officer, volunteer=one, week=[Weekly(0, datetime.min.time(), datetime.min.time())])
    asked = desk.get(href("-leave", one)).content.decode()
    assert "做了就不能撤回" in asked
    assert not Volunteer.objects.get().left_at
    assert "姓名、电话和手机登记已删除" in desk.post(href("-leave", one), follow=True).content.decode()
    assert Volunteer.objects.get().left_at
    assert not Training.objects.exists()
    assert not Turn.objects.exists()
    assert desk.get(href("", one)).status_code == 404


def test_a_volunteer_without_a_login_goes_into_a_team(cast: Cast, desk: Client, client: Client) -> None:
    one = walker(cast)
    team = form_team(by=SYSTEM, room=cast.room, name="某组")
    page = reverse("desk-settings:team", args=[team.pk])
    assert "马小川" in desk.get(page).content.decode()
    assert "patrol.volunteers_seen" in verbs()
    assert desk.post(page, {"who": f"person:{one.person_id}", "slot": "1"}).status_code == 302
    assert Membership.objects.get(team=team).person == one.person
    client.force_login(cast.administrator)  # keeps teams, and is told of nobody
    Membership.objects.all().delete()
    assert "马小川" not in client.get(page).content.decode()
    assert client.post(page, {"who": f"person:{one.person_id}", "slot": "1"}).status_code == 422
