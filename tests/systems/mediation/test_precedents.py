"""What settled a closed dispute: kept without its people, found, shared once read over, gone when it no longer holds."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from shouwang.kernel.ground.models import Room, Village, Way
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.models import Matter
from shouwang.systems.mediation import tasks
from shouwang.systems.mediation.actions import closing, precedents, safety
from shouwang.systems.mediation.actions.retiring import retire_due
from shouwang.systems.mediation.actions.shelf import hold
from shouwang.systems.mediation.lifecycle import Missing
from shouwang.systems.mediation.models import Dispute, Posting, Precedent
from shouwang.systems.mediation.precedent import Entry, Memory, add, find, read, take_out, without_places
from shouwang.systems.mediation.precedent.shelf import BLOCK
from shouwang.systems.mediation.queries import precedents as queries
from shouwang.systems.mediation.queries.shelf import Reading
from tests.cast import Cast
from tests.systems.mediation import quarrel

NAMED = (
    "马大川",
    "大川",
    "王石头",
    "石头",
    "吴调解员",
    "李辅警",
    "13800000011",
    "河湾",
    "弯河大道",
    "赵二婶",
    "示例县",
)
LIKE_IT = "老李家翻盖后院，新墙越过界线，占了滴水，两家吵起来"


@pytest.fixture(autouse=True)
def at_once(settings: object) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]


def kept(cast: Cast) -> Precedent:
    """The wall's precedent, as the worker makes it."""
    dispute = quarrel.at(cast, "closed")
    news.spread()
    return Precedent.objects.get(dispute=dispute)


def shared(cast: Cast) -> Precedent:
    one = kept(cast)
    precedents.read_over(by=cast.officer, precedent=one, facts=one.facts, settled=one.settled)
    return Precedent.objects.get(pk=one.pk)


def found(viewer: object, words: str = LIKE_IT) -> list[Precedent]:
    return [one.precedent for one in queries.like_words(viewer, words).found]  # type: ignore[arg-type]


def test_the_table_answers_as_the_memory_does(cast: Cast) -> None:
    texts = ["屋檐水滴到隔壁墙上", "借了三万块钱不还", "狗咬了人，要赔药费", "前院的水流到后院墙根"]
    entries = [Entry(at + BLOCK - 2, read(text), at) for at, text in enumerate(texts)]  # in two blocks
    memory, table = Memory(), hold()
    for shelf in (memory, table):
        add(shelf, entries)
        take_out(shelf, [BLOCK - 1])
        add(shelf, [Entry(BLOCK, read("狗咬了鸡"), 2)])  # another text in the same place
    for text in [*texts, "狗咬了鸡"]:
        asked, same = (find(shelf, read(text), kind=2, enough=0) for shelf in (table, memory))
        assert asked.weights == same.weights
        assert [hit.number for hit in asked.found] == [hit.number for hit in same.found]
        assert [hit.likeness for hit in asked.found] == pytest.approx([hit.likeness for hit in same.found])
    take_out(table, [entry.number for entry in entries])
    assert not Posting.objects.exists()


def test_a_closed_dispute_is_found_by_what_it_was_about(cast: Cast) -> None:
    one = kept(cast)
    assert (one.justice_type, one.outcome, one.is_kept, one.year) == ("J03", "written", True, timezone.localdate().year)
    assert "退墙三十厘米" in one.settled
    assert found(cast.mediator) == [one]
    news.spread()
    precedents.follow(dispute=one.dispute_id)  # type: ignore[arg-type]
    assert Precedent.objects.count() == 1


def test_no_name_no_number_and_no_place_is_in_any_column(cast: Cast) -> None:
    Village.objects.create(room=cast.room, name="河湾村")
    Way.objects.create(room=cast.room, name="弯河大道")
    dispute = quarrel.visited(cast)
    text = "王石头家在河湾村弯河大道边盖房，王家新墙压到马大川家滴水线。大川打13800000011找过石头，赵二婶看见的。示例县也问过。"
    Matter.objects.filter(pk=dispute.pk).update(text=text, title="马大川和王石头的墙")
    inquiry = {
        "at": timezone.now(),
        "where": "村口",
        "investigator": "吴调解员",
        "content": "问过",
        "recorder": "李辅警",
    }
    dispute.inquiries.create(asked="赵二婶（邻居）", **inquiry)
    agreement = dispute.agreements.get()
    agreement.content = "王石头十日内退墙三十厘米，大川补八百元，李辅警作证。"
    agreement.save()
    closing.report(by=cast.mediator, dispute=quarrel.fresh(dispute), summary="马大川满意")
    closing.check(by=cast.cadre, dispute=quarrel.fresh(dispute))
    closing.close(by=cast.cadre, dispute=quarrel.fresh(dispute), answer="办完了。")
    news.spread()
    row = Precedent.objects.values().get()
    said = " ".join(str(value) for value in row.values())
    assert not [name for name in NAMED if name in said]
    assert "滴水线" in row["facts"]
    assert row["settled"].startswith("乙十日内退墙三十厘米，甲补八百元，某人作证")


@pytest.mark.once  # one file is SQLite's
@pytest.mark.django_db(transaction=True)
def test_none_of_them_is_in_the_file_of_the_database(cast: Cast, tmp_path: Path) -> None:
    """Read as a thief would: the two tables copied out as they lie on the disk."""
    kept(cast)
    whole, copy = sqlite3.connect(tmp_path / "whole.sqlite3"), tmp_path / "shelf.sqlite3"
    connection.ensure_connection()
    connection.connection.backup(whole)
    whole.close()
    alone = sqlite3.connect(copy)
    alone.execute("ATTACH ? AS whole", [str(tmp_path / "whole.sqlite3")])
    for table in ("mediation_precedent", "mediation_posting", "mediation_precedentshelf"):
        alone.execute(f"CREATE TABLE {table} AS SELECT * FROM whole.{table}")
    alone.close()
    lying = copy.read_bytes()
    assert "滴水线".encode() in lying
    assert not [name for name in NAMED if name.encode() in lying]


def test_places_go_by_their_stem_and_keep_their_kind() -> None:
    names = ["河湾村警务室", "示例县", "Hewan", "村委会", "滩"]
    assert without_places("河湾村东头，河湾的地，示例县城", names) == "某村东头，某地的地，某县城"
    assert (
        without_places("in Hewan, not in Hewanish; 村委会盖章，河滩", names)
        == "in 某地, not in Hewanish; 村委会盖章，河滩"
    )


def test_other_rooms_of_the_county_see_it_once_read_over_and_no_other_county(cast: Cast) -> None:
    one = kept(cast)
    assert (found(cast.officer), found(cast.neighbour)) == ([one], [])
    assert queries.precedent_of(cast.neighbour, one.pk) is None
    assert list(queries.to_read(cast.officer)) == [one]
    assert (
        precedents.read_over(by=cast.cadre, precedent=one, facts=one.facts + "墙高两米。", settled=one.settled) is False
    )
    assert [each.facts for each in found(cast.neighbour, "墙高两米")] == [one.facts + "墙高两米。"]
    assert not queries.to_read(cast.officer).exists()
    like = queries.like_words(cast.neighbour, LIKE_IT).found[0]
    assert (like.is_own, like.dispute) == (False, None)
    Room.objects.filter(pk=cast.next_room.pk).update(station=cast.far_room.station)
    assert found(cast.neighbour) == []


def test_a_name_that_the_reader_writes_back_is_taken_out_again(cast: Cast) -> None:
    one = kept(cast)
    assert (
        precedents.read_over(by=cast.officer, precedent=one, facts="马大川家的墙压了界线", settled="王石头退墙") is True
    )
    again = Precedent.objects.get()
    assert (again.facts, again.settled) == ("甲家的墙压了界线", "乙退墙")
    with pytest.raises(Missing):
        precedents.read_over(by=cast.officer, precedent=one, facts=" ", settled="")


def test_who_only_mediates_reads_nothing_over_and_takes_nothing_back(cast: Cast) -> None:
    one = shared(cast)
    for who in (cast.mediator, cast.auxiliary, cast.lawyer, cast.neighbour):
        with pytest.raises(PermissionDenied):
            precedents.read_over(by=who, precedent=one, facts="x", settled="")
        with pytest.raises(PermissionDenied):
            precedents.take_back(by=who, precedent=one)
    precedents.take_back(by=cast.cadre, precedent=one)
    assert (found(cast.neighbour), found(cast.mediator)) == ([], [Precedent.objects.get(read_at=None)])


def test_taken_up_again_it_is_gone_and_closed_again_it_is_new(cast: Cast) -> None:
    one = shared(cast)
    dispute = quarrel.fresh(one.dispute)  # type: ignore[arg-type]
    closing.reopen(by=cast.officer, dispute=dispute, reason="墙又歪了")
    news.spread()
    assert not Precedent.objects.exists()
    assert not Posting.objects.exists()
    Dispute.objects.filter(pk=dispute.pk).update(stage="closed", closed_date=timezone.localdate(), result="none",
                                                 ended_because="谈不拢")  # fmt: skip
    precedents.follow(dispute=dispute.pk)
    precedents.follow(dispute=dispute.pk, anew=True)  # told late, after the second closing
    again = Precedent.objects.get()
    assert (again.settled, again.read_at, again.is_kept) == ("谈不拢", None, None)
    assert again.number > one.number


def test_of_an_emptied_file_only_what_somebody_read_over_stays(cast: Cast) -> None:
    def old(one: Precedent) -> Precedent:
        Matter.objects.filter(pk=one.dispute_id).update(ended_at=timezone.now() - timedelta(days=366 * 11))
        return one

    read_one, unread = old(shared(cast)), old(kept(cast))
    Room.objects.filter(pk=cast.room.pk).update(forgets_since=timezone.now())
    assert retire_due() == 2
    left = Precedent.objects.get()
    assert (left.pk, left.dispute_id) == (read_one.pk, None)
    assert found(cast.neighbour) == [left]
    assert unread.number not in {hit.number for hit in find(Reading(), read(LIKE_IT), enough=0).found}
    tasks.tend_precedents()
    assert Precedent.objects.count() == 1
    precedents.take_back(by=cast.officer, precedent=left)  # nobody but other rooms needed it
    assert not Precedent.objects.exists()
    assert not Posting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_closings_at_once_lose_nothing(cast: Cast) -> None:
    keys = [quarrel.at(cast, "closed").pk for _ in range(4)]
    together = Barrier(len(keys))

    def follow(key: UUID) -> None:
        together.wait()
        try:
            precedents.follow(dispute=key)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(keys)) as threads:
        list(threads.map(follow, keys))
    numbers = set(Precedent.objects.values_list("number", flat=True))
    assert {hit.number for hit in find(Reading(), read(quarrel.WORDS), enough=0).found} == numbers
    assert len(numbers) == len(keys)


def test_where_somebody_must_be_protected_nothing_is_kept(cast: Cast) -> None:
    dispute = quarrel.sat(cast)
    safety.report_danger(
        by=cast.officer, dispute=dispute, kind="home", words="胳膊有青紫", reported_to="派出所", danger=None
    )
    Dispute.objects.filter(pk=dispute.pk).update(stage="closed", closed_date=timezone.localdate())
    other = kept(cast)
    Matter.objects.filter(pk=other.dispute_id).update(is_sheltered=True)
    tasks.tend_precedents()
    assert not Precedent.objects.exists()


def test_what_a_lost_task_left_out_and_another_edition_read_is_made_good(cast: Cast) -> None:
    dispute = quarrel.at(cast, "closed")
    tasks.tend_precedents()
    one = Precedent.objects.get(dispute=dispute)
    Posting.objects.all().delete()
    Precedent.objects.update(edition=0)
    assert found(cast.officer) == []
    tasks.tend_precedents()
    assert found(cast.officer) == [one]
    assert not queries.stale().exists()


def test_a_dispute_is_compared_with_the_others_and_not_with_itself(cast: Cast) -> None:
    one = kept(cast)
    own = quarrel.fresh(one.dispute)  # type: ignore[arg-type]
    assert queries.like(cast.mediator, own).state == queries.NOTHING_CLOSED
    other = quarrel.asked(cast)
    likes = queries.like(cast.officer, other)
    assert [each.precedent for each in likes.found] == [one]
    assert likes.found[0].dispute == own
    assert likes.found[0].reasons
    Matter.objects.filter(pk=other.pk).update(text="手机买来就坏，店家不肯换", title="手机")
    Dispute.objects.filter(pk=other.pk).update(requests="")
    assert queries.like(cast.officer, quarrel.fresh(other)).state == queries.NOTHING_LIKE
    Matter.objects.filter(pk=other.pk).update(text="", title="墙")
    assert queries.like(cast.officer, quarrel.fresh(other)).state == queries.TOO_LITTLE


def test_without_an_agreement_why_not_is_told(cast: Cast) -> None:
    dispute = quarrel.sat(cast, "failed")
    Dispute.objects.filter(pk=dispute.pk).update(
        stage="closed", closed_date=timezone.localdate(), result="none", ended_because="王石头说赔多少都不退墙"
    )
    precedents.tend()
    one = Precedent.objects.get()
    assert (one.settled, one.is_kept) == ("乙说赔多少都不退墙", None)
