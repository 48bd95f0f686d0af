"""The cues that name a type, a row each: for which types, how many points, why, and the words (see `cue_parts`)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from shouwang.systems.outreach.scam.cue_parts import (
    ABROAD,
    ABROAD_MONEY,
    BANK,
    CARD,
    CHAT,
    FAR,
    FEE,
    KIN,
    LEGACY,
    PAY,
    PHONE,
    TENDER,
    THING,
    Row,
)  # fmt: skip

TYPICAL: Final = (
    Row(
        "safe_account",
        ("officials",),
        4,
        _('There is no "safe account". No office asks to move money there.'),
        r"安全(?:账户|帐户|账号|帐号|卡)|(?:资金|账户|财产|存款)(?:清查|核查|审查|清算|比对)|(?:转|存|汇)(?:到|入|至|进)[^。！？\n]{0,8}(?:国家|监管|指定|专用|核查)[的]?(?:账户|帐户|账号)",
    ),
    Row(
        "case",
        ("officials",),
        4,
        _(
            "You are said to be in a case, and it goes on to your money or to secrecy. Police do not do this by telephone."
        ),
        r"(?:涉嫌|涉及|牵涉|卷入|牵扯)[^。！？\n]{0,14}(?:洗钱|贩毒|走私|诈骗|非法|案件|大案|案子|犯罪|刑事|违法)[\s\S]{0,90}(?:账户|配合|冻结|逮捕|通缉|保密|资金|笔录|转接|拘|抓|卡|登录|点击|缴|⌘)"
        r"|(?:洗钱|贩毒|走私|诈骗|案)[^。！？\n]{0,12}(?:嫌疑人|有关|有牵连)[^。！？\n]{0,40}(?:账户|配合|冻结|通缉|保密|资金)",
    ),
    Row(
        "warrant",
        ("officials",),
        2,
        _("Warrants and summonses are handed over in person, never sent by telephone or link."),
        r"通缉令|逮捕令|拘捕令|冻结令|刑事传票|(?:法院|检察院)[^。！？\n]{0,12}(?:传票|起诉书)|强制执行令|(?:电子|线上|网上)(?:传票|笔录)",
    ),
    Row(
        "fee_first",
        ("loan",),
        4,
        _("A fee is asked before the money comes. A real bank takes none beforehand."),
        rf"(?:贷款|放款|下款|借款|额度|批款|到账)[\s\S]{{0,60}}(?:先|需|须|要|缴|交|付|转|存|打|刷)[^。！？\n]{{0,16}}{FEE}|{FEE}[\s\S]{{0,40}}(?:放款|下款|批贷|贷款|到账)|(?:卡号|银行卡)[^。！？\n]{{0,6}}(?:填错|输错|有误|错误)[^。！？\n]{{0,40}}(?:冻结|解冻|保证金|认证)",
    ),
    Row(
        "pay_to_withdraw",
        ("investment", "rebate"),
        4,
        _("To get your money out you must first put more in. Nothing will come out."),
        r"(?:充值|缴纳|缴|补交|再交|交|打|付|转|垫|补)[^。！？\n]{0,24}(?:才能|才可|方可|就能|即可|就可以|后)[^。！？\n]{0,8}(?:提现|解冻|取出|提出|返还|退还|返本|提款)|(?:提现|提款|取钱|提不出)[^。！？\n]{0,30}(?:缴|交|充|补)[^。！？\n]{0,12}(?:税|金|费|元|万|单|钱)|连单|卡单|补单|修复单|(?:账户|资金)[^。！？\n]{0,8}冻结[^。！？\n]{0,20}(?:再|充|缴|交|转)[^。！？\n]{0,10}(?:元|万|金|费|钱)",
    ),
    Row(
        "tasks",
        ("rebate",),
        4,
        _("Paid tasks and fake orders: small sums come back, the large one does not."),
        r"刷单|刷信誉|做单|抢单[^。！？\n]{0,10}(?:佣|返|赚|任务)|(?:点赞|投票|评论|点个关注|关注(?:公众号|主播|账号|店铺))[^。！？\n]{0,20}(?:佣金|返利|返现|赚|工资|元一|块一|红包|奖励|一单|任务)|(?:垫付|本金)[^。！？\n]{0,20}(?:佣金|返|提成)|(?:返利|返佣)[^。！？\n]{0,10}(?:任务|群|单)|(?:点赞|短评|浏览|试睡|体验)[\s\S]{0,160}(?:按单|每单|单次任务|一单)[^。！？\n]{0,8}(?:计酬|酬劳|结算|佣金|报酬|\d)|(?:按单|每单|单次)[^。！？\n]{0,8}(?:计酬|酬劳|结算|佣金|报酬)[\s\S]{0,160}(?:点赞|评论|短评|关注|浏览|互动)|(?:福利|任务)单|(?:导师|派单员|接待员)[^。！？\n]{0,10}(?:派单|领任务|做任务|带)",
    ),
    Row(
        "home_job",
        ("rebate",),
        2,
        _("Easy money at home, paid daily, for work that anybody can do: this is how fake orders begin."),
        rf"(?:兼职|在家|手机|打字员|客服|宝妈|招聘|招募|急招|急聘)[^。！？]{{0,50}}(?:日结|日薪|日赚|一天[^。，]{{0,4}}[百千元块]|元/?[天日]|[元块]一[天单]|时薪|月入过万|轻松赚|佣金)[^。！？]{{0,60}}(?:{CHAT}|⌘|{PHONE}|无需经验|不需要经验|不限学历|押金|报名|培训|加我|进群|联系|$)",
    ),
    Row(
        "sure_gain",
        ("investment",),
        4,
        _("Nobody can promise gains. Inside knowledge and teachers in a group are bait."),
        r"稳赚|包赚|只赚不赔|稳赢|保本(?:高|保|稳|收)|内幕(?:消息|信息|交易|票)|内部(?:消息|渠道|数据|票|名额|群)[^。！？\n]{0,30}(?:赚|涨|收益|股|投|盈)|(?:后台|系统|平台)(?:有)?漏洞|牛股|金股|黑马股|(?:人满|满员)(?:即|就)封|不收(?:任何)?费(?:用)?人满|涨停板|涨停[^。！？\n]{0,10}(?:群|老师|免费|股)|(?:日|月|周|年化?)(?:收益|回报|息)[^。！？\n，]{0,8}(?:[1-9]\d%|[1-9]\d个点|翻)|(?<![\d.])\d{2,}%(?:以上)?(?:的)?(?:固定|稳定|纯|月|净)?(?:收益|回报|利润|盈利)|(?:收益|回报|利润|盈利)率?[^。！？\n，]{0,6}(?<![\d.])\d{2,}%|(?:每日|每天|日|月)[^。！？\n，]{0,4}\d+(?:\.\d+)?%[^。！？\n，]{0,8}(?:收益|利息|回报|分红)|翻(?:倍|番)[^。！？\n]{0,12}(?:收益|盈利|投|本金)|(?:本金|收益|盈利)[^。！？\n]{0,8}翻(?:倍|番)|高(?:额)?(?:回报|收益)[^。！？\n]{0,20}(?:无风险|低风险|风险不大|风险低|稳)|(?:风险不大|风险低|无风险|低风险|零风险)[^。！？\n]{0,20}(?:收益|回报)",
    ),
    Row(
        "investment_group",
        ("investment",),
        2,
        _("A stranger leads you to shares, coins or bets in a group or an app of his own."),
        rf"(?:股|投资|炒币|虚拟币|虚拟货币|数字货币|比特币|外汇|期货|黄金|原油|基金|理财|投注|下注|彩票|博彩)[^。！？]{{0,50}}(?:群|老师|导师|专家|分析师|大师|{CHAT}|带你|带您|跟单|带单|操盘手)[^。！？]{{0,40}}(?:免费|赚|收益|盈利|进群|加|入群|下载|注册|名额|跟|⌘)|(?:老师|导师|专家|大神|大师|分析师)[^。！？\n]{{0,16}}(?:带|推荐|指导|教)[^。！？\n]{{0,16}}(?:股|投资|炒|赚|买|单)",
    ),
    Row(
        "parcel",
        ("courier",),
        4,
        _("A parcel is said to be lost or broken, and the refund goes outside the shop's own app."),
        rf"(?:快递|包裹|物流|快件|邮件|商品|产品|订单|奶粉)[^。！？]{{0,24}}(?:丢失|弄丢|丢了|破损|损坏|遗失|丢件|质量问题|不合格|甲醛|致癌|违禁|海关|扣押|查扣|滞留|无法派送|地址不[全详清])[^。]{{0,80}}(?:{CHAT}|⌘|备用金|验证码|理赔(?:专员|客服|群|通道)|双倍|三倍|退款(?:通道|链接|专员)|扫码|二维码|关税|{PHONE})",
    ),
    Row(
        "refund_aside",
        ("courier", "shopping"),
        4,
        _("Refunds come back the way you paid. A link, a loan or another app is not needed for one."),
        rf"(?:退款|理赔|赔付|退费|退货|赔偿|退还)[^。！？]{{0,40}}(?:加[^。！？]{{0,6}}(?:{CHAT}|群|好友)|(?:点|打开)[^。！？，]{{0,6}}链接|备用金|借呗|微粒贷|有钱花|⌘|会议号|{CARD}|银行卡(?:号|信息))|(?:点击|打开|登录)[^。！？]{{0,14}}⌘[^。！？]{{0,20}}(?:退款|理赔|退费)|(?:误|多)(?:转|退|打|汇)[^。！？\n]{{0,20}}(?:退回|还给|转回|返还)",
    ),
    Row(
        "membership",
        ("courier",),
        4,
        _(
            "A membership you never wanted will cost money unless you follow them. It can be closed only in the app itself."
        ),
        r"(?:百万保障|百万医疗|代理商|直播会员|抖音会员|vip会员|会员|自动扣费|自动续费|保险|免费期|免费试用)[^。！？]{0,40}(?:每月|每个月|自动|就会|将会|将从|会从|就要|要)[^。！？\n]{0,14}扣[^。！？]{0,60}(?:取消|关闭|解除|注销|联系|客服|按|配合|操作)|(?:取消|关闭|解除)[^。！？\n]{0,14}(?:百万保障|会员|代理|自动扣费|直播)[^。！？]{0,30}(?:下载|银行|转|客服|配合|操作|屏幕)",
    ),
    Row(
        "credit_record",
        ("credit",),
        4,
        _("Nobody changes a credit record by telephone, and none suffers because of an account that is not closed."),
        r"征信[^。！？]{0,30}(?:修复|洗白|消除|清除|注销|异常|有问题|影响|污点|不良|受损)[^。！？]{0,60}(?:转|账户|贷款|客服|操作|联系|配合|代办|加|费|⌘|包|处理|注销|关闭)|(?:修复|洗白|消除)[^。！？\n]{0,6}征信|(?:校园贷|学生贷|学生账户|金条|白条|花呗|借呗|网贷)[^。！？]{0,24}(?:注销|关闭|清零|不符合|违规|整改|影响征信)",
    ),
    Row(
        "leader_money",
        ("acquaintance",),
        4,
        _("A leader or teacher asks for money by message. Call on the number you know."),
        rf"(?:我是|这是|我就是|我)[^。！？\n]{{0,8}}(?:书记|局长|镇长|县长|村长|主任|领导|老总|总经理|董事长|校长|班主任|老板|老师)[\s\S]{{0,80}}{PAY}|(?:书记|局长|镇长|领导|老板|董事长|班主任)[^。！？\n]{{0,20}}(?:让你|叫你|要你|让我|叫我|急用|不方便)[^。！？\n]{{0,40}}(?:转|汇|打|垫)|(?:明天|明早|现在)[^。！？\n]{{0,6}}(?:到|来)我办公室[\s\S]{{0,80}}(?:{PAY}|{CARD}|{PHONE}|⌘|红包|打点|换号|新号|借|垫)|(?:资料费|补课费|书本费|校服费|班费)[^。！？\n]{{0,20}}(?:扫码|转|二维码|发红包)",
    ),
    Row(
        "to_my_office",
        ("acquaintance",),
        1,
        _("Whoever calls you to an office without a name may be anybody: ask on the number you know."),
        r"(?:明天|明早|现在)[^。！？\n]{0,6}(?:到|来)我办公室",
    ),
    Row(
        "kin_trouble",
        ("acquaintance", "guess_who"),
        4,
        _("Somebody of yours is said to be in trouble and money must go at once. Call the person first."),
        rf"{KIN}[^。！？]{{0,24}}(?:出事|车祸|住院|被抓|被拘|拘留|手术|撞了|打了人|在我们?手|绑架|急救|受伤)[\s\S]{{0,60}}(?:转|汇|打|交|赔|保释|押金|赎|元|万|块|钱)|(?:爸|妈|爷爷|奶奶|姥姥|外婆)[^。！？\n]{{0,20}}(?:我出事|出车祸|被抓|被拘|手机(?:丢|坏|掉)|打架)[\s\S]{{0,60}}(?:转|汇|打|交|赔|钱|元|万|块|加)|(?:在我们?手(?:里|上)|绑架)[^。！？]{{0,40}}(?:钱|万|赎|报警|撕票)",
    ),
    Row(
        "guess_who",
        ("guess_who",),
        4,
        _("A caller lets you guess who it is, and becomes whoever you say."),
        r"猜(?:猜)?(?:看)?(?:我)?是谁|猜一?猜|听不出(?:来)?我|不记得我|连我(?:的声音)?都(?:听不|不认)|(?:贵人多忘事|老朋友都忘)",
    ),
    Row(
        "dating",
        ("dating",),
        4,
        _("Love from the network that comes to money or to a platform."),
        rf"(?:网恋|网上认识|交友|相亲|网友|男朋友|女朋友|缘分|军官|维和|离异|丧偶|恋爱|奔现|灵魂伴侣|真心爱)[\s\S]{{0,120}}(?:投资|平台|路费|车费|机票|红包|礼物|彩礼|借(?:我|点|钱)|漏洞|赚钱|{PAY}|汇|清关|关税|急用)|(?:裸聊|约炮|同城(?:约|交友|上门)|上门服务)[^。]{{0,60}}",
    ),
    Row(
        "dear_money",
        ("dating", "acquaintance"),
        4,
        _("Tender words, and then money or pictures of you: this is how people are bled and blackmailed."),
        rf"(?:宝[～~,，！!]|亲亲|想你|爱你|小哥哥|小姐姐)[\s\S]{{0,160}}(?:转我|转你|给我转|你转|先转|借我|打给我)"
        rf"|(?:宝宝|宝贝|亲爱的|老公|老婆|哥哥)[\s\S]{{0,160}}(?:转我|转你|给我转|你转|先转|借我|打给我)[\s\S]{{0,60}}(?:急|{CARD}|{PHONE}|⌘|{CHAT}|还你|别打电话|不方便|手机坏|见你|去找你|看你)"
        rf"|(?:宝[～~,，！!]|宝宝|宝贝|亲爱的|亲亲|老公|老婆|想你|爱你|小哥哥|小姐姐|哥哥)[\s\S]{{0,160}}(?:路费|押金|流水|私密|拍[^。，]{{0,8}}(?:照|图|视频)|裸|锁骨|身材|打赏|{CARD})",
    ),
    Row(
        "abroad_job",
        ("other", "rebate"),
        4,
        _(
            "Work abroad or at the border with high pay and no questions: people are held there and made to cheat others."
        ),
        rf"{ABROAD}[^。]{{0,80}}(?:招|聘|月薪|高薪|月入|工资|岗位|薪)|(?:招聘|诚聘|急聘|高薪|岗位|月薪)[\s\S]{{0,100}}{ABROAD}"
        rf"|(?:招聘|诚聘|招募|岗位|职位)[\s\S]{{0,300}}{FAR}[\s\S]{{0,700}}(?:无需|不需要?|不限|零|免|无)[^。！？\n]{{0,6}}(?:经验|学历|面试|门槛|专业背景)"
        rf"|{FAR}[\s\S]{{0,700}}(?:招聘|诚聘|招募|岗位|职位)[\s\S]{{0,500}}(?:无需|不需要?|不限|零|免|无)[^。！？\n]{{0,6}}(?:经验|学历|面试|门槛|专业背景)",
    ),
    Row(
        "games",
        ("games",),
        4,
        _("Game items and accounts outside the game's own market."),
        rf"(?:游戏|皮肤|装备|点券|钻石|王者|原神|吃鸡|和平精英|迷你世界|防沉迷|代练|号商|英雄)[^。！？]{{0,60}}(?:加[^。，]{{0,6}}{CHAT}|{CHAT}[^。，]{{0,6}}交易|私下|解冻|保证金|家长|妈妈|爸爸|解除|冻结|先付|定金|转账|转钱|打款|付款)|(?:解除|破解)[^。！？\n]{{0,4}}防沉迷|(?:买号|卖号|出号|收号)[^。！？\n]{{0,30}}(?:平台|链接|客服|保证金|私)",
    ),
    Row(
        "cure_all",
        ("health_elder",),
        4,
        _("No food or device cures everything, and nobody gives away eggs for nothing."),
        r"(?:包治|根治|特效药|神药|祖传秘方|药到病除|治百病|不用吃药|不用打针|替代药)|(?:免费|送|领)[^。！？\n]{0,14}(?:鸡蛋|面条|大米|洗衣液|旅游)[^。！？]{0,60}(?:讲座|听课|专家|保健|养生|产品|教授|健康课|会场|药)|(?:免费|送)[^。！？\n]{0,14}(?:体检|血压)[^。！？]{0,60}(?:听课|保健品|养生|产品|健康课|会场|床垫|疗程|特价|买)|(?:讲座|听课|专家|教授|健康课)[^。！？]{0,40}(?:保健|酵素|床垫|治疗仪|口服液|灵芝|(?<!医|中)药(?!房|店|费)|虫草|干细胞)[^。！？]{0,40}(?:元|万|块|买|优惠|名额|一盒|疗程)",
    ),
    Row(
        "old_age_money",
        ("health_elder",),
        4,
        _("Old-age care, pensions or collections with high interest: the money is gone with the seller."),
        rf"养老(?:项目|投资|公寓|床位|院|基地|山庄|产业|卡)[^。！？]{{0,50}}(?:返|分红|利息|收益|投资|预订|入股|预存|年化|认购)|(?:补缴|一次性缴|代缴|代办|补办)[^。！？\n]{{0,10}}(?:社保|养老|退休)[^。\n]{{0,40}}(?:{CHAT}|⌘|{PHONE}|{CARD}|加我|找我|转给|转到|打到|内部|关系|名额|保证金|手续费|服务费|收费\d|包办|就能领|马上领|领退休金)|(?:以房养老|藏品|古币|纪念币|收藏|字画)[^。！？\n]{{0,40}}(?:拍卖|升值|回购|高价|抵押|理财)|民族资产|解冻民族|慈善富民|(?:扶贫|养老)(?:资金|款|大业)[^。！？\n]{{0,20}}(?:解冻|认领|申领)",
    ),
    Row(
        "cards_wanted",
        ("accounts",),
        4,
        _("Lending or selling cards and accounts is against the law and ends with the owner."),
        r"(?:出租|出借|收购|租用|租|卖|借用|借|高价收|回收|收|(?<!不)要)[^。！？，,\n]{0,10}(?:银行卡|电话卡|手机卡|流量卡|微信号|qq号|对公账户|四件套|支付宝账号|支付宝|实名卡|两卡)[^。！？\n]{0,40}(?:元|块|钱|天|月|佣|提成|张|报酬|日结|$)|跑分|(?:帮|代)[^。！？\n]{0,8}(?:转账|取现|取钱|过账|走账|走流水|收款)[^。！？\n]{0,24}(?:提成|佣金|报酬|好处|元|块|点)|(?:放|架|装|看)(?:一?台?)?(?:设备|手机|路由器|猫池|音频线)[^。！？\n]{0,24}(?:一天|每天|日结|元|块|打电话)",
    ),
    Row(
        "expiry_link",
        ("phishing_link",),
        4,
        _(
            "Something is said to expire or be blocked today, and a strange link should help. Banks and offices don't do that."
        ),
        rf"{THING}[^。！？]{{0,36}}(?:过期|失效|到期|冻结|停用|停机|注销|作废|清零|清空|异常|暂停|受限|补录|激活|重新|年审|年检|认证|实名)[^。]{{0,70}}(?:⌘|链接|网址|网站|扫码|二维码)|⌘[^。！？]{{0,30}}(?:失效|冻结|停用|注销|作废|清零|清空|逾期)|(?:密码器|电子密码|网银|手机银行|证书|u盾|系统)[^。！？]{{0,30}}(?:升级|更新)[^。！？]{{0,60}}⌘|⌘[^。！？]{{0,12}}(?:升级维护|更新升级|升级更新)",
    ),
    Row(
        "points_cash",
        ("phishing_link",),
        4,
        _("Points against cash, through a strange link and in a hurry."),
        r"积分[^。！？]{0,40}(?:兑换|兑现|换取|领取|兑)[^。！？]{0,24}(?:现金|元|礼包|礼品|话费|手机)[^。]{0,60}(?:⌘|网址|网站)[^。]{0,40}(?:逾期|失效|清零|清空|过期|作废|兑换|领取|银行|工行|建行)|积分[^。！？]{0,50}(?:兑换|兑现|领取)[^。！？]{0,6}现金",
    ),
    Row(
        "bank_link",
        ("phishing_link",),
        4,
        _("In the name of a bank you should log in behind a link that is not the bank's."),
        rf"{BANK}[^。！？]{{0,70}}(?:登录|登入|登陆|访问|点击|点|打开)[^。！？]{{0,16}}⌘|(?:登录|登入|登陆|访问)[^。！？]{{0,8}}(?:我行|本行|手机|指定)[^。！？]{{0,8}}(?:网站|网址|网页|wap|⌘)|(?:提升|提高|提额|调高|调整)[^。！？]{{0,8}}额度[^。！？]{{0,30}}(?:登录|登入|登陆|点击|⌘)",
    ),
    Row(
        "subsidy_link",
        ("phishing_link", "officials"),
        4,
        _("A subsidy, a tax refund or a grant behind a strange link or a code."),
        rf"(?:补贴|补助|退税|助学金|失业金|救助金|生育金|抚恤金|工资补|津贴|奖学金|汇算)[^。！？]{{0,60}}(?:领取|申领|发放|办理|认证|申请|登记|到账|查收)[^。]{{0,60}}(?:⌘|验证码|atm|柜员机|二维码|扫码|银行卡号|{CHAT})|⌘[^。]{{0,30}}(?:补贴|补助|退税)",
    ),
    Row(
        "look_link",
        ("phishing_link",),
        4,
        _("Pictures or news of you behind a strange link: opening it installs a spy on the telephone."),
        r"(?:照片|影集|相册|相片|视频|聚会|怎么回事|成绩单|体检报告|请帖|请柬|喜帖|违章|资料|你的?(?:丑事|事))[^。！？]{0,14}⌘|⌘[^。！？]{0,6}(?:你(?:自己)?(?:打开)?看|自己看|打开看)",
    ),
    Row(
        "flight",
        ("courier", "phishing_link"),
        4,
        _("A cancelled flight with a private number and a compensation: ask the airline's own line."),
        rf"(?:航班|客票|机票|列车|起落架|机械故障|民航)[^。！？]{{0,50}}(?:取消|延误|故障|停飞)[^。]{{0,90}}(?:{PHONE}|⌘|{CHAT}|工本费|(?:补偿|赔偿|理赔)(?![^。]{{0,20}}(?:12306|95\d{{3}}(?!\d)|柜台|窗口|车站)))",
    ),
    Row(
        "prize",
        ("phishing_link", "other"),
        4,
        _("A prize in a draw you never entered; next comes a fee or your card."),
        rf"(?:场外|場外|跑男|兄弟|好声音|新歌声|栏目|节目组|節目組|男一节一目)[^。]{{0,40}}(?:用户|用戸|观众|达人|得主|得者|得[0零o]|幸运|互动者)[^。]{{0,60}}(?:⌘|{PHONE}|{FEE}|验证码|[0o零]{{2,}}元)|(?:中奖|中了|抽中|抽选|抽取|选为|幸运(?:观众|用户|号码|儿|星|者)|获奖|一等奖|二等奖|大奖|中獎|幸运众)[\s\S]{{0,100}}(?:领奖地址|领奖|领取|領取|兑奖|验证码|认领|公证|{FEE}|奖金|奖品|查收|验收|登录|登陆|填写)[^。]{{0,40}}(?:⌘|{PHONE}|验证码|{FEE}|银行卡|密码|号码|填写|码|元)",
    ),
    Row(
        "job_unseen",
        ("rebate", "accounts"),
        4,
        _("Good pay without an interview and without experience: nobody gives that to a stranger."),
        r"(?:招聘|招募|诚聘|急聘|兼职|入职|岗位|职位|人员)[\s\S]{0,500}(?:无需|免|不用|不需要?)面试[\s\S]{0,300}薪|薪[\s\S]{0,400}(?:无需|免|不用|不需要?)面试|(?:无需|免|不用|不需要?)面试[\s\S]{0,200}(?:日结|按单|每单|一单|报酬|酬劳)",
    ),
    Row(
        "job_betting",
        ("accounts", "other"),
        4,
        _("Work for a site of bets or coins is forbidden here; whoever takes it helps to cheat and is punished too."),
        r"(?:博彩|赌场|赌博|荷官|棋牌|区块链|虚拟币|虚拟货币|加密货币|加密经济|数字货币)[^。\n]{0,24}(?:分析师|客服|推广|专员|荷官|交易员|代理|运营|维护|招聘)[\s\S]{0,200}(?:薪|招聘|收入|提成)",
    ),
    Row(
        "legacy",
        ("other", "dating"),
        4,
        _("A stranger abroad wants to share millions with you. First come fees, then more fees, then nothing."),
        rf"{LEGACY}[\s\S]{{0,500}}{ABROAD_MONEY}[\s\S]{{0,600}}(?:您|你|协助|合作)|{ABROAD_MONEY}[\s\S]{{0,400}}{LEGACY}[\s\S]{{0,400}}(?:您|你|协助|合作)",
    ),
    Row(
        "start_money",
        ("investment",),
        4,
        _("Money must first be put into a platform or into coins, and a bonus is promised for it."),
        r"usdt|泰达币|(?:首期|首笔|首充|启动资金|入金|充值|注资|注入|划转|最低投入|投入)[^。！？\n]{0,30}(?:元|万|起)[^。！？\n]{0,40}(?:收益|回报|盈利|投资组合|配股|红利|分红|奖励金|跟投)|(?:内部|专属|绿色)(?:认购|额度|通道|名额)[^。！？\n]{0,40}(?:收益|锁定|打款|转账|买股|币|充值)",
    ),
    Row(
        "trading_app",
        ("investment",),
        4,
        _(
            "Shares and funds through an app or a page from a link: real ones stand in the shop for apps and at the bank."
        ),
        r"(?:证券|理财|投资|股票|港股|基金|量化|操盘|期货|外汇|智投|投顾)[\s\S]{0,400}(?:下载|安装|注册|激活|邀请码|内测|报名|提交申请|入口)[^。！？]{0,50}⌘",
    ),
    Row(
        "verify_link",
        ("phishing_link",),
        4,
        _("An account is said to need checking behind a link. Open the app or page you always use instead."),
        r"(?:账户|帐户|账号|帐号|信用卡|密码|邮箱|银行卡)[^。！？]{0,50}(?:异常|暂停|冻结|限制|未完成[^。]{0,12}(?:认证|验证)|安全升级|安全核验|安全认证|安全验证|需要?(?:重新)?(?:验证|认证|激活))[\s\S]{0,350}(?:访问|点击|登录|登陆|通过|进入|入口|链接|前往)[^。！？]{0,40}⌘|(?:重置|更新|修改)[^。！？]{0,10}(?:支付)?密码[\s\S]{0,120}(?:链接|入口|通道|点击)[^。！？]{0,20}⌘",
    ),
    Row(
        "office_chat",
        ("officials",),
        4,
        _("An office, the police or a court does no case over QQ or by a private chat number."),
        r"(?:公安|警官|警号|检察|法院|专案|疾控|防疫|流调|监管局|管理局|网络安全|反诈中心|社保局|医保局|通管局|税务|政务)[\s\S]{0,500}(?:添加|加|联系|使用|登录|登陆)[^。！？\n]{0,24}(?:qq|扣扣|telegram|whatsapp|飞机|skype|瞩目|会议号)",
    ),
    Row(
        "office_deposit",
        ("officials",),
        4,
        _("No office takes a deposit by telephone, link or transfer to be paid back later."),
        r"(?:隔离|取保|解冻|清白|资金|调查|监管|防疫|疫情|结案|撤案|自证|案件)[^。！？\n]{0,10}(?:保证金|担保金)|(?:保证金|担保金)[^。！？\n]{0,30}(?:监管账户|监管帐户|核查账户|解除后|结案后|查清后)|(?:存放|存)(?:于|在|入|到)[^。！？\n]{0,16}(?:监管|核查|清查)账户",
    ),
    Row(
        "love_ask",
        ("dating",),
        4,
        _(
            "After tender words comes a wish: a paper, a number, a picture, an app. Whoever loves you needs none of them."
        ),
        rf"{TENDER}[\s\S]{{0,200}}(?:身份证|户口本|征信|授权书|按手印|手机号|电话号码|银行卡|收益|垫\d|垫付|充值|过户|股权|邀请码|下载|链接|交换[^。，]{{0,10}}(?:照|图|视频)|(?:私密|全身|贴身)[^。，]{{0,8}}(?:照|图|视频)|特写|闪照)|(?:交换|先发|发来|换)[^。！？\n]{{0,16}}(?:私密|贴身|吊带|内衣|浴室|卧室)[^。！？\n]{{0,8}}(?:照|图|视频)",
    ),
    Row(
        "sick_money",
        ("acquaintance", "dating"),
        4,
        _(
            "Somebody is said to lie in hospital and you should pay a private person. Ring the person or the ward first."
        ),
        r"(?:急救|抢救|手术|icu|住院|病房|急诊|阑尾|心梗|脑梗|车祸|重症)[\s\S]{0,160}(?:(?:帮我|替我|给我|求你|先)[^。，\n]{0,6}垫|先?转我|转给我|借我|救急|打给我)[\s\S]{0,120}(?:还你|还您|归还|支付宝|别跟|别告诉|连本带息|马上还|立刻还)",
    ),
    Row(
        "buyer_frozen",
        ("shopping", "games"),
        4,
        _(
            "A sale is said to be frozen or held up until you verify or pay something. Look only into the platform itself."
        ),
        r"(?:买家|订单|店铺|交易|商铺|闲鱼)[^。！？]{0,60}(?:冻结|拦截|被锁|无法付款|付款失败|未开通|没签)[\s\S]{0,200}(?:解冻|解除|验证|认证|扫码|二维码|⌘|微信|qq|保证金|充值|激活)",
    ),
)
