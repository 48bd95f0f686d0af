"""The ID card (居民身份证): first, new, lost, fetched, for a while, elsewhere."""

from typing import Final

from shouwang.kernel.papers.description import Words
from shouwang.systems.services.catalogue.facts import Errand, Proxy, Sure, fact
from shouwang.systems.services.catalogue.registration import OWN_BOOK, RULE, STATION

CARD_LAW: Final = "《居民身份证法》"
IN_PERSON: Final = fact(
    "要当场拍照、按指纹，别人替不了。走不动的，民警可以带设备上门。",
    "A photo and fingerprints are taken on the spot. To whoever can't walk the officer comes with the kit.",
    f"{RULE}第74条",
)
SELF: Final = fact("必须本人去", "The person must come", f"{RULE}第74条")
MADE_IN: Final = fact(
    "四十五天内拿证（法律规定最长六十天）", "Within 45 days (the law allows 60)", f"{RULE}第80条；{CARD_LAW}第12条"
)
COUNTER: Final = (
    fact(
        "到窗口拍照、按指纹，拿领取凭证，到日子凭条取证",
        "Photo and fingerprints at the counter; a slip; fetch the card with it",
        f"{RULE}第74至81条",
    ),
)

FIRST: Final = Errand(
    key="card_first",
    name=Words("首次申领身份证", "First ID card"),
    icon="id-card",
    proxy=Proxy.NO,
    who=fact(
        "满十六岁的本人去；不满十六岁的由监护人陪着",
        "From 16 on in person; under 16 with the guardian",
        f"{RULE}第74条；{CARD_LAW}第7条",
    ),
    why=IN_PERSON,
    documents=(fact("申领表（窗口有）", "The form (at the counter)", f"{RULE}第74条"), OWN_BOOK),
    time=(fact("满十六岁起三个月内申领", "Within three months of the 16th birthday", f"{CARD_LAW}第7条"), MADE_IN),
    cost=fact("首次不收钱", "The first is free", "汝州市", Sure.PLACE),
    where=STATION,
    steps=COUNTER,
)

RENEW: Final = Errand(
    key="card_renew",
    name=Words("身份证到期换领", "A new ID card when the old one runs out"),
    icon="id-card",
    proxy=Proxy.NO,
    who=SELF,
    why=IN_PERSON,
    documents=(fact("旧身份证", "The old card", f"{RULE}第76条"),),
    time=(fact("到期前三个月起就可以换", "From three months before it runs out", f"{RULE}第76条"), MADE_IN),
    cost=fact("二十元", "20 yuan", "汝州市", Sure.PLACE),
    where=STATION,
    steps=COUNTER,
)

REPLACE: Final = Errand(
    key="card_replace",
    name=Words("身份证丢失、损坏补领", "A new ID card for one that is lost or broken"),
    icon="id-card",
    proxy=Proxy.NO,
    who=SELF,
    why=IN_PERSON,
    documents=(OWN_BOOK,),
    time=(MADE_IN,),
    cost=fact("四十元", "40 yuan", "汝州市", Sure.PLACE),
    where=STATION,
    steps=(
        fact("丢了的先挂失", "If it is lost, report that first", f"{RULE}第85条"),
        *COUNTER,
    ),
)

FETCH: Final = Errand(
    key="card_fetch",
    name=Words("代领身份证", "Fetching an ID card"),
    icon="hand",
    proxy=Proxy.KIN,
    why=fact("规定只让亲属代领。", "The rule lets only relatives fetch it.", f"{RULE}第81条"),
    who=fact(
        "亲属可以代领；本人去的要核对指纹", "A relative may; the person's own fingerprint is compared", f"{RULE}第81条"
    ),
    documents=(
        fact("领取凭证", "The slip", f"{RULE}第81条"),
        fact("代领人自己的身份证", "ID card of whoever fetches it", f"{RULE}第81条"),
    ),
    time=(fact("到领取凭证上的日子，当场取", "From the day on the slip, on the spot", sure=Sure.SEEN),),
    where=STATION,
    steps=(fact("带两样去，签字领走，交到本人手里", "Take both, sign, and hand it to the person", f"{RULE}第81条"),),
)

TEMPORARY: Final = Errand(
    key="card_temporary",
    name=Words("临时身份证", "ID card for the time until the new one is made"),
    icon="clock",
    proxy=Proxy.NO,
    who=fact("一般本人去", "Normally the person", f"{RULE}第82条", Sure.SEEN),
    why=fact(
        "证上有本人照片，要核对本人。", "The photo on it is compared with the person.", f"{RULE}第82条", Sure.SEEN
    ),
    documents=(fact("换领、补领身份证的领取凭证", "The slip of the new card", f"{RULE}第82条"),),
    time=(
        fact("三天内做好，有的当天能拿", "Made within three days, sometimes the same day", f"{RULE}第82条"),
        fact("有效期三个月", "Good for three months", f"{RULE}第82条"),
    ),
    cost=fact("十元", "10 yuan", "", Sure.PLACE),
    where=STATION,
    steps=(fact("换领、补领的时候一起申请", "Ask for it together with the new card", sure=Sure.SEEN),),
)

LOST: Final = Errand(
    key="card_lost",
    name=Words("身份证挂失", "Reporting an ID card lost"),
    icon="circle-alert",
    proxy=Proxy.ASK,
    who=fact(
        "一般本人去，就近哪个户籍窗口都行", "Normally in person, at any counter nearby", f"{RULE}第85条", Sure.SEEN
    ),
    why=fact("存过指纹的要当场核对。", "The fingerprint is compared where one is kept.", f"{RULE}第85条"),
    documents=(fact("挂失申报表（窗口有）", "The form (at the counter)", f"{RULE}第85条"),),
    time=(fact("当场", "On the spot", f"{RULE}第85条"),),
    where=fact("就近任何一个派出所户籍窗口", "Any station's counter nearby", f"{RULE}第85条"),
    steps=(fact("填表、核对指纹，接着就可以补领", "Form, fingerprint; then ask for a new card", f"{RULE}第85条"),),
)

ELSEWHERE: Final = Errand(
    key="card_elsewhere",
    name=Words("异地办身份证（外省户口）", "ID card away from home (register in another province)"),
    icon="map-pin",
    proxy=Proxy.NO,
    who=SELF,
    why=IN_PERSON,
    documents=(
        fact(
            "申请表（窗口有）；旧证还在的带上",
            "The form (at the counter); the old card if there is one",
            f"{RULE}第83条",
        ),
    ),
    time=(fact("四十五天，最多再加三十天", "45 days, up to 30 more", f"{RULE}第83至84条"),),
    where=fact("居住地办理异地业务的派出所", "A station where you live that does this", f"{RULE}第83条"),
    steps=COUNTER,
)

ERRANDS: Final = (FIRST, RENEW, REPLACE, FETCH, TEMPORARY, LOST, ELSEWHERE)
