"""What is answered, by the rules alone: frauds that speak like warnings, real warnings, honest messages, English ones."""

import pytest

from shouwang.systems.outreach.scam.verdict import judge

WEARS_A_WARNING = (
    "为防范诈骗，公安机关要求您把存款转入安全账户核查，不要告诉家人",
    "为谨防您的资金被盗，请把存款转到安全账户，并把验证码告诉我",
    "您的银行卡涉嫌违法犯罪洗钱，请配合调查，把资金转到国家安全账户，验证码发给我",
    "外面打来的都是诈骗，请把钱转到我们的安全账户",
    "谨防诈骗，请您立即下载会议软件打开屏幕共享",
    "凡是让您转账的都是诈骗，现在公安机关要求您把存款转入安全账户",
    "为了防范资金被盗，请把验证码告诉我",
    "警惕骗子！请把存款转入安全账户核查",
    "我是反诈中心的，您的账户涉嫌违法犯罪，防范损失，立即把钱转到安全账户",
    "您涉嫌违规行为，资金要核查，请把钱转入指定账户",
    "请把钱转到安全账户，谨防受骗",
    "近期有人冒充客服诈骗，请把存款转到安全账户，谨防受骗",
    "近期有人冒充客服诈骗，公安机关要求您把存款转入安全账户，谨防受骗",
)
WARNS = (
    "公安机关不会通过电话办案，更没有安全账户，接到此类电话请立即挂断",
    "凡是自称公检法请您把钱转到安全账户的，都是诈骗",
    "警惕冒充客服要求共享屏幕的诈骗",
    "谨防“屏幕共享”诈骗",
    "防范电信网络诈骗：刷单返利、冒充客服、虚假投资要当心",
    "近期有人冒充客服要求共享屏幕，谨防受骗",
    "骗子说您涉嫌洗钱，需要您把钱转到安全账户，千万别信",
    "骗子冒充公检法，要求您把钱转到安全账户，都是诈骗",
    "民警提醒：网络刷单是诈骗，不要垫付资金",
    "骗子让您把钱转到安全账户，千万别信",
    "严防刷单返利、裸聊、虚假贷款等诈骗",
    "以下都是诈骗：刷单返利、屏幕共享、安全账户",
    "谨防刷单，参与刷单是违法行为",
    "出租出借银行卡是违法行为，千万别卖银行卡",
    "接到要您共享屏幕的电话，请马上挂断并拨打96110",
    "不要将验证码告诉任何人",
    "Never share your screen or tell anyone your verification code. The police will never ask for a safe account.",
    "Calls that ask you to share your screen are always a scam, hang up",
)
HONEST = (
    "补缴养老保险的村民，请带身份证到村部办理",
    "补缴城乡居民养老保险请于本月30日前到村部办理，咨询电话0571-00000000",
    "村部可代办养老保险补缴，不收费，周三上午带身份证来",
    "卫生院给65岁以上老人免费体检，县医院专家坐诊，带身份证",
    "县医院专家下乡坐诊，免费量血压，送医送药",
    "班主任：明天到我办公室来一趟，带上作业",
    "老婆，下班带瓶酱油，转我200买菜",
    "老公，工资发了吧，给我转五百交电费",
    "宝宝奶粉没了，你转我300我去买",
    "您乘坐的G12次列车因天气延误，退票补偿请拨打12306",
    "您乘坐的航班取消，可免费退改，补偿事宜请到机场柜台办理",
    "Your parcel is at the village shop, code 5-2-8091",
    "Your verification code is 6281. Do not share it with anyone.",
    "Your refund of 86 yuan has gone back to your card",
    "My passport is lost, what do I do?",
    "Your WeChat Pay payment of 25 yuan was successful",
)
LIKE_THE_HONEST = (
    "一次性补缴社保，交三万马上领退休金，我们有内部关系",
    "免费体检送鸡蛋，来听课，现场有保健品特价",
    "小李，明天到我办公室来一趟，先帮我转给王总五万",
    "老婆，先转我五百，手机坏了，打这张卡6222000000000000123",
    "您的航班延误，补偿三百元请打客服〔电话〕",
)
ENGLISH = (
    ("Your parcel is lost, add our service on QQ and share your screen for a refund", "courier"),
    ("You are suspected of money laundering, transfer your money to a safe account, do not tell anyone", "officials"),
    ("Your package was damaged. Please contact us on WhatsApp to get compensation.", "courier"),
    ("Please send me the verification code you received", "courier"),
    ("您的package丢失, please share your 屏幕 for 退款", "courier"),
    ("Your son had a car accident and is in hospital, transfer 20,000 now", "acquaintance"),
    ("Like videos on our page and earn 300 yuan per day, prepay for bigger tasks", "rebate"),
    ("Your bank account has been suspended, verify at http://bank-secure.top/x", "phishing_link"),
    ("Guaranteed profit 20% every month, join our WeChat group", "investment"),
    ("Mom this is my new number, can I borrow 3000 yuan", "acquaintance"),
    ("Your loan is approved, pay a fee first", "loan"),
    ("Please pay tax to withdraw your balance", "investment"),
    ("You have won a prize, claim it at http://win-x.top", "other"),
)


@pytest.mark.parametrize("text", [*WEARS_A_WARNING, *LIKE_THE_HONEST])
def test_a_word_of_warning_excuses_no_order(text: str) -> None:
    assert judge(text, None).answer == "likely"


@pytest.mark.parametrize("text", [*WARNS, *HONEST])
def test_warnings_and_honest_messages_are_not_flagged(text: str) -> None:
    assert judge(text, None).answer == "nothing_found"


@pytest.mark.parametrize(("text", "type_key"), ENGLISH)
def test_the_main_signs_are_known_in_english(text: str, type_key: str) -> None:
    verdict = judge(text, None)
    assert verdict.answer == "likely"
    assert type_key in {looks.key for looks in verdict.types}
