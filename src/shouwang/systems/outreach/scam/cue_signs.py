"""The cues of any fraud, a row each: what is asked for, where it should go, and the pressure (see `cue_parts`)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.outreach.scam.cue_parts import BANK, CARD, CHAT, FEE, PAY, Row

SIGNS: Final = (
    Row(
        "secrecy",
        ("officials", "acquaintance"),
        2,
        _("You are told to keep it from family, bank or police. Only a cheat needs that."),
        r"(?:不要|别|不能|不准|不许|不可以|不可|先别)[^。！？，,\n验密码]{0,4}(?:告诉|透露|让|跟|和|给)[^。！？，,\n验密]{0,4}(?:任何人|家人|家里|别人|儿女|子女|儿子|女儿|老伴|爸妈|父母|银行|其他人|警察|我妈|我爸|你妈|你爸)[^码]{0,3}(?:知道|说|讲|$|[。，,！])"
        r"|(?:案件|案情|侦查|全程|绝对|严格|必须)[^。！？，,\n]{0,6}保密|保密(?:协议|义务|案)|(?:没人|单独|一个人)的(?:地方|房间)",
    ),
    Row(
        "code",
        ("courier", "phishing_link", "shopping"),
        4,
        _("Somebody wants your code or password. It is the key to your money; nobody else needs it."),
        r"(?:把|将|报|念|发|告诉|告知|提供|说|回复|转发|给)[^。！？，,\n]{0,10}(?:验证码|动态码|校验码|动态密码|短信码|支付密码|银行卡密码|取款密码)|(?:验证码|动态码|校验码|短信码|密码)[^。！？，,\n]{0,6}(?:发给|告诉|报给|念给|发我|给我|发过来|报一下|说一下|告知客服|提供给)"
        r"|(?:输入|填写|提交|验证)[^。！？\n]{0,20}(?:银行卡|卡号)[^。！？\n]{0,15}(?:密码|验证码|cvv|有效期)",
    ),
    Row(
        "screen",
        ("courier", "credit"),
        4,
        _("A shared screen shows every code you get."),
        r"(?:共享|分享|开启)[^。！？，,\n]{0,6}屏幕(?:共享)?|屏幕共享|共享屏|投屏给|(?:向日葵|todesk|anydesk|teamviewer|全视通|会见)[^。！？\n]{0,10}(?:软件|app|远程|下载|打开|会议)?|远程(?:控制|协助|操作)[^。！？，,\n]{0,10}(?:手机|电脑|软件|帮您|帮你|操作)|下载[^。！？，,\n]{0,10}(?:会议|远程|屏幕)",
    ),
    Row(
        "new_number",
        ("acquaintance", "guess_who"),
        2,
        _("A known person with a new number or account: call the old one first."),
        r"(?:换|改|新)[了的]?(?:手机)?号(?:码)?[了吧]|(?:这是|存一下|记一下|加)我?(?:的)?(?:新|私人|另一个)(?:号|手机号|微信|电话)|微信[^。！？，\n]{0,6}(?:被封|登不上|被盗|限额|冻结)|换号",
    ),
    Row(
        "borrowing",
        ("acquaintance",),
        2,
        _("Money is needed in a hurry, and there is a reason why you can't call back."),
        rf"(?:急用钱|周转|手头(?:有点)?紧(?!平安)|急需[^。，]{{0,6}}钱|借我(?!的)|借点钱|能不能借|帮我垫|先帮我|先垫|帮忙转|帮我转|借款|短期周转)[^。！？]{{0,60}}(?:{PAY}|{CARD}|卡|[万千百]|元|块|支付宝|还你|还您|归还)|(?:开会|不方便)(?:接电话|说话|通话|语音)|(?:限额|超限)[^。！？\n]{{0,20}}(?:帮|转|代)",
    ),
    Row(
        "account_given",
        ("shopping", "acquaintance"),
        2,
        _(
            "An account for the payment is named in the message itself. Ask whoever it should belong to, on a number you know."
        ),
        r"(?:收款|汇款|缴费|对公|指定|转账|打款|支付宝|银行)(?:账户|账号|帐户|帐号|信息|卡号)[:：]|户名[:：]|开户行[:：]?",
    ),
    Row(
        "card_to_pay",
        ("acquaintance",),
        4,
        _("A private card number for a payment: whoever sent it, ask by telephone first."),
        rf"(?:{PAY}|汇|打|转|存|款|租金|房租|货款|学费|钱)[^。！？]{{0,30}}{CARD}|{CARD}[^。！？]{{0,30}}(?:{PAY}|汇|打|转|存|货款|租|元|钱)|(?:卡号|帐号|账号|户名|收款人|开户)[^。！？]{{0,16}}{CARD}|{CARD}[^。！？]{{0,12}}(?:户名|收款人|开户|{BANK})|{BANK}[^。！？]{{0,12}}{CARD}",
    ),
    Row(
        "give_data",
        ("phishing_link", "other"),
        2,
        _("Card, ID card or password are to be typed in or sent."),
        r"(?:提供|填写|提交|上传|输入|发送|核对|回复|登记|完善|补充|验证|核验|附上|携带)[\s\S]{0,40}(?:身份证|银行卡|银行账户|卡号|账号|密码|验证码|手持|人脸|护照|账户信息|个人信息|身份信息|户口|银行信息|实名)",
    ),
    Row(
        "pay_something",
        ("other", "shopping", "loan"),
        2,
        _("Money is to be paid in advance to somebody you don't know."),
        rf"(?:预付|先付|先交|需支付|须支付|需缴|须缴|预缴|汇入|转账至|转入|补缴(?![^。]{{0,20}}(?:不收费|免费))|垫付)[^。！？]{{0,24}}(?:{FEE}|定金|订金|货款|尾款|费用|金|费|税|款项|元)|(?<!个人)(?:支付|缴纳|交纳|收取)[^。！？，,\n]{{0,20}}(?:{FEE}|定金|订金|尾款|(?:教材|材料|资料|课程|开发|启动|鉴定|审核|综合)[^。，\n]{{0,6}}费)|{FEE}[^。！？\n]{{0,20}}(?:元|转|汇|支付|缴|交|付|万)",
    ),
    Row(
        "outside",
        ("shopping", "games"),
        4,
        _("The deal is to leave the platform that protects you."),
        rf"(?:走|加|用|私下|直接)[^。！？，\n]{{0,4}}(?:{CHAT}|私下|支付宝)[^。！？\n]{{0,10}}(?:交易|便宜|转账|付款|打款)|私下交易|不走平台|平台外交易|(?:微信|朋友圈|群里|抖音)[^。！？]{{0,30}}(?:低价|内部价|海关罚没|清仓|代购|特价)[^。！？]{{0,60}}(?:先付|定金|转账|先转|全款|预付|拉黑|不发货)|(?:付了|转了|交了)[^。！？]{{0,20}}(?:拉黑|不发货|联系不上|没发货|没收到)",
    ),
    Row(
        "threat",
        ("officials", "loan", "other"),
        1,
        _("A threat: blocked, fined, sued, unless you act."),
        r"(?:否则|逾期|不然|未[^。，]{0,8}者?|如不|若不|不予|超时|将被|将会|将面临|将视为|依法)[^。！？]{0,24}(?:冻结|起诉|罚|停|注销|作废|失效|清零|取消|追究|责任|拘|处理|强制|黑名单|放弃|失去|无效|终止|影响|关闭)",
    ),
    Row(
        "hurry",
        ("other",),
        1,
        _("Hurry: there should be no time to ask somebody."),
        r"(?:\d+|二十四|四十八|半|一|两|三)个?(?:小时|分钟|h|天|日|个工作日)之?内|今日内|今天[^。！？\n]{0,6}(?:之前|最后|截止|必须)|立即|立刻|马上|尽快|务必|限时|紧急|即刻|截止|逾期|最后(?:一天|期限|机会)|抓紧|名额有限|仅剩|赶紧|速度",
    ),
    Row(
        "strange_contact",
        ("other",),
        1,
        _("A link, a code or a private account that the office or house itself does not use."),
        rf"⌘|(?:加|添加|联系|咨询|关注)[^。！？\n]{{0,14}}{CHAT}|(?:微信|扣扣|企鹅)(?:号|群)?[:：]?[a-z0-9_〔]|{CHAT}(?:号|群)?(?:[:：][a-z]|[:：]?[a-z_-]{{0,8}}\d|[:：]?〔)|扫[^。！？，\n]{{0,10}}(?:二维码|码)|二维码|点击[^。！？，\n]{{0,8}}链接|〔号码〕|[\w.]+@[\w.]+",
    ),
    Row(
        "hidden_writing",
        ("phishing_link",),
        2,
        _("Odd characters stand for common ones, so that filters don't find the words."),
        r"[昰媜査獎萬妳哋啲徵佲臝嬴蕞彡]|[零o]{4,}元|薇[信芯]|徽信|威信号|v[芯❤心]|加(?:[葳薇]|微(?!信))|扣[扣抠]|莪|銀行|賬戶|積分",
    ),
    Row(
        "guard_off",
        ("courier", "officials"),
        4,
        _("You are to switch off or remove what protects your telephone. Only a cheat needs that."),
        r"(?:关闭|关掉|停用|卸载|删除|退出)[^。！？，,\n]{0,16}(?:防火墙|杀毒|安全软件|手机管家|反诈(?:中心)?|国家反诈|来电预警|拦截|验证提醒)",
    ),
)
