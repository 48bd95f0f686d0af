"""Is this a scam: masks, cues with a look-alike each, the answer, and the room's own model."""

from pathlib import Path

import pytest
from django.utils.translation import override

from shouwang.systems.outreach.scam import cues, first_aid, keeping
from shouwang.systems.outreach.scam.links import known
from shouwang.systems.outreach.scam.masking import mask
from shouwang.systems.outreach.scam.model import ORDINARY, Model
from shouwang.systems.outreach.scam.seed import examples
from shouwang.systems.outreach.scam.trainer import Example, train
from shouwang.systems.outreach.scam.types import TYPES
from shouwang.systems.outreach.scam.verdict import judge

# What fires it, and what looks like it and doesn't.
SAID = {
    "safe_account": ("请把钱转到安全账户", "公安机关不会设立安全账户"),
    "case": ("您涉嫌洗钱，请配合冻结账户", "电视上说有人涉嫌洗钱"),
    "code": ("把验证码发给我", "验证码6281，请勿告诉任何人"),
    "screen": ("请打开屏幕共享，我教您取消", "电视屏幕坏了"),
    "fee_first": ("放款前要先交保证金", "贷款在信用社办的，三年还清"),
    "pay_to_withdraw": ("再充值两千才能提现", "工资今天到账了，可以取"),
    "tasks": ("在家刷单，一单返佣五元", "刷单就是诈骗，别上当"),
    "sure_gain": ("跟着老师稳赚不赔", "买了两只股票跌了"),
    "parcel": ("您的快递丢失，请加微信办理理赔", "您的快递已到村口超市"),
    "credit_record": ("校园贷账户没注销", "信用社今天不上班"),
    "guess_who": ("猜猜我是谁", "他是谁家的孩子"),
    "cards_wanted": ("高价收银行卡，一套两千元", "出租出借银行卡是违法行为"),
    "expiry_link": ("您的社保卡今日停用，点击 http://a-b.top 办理", "您的社保卡已制好，请来领取"),
    "bank_link": ("工行用户请登录 http://icbc.com.cn.wap-x.top", "工行用户请登录 https://www.icbc.com.cn"),
    "prize": ("您已中奖，领奖先交手续费3000元", "村里运动会，小明得了一等奖"),
}
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
    ],
)
def test_numbers_of_persons_are_masked_once(given: str, kind: str) -> None:
    masked = mask(given)
    assert masked.counts == {kind: 1}
    assert not any(sign.isdigit() for sign in masked.text)
    assert mask(masked.text).text == masked.text


def test_hotlines_and_hosts_stay() -> None:
    text = "请拨打110、96110、12321或95588，金额12345678元"
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


@pytest.mark.parametrize("key", SAID)
def test_a_cue_fires_on_its_words_and_not_on_what_looks_like_them(key: str) -> None:
    fires, looks = SAID[key]
    assert key in {hit.cue.key for hit in cues.find(fires)}
    assert key not in {hit.cue.key for hit in cues.find(looks)}


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


def test_the_model_is_kept_and_made_again_when_it_cannot_be_read(tmp_path: Path) -> None:
    made = keeping.ready(tmp_path)
    path = tmp_path / keeping.NAME
    text = "在家点赞做任务，一单五元返佣金"
    told, again = made.predict(text), Model.load(path).predict(text)
    assert [guess.key for guess in told.types] == [guess.key for guess in again.types]
    assert sum(guess.probability for guess in again.types) == pytest.approx(1, abs=1e-3)
    assert told.types[0].key == "rebate"
    assert told.grams
    assert all(text[gram.start : gram.end] == gram.words for gram in told.grams)
    path.write_bytes(b"PK broken")
    assert keeping.ready(tmp_path).classes == made.classes


def test_what_the_room_confirms_changes_what_is_said() -> None:
    text = "蘑菇合作社邀您认领菌棒，三个月后统一回收"
    confirmed = [Example(text, "investment", "room")] * keeping.WEIGHS
    before = {guess.key: guess.probability for guess in train(examples()).predict(text).types}
    after = {guess.key: guess.probability for guess in train([*examples(), *confirmed]).predict(text).types}
    assert after["investment"] > before["investment"]
    assert max(after, key=lambda key: after[key]) == "investment"
    assert ORDINARY in after
