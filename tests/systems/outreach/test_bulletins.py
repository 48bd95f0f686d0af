"""Bulletins: written by one, released by another, on the wall until their time is over."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices.actions import keep_robot, open_webhook
from shouwang.kernel.notices.models import Delivery, Notice
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach import tasks
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Bulletin
from shouwang.systems.outreach.queries import bulletins as queries
from tests.cast import Cast

FLOOD = Words("河边水急", "这几天上游放水，请不要下河。", "High water", "Please keep away from the river these days.")


def draft(cast: Cast, by: Account | None = None, words: Words = FLOOD) -> Bulletin:
    return actions.write(by=by or cast.auxiliary, room=cast.room, words=words)


def wall(cast: Cast) -> list[str]:
    return [bulletin.title for bulletin in queries.on_the_wall(cast.room, timezone.now())]


class TestRelease:
    def test_a_draft_is_not_on_the_wall(self, cast: Cast) -> None:
        draft(cast)
        assert wall(cast) == []

    def test_what_one_wrote_another_releases(self, cast: Cast) -> None:
        actions.release(by=cast.officer, bulletin=draft(cast))
        assert wall(cast) == ["河边水急"]
        assert not queries.on_the_wall(cast.next_room, timezone.now()).exists()

    def test_the_writer_does_not_release_where_another_could(self, cast: Cast) -> None:
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, bulletin=draft(cast, cast.officer), reason="hurry")
        assert missing.value.needs == ("other_eyes",)

    def test_alone_one_releases_with_a_reason(self, cast: Cast) -> None:
        people.close_account(by=SYSTEM, account=cast.chief)
        bulletin = draft(cast, cast.officer)
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, bulletin=bulletin, reason=" ")
        assert missing.value.needs == ("reason",)
        actions.release(by=cast.officer, bulletin=bulletin, reason="nobody else in the room")
        assert wall(cast) == ["河边水急"]
        assert Record.objects.get(verb="bulletin.released").detail == "nobody else in the room"

    def test_who_rewrites_a_draft_becomes_its_writer(self, cast: Cast) -> None:
        bulletin = draft(cast)
        actions.rewrite(by=cast.officer, bulletin=bulletin, words=FLOOD)
        with pytest.raises(Missing):
            actions.release(by=cast.officer, bulletin=bulletin)
        actions.release(by=cast.chief, bulletin=bulletin)

    @pytest.mark.once
    def test_a_recording_is_heard_by_a_second_person_and_goes_with_the_words(self, cast: Cast) -> None:
        bulletin = draft(cast, words=Words("找人", "嫌疑人张三军。"))
        audio = File.objects.create(room=cast.room, sha256="a" * 64, size=1, kind="voice", created_at=timezone.now())
        actions.add_sound(by=cast.officer, bulletin=bulletin, audio=audio)
        actions.let_stand(by=cast.officer, bulletin=bulletin, said="张三军", reason="通缉令")
        with pytest.raises(Missing):
            actions.release(by=cast.officer, bulletin=bulletin)
        actions.strike(by=cast.officer, bulletin=bulletin, said="张三军")
        assert not File.objects.exists()
        audio = File.objects.create(room=cast.room, sha256="a" * 64, size=1, kind="voice", created_at=timezone.now())
        actions.add_sound(by=cast.officer, bulletin=bulletin, audio=audio)
        actions.rewrite(by=cast.officer, bulletin=bulletin, words=Words("找人", "别的"))
        assert not File.objects.exists()

    def test_writing_is_not_releasing(self, cast: Cast) -> None:
        bulletin = draft(cast, cast.officer)
        for account in (cast.auxiliary, cast.cadre, cast.neighbour, cast.stranger):
            with pytest.raises(PermissionDenied):
                actions.release(by=account, bulletin=bulletin)

    def test_only_writers_write(self, cast: Cast) -> None:
        for account in (cast.mediator, cast.lawyer, cast.volunteer, cast.technician, cast.neighbour):
            with pytest.raises(PermissionDenied):
                draft(cast, account)

    def test_it_is_released_once(self, cast: Cast) -> None:
        bulletin = draft(cast)
        actions.release(by=cast.officer, bulletin=bulletin)
        with pytest.raises(NotAllowedNow):
            actions.release(by=cast.chief, bulletin=bulletin)

    def test_one_whose_time_is_over_is_not_released(self, cast: Cast) -> None:
        past = Words("旧", "旧", expires_at=timezone.now() - timedelta(minutes=1))
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, bulletin=draft(cast, words=past))
        assert missing.value.needs == ("later_end",)


@pytest.mark.parametrize(("words", "needs"), [(Words("", " "), ("title", "text")), (Words("题", ""), ("text",))])
def test_a_bulletin_says_something(cast: Cast, words: Words, needs: tuple[str, ...]) -> None:
    with pytest.raises(Missing) as missing:
        draft(cast, words=words)
    assert missing.value.needs == needs


def test_released_words_do_not_change_any_more(cast: Cast) -> None:
    bulletin = draft(cast)
    actions.release(by=cast.officer, bulletin=bulletin)
    with pytest.raises(NotAllowedNow):
        actions.rewrite(by=cast.auxiliary, bulletin=bulletin, words=Words("别的", "别的"))


class TestEnd:
    def test_taken_down_it_is_off_the_wall_with_its_reason(self, cast: Cast) -> None:
        bulletin = actions.release(by=cast.officer, bulletin=draft(cast))
        with pytest.raises(Missing):
            actions.take_down(by=cast.officer, bulletin=bulletin, reason="")
        with pytest.raises(PermissionDenied):
            actions.take_down(by=cast.auxiliary, bulletin=bulletin, reason="over")
        actions.take_down(by=cast.officer, bulletin=bulletin, reason="the water has gone down")
        assert wall(cast) == []

    def test_past_its_time_it_is_off_the_wall_before_the_clock_has_run(self, cast: Cast) -> None:
        soon = timezone.now() + timedelta(hours=1)
        bulletin = actions.release(by=cast.officer, bulletin=draft(cast, words=Words("题", "话", expires_at=soon)))
        assert bulletin.stands(soon - timedelta(minutes=1))
        assert not bulletin.stands(soon)
        assert not queries.on_the_wall(cast.room, soon).exists()
        assert (actions.expire_due(now=soon), actions.expire_due(now=soon)) == (1, 0)
        bulletin.refresh_from_db()
        assert bulletin.state == "expired"

    def test_the_clock_leaves_the_others(self, cast: Cast) -> None:
        actions.release(by=cast.officer, bulletin=draft(cast))
        tasks.expire_bulletins()
        assert wall(cast) == ["河边水急"]

    def test_a_draft_is_discarded_by_who_may_write(self, cast: Cast) -> None:
        bulletin = actions.discard(by=cast.auxiliary, bulletin=draft(cast), reason="written twice")
        assert bulletin.state == "taken_down"
        with pytest.raises(NotAllowedNow):
            actions.release(by=cast.officer, bulletin=bulletin)


class TestTelling:
    def test_groups_and_programs_hear_of_a_release_once(self, cast: Cast) -> None:
        keep_robot(
            by=SYSTEM,
            room=cast.room,
            kind="email",
            name="群",
            url="group@example.com",
            events="bulletin.released",
        )
        open_webhook(by=cast.officer, room=cast.room, url="https://hook.example/", events="*")
        bulletin = actions.release(by=cast.officer, bulletin=draft(cast))
        notice = Notice.objects.get()
        assert "河边水急" in notice.subject
        assert notice.body == FLOOD.text
        actions.take_down(by=cast.officer, bulletin=bulletin, reason="over")
        events = list(Delivery.objects.order_by("created_at").values_list("event", flat=True))
        assert events == ["bulletin.released", "bulletin.taken_down"]

    @pytest.mark.once
    def test_what_can_not_wait_is_told_at_night_and_nothing_after_its_end(self, cast: Cast) -> None:
        keep_robot(by=SYSTEM, room=cast.room, kind="email", name="群", url="group@example.com", events="*")
        official = {"issuer": "县气象台", "number": "7", "issued_at": timezone.now(), "kind": "warning"}
        soon = timezone.now() + timedelta(hours=6)
        red, blue = (
            actions.release(
                by=cast.officer,
                bulletin=draft(cast, words=Words("暴雨预警", "别出门", level=level, expires_at=soon, **official)),  # type: ignore[arg-type]
            )
            for level in ("1", "4")
        )
        actions.release(by=cast.officer, bulletin=draft(cast, words=Words("河边", "水急", is_urgent=True)))
        assert list(Notice.objects.order_by("pk").values_list("urgent", flat=True)) == [True, False, True]
        actions.take_down(by=cast.officer, bulletin=blue, reason="解除")
        tasks.expire_bulletins()
        assert set(Notice.objects.filter(state="waiting").values_list("expires_at", flat=True)) == {soon, None}
        assert Notice.objects.get(about_id=str(blue.pk)).trouble == "over"
        assert red.expires_at == soon

    def test_a_discarded_draft_is_told_to_nobody(self, cast: Cast) -> None:
        open_webhook(by=cast.officer, room=cast.room, url="https://hook.example/", events="*")
        actions.discard(by=cast.officer, bulletin=draft(cast), reason="no")
        assert not Delivery.objects.exists()


def test_english_where_there_is_english(cast: Cast) -> None:
    bulletin, plain = draft(cast), draft(cast, words=Words("题", "话"))
    assert (bulletin.title_in("en"), bulletin.title_in("zh-hans")) == ("High water", "河边水急")
    assert (plain.title_in("en"), plain.text_in("en")) == ("题", "话")


def test_drafts_are_seen_by_writers_of_the_room_only(cast: Cast) -> None:
    draft(cast)
    sees = {role for role, account in cast.by_role().items() if queries.bulletins(account, cast.room).exists()}
    assert sees == {"officer", "auxiliary", "cadre", "chief"}
    assert not queries.bulletins(cast.neighbour, cast.room).exists()


class TestTheDatabaseItself:
    """What must hold whatever the code does."""

    @pytest.mark.parametrize(
        "change",
        [
            {"state": "released"},
            {"released_at": timezone.now()},
            {"state": "taken_down"},
            {"taken_down_because": "why"},
        ],
    )
    def test_it_refuses_half_a_change(self, cast: Cast, change: dict[str, object]) -> None:
        bulletin = draft(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Bulletin.objects.filter(pk=bulletin.pk).update(**change)

    def test_it_refuses_a_release_by_the_writer_without_reason(self, cast: Cast) -> None:
        bulletin = draft(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Bulletin.objects.filter(pk=bulletin.pk).update(
                state="released", released_at=timezone.now(), released_by=cast.auxiliary
            )

    def test_it_refuses_an_end_before_the_release(self, cast: Cast) -> None:
        bulletin = actions.release(by=cast.officer, bulletin=draft(cast))
        with pytest.raises(IntegrityError), transaction.atomic():
            Bulletin.objects.filter(pk=bulletin.pk).update(expires_at=bulletin.released_at)
