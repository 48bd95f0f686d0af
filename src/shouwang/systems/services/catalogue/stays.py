"""Living away from home, certificates, going abroad."""

from typing import Final

from shouwang.kernel.papers.description import Words
from shouwang.systems.services.catalogue.facts import Errand, Proxy, Sure, fact
from shouwang.systems.services.catalogue.registration import RULE

RESIDENCE: Final = "《居住证暂行条例》"
PASSPORT_LAW: Final = "《护照法》"
HERE: Final = fact("居住地派出所或受理点", "The station where you live, or its service point", sure=Sure.SEEN)
ABROAD: Final = fact("县公安局出入境窗口", "Entry and exit counter of the county's police", sure=Sure.SEEN)

TEMPORARY_STAY: Final = Errand(
    key="stay",
    name=Words("暂住登记", "Registering that you stay here"),
    icon="house",
    proxy=Proxy.PART,
    who=fact(
        "本人登记；房东、村里可以帮着报", "In person; landlord and village may help and report it", f"{RULE}第58至62条"
    ),
    why=fact(
        "登记的是本人的住处，要本人确认。", "It is where the person lives, so they confirm it.", f"{RULE}第58至62条"
    ),
    documents=(
        fact("身份证", "ID card", f"{RULE}第58至62条"),
        fact("住处证明（租房合同、房东证明等）", "Proof of the dwelling: lease, landlord's word", f"{RULE}第58至62条"),
    ),
    time=(fact("当场登记，发登记凭证", "On the spot, with a certificate", f"{RULE}第58至62条"),),
    where=HERE,
    steps=(fact("带材料去登记", "Take the papers there", sure=Sure.SEEN),),
)

PERMIT: Final = Errand(
    key="permit",
    name=Words("居住证", "Residence permit"),
    icon="badge-check",
    proxy=Proxy.KIN,
    who=fact(
        "本人办；不满十六周岁的孩子、行动不便的老人和残疾人，可以由监护人、近亲属代办",
        "In person; for a child under 16, or an old or disabled person who can't move well, a guardian or near relative",
        f"{RESIDENCE}第9条",
    ),
    why=fact(
        "只有这几种人可以代办，代办的要带两个人的身份证。",
        "Only for these; then the ID cards of both are needed.",
        f"{RESIDENCE}第9条",
    ),
    documents=(
        fact("身份证、照片", "ID card and photo", f"{RESIDENCE}第9条"),
        fact("住址、就业或者上学的证明", "Proof of address, work or school", f"{RESIDENCE}第9条"),
    ),
    time=(
        fact("住满半年就可以办", "After half a year here", f"{RESIDENCE}第2条"),
        fact("十五天发证，最长三十天", "Within 15 days, 30 at most", f"{RESIDENCE}第9条"),
    ),
    cost=fact("首次不收钱", "The first is free", f"{RESIDENCE}第21条", Sure.SEEN),
    where=HERE,
    steps=(fact("材料不齐的，窗口要一次说清缺什么", "What lacks must be said once and whole", f"{RESIDENCE}第9条"),),
)

ENDORSE: Final = Errand(
    key="endorse",
    name=Words("居住证签注", "Yearly endorsement of the residence permit"),
    icon="stamp",
    proxy=Proxy.KIN,
    who=fact("和办居住证一样", "As for the permit", f"{RESIDENCE}第10条"),
    why=fact("和办居住证一样，只有几种人可以代办。", "As for the permit, only for some.", f"{RESIDENCE}第9条、第10条"),
    documents=(
        fact("身份证或户口簿、居住证", "ID card or household book, and the permit", f"{RESIDENCE}第10条"),
        fact("还在这里住、工作或上学的证明", "Proof that you still live, work or learn here", f"{RESIDENCE}第10条"),
    ),
    time=(
        fact("每满一年之前的一个月内去", "Within the month before each full year", f"{RESIDENCE}第10条"),
        fact(
            "过期不签，居住证停用，年限从补签那天重新算",
            "If late, the permit sleeps and the years count anew",
            f"{RESIDENCE}第10条",
        ),
    ),
    cost=fact("不收钱", "Free", f"{RESIDENCE}第21条", Sure.SEEN),
    where=HERE,
    steps=(fact("带材料去签注", "Take the papers there", sure=Sure.SEEN),),
)

NO_RECORD: Final = Errand(
    key="no_record",
    name=Words("无犯罪记录证明", "Certificate of no criminal record"),
    icon="file-check",
    proxy=Proxy.LETTER,
    who=fact(
        "本人，或者有完全行为能力的代理人", "The person, or an agent of full capacity", "许昌、昆明等地", Sure.SEEN
    ),
    documents=(
        fact("申请表", "The form", "许昌、昆明等地", Sure.SEEN),
        fact(
            "身份证；代办的带两个人的身份证和委托书",
            "ID card; an agent brings both cards and a power of attorney",
            "许昌、昆明等地",
            Sure.SEEN,
        ),
        fact("一年里办过三次以上的，写明理由", "More than three times a year: say why", "许昌、昆明等地", Sure.SEEN),
    ),
    time=(fact("当场或者三个工作日", "On the spot or within three working days", "许昌、昆明等地", Sure.SEEN),),
    where=fact("户籍地或居住地派出所", "The station of the register, or where you live", sure=Sure.SEEN),
    steps=(
        fact(
            "交申请，查完开证明；有记录的给书面通知",
            "Hand in the form; whoever has a record gets a notice in writing",
            sure=Sure.SEEN,
        ),
        fact(
            "对结果有意见的，十五个工作日内答复，最长三十个",
            "An objection is answered within 15 working days, 30 at most",
            sure=Sure.SEEN,
        ),
    ),
)

PASSPORT: Final = Errand(
    key="passport",
    name=Words("普通护照", "Passport"),
    icon="book-open",
    proxy=Proxy.COUNTER,
    who=fact("必须本人去；不满十六岁的由监护人陪着", "In person; under 16 with a guardian", f"{PASSPORT_LAW}第6条"),
    why=fact(
        "要当场采集照片和指纹，核对本人。",
        "Photo and fingerprints are taken, the person is compared.",
        f"{PASSPORT_LAW}第6条",
    ),
    documents=(fact("身份证、申请表、照片", "ID card, form, photo", f"{PASSPORT_LAW}第6条"),),
    time=(
        fact("户籍地七个工作日，外省二十天", "Seven working days at home, 20 days in another province", "", Sure.SEEN),
        fact("法律规定十五天，最长三十天", "The law says 15 days, 30 at most", f"{PASSPORT_LAW}第6条"),
        fact("有效期十年，不满十六岁五年", "Good for ten years, under 16 for five", f"{PASSPORT_LAW}第7条"),
    ),
    cost=fact("一百二十元", "120 yuan", "", Sure.SEEN),
    where=ABROAD,
    steps=(fact("本人去窗口，办好了去取", "Go to the counter; fetch it when it is made", sure=Sure.SEEN),),
)

HONGKONG: Final = Errand(
    key="hongkong",
    name=Words("往来港澳通行证", "Pass for Hong Kong and Macau"),
    icon="plane",
    proxy=Proxy.COUNTER,
    who=fact(
        "首次本人去；不满十六岁的由监护人陪着", "The first time in person; under 16 with a guardian", "", Sure.SEEN
    ),
    why=fact("首次要当场采集照片和指纹。", "The first time photo and fingerprints are taken.", "", Sure.SEEN),
    documents=(fact("身份证、申请表、照片", "ID card, form, photo", "", Sure.SEEN),),
    time=(fact("多少天请问窗口，各处说法不一", "Ask the counter how long; places differ", "", Sure.OPEN),),
    where=ABROAD,
    steps=(fact("本人去窗口", "Go to the counter", sure=Sure.SEEN),),
)

STATION_PAPERS: Final = Errand(
    key="station_papers",
    name=Words("派出所开证明", "Certificates from the police station"),
    icon="file-text",
    proxy=Proxy.ASK,
    who=fact("看是哪种证明，先问派出所", "It depends: ask the station first", "", Sure.OPEN),
    documents=(fact("看是哪种证明", "It depends", "", Sure.OPEN),),
    time=(fact("请问派出所", "Ask the station", "", Sure.OPEN),),
    where=fact("派出所", "The police station", "", Sure.OPEN),
    steps=(
        fact(
            "不少证明派出所不再开了，先问清要哪一种、谁要的",
            "Many are no longer given: ask which one, and who wants it",
            "公通字〔2016〕21号",
            Sure.SEEN,
        ),
    ),
)

ERRANDS: Final = (TEMPORARY_STAY, PERMIT, ENDORSE, NO_RECORD, PASSPORT, HONGKONG, STATION_PAPERS)
