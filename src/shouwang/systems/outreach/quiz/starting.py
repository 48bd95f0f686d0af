"""Twenty questions to begin with, written for this project: the ten official types of fraud, and the village."""

from dataclasses import dataclass

from shouwang.systems.outreach.quiz.item import FALSE, TRUE, Kind


@dataclass(frozen=True)
class Start:
    """A question in both languages; `answers`: Chinese, English, whether it is right."""

    text: str
    text_en: str
    answers: tuple[tuple[str, str, bool], ...]
    explanation: str
    explanation_en: str
    fraud_type: str = ""
    theme: str = "fraud"

    @property
    def kind(self) -> Kind:
        if self.answers[0][0] == TRUE:
            return Kind.TRUE_FALSE
        return Kind.SINGLE if sum(right for _, _, right in self.answers) == 1 else Kind.MULTIPLE


def _truth(is_true: bool) -> tuple[tuple[str, str, bool], ...]:
    return ((TRUE, TRUE, is_true), (FALSE, FALSE, not is_true))


STARTING = (
    Start(
        "群里说在家点赞就能赚钱，前三单真的返了钱，第四单要先垫 2000 元。怎么办？",
        "A group pays for likes. Three times it really paid; now you must put in 2,000 yuan first. What do you do?",
        (
            ("马上停，一分也不垫", "Stop at once, pay nothing", True),
            ("先垫一半试试", "Try with half", False),
            ("找亲戚借钱把这单做完", "Borrow to finish the task", False),
        ),
        "先给小钱是鱼饵，垫钱的那一单才是骗局。刷单本身就是骗人的事，要先垫钱的都是诈骗。",
        "The small payments are the bait; the one you pay for is the trap. Fake orders are always fraud when you pay first.",
        "rebate",
    ),
    Start(
        "刷单群的“客服”说做错了一步，再转一笔才能把本金提出来。转了就能拿回钱。",
        "The task group says you made a mistake and must pay once more to get your money out. Then you get it back.",
        _truth(False),
        "每转一笔，他都会再找一个理由。钱拿不回来，先停手，留好记录，打 110。",
        "After each payment there is another reason. Stop, keep the records, and call 110.",
        "rebate",
    ),
    Start(
        "网上认识的“老师”带您炒股，软件里看着赚了，想取钱却要先交税。说明什么？",
        "A “teacher” met online trades shares with you. The app shows a gain, but you must pay tax to withdraw. What is it?",
        (
            ("软件是假的，数字是编的", "The app is fake, the figures are made up", True),
            ("交完税就能取", "After the tax it can be withdrawn", False),
            ("再投一点就免税", "Invest more and the tax is waived", False),
        ),
        "正规公司直接从账上扣，不会让您另外转钱。要先交钱才能取钱，就是骗子。",
        "A real firm takes it from the account. Whoever wants money before giving you yours is cheating.",
        "investment",
    ),
    Start(
        "有人保证“稳赚不赔，每月两分利”。这话能信吗？",
        "Someone promises “a sure gain, two percent every month, no loss”. Is that to be believed?",
        _truth(False),
        "投资没有稳赚的。越说保本高利，越要捂紧钱袋子。",
        "No investment is sure. The more certain the gain sounds, the tighter hold your purse.",
        "investment",
    ),
    Start(
        "网上买化肥，卖家让您不走平台，加微信直接转账，便宜三成。怎么做？",
        "You buy fertiliser online; the seller wants a direct transfer outside the platform, a third cheaper. What do you do?",
        (
            ("只在平台里付款", "Pay on the platform only", True),
            ("便宜，转给他", "It is cheap: transfer", False),
            ("先转定金", "Transfer a deposit first", False),
        ),
        "离开平台付的钱，平台管不着。货没到，人先没影了。",
        "The platform can't protect what is paid outside it. The seller will be gone before the goods arrive.",
        "shopping",
    ),
    Start(
        "自称快递的人说包裹丢了，赔您钱，要您打开手机“共享屏幕”。怎么办？",
        "A “courier” says your parcel is lost, offers money, and asks you to share your screen. What do you do?",
        (
            ("挂断，自己打快递公司电话问", "Hang up and ring the courier company yourself", True),
            ("打开共享，让他教我", "Share the screen and let him show me", False),
            ("把银行卡号念给他", "Read him the card number", False),
        ),
        "共享屏幕等于把手机交到他手里，密码验证码都看得见。真赔款原路退回，不用您操作。",
        "Sharing your screen hands him the phone, with codes and passwords. A real refund comes back the way you paid.",
        "courier",
    ),
    Start(
        "哪些话一听就要挂电话？（不止一个）",
        "At which words do you hang up? (More than one)",
        (
            ("“把钱转到安全账户”", "“Move the money to a safe account”", True),
            ("“把验证码告诉我”", "“Tell me the code you received”", True),
            ("“别告诉家里人”", "“Don't tell your family”", True),
            ("“周五村委会开座谈会”", "“There is a village meeting on Friday”", False),
        ),
        "没有什么安全账户，验证码就是家门钥匙。不让您跟家里人说的，多半没安好心。",
        "There is no safe account, and a code is the key to your house. Whoever wants it kept secret means no good.",
        "courier",
    ),
    Start(
        "短信说您能贷 10 万元，先交 2000 元“保证金”。怎么办？",
        "A text offers you a loan of 100,000 yuan after a “deposit” of 2,000. What do you do?",
        (
            ("不理，到银行柜台问", "Ignore it, ask at the bank's counter", True),
            ("交了再说", "Pay and see", False),
            ("让他降到 1000 元", "Bargain it down to 1,000", False),
        ),
        "正规贷款放款前不收钱。先收保证金、解冻费的，都是骗子。",
        "A real loan costs nothing before it is paid out. Deposits and unfreezing fees are fraud.",
        "loan",
    ),
    Start(
        "来电说您以前的网贷会影响征信，要按他说的转账“清零”。对不对？",
        "A caller says an old loan spoils your credit record and must be “cleared” by a transfer. Is that so?",
        _truth(False),
        "征信由中国人民银行管，谁也不能打个电话就改。要查征信，本人带身份证去银行。",
        "The credit record is kept by the central bank; nobody changes it by telephone. To see yours, bring your ID to the bank.",
        "credit",
    ),
    Start(
        "“我是你领导，换号了，急用钱，先转 5000 元。”先做什么？",
        "“I'm your boss, this is my new number, I need 5,000 now.” What first?",
        (
            ("打他原来的电话，听声音问清楚", "Ring the old number and ask in person", True),
            ("领导开口，马上转", "It is the boss: transfer", False),
            ("回短信问他卡号", "Text back for the account", False),
        ),
        "头像、名字、声音都能造假。转钱之前，用老号码打过去或当面问一句。",
        "Pictures, names, even voices can be faked. Before any transfer ring the old number or ask face to face.",
        "acquaintance",
    ),
    Start(
        "电话里是“孙子”的声音，说出事了要钱，不许告诉爸妈。怎么办？",
        "The voice is your grandson's: trouble, he needs money, don't tell his parents. What do you do?",
        (
            ("先挂断，打孙子和他爸妈的电话", "Hang up, ring him and his parents", True),
            ("赶紧去银行汇款", "Hurry to the bank", False),
            ("把现金交给来人", "Give cash to whoever comes", False),
        ),
        "声音可以用机器学出来。家里约一个只有自己人知道的暗号，对不上就挂。",
        "A machine can learn a voice. Agree on a word only your family knows; if it is not said, hang up.",
        "acquaintance",
    ),
    Start(
        "民警会在电话里要您把钱转到“安全账户”查验。对不对？",
        "Police may ask by telephone that you move money to a “safe account” for inspection. True?",
        _truth(False),
        "公安局、检察院、法院都没有安全账户，也不在电话里办案。听到这句就挂断，打 110。",
        "No police, prosecutor or court has a safe account or works a case by telephone. Hang up and call 110.",
        "officials",
    ),
    Start(
        "自称医保局的人说您的医保卡要停用，让您点链接填银行卡。怎么办？",
        "“The health insurance office” says your card will be stopped: follow the link, enter your bank card. What do you do?",
        (
            ("不点，到村委会或警务室问", "Don't; ask at the village committee or the room", True),
            ("点开填好", "Follow it and fill it in", False),
            ("转给邻居一起填", "Pass it on to the neighbours", False),
        ),
        "机关办事不会发链接要银行卡和密码。链接一点，钱和信息都可能没了。",
        "No office asks for bank card and password by a link. One tap may cost your money and your data.",
        "officials",
    ),
    Start(
        "网上谈了两个月的对象没见过面，说一起投资买婚房。最可能是什么？",
        "A sweetheart of two months whom you never met wants to invest together for a home. What is it most likely?",
        (
            ("骗子养的“杀猪盘”", "A swindler's long game", True),
            ("真心过日子", "True love", False),
            ("缘分到了", "Fate", False),
        ),
        "没见过面就谈钱，感情是假，要钱是真。别转钱，跟家里人说一声。",
        "Money before a first meeting: the love is false, the money real. Send nothing and tell your family.",
        "dating",
    ),
    Start(
        "孩子卖游戏账号，对方说钱被“冻结”，要交解冻费。钱该交吗？",
        "Your child sells a game account; the money is “frozen” and a fee would free it. Is it to be paid?",
        _truth(False),
        "冻结、解冻费都是编的，付款页面是假网站。让孩子停手，大人一起把记录留好报警。",
        "The freezing and the fee are made up, the page is false. Stop, keep the records together, report it.",
        "games",
    ),
    Start(
        "有人出 500 元租您的银行卡“走个账”。怎么办？",
        "Someone offers 500 yuan to use your bank card “for a transfer”. What do you do?",
        (
            ("不租，告诉警务室", "Refuse, tell the room", True),
            ("反正卡里没钱，租给他", "The card is empty anyway: lend it", False),
            ("要 1000 元再租", "Ask for 1,000", False),
        ),
        "租借银行卡、电话卡是违法的，骗来的钱就从这里过。卡丢了马上挂失。",
        "Lending a bank or phone card is against the law: stolen money passes through it. Report a lost card at once.",
    ),
    Start(
        "96110 打来电话，该怎么办？",
        "96110 rings you. What do you do?",
        (
            ("接，这是反诈专线来劝您", "Answer: the anti-fraud line wants to warn you", True),
            ("不接，是骗子", "Don't: it is a swindler", False),
            ("接了把卡号告诉它", "Answer and tell it the card number", False),
        ),
        "96110 打来，多半是您或家人正在被骗。它只劝阻，从不要卡号和密码。",
        "If 96110 rings, you or your family may just now be cheated. It warns; it never asks for card or password.",
    ),
    Start(
        "钱已经转出去了，头几件事做什么？（不止一个）",
        "The money is gone already. What comes first? (More than one)",
        (
            ("马上打 110", "Call 110 at once", True),
            ("留好聊天和转账记录", "Keep chats and transfers", True),
            ("打银行电话请求止付", "Ask the bank to stop it", True),
            ("删掉聊天，怕丢人", "Delete the chats out of shame", False),
        ),
        "越早报警，越可能拦住这笔钱。被骗不丢人，记录别删。",
        "The sooner it is reported, the likelier it can be stopped. It is no shame; keep the records.",
    ),
    Start(
        "电动车晚上充电，哪里最危险？",
        "An electric bicycle charges at night. Where is it most dangerous?",
        (
            ("屋里楼道口", "Indoors, in the stairway", True),
            ("院外的充电棚", "In the shed outside", False),
            ("白天有人看着的院子里", "In the yard by day, watched", False),
        ),
        "电池起火一两分钟就满屋浓烟，楼道是逃命的路。充电放在屋外，人在旁边，充满就拔。",
        "A burning battery fills the house with smoke in a minute or two, and the stairs are the way out. Charge outside, "
        "stay near, unplug when full.",
        theme="fire",
    ),
    Start(
        "河里涨水，看见有人落水，先做什么？",
        "The river is high and somebody falls in. What first?",
        (
            ("大声喊人，扔绳子竹竿，打 110 和 120", "Shout, throw rope or pole, call 110 and 120", True),
            ("自己马上跳下去", "Jump in at once", False),
            ("手拉手下水去捞", "Go in hand in hand", False),
        ),
        "水急的时候，会游泳的人也会被冲走。在岸上伸竿抛绳、喊人打电话，救得更快。",
        "In fast water swimmers are swept away too. From the bank, with pole, rope and a call, help is quicker.",
        theme="water",
    ),
)
