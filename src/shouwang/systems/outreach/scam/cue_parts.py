"""What a row of a table of cues is, and the groups of words that several rows share.

In the words "⌘" is a link that leads to no known house, 〔…〕 a number that was masked. Between two parts of a cue may
stand what people write there, but no end of a sentence where it would be another thought.
"""

from typing import Final, NamedTuple

from django.utils.functional import Promise

BANK: Final = r"(?:银行|我行|本行|工行|建行|农行|中行|交行|招行|邮储|网银|信用卡|储蓄卡|信用社|农信)"
PHONE: Final = r"(?:〔电话〕|〔号码〕|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)[48]00-?\d{3}-?\d{4})"
CARD: Final = r"(?:〔银行卡号〕|(?<!\d)\d{16,19}(?!\d))"
CHAT: Final = r"(?:微信|wechat|vx|qq|扣扣|企鹅|telegram|whatsapp|飞机群)"
PAY: Final = (
    r"(?:转账|转钱|转款|汇款|打款|打钱|转给|转到|转入|转至|汇到|汇入|打到|打入|付款|支付|缴纳|交纳|缴费|交钱|充值|垫付)"
)
FEE: Final = (
    r"(?:保证金|手续费|工本费|解冻费|解冻金|认证金|押金|验资|流水|个人所得税|个税|税费|激活费"
    r"|会员费|包装费|服务费|担保金|公证费|定金|诚意金|代理费|报名费|培训费)"
)
KIN: Final = r"(?:儿子|女儿|孙子|孙女|孩子|外孙|爸|妈|侄子|外甥|老公|老婆)"
THING: Final = (
    r"(?:密码器|电子密码|口令卡|u盾|e令|网银|手机银行|银行卡|信用卡|储蓄卡|账户|帐户|账号|帐号|etc"
    r"|社保|医保|公积金|营业执照|积分|证书|会员|宽带|手机号|话费)"
)
ABROAD: Final = r"(?:缅甸|缅北|柬埔寨|老挝|泰国|菲律宾|迪拜|东南亚|境外|边境|凭祥|瑞丽|佤邦|妙瓦底|西港)"
FAR: Final = r"(?:马来西亚|墨西哥|阿联酋|阿布扎比|印度尼西亚|印尼|越南|新加坡|澳门|非洲|尼日利亚|国外|海外)"
ABROAD_MONEY: Final = r"(?:\d[\d,.]*[万亿]?(?:美元|英镑|欧元|美金)|usd\d)"
LEGACY: Final = r"(?:遗产|遗孀|遗嘱|继承|受益人|保险箱|保管箱|托管|资金托付)"
TENDER: Final = (
    r"(?:宝[～~,，！!]|宝宝[～~,，！!]|宝贝[～~,，！!]|亲爱的[～~,，！!…]|让我[^，。]{0,4}心动|认定你|我们的未来|我们领证|婚房"
    r"|婚检|认识[^。，]{0,4}(?:天|月|周)纪念|我们在一起的第|你说喜欢我|爱你[哟哦呀，,。！!～~❤])"
)


class Row(NamedTuple):
    key: str
    types: tuple[str, ...]
    points: int
    says: Promise
    pattern: str
