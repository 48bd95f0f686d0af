"""Is this a scam: masks, cues with a look-alike each, the answer, and the room's own model."""

from pathlib import Path

import pytest
from django.utils.translation import override

from shouwang.systems.outreach import scam_model
from shouwang.systems.outreach.scam import cues, first_aid
from shouwang.systems.outreach.scam.links import known
from shouwang.systems.outreach.scam.masking import mask
from shouwang.systems.outreach.scam.model import ORDINARY, Model
from shouwang.systems.outreach.scam.seed import Example, examples
from shouwang.systems.outreach.scam.trainer import train
from shouwang.systems.outreach.scam.types import TYPES
from shouwang.systems.outreach.scam.verdict import judge

ORDINARY_TEXTS = (
    "【某行】您尾号3321的储蓄卡支出200.00元，余额1,530.22元",
    "您的快递已到村口超市，取件码5-2-8091，请今天来取",
    "公安机关不会通过电话办案，更没有安全账户，接到此类电话请立即挂断",
    "凡是要求转账到安全账户的都是诈骗，请拨打96110",
)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("打我电话13800005678", "telephone"),
        ("打我电话１３８ ００００ ５６７８", "telephone"),
        ("身份证11010119900101001X", "id_card"),
        ("卡号6222 0000 0000 0000 123", "bank_card"),
        ("打一三八零零零零五六七八", "telephone"),
        ("加幺三八 零零零零 五六七八", "telephone"),
        ("一三八，零零零零，五六七八给我", "telephone"),
        ("138零零零零5678", "telephone"),
        ("转13800005678元", "telephone"),
        ("打13800005678元旦前有效", "telephone"),
        ("一三八零零零零五六七八块", "telephone"),
        ("转到6222000000000000123块钱", "bank_card"),
        ("转到622200000000000012万元", "bank_card"),
        ("身份证一一零一零一一九九零零一零一零零一五", "id_card"),
    ],
)
def test_numbers_of_persons_are_masked_once(given: str, kind: str) -> None:
    masked = mask(given)
    assert masked.counts == {kind: 1}
    assert not any(sign in "〇零幺二三四五六七八九" or sign.isdigit() for sign in masked.text)
    assert mask(masked.text).text == masked.text


def test_hotlines_and_hosts_stay() -> None:
    text = "请拨打110、96110、九六一一零、12321或95588，金额12345678元，一二三四五六七，二〇二六年三月"
    assert mask(text).text == text
    assert mask("看 http://a-b.top/u?id=77 吧").text == "看 http://a-b.top/… 吧"


def test_every_type_step_and_cue_has_words_in_both_languages() -> None:
    assert sorted(each.rank for each in TYPES.values() if each.rank) == list(range(1, 11))
    assert {key for cue in cues.ALL for key in cue.types} <= TYPES.keys()
    said = [words for each in TYPES.values() for words in (each.name, each.what_it_is, each.what_to_do)]
    for words in [*said, *first_aid.STEPS, *first_aid.MONEY_SENT, *(cue.says for cue in cues.ALL)]:
        with override("en"):
            english = str(words)
        with override("zh-hans"):
            assert str(words) != english


def test_hits_point_at_the_very_words() -> None:
    text = "您好，请 把 钱 转到 安 全 账 户，马上！"
    hits = cues.find(text)
    assert "安 全 账 户" in {hit.words for hit in hits}
    assert all(text[hit.start : hit.end] == hit.words for hit in hits)


@pytest.mark.parametrize("text", ORDINARY_TEXTS)
def test_notices_are_not_called_likely_and_nothing_is_called_safe(text: str) -> None:
    assert judge(text, None).answer == "nothing_found"


def test_a_fraud_is_likely_with_its_type() -> None:
    verdict = judge("我是公安局的，您涉嫌洗钱，请把钱转到安全账户，不要告诉家人", None)
    assert verdict.answer == "likely"
    assert verdict.types[0].key == "officials"
    assert verdict.types[0].probability is None


def test_a_host_is_known_by_its_end() -> None:
    assert known("https://www.gov.cn/x")
    assert not known("http://icbc.com.cn.wap-x.top")


def test_a_model_is_read_as_it_was_kept_and_a_broken_one_is_said_to_be(tmp_path: Path) -> None:
    made, path = train(examples()), tmp_path / "m.npz"
    made.save(path)
    text = "在家点赞做任务，一单五元返佣金"
    told, again = made.predict(text), Model.load(path).predict(text)
    assert [guess.key for guess in told] == [guess.key for guess in again]
    assert sum(guess.probability for guess in again) == pytest.approx(1, abs=1e-3)
    assert told[0].key == "rebate"
    assert made.predict("\U00020000")[0].probability < 1, "nothing of it was ever learnt"
    path.write_bytes(b"PK broken")
    with pytest.raises(ValueError, match="model"):
        Model.load(path)


def test_what_the_room_confirms_changes_what_is_said() -> None:
    text = "蘑菇合作社邀您认领菌棒，三个月后统一回收"
    confirmed = [Example(text, "investment", "room")] * scam_model.WEIGHS
    before = {guess.key: guess.probability for guess in train(examples()).predict(text)}
    after = {guess.key: guess.probability for guess in train([*examples(), *confirmed]).predict(text)}
    assert after["investment"] > before["investment"]
    assert max(after, key=lambda key: after[key]) == "investment"
    assert ORDINARY in after
