"""What a villager only tells of lies nowhere yet; what the room writes of itself is read in the reader's own language."""

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from shouwang.kernel.matters import follow
from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.systems.services.actions import lost, lost_joining
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.queries.lost import figures, standing
from shouwang.systems.services.sentences import read_errand, read_help
from tests.cast import Cast
from tests.systems.services.finding import thing

pytestmark = pytest.mark.once
CLAIM = lost.Claim("韩梅", "13800000031", "黑壳，屏幕左上角有裂", "当面解锁")


def test_what_somebody_only_tells_of_is_not_kept_has_no_day_and_can_not_be_handed_over(cast: Cast) -> None:
    told = thing(cast, is_here=False)
    now = standing(told)
    assert now.deadline is None
    assert now.next_step
    assert now.next_step.verb == "receive"
    counted = figures(Matter.objects.all())
    assert (counted.told, counted.found, counted.lying) == (1, 0, 0)
    with pytest.raises(Missing, match="here"):
        lost.hand_back(by=cast.officer, thing=told, claim=CLAIM)
    here = lost.receive(by=cast.officer, thing=told, place="桥头", shelf="柜子")
    assert here.here_date == timezone.localdate()
    due = standing(here).deadline
    assert due
    assert due.key == "notice"
    counted = figures(Matter.objects.all())
    assert (counted.told, counted.found, counted.lying) == (0, 1, 1)


def test_the_desk_lists_what_is_told_of_apart_and_has_the_telephone_of_who_lost_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    sought = thing(cast, "lost")
    told = thing(cast, is_here=False)
    page = client.get("/desk/services/lost/").content.decode()
    assert page.index("有人说捡到，还没送来") < page.index("没有保管中的失物。")
    lost_joining.join(by=cast.officer, thing=told, other=sought)
    page = client.get(f"/desk/services/lost/{told.pk}/").content.decode()
    assert 'href="tel:13800000031"' in page
    assert "手机 · 黑色手机壳" in page


def test_who_told_of_it_reads_in_english_what_the_room_writes_of_itself(cast: Cast, client: Client) -> None:
    client.cookies["language"] = "en"
    sought, found = thing(cast, "lost"), thing(cast, is_here=False)
    Matter.objects.filter(pk=sought.pk).update(title=lost.title("lost", "phone", "Fujifilm camera"))
    lost_page, found_page = (f"/f/{follow.code_of(one.matter)}/" for one in (sought, found))
    assert "tel:0379-5550101" in client.get(lost_page).content.decode()
    assert "Bring it here" in client.get(f"{found_page}receipt/").content.decode()
    lost_joining.join(by=cast.officer, thing=sought, other=found)
    assert "It is not here yet; we ring you when it is." in client.get(lost_page).content.decode()
    lost_joining.unjoin(by=cast.officer, thing=sought, reason="看错了")
    lost.receive(by=cast.officer, thing=found, place="桥头", shelf="")
    lost_joining.join(by=cast.officer, thing=LostThing.objects.get(pk=sought.pk), other=found)
    sought.refresh_from_db()
    assert sought.matter.state == "working"
    assert "A thing like yours may be here." in client.get(lost_page).content.decode()
    lost.hand_back(by=cast.officer, thing=found, claim=CLAIM)
    page = client.get(lost_page).content.decode()
    assert "It was found and handed back to you." in page
    assert "Lost · Phone · Fujifilm camera" in page
    assert Entry.objects.filter(matter=sought.matter, text="东西找到了，已经交还给您。").exists()


def test_values_stand_in_the_sentence_and_days_are_written_out() -> None:
    with override("en"):
        assert read_help("招领公告已贴出，2031-05-03 以前可以来认领。").endswith("until 3 May 2031.")
        assert read_help("我自己写的一句话") == "我自己写的一句话"
        assert read_errand("出生登记") != "出生登记"
    assert read_help("招领公告已贴出，2031-05-03 以前可以来认领。") == "招领公告已贴出，2031年5月3日 以前可以来认领。"
