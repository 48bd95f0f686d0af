"""Campaigns: one text in pieces, released by a second person, begun once, ended with all that hangs of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.models import Record
from shouwang.kernel.notices.actions import keep_robot
from shouwang.kernel.notices.models import Notice, Phone
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import tasks
from shouwang.systems.outreach.actions import campaigns as actions
from shouwang.systems.outreach.actions import sounds
from shouwang.systems.outreach.actions.forgetting import KEPT, forget_old
from shouwang.systems.outreach.actions.releasing import expect
from shouwang.systems.outreach.lifecycle import Changed, Missing, NotAllowedNow
from shouwang.systems.outreach.models import Airing, Bulletin, Film, Piece
from shouwang.systems.outreach.queries import campaigns as queries
from shouwang.systems.outreach.queries.titles import titles
from tests.cast import Cast
from tests.systems.outreach.campaigning import SAFE, UNHEARD, draft, recorded, relayed, urgent


def wall(cast: Cast) -> list[str]:
    return list(Bulletin.objects.filter(room=cast.room, state="released").values_list("title", flat=True))


def shown(cast: Cast) -> list[str]:
    return [piece.campaign.title for piece in queries.slides(cast.room, timezone.now())]


class TestWriting:
    def test_one_text_becomes_a_piece_for_each_way(self, cast: Cast) -> None:
        campaign = draft(cast, ways=actions.ALL_WAYS)
        assert set(campaign.pieces.values_list("way", flat=True)) == set(actions.ALL_WAYS)

    def test_a_piece_changed_by_hand_stays_when_the_text_changes(self, cast: Cast) -> None:
        campaign = draft(cast)
        actions.change_piece(by=cast.auxiliary, campaign=campaign, way="slide", text="挂断，打 96110")
        actions.rewrite(by=cast.officer, campaign=campaign, words=replace(SAFE, text="换一段话。"))
        said = dict(campaign.pieces.values_list("way", "text"))
        assert said["slide"] == "挂断，打 96110"
        assert said["bulletin"] == "换一段话。"
        campaign.refresh_from_db()
        assert campaign.written_by == cast.officer
        actions.change_piece(by=cast.auxiliary, campaign=campaign, way="slide", text="")
        assert campaign.pieces.get(way="slide").text == "换一段话。"

    def test_a_way_is_turned_off_and_on(self, cast: Cast) -> None:
        campaign = draft(cast)
        actions.turn(by=cast.auxiliary, campaign=campaign, way="poster", on=False)
        actions.turn(by=cast.auxiliary, campaign=campaign, way="film", on=True)
        assert set(campaign.pieces.values_list("way", flat=True)) == {"wechat", "slide", "bulletin", "film"}

    @pytest.mark.parametrize(
        ("change", "needs"),
        [
            ({"title": " "}, ("title",)),
            ({"number": "7"}, ("source",)),
            ({"is_urgent": True}, ("end",)),
            ({"title": "诈骗预警"}, ("own_warning",)),
        ],
    )
    def test_what_is_missing_is_named(self, cast: Cast, change: dict[str, object], needs: tuple[str, ...]) -> None:
        with pytest.raises(Missing) as missing:
            draft(cast, words=replace(SAFE, **change))  # type: ignore[arg-type]
        assert missing.value.needs == needs

    def test_an_official_warning_is_relayed_with_source_and_number(self, cast: Cast) -> None:
        assert draft(cast, words=relayed()).is_relayed
        for lacks in ("source", "number", "level", "issued_at"):
            with pytest.raises(Missing) as missing:
                draft(cast, words=replace(relayed(), **{lacks: None if lacks == "issued_at" else ""}))
            assert missing.value.needs == ("source",)
        with pytest.raises(Missing) as missing:
            draft(cast, words=replace(relayed(), expires_at=None))
        assert missing.value.needs == ("end",)

    def test_what_looks_personal_goes_out_with_a_reason_only(self, cast: Cast) -> None:
        campaign = draft(cast, words=replace(SAFE, text="受害人张大力已报警，电话13800138000。"))
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, campaign=campaign)
        assert missing.value.needs == ("personal",)
        out = actions.release(by=cast.officer, campaign=campaign, personal_because="本人要求公布")
        assert out.personal_because == "本人要求公布"
        assert Record.objects.filter(verb="campaign.let_stand").exists()

    @pytest.mark.once
    def test_what_is_struck_in_the_pieces_is_still_asked_of_the_text(self, cast: Cast) -> None:
        campaign = draft(cast, words=replace(SAFE, text="受害人张大力已报警。"), ways=("slide",))
        actions.change_piece(by=cast.auxiliary, campaign=campaign, way="slide", text="有人被骗。")
        assert queries.looks_personal(campaign) == ["张大力"]

    @pytest.mark.once
    def test_the_journal_keeps_no_words_of_it(self, cast: Cast) -> None:
        campaign = draft(cast, words=replace(SAFE, title="村民王小明被骗十万"))
        actions.discard(by=cast.auxiliary, campaign=campaign, reason="写了王小明的名字")
        said = "".join(one.object_label + one.detail for one in Record.objects.all())
        assert "王小明" not in said
        assert titles({("campaign", str(campaign.pk))}) == {str(campaign.pk): "村民王小明被骗十万"}

    @pytest.mark.once
    def test_other_words_and_sounds_are_another_version(self, cast: Cast, tmp_path: Path) -> None:
        campaign = draft(cast, ways=("speaker",))
        for change in (lambda: actions.rewrite(by=cast.auxiliary, campaign=campaign, words=SAFE),
                       lambda: sounds.approve(by=cast.officer, sound=recorded(cast, campaign, tmp_path))):  # fmt: skip
            campaign.refresh_from_db()
            expect(campaign, campaign.version)
            change()
            with pytest.raises(Changed):
                expect(campaign, campaign.version)

    @pytest.mark.once
    def test_a_piece_left_out_meanwhile_is_not_changed(self, cast: Cast) -> None:
        with pytest.raises(NotAllowedNow):
            actions.change_piece(by=cast.auxiliary, campaign=draft(cast), way="film", text="别的")

    def test_only_who_works_on_outreach_writes(self, cast: Cast) -> None:
        for account in (cast.stranger, cast.neighbour, cast.volunteer):
            with pytest.raises(PermissionDenied):
                draft(cast, by=account)


class TestRelease:
    def test_it_hangs_and_groups_are_told_once(self, cast: Cast) -> None:
        url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a"
        keep_robot(by=actor(cast.officer), room=cast.room, kind="wecom", name="一组", url=url, events="*")
        campaign = actions.release(by=cast.officer, campaign=draft(cast))
        assert wall(cast) == ["没有安全账户"]
        assert Notice.objects.get().body.startswith("【没有安全账户】")
        assert shown(cast) == ["没有安全账户"]
        gone = queries.gone(campaign)
        assert (gone.bulletin is not None, len(gone.notices), gone.places) == (True, 1, 1)
        actions.clock_due(now=timezone.now())
        assert Notice.objects.count() == 1

    def test_a_relayed_warning_hangs_as_one(self, cast: Cast, client: Client) -> None:
        actions.release(by=cast.officer, campaign=draft(cast, words=relayed()))
        one = Bulletin.objects.get()
        assert (one.kind, one.issuer, one.level, one.category) == ("warning", "河湾县气象台", "2", "Met")
        for address in (f"/r/HW/b/{one.short}/", "/feeds/HW/bulletins.atom", f"/feeds/HW/cap/{one.short}.xml"):
            said = client.get(address).content.decode()
            assert "河湾县气象台" in said, address
            assert "41038141600000_1" in said, address

    def test_the_writer_does_not_release(self, cast: Cast) -> None:
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, campaign=draft(cast, by=cast.officer), reason="hurry")
        assert missing.value.needs == ("other_eyes",)

    def test_who_may_not_release(self, cast: Cast) -> None:
        campaign = draft(cast)
        for account in (cast.auxiliary, cast.stranger, cast.volunteer):
            with pytest.raises(PermissionDenied):
                actions.release(by=account, campaign=campaign)

    def test_a_loudspeaker_needs_a_sound_or_the_choice_to_go_without(self, cast: Cast) -> None:
        campaign = draft(cast, ways=("speaker",))
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, campaign=campaign)
        assert missing.value.needs == ("sound",)
        actions.go_without_sound(by=cast.auxiliary, campaign=campaign, without=True)
        assert actions.release(by=cast.officer, campaign=campaign).state == "released"

    def test_what_goes_nowhere_or_reads_as_a_warning_is_not_released(self, cast: Cast) -> None:
        campaign = draft(cast, ways=())
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, campaign=campaign)
        assert missing.value.needs == ("way",)
        actions.turn(by=cast.auxiliary, campaign=campaign, way="slide", on=True)
        actions.change_piece(by=cast.auxiliary, campaign=campaign, way="slide", text="现发布红色预警")
        with pytest.raises(Missing) as missing:
            actions.release(by=cast.officer, campaign=campaign)
        assert missing.value.needs == ("own_warning",)

    def test_it_stands_a_week_unless_somebody_said_until_when(self, cast: Cast) -> None:
        campaign = actions.release(by=cast.officer, campaign=draft(cast))
        assert campaign.expires_at
        assert campaign.released_at
        assert campaign.expires_at - campaign.released_at == actions.STANDS_FOR

    def test_it_begins_by_the_clock(self, cast: Cast) -> None:
        begins = timezone.now() + timedelta(days=1)
        campaign = actions.release(by=cast.officer, campaign=draft(cast, words=replace(SAFE, begins_at=begins)))
        assert (wall(cast), shown(cast)) == ([], [])
        actions.clock_due(now=begins + timedelta(minutes=1))
        assert wall(cast) == ["没有安全账户"]
        campaign.refresh_from_db()
        assert campaign.begun_at

    def test_an_urgent_one_comes_first(self, cast: Cast) -> None:
        actions.release(by=cast.officer, campaign=draft(cast, words=urgent(), ways=("bulletin",)))
        actions.release(by=cast.officer, campaign=draft(cast))
        assert shown(cast) == ["上游放水", "没有安全账户"]


class TestEnd:
    def test_taken_down_it_takes_the_bulletin_with_it(self, cast: Cast) -> None:
        campaign = actions.release(by=cast.officer, campaign=draft(cast))
        with pytest.raises(Missing):
            actions.take_down(by=cast.officer, campaign=campaign, reason=" ")
        actions.take_down(by=cast.officer, campaign=campaign, reason="说错了")
        assert (wall(cast), shown(cast)) == ([], [])
        with pytest.raises(NotAllowedNow):
            actions.note_given(by=cast.auxiliary, campaign=campaign, way="wechat", where="一组群")

    def test_groups_that_were_not_told_yet_are_told_no_more(self, cast: Cast) -> None:
        for name in ("一组", "二组"):
            url = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={name}"
            keep_robot(by=actor(cast.officer), room=cast.room, kind="wecom", name=name, url=url, events="*")
        campaign = actions.release(by=cast.officer, campaign=draft(cast))
        first = Notice.objects.get(robot__name="一组")
        Notice.objects.filter(pk=first.pk).update(state="sent", sent_at=timezone.now(), not_before=None)
        actions.take_down(by=cast.officer, campaign=campaign, reason="说错了")
        assert dict(Notice.objects.values_list("robot__name", "state")) == {"一组": "sent", "二组": "buried"}
        gone = queries.gone(campaign)
        assert ([one.robot.name for one in gone.told if one.robot], gone.called_back) == (["一组"], 1)

    def test_past_its_time_it_is_over(self, cast: Cast) -> None:
        campaign = actions.release(by=cast.officer, campaign=draft(cast))
        assert campaign.expires_at
        actions.clock_due(now=campaign.expires_at)
        campaign.refresh_from_db()
        assert campaign.state == "expired"
        assert Record.objects.filter(verb="campaign.expired").count() == 1

    def test_a_draft_is_thrown_away_and_a_copy_is_a_new_draft(self, cast: Cast) -> None:
        campaign = draft(cast)
        actions.change_piece(by=cast.auxiliary, campaign=campaign, way="slide", text="挂断")
        actions.discard(by=cast.auxiliary, campaign=campaign, reason="重写")
        again = actions.copy(by=cast.officer, campaign=campaign)
        assert (again.state, again.title, again.expires_at) == ("draft", "没有安全账户", None)
        assert again.pieces.get(way="slide").text == "挂断"
        assert again.pieces.count() == len(UNHEARD)

    def test_what_was_put_up_by_hand_counts_a_place_once(self, cast: Cast) -> None:
        campaign = actions.release(by=cast.officer, campaign=draft(cast, ways=("poster",)))
        for where in ("村口小卖部", "村口小卖部", "卫生室"):
            actions.note_given(by=cast.auxiliary, campaign=campaign, way="poster", where=where)
        assert queries.gone(campaign).places == 2
        with pytest.raises(Missing):
            actions.note_given(by=cast.auxiliary, campaign=campaign, way="poster", where=" ")


def test_the_week_shows_what_is_out_and_what_is_planned(cast: Cast) -> None:
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    draft(cast, words=replace(SAFE, title="下周的", begins_at=timezone.now() + timedelta(days=7)))
    draft(cast, words=replace(SAFE, title="没说时候"))
    actions.release(by=cast.officer, campaign=draft(cast))
    days = queries.week(cast.officer, cast.room, monday)
    assert [[one.title for one in found] for day, found in days if day == today] == [["没有安全账户"]]
    titles = {
        one.title for _day, found in queries.week(cast.officer, cast.room, monday + timedelta(days=7)) for one in found
    }
    assert "下周的" in titles
    assert "没说时候" not in titles
    assert not any(found for _day, found in queries.week(cast.neighbour, cast.room, monday))


@pytest.mark.once
def test_the_clock_is_safe_to_run_twice(cast: Cast) -> None:
    actions.release(by=cast.officer, campaign=draft(cast))
    tasks.move_campaigns()
    tasks.move_campaigns()
    assert Piece.objects.count() == len(UNHEARD)
    assert Record.objects.filter(verb="campaign.begun").count() == 1


@pytest.mark.once
def test_an_urgent_one_is_played_from_its_release_until_it_is_taken_back(cast: Cast, tmp_path: Path) -> None:
    campaign = draft(cast, words=urgent(), ways=("speaker",))
    sounds.approve(by=cast.officer, sound=recorded(cast, campaign, tmp_path))
    actions.release(by=cast.officer, campaign=campaign)
    assert Airing.objects.get().begun_at
    actions.take_down(by=cast.officer, campaign=campaign, reason="水退了")
    assert Airing.objects.get().called_off_because == "水退了"


@pytest.mark.once
def test_past_its_time_it_is_taken_back_with_its_bulletin_and_goes_after_three_years(
    cast: Cast, tmp_path: Path
) -> None:
    campaign = draft(cast, ways=("speaker", "bulletin"))
    sounds.approve(by=cast.officer, sound=recorded(cast, campaign, tmp_path))
    out = actions.release(by=cast.officer, campaign=campaign)
    assert out.expires_at
    actions.clock_due(now=out.expires_at)
    tasks.bulletins.expire_due(now=out.expires_at)
    back = actions.take_down(by=cast.officer, campaign=campaign, reason="写错了", at=out.expires_at)
    bulletin = Bulletin.objects.get()
    assert (back.state, bulletin.state) == ("taken_down", "taken_down")
    shot = File.objects.create(
        room=cast.room, sha256="f" * 64, size=9, media_type="video/mp4", kind="film", name="a.mp4", purpose="outreach.film",
        uploaded_by="系统", created_at=timezone.now(),
    )  # fmt: skip
    Film.objects.create(campaign=campaign, state="ready", of_words="f", file=shot, asked_at=timezone.now())
    assert forget_old(now=back.changed_at + KEPT) == 0
    assert forget_old(now=back.changed_at + KEPT + timedelta(days=1)) == 1
    bulletin.refresh_from_db()
    assert (bulletin.campaign, bulletin.audio, File.objects.count()) == (None, None, 0)


@pytest.mark.once
def test_files_of_a_draft_say_so_and_what_is_over_gives_none(cast: Cast, client: Client) -> None:
    campaign = draft(cast, ways=("speaker",))
    client.force_login(cast.auxiliary)
    script = reverse("desk-outreach:take", args=[campaign.pk, "script"])
    assert client.get(script).content.decode().startswith("草稿，未放行\n")
    actions.discard(by=cast.auxiliary, campaign=campaign, reason="写错了")
    assert client.get(script).status_code == 302


@pytest.mark.once
@pytest.mark.parametrize("address", ["week/?of=9999-12-31", "speakers/programme/?day=9999-12-31"])
def test_days_at_the_end_of_the_calendar_show_today(cast: Cast, client: Client, address: str) -> None:
    client.force_login(cast.auxiliary)
    assert client.get(reverse("desk-outreach:home") + address).status_code == 200


@pytest.mark.once
def test_phones_are_told_of_an_urgent_one_and_no_more_when_it_is_taken_back(cast: Cast) -> None:
    keep_robot(by=actor(cast.officer), room=cast.room, kind="email", name="群", url="a@example.com", events="*")
    phone = Phone.objects.create(
        room=cast.room, endpoint_lookup="x", language="zh-hans", agreed_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    campaign = actions.release(by=cast.officer, campaign=draft(cast, words=urgent()))
    told = Notice.objects.get(phone=phone)
    assert (told.urgent, told.expires_at) == (True, campaign.expires_at)
    assert "/b/" in told.link
    actions.take_down(by=cast.officer, campaign=campaign, reason="水退了")
    gone = queries.gone(campaign)
    assert ({one.trouble for one in gone.notices}, gone.phones.over, gone.places) == ({"over"}, 1, 1)
