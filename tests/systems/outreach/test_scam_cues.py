"""Each cue by itself: a message in which no other cue speaks, and one that looks like it and in which it keeps quiet."""

from itertools import pairwise

import pytest

from shouwang.systems.outreach.scam import cues
from shouwang.systems.outreach.scam.marks import marks

SAID = {
    "safe_account": ("请把钱转到安全账户", "公安机关不会设立安全账户"),
    "case": ("您涉嫌洗钱，请配合冻结账户", "电视上说有人涉嫌洗钱"),
    "warrant": ("法院给您发了电子传票", "传票要本人到法院领"),
    "secrecy": ("这事不要告诉家里人知道", "这事我还没跟家里人说"),
    "code": ("把验证码发给我", "验证码6281，请勿告诉任何人"),
    "screen": ("请打开屏幕共享，我教您取消", "电视屏幕坏了"),
    "fee_first": ("贷款批了，要刷流水才放款", "贷款在信用社办的，三年还清"),
    "pay_to_withdraw": ("再充值两千才能提现", "工资今天到账了，可以取"),
    "tasks": ("在家刷单，一单返佣五元", "刷单就是诈骗，别上当"),
    "home_job": ("招宝妈在家打字，日结两百，名额加我", "厂里招女工，月薪四千五，包吃住"),
    "sure_gain": ("跟着老师稳赚不赔", "买了两只股票跌了"),
    "investment_group": ("炒股群里老师免费带你，扫一下进群", "村里的股份今年分红，到村部领"),
    "parcel": ("您的快递丢失，理赔专员给您三倍", "您的快递已到村口超市"),
    "refund_aside": ("退款要先借呗里借出来", "退款186元已原路退回"),
    "membership": ("您的会员每月自动扣八百，要取消按1", "您的会员积分可在门店换购"),
    "credit_record": ("校园贷账户没注销", "信用社今天不上班"),
    "leader_money": ("我是王书记，那五万你转到他那里", "王书记说明天开会，带上笔"),
    "to_my_office": ("小李，明天来我办公室一趟", "办公室明天搬家"),
    "kin_trouble": ("你儿子被抓了，赶紧转五万", "孩子住院了，我去陪着"),
    "new_number": ("我换号了", "新楼的号码牌装好了"),
    "borrowing": ("我手头有点紧，先帮我垫三千块", "你上次借我的三百块钱我放你妈那儿了"),
    "guess_who": ("猜猜我是谁", "他是谁家的孩子"),
    "dating": ("网上认识的男朋友要我打路费", "他俩是相亲认识的，下月办酒"),
    "dear_money": ("老婆，先转我五百，押金不够", "老婆，晚上吃啥"),
    "abroad_job": ("缅甸招打字员，一个月三万", "二叔去泰国旅游了"),
    "account_given": ("户名：某某，开户行：某某支行", "户名写错了，去窗口改"),
    "games": ("王者皮肤私下给，找妈妈来扫", "游戏别玩了，先写作业"),
    "cure_all": ("祖传秘方包治百病", "免费体检，带身份证，空腹来"),
    "old_age_money": ("养老公寓投资年年返利息", "养老金资格认证可以刷脸办，不收钱"),
    "cards_wanted": ("高价收银行卡，一套两千元", "不要把银行卡借给别人用"),
    "expiry_link": ("您的社保卡今日停用，扫码激活看链接", "您的社保卡已制好，请来领取"),
    "points_cash": ("积分可兑换现金", "积分年底有效，可换毛巾"),
    "bank_link": ("工行用户请登录我行网页提升额度", "工行用户请登录 https://www.icbc.com.cn"),
    "subsidy_link": ("工资补贴请到柜员机办理领取，atm上按提示做", "种粮补贴已打到一卡通，请到信用社自己查"),
    "look_link": ("这是聚会的照片 http://pic-s.cc/x", "这是聚会的照片，发你一张原图"),
    "flight": ("您的航班因机械故障取消，可领补偿", "您乘坐的航班因天气延误，起飞时间待定"),
    "prize": ("您已中奖，领奖地址请填写，奖金十万元", "村里运动会，小明得了一等奖"),
    "card_to_pay": ("房租打这张卡，6222000000000000123", "房租我给你放桌上了"),
    "give_data": ("请上传手持身份证照片", "请带身份证来领种子"),
    "pay_something": ("订车需缴定金", "本月电费请及时缴纳"),
    "outside": ("咱们私下交易，省手续", "集上白菜便宜"),
    "threat": ("否则依法起诉", "依法保护耕地"),
    "hurry": ("马上办", "慢慢来，不着急"),
    "strange_contact": ("看 http://a-b.top/x", "看 https://www.gov.cn/x"),
    "hidden_writing": ("加薇信聊", "加微信聊天的人多"),
    "job_unseen": ("招聘点单员，无需面试，月薪八千", "学校招保安，本人来面试，月薪两千五"),
    "job_betting": ("博彩客服招聘，底薪加提成", "彩票站门口修路"),
    "legacy": ("一笔800万美元遗产没人领，想与您合作", "爷爷的遗产分好了，你那份两万元"),
    "start_money": ("首期注入八万元，收益自动结算", "充值一百元送话费二十元"),
    "trading_app": ("港股软件下载 http://gg-x.top", "股票软件在应用商店下载"),
    "verify_link": ("您的邮箱需要验证，点击 http://yz-x.top", "您的账号密码改好了"),
    "office_chat": ("公安专案组让你加QQ做笔录", "派出所户籍窗口今天上班"),
    "office_deposit": ("隔离保证金由专人来收", "考试报名不收担保金"),
    "love_ask": ("宝贝，把户口本拍给我看看", "宝贝，放学了在门口等我"),
    "sick_money": ("我在急救，先转我三万，立刻还你", "我在医院陪床，晚上不回来"),
    "buyer_frozen": ("买家付款被拦截，要您认证", "买家说货收到了"),
    "guard_off": ("请把手机管家关掉，卸载反诈软件", "手机管家提示内存不足"),
}


def test_every_cue_has_its_two_texts() -> None:
    assert {cue.key for cue in cues.ALL} == SAID.keys()


@pytest.mark.parametrize("key", SAID)
def test_a_cue_speaks_alone_and_not_of_what_looks_like_it(key: str) -> None:
    fires, looks = SAID[key]
    found = {hit.cue.key: hit.cue.points for hit in cues.find(fires)}
    assert {one for one in found if found[one] > 1 or one == key} == {key}, "beside it only what adds a point"
    assert key not in {hit.cue.key for hit in cues.find(looks)}
    assert not any(hit.cue.points > 1 for hit in cues.find(looks))


def test_a_link_is_pointed_at_whole() -> None:
    assert [hit.words for hit in cues.find("看 http://a-b.top/x 吧")] == ["http://a-b.top/x"]


NEVER_CUT = (
    "http://etc-x.top/a?b=1",
    "https://www.icbc.com.cn/x",
    "00000000",
    "〔号码〕",
    "WhatsAppForHelp",
    "屏幕共享",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("请开启屏幕共享", "开启屏幕共享"),
        ("补缴养老保险找我，电话0571-00000000转8", "补缴养老保险找我"),
        ("您的ETC已失效，请点 http://etc-x.top/a?b=1 处理", "http://etc-x.top/a?b=1"),
        ("工行用户提升额度请登录 https://www.icbc.com.cn/x 办理", "提升额度请登录"),
        ("please contact us on WhatsAppForHelp", "contact us on WhatsAppForHelp"),
        ("联系微信〔号码〕办", "联系微信"),
    ],
)
def test_no_mark_ends_within_a_word_a_link_or_a_mask(text: str, words: str) -> None:
    found = [text[one.start : one.end] for one in marks(text, cues.find(text))]
    assert any(words in one for one in found)
    for one in found:
        for whole in NEVER_CUT:
            cut = any(one.endswith(whole[:at]) or one.startswith(whole[at:]) for at in range(1, len(whole)))
            assert whole in one or not (whole in text and cut)


def test_of_a_long_letter_beginning_and_end_are_read() -> None:
    letter = "您涉嫌洗钱，请配合冻结账户。" + "天气很好。" * 1000 + "请把钱转到安全账户"
    hits = cues.find(letter)
    assert [hit.cue.key for hit in hits] == ["case", "safe_account"]
    assert all(letter[hit.start : hit.end] == hit.words for hit in hits)


def test_a_mark_ends_where_a_word_ends_and_what_overlaps_is_one_mark_with_all_its_reasons() -> None:
    text = "快递丢失，三倍理赔，请添加客服QQ ab，下载“云会议”开启屏幕共享，点 http://a-b.top/x 认证，否则停用"
    found = marks(text, cues.find(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    words = [text[one.start : one.end] for one in found]
    assert "下载“云会议”开启屏幕共享" in words
    assert any(one.endswith("客服QQ") for one in words)
    assert any(len(one.hits) > 1 for one in found)
    assert not any(text[one.end - 1 : one.end + 1] in ("停用", "屏幕", "ht") for one in found)
    assert all(text[hit.start : hit.end].strip() == hit.words for one in found for hit in one.hits)
