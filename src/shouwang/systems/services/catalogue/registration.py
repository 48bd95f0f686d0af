"""The household register (户口): birth, death, moving, correcting, looking up."""

from typing import Final

from shouwang.kernel.papers.description import Words
from shouwang.systems.services.catalogue.facts import Errand, Proxy, Sure, fact

RULE: Final = "公通字〔2021〕12号《户口居民身份证管理工作规范（试行）》"
HENAN: Final = "河南省公安机关户口居民身份证管理工作规范"
HUKOU_LAW: Final = "《户口登记条例》（1958）"
STATION: Final = fact("户籍所在地派出所户籍窗口", "The register's counter at the police station", sure=Sure.SEEN)
OWN_BOOK: Final = fact("户口簿", "The household book", RULE)

BIRTH: Final = Errand(
    key="birth",
    name=Words("出生登记", "Registering a birth"),
    icon="baby",
    proxy=Proxy.YES,
    who=fact(
        "父母或监护人申报；户主、亲属、抚养人、邻居也可以申报。村里可以先帮您看材料、收材料。",
        "A parent or guardian; the head of the household, relatives or neighbours may too. The village can look through the"
        " papers and take them.",
        f"{RULE}第20条；{HUKOU_LAW}第7条",
    ),
    documents=(
        fact("出生医学证明", "Medical certificate of birth", f"{RULE}第20条"),
        fact("父母一方的户口簿", "Household book of one parent", f"{RULE}第20条"),
        fact(
            "结婚证；非婚生育的写一份说明",
            "Marriage certificate, or a statement that the parents are not married",
            f"{RULE}第20条",
        ),
        fact(
            "非婚生育、随父落户的，还要亲子鉴定",
            "Parents not married and the child goes with the father: a DNA test",
            f"{RULE}第20条",
        ),
    ),
    time=(
        fact("孩子出生一个月内申报", "Within a month of the birth", f"{HUKOU_LAW}第7条"),
        fact(
            "六岁以下当场办，六岁以上二十个工作日",
            "Under six on the spot, older twenty working days",
            "汝州市",
            Sure.PLACE,
        ),
    ),
    where=STATION,
    steps=(
        fact(
            "带材料到窗口，当场登记到户口簿上",
            "Take the papers to the counter; it is written into the book",
            sure=Sure.SEEN,
        ),
    ),
)

DEATH: Final = Errand(
    key="death",
    name=Words("死亡注销户口", "Taking somebody who died off the register"),
    icon="flower",
    proxy=Proxy.YES,
    who=fact(
        "家属、抚养人申报；没有家属能办的，由村委会申报，这是村委会的责任。",
        "Relatives; where none can, the village committee files it, and must.",
        f"{RULE}第31条",
    ),
    documents=(
        fact("申报人的身份证", "ID card of whoever files it", f"{RULE}第31条"),
        fact("去世的人的户口簿、身份证", "Household book and ID card of whoever died", f"{RULE}第31条"),
        fact(
            "下面任意一样：死亡医学证明、公安机关非正常死亡证明、法院宣告死亡的判决、其他能证明的材料",
            "One of: medical certificate of death, police paper on an unnatural death, a court's declaration, other proof",
            f"{RULE}第31条",
        ),
    ),
    time=(
        fact("去世后一个月内申报", "Within a month", f"{RULE}第31条"),
        fact("材料齐的当场办", "On the spot where the papers are whole", f"{RULE}第31条"),
    ),
    where=STATION,
    steps=(
        fact(
            "交材料，注销户口，收回身份证",
            "Hand in the papers; the entry is closed, the card stays there",
            sure=Sure.SEEN,
        ),
    ),
    notes=(
        fact(
            "没有上面的死亡证明，有火化证明也可以",
            "Where none of these proofs is there, a certificate of cremation will do",
            f"{HENAN}第73至76条",
            Sure.SEEN,
        ),
    ),
)

MOVE: Final = Errand(
    key="move",
    name=Words("户口迁移", "Moving the registration"),
    icon="truck",
    proxy=Proxy.PART,
    who=fact(
        "本人或户主办；材料可以请人代跑",
        "In person or the head of the household; papers may be carried by others",
        f"{RULE}第39至45条",
    ),
    why=fact(
        "迁移要核实本人的真实意思。老人要迁户口的，先问清是不是老人自己愿意。",
        "It must be what the person really wants. An old person is asked themselves first.",
        "《老年人权益保障法》第55条",
    ),
    documents=(
        fact("准迁证（由迁入地派出所开）", "Permit to move in, from the station there", f"{RULE}第39至45条"),
        fact("迁移证（由迁出地派出所开）", "Certificate of moving out, from the station here", f"{RULE}第39至45条"),
        OWN_BOOK,
    ),
    time=(fact("到了村里，十天内去落户", "In a village within ten days of arriving", f"{HUKOU_LAW}第13条"),),
    where=STATION,
    steps=(
        fact(
            "先到迁入地办准迁证，再到迁出地办迁移证，最后回迁入地落户",
            "Permit there, certificate here, then entry there",
            f"{RULE}第39至45条",
        ),
        fact(
            "跨省的有的可以网上一次办", "Between provinces some of it can be done online at once", f"{RULE}第39至45条"
        ),
    ),
)

CHANGE: Final = Errand(
    key="change",
    name=Words("变更、更正户口项目", "Changing or correcting an entry"),
    icon="pencil",
    proxy=Proxy.NO,
    who=fact(
        "本人书面申请；未成年人由监护人书面申请",
        "In writing by the person, for a child by the guardian",
        f"{RULE}第9条、第53条",
    ),
    why=fact(
        "改的是本人的身份，要本人书面申请。",
        "It is who the person is: only they may ask, in writing.",
        f"{RULE}第9条、第53条",
    ),
    documents=(
        fact("书面申请", "The application in writing", f"{RULE}第53条"),
        fact("证明要改的内容的材料", "What proves the change", f"{RULE}第57条"),
        OWN_BOOK,
    ),
    time=(
        fact(
            "出生日期更正要报市级公安机关批准，时间请问派出所",
            "A date of birth is decided by the city's police; ask the station how long",
            f"{RULE}第57条",
        ),
    ),
    where=STATION,
    steps=(
        fact(
            "交申请和证明，等批准，再换户口簿",
            "Hand in both, wait for approval, then the book is changed",
            sure=Sure.SEEN,
        ),
    ),
)

HISTORY: Final = Errand(
    key="history",
    name=Words("户口登记历史查询", "Looking up old entries of the register"),
    icon="scroll-text",
    proxy=Proxy.KIN,
    who=fact(
        "本人查；没有行为能力的由监护人查",
        "The person themselves; the guardian of somebody who can't act",
        f"{RULE}第91条",
    ),
    why=fact(
        "户口信息是本人的，别人不能随便查。", "The entries are the person's own; others may not look.", f"{RULE}第91条"
    ),
    documents=(fact("身份证", "ID card", f"{RULE}第91条"),),
    time=(fact("当场", "On the spot", f"{RULE}第91条"),),
    where=STATION,
    steps=(fact("带身份证到窗口查", "Take the ID card to the counter", f"{RULE}第91条"),),
)

ERRANDS: Final = (BIRTH, DEATH, MOVE, CHANGE, HISTORY)
