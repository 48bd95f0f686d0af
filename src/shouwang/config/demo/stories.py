"""What was brought to the room of Hewan in the last weeks, and what became of it. All invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Act:
    """Something done some time after the matter came: verb, who, to whom or how many, words."""

    after: timedelta
    verb: str
    by: str = ""
    words: str = ""
    to: str = ""


@dataclass(frozen=True)
class Story:
    """One matter: how long ago it came, what was said, by whom, and what was done."""

    key: str
    ago: timedelta
    kind: str
    topic: str
    text: str
    place: str = ""
    where: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    by: str = ""
    urgent: bool = False
    acts: Sequence[Act] = ()


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def finished(
    answer: str,
    outcome: str,
    *,
    took: float = 2,
    score: int = 0,
    thanks: str = "",
    worker: str = "li",
    public: str = "",
) -> Sequence[Act]:
    """The usual good course of a matter, over `took` days; no score: asked, not answered; `public`: told to everybody."""
    span = timedelta(days=took)
    acts = [
        Act(minutes(25), "accept", "chen"),
        Act(minutes(40), "assign", "chen", to=worker),
        Act(minutes(50), "answer", "chen", answer),
        Act(span * 0.4, "start", worker),
        Act(span * 0.8, "report", worker, outcome),
        Act(span * 0.9, "check", "zhou" if worker == "chen" else "chen", "看过，属实"),
        Act(span, "close", "chen", f"{outcome}。谢谢您告诉我们。"),
    ]
    if public:
        acts.append(Act(span + minutes(20), "publish", "chen", public))
    if score:
        acts.append(Act(span + minutes(180), "rate", words=thanks, to=str(score)))
    return acts


STORIES: Sequence[Story] = (
    # What waits now
    Story(
        "water", minutes(41), "report", "water", "两个孩子在河滩下水，没有大人。那一段没有护栏，牌子也倒了。",
        place="河滩码头", title="河滩有人下水，水边没有护栏", name="钱婶", phone="13900000011",
    ),
    Story("lamp2", minutes(23), "report", "streetlight", "村口的路灯又坏了，晚上看不见路，老人不敢出门。", place="西口"),
    Story(
        "key", minutes(9), "help", "elderly", "隔壁吴奶奶把钥匙锁屋里了，炉子上还炖着汤，人在门口坐着。",
        where="后街 12 号", name="冯嫂", phone="13900000012", urgent=True,
    ),
    # Late, due, paused
    Story(
        "boundary", days(12), "report", "quarrel", "张家砌墙，刘家说占了他家一尺，两家在门口吵了半天，差点动手。",
        where="槐树巷 7 号", title="砌墙过界：两家在门口吵起来", name="刘某", phone="13900000013",
        acts=(
            Act(minutes(15), "accept", "chen"),
            Act(minutes(30), "answer", "chen", "两家先停工，周四上午村委会一起量地界。"),
            Act(minutes(45), "assign", "chen", "请调委会先量地界", to="调委会"),
            Act(days(2), "start", "wu"),
            Act(days(2.1), "note", "wu", "老地契在张家，已拍照。孙律师说边界以登记为准。"),
            Act(days(2.2), "answer", "wu", "地界量过了，下次调解会请孙律师一起来。"),
        ),
    ),
    Story(
        "dogs", days(3.3), "report", "hazard", "菜市场后面三四条大狗没拴，早上追着上学的孩子跑。",
        place="菜市场", name="周大姐", phone="13900000014",
        acts=(Act(minutes(55), "accept", "li"), Act(minutes(70), "assign", "chen", to="li")),
    ),
    Story(
        "well", days(7), "report", "streetlight", "学校路拐弯的地方少一个井盖，用树枝挡着，夜里看不见。",
        place="河湾小学", where="学校路拐弯处", name="黄老师", phone="13900000015",
        acts=(
            Act(minutes(12), "accept", "li"),
            Act(minutes(20), "assign", "chen", to="li"),
            Act(minutes(35), "answer", "chen", "先摆了警示桩，镇上明天送井盖来。"),
            Act(minutes(90), "start", "li"),
            Act(days(4), "answer", "li", "井盖型号不对，换了一个，后天到。"),
            Act(days(4.1), "publish", "chen", "学校路拐弯处少一个井盖，已经摆了警示桩，新井盖后天到。夜里请绕行。"),
        ),
    ),
    Story(
        "pole", days(6), "report", "hazard", "打谷场边上的电线杆歪了，刮风就晃。", place="打谷场",
        name="石师傅", phone="13900000016",
        acts=(
            Act(minutes(20), "accept", "chen"),
            Act(minutes(30), "answer", "chen", "已拉了警戒线，供电所派人来看。"),
            Act(minutes(60), "start", "li"),
            Act(days(1), "pause", "li", "等供电所换杆，定在下周"),
        ),
    ),
    Story(
        "smoke", days(1.1), "report", "noise", "老街饭店后厨的油烟直冲着二楼，窗户开不了。", place="老街饭店",
        acts=(
            Act(minutes(18), "accept", "li"),
            Act(minutes(40), "answer", "li", "今天下午去看，也问问饭店什么时候清烟道。"),
            Act(minutes(50), "assign", "chen", to="li"),
        ),
    ),
    Story(
        "bag", minutes(310), "help", "lost", "在古渡口拍照，把一个蓝色背包忘在石凳上了，里面有孩子的药。",
        place="古渡口", name="游客方女士", phone="13900000017",
        acts=(
            Act(minutes(6), "accept", "li"),
            Act(minutes(9), "assign", "chen", to="守望三组"),
            Act(minutes(12), "answer", "li", "巡逻的人正往古渡口走，找到马上打您电话。"),
            Act(minutes(15), "start", "li"),
            Act(minutes(70), "report", "li", "背包在景区售票窗口，药没丢"),
        ),
    ),
    Story(
        "card", days(2), "help", "papers", "我妈八十三了，身份证过期，走不了远路，能不能上门照相？",
        where="河湾村三组", name="王家大女儿", phone="13900000018",
        acts=(
            Act(minutes(30), "accept", "chen"),
            Act(minutes(45), "answer", "chen", "可以上门采集。周四上午，带上户口本。"),
            Act(minutes(50), "assign", "chen", to="chen"),
            Act(days(0.5), "start", "chen"),
        ),
    ),
    Story(
        "benches", days(2.2), "opinion", "roads", "文化广场晚上跳舞的人多，能不能加两条长凳、一盏灯？", place="文化广场",
        acts=(Act(minutes(200), "accept", "chen"),),
    ),
    Story(
        "speaker", days(4), "opinion", "service", "大喇叭中午响得太早，能不能挪到下午？老人要歇晌。",
        name="老党员孟某", phone="13900000019",
        acts=(
            Act(minutes(100), "accept", "chen"),
            Act(minutes(130), "answer", "chen", "周五碰头会上议，议完告诉您。"),
            Act(minutes(140), "assign", "chen", to="zhou"),
            Act(days(1), "start", "zhou"),
        ),
    ),
    Story(
        "lamp3", minutes(15), "report", "streetlight", "村口路灯坏了，刚才差点撞上。", place="西口",
        acts=(Act(minutes(6), "merge", "li", to="lamp2"),),
    ),
    Story(
        "quarry", days(8), "report", "noise", "北边拌料的车天天半夜过村，房子都震。", place="北口", name="郭某",
        phone="13900000020",
        acts=(
            Act(minutes(40), "accept", "chen"),
            Act(minutes(60), "answer", "chen", "我们记了车牌和时间，报给镇里一起管。"),
            Act(minutes(70), "up", "chen", "车队跨村，要镇里出面"),
            Act(days(1), "start", "chen"),
            Act(days(5), "extend", "chen", "镇里约了下周联合检查", to="4"),
            Act(days(6), "answer", "chen", "镇里定了下周二晚上联合检查，结果当天告诉您。"),
        ),
    ),
    # What ended
    Story(
        "fraud", days(5), "report", "fraud", "有人打电话说是网购客服，要退款先交保证金，我没转，号码记下了。", name="丁某",
        phone="13900000021",
        acts=finished("做得对，千万别转。号码我们报上去。", "号码已上报，村里大喇叭播了提醒", took=1.2, score=3, thanks="放心多了"),
    ),
    Story(
        "lamp1", days(9), "report", "streetlight", "村口的路灯坏了三天了，晚上看不见路。", place="西口", name="马叔",
        phone="13900000022",
        acts=finished("电工周五前来换。", "灯泡和镇流器都换了", took=2, score=3, thanks="亮堂",
            public="西口的路灯坏了几天，灯泡和镇流器都换了新的，晚上亮了。",
        ),
    ),
    Story(
        "wallet", days(10), "help", "lost", "在菜市场捡到一个黑钱包，有身份证。", place="菜市场", by="li", name="卖菜的老耿",
        phone="13900000023",
        acts=finished("谢谢您，我们找失主。", "失主下午来取走了，里面一样没少", took=0.4, score=3),
    ),
    Story(
        "gas", days(11), "report", "fire", "便民超市门口堆了十几个煤气罐，太阳底下晒着。", place="便民超市",
        acts=finished("马上去看。", "煤气罐全部搬走，店主写了保证", took=0.5),
    ),
    Story(
        "drunk", days(13), "report", "quarrel", "老街饭店有人喝多了砸杯子，吵得很凶。", place="老街饭店", urgent=True,
        acts=finished("人已经到了。", "两人劝开，家里人接走，杯子钱赔了", took=0.2, score=3, thanks="来得快"),
    ),
    Story(
        "goat", days(15), "help", "other", "我家两只羊跑到北边地里找不着了。", place="北口", name="羊倌老白", phone="13900000024",
        acts=finished("义警帮着一起找。", "羊在打谷场后面找到了", took=0.6),
    ),
    Story(
        "wall", days(17), "report", "hazard", "卫生室后墙裂了一道缝，能塞进手指头。", place="卫生室", name="卫生员小梁",
        phone="13900000025",
        acts=finished("已用绳子围住，请村里找人看。", "墙重新勾了缝，加了扶壁", took=6, score=2, thanks="就是等得久了些"),
    ),
    Story(
        "bike", days(19), "report", "theft", "昨天夜里放在门口的电动车电瓶被人卸走了。", where="后街 30 号", name="叶某",
        phone="13900000026",
        acts=finished("看了路口录像，已经立案。", "案子移交派出所办，村口加了一班夜巡", took=3, score=2, thanks="电瓶还没找到"),
    ),
    Story(
        "child", days(21), "help", "missing", "外地来玩，孩子在古渡口人多的地方走散了，六岁，红衣服。", place="古渡口", urgent=True,
        name="游客严先生", phone="13900000027",
        acts=finished("守望三组五个人分头在找。", "孩子在码头边的小卖部找到了，平安", took=0.1, score=3, thanks="救命恩人", worker="chen"),
    ),
    Story(
        "river", days(24), "report", "water", "柳树湾有人电鱼，背着电瓶下水。", place="柳树湾",
        acts=finished("已叫上镇里的人过去。", "工具收缴，人由渔政带走处理", took=1, score=0,
            public="柳树湾有人电鱼，工具已收缴，交渔政处理。电鱼违法，也会电着人，看见请打 110。",
        ),
    ),
    Story(
        "parking", days(26), "opinion", "roads", "赶集的日子大车堵在菜市场门口，能不能划出停车的地方？", place="菜市场", name="摊主老蔺",
        phone="13900000028",
        acts=finished("这个好，周一碰头会就议。", "打谷场赶集日开放停车，路口有义警指路", took=5, score=3, thanks="真办了",
            public="赶集日菜市场门口堵车：打谷场开放停车，路口有义警指路。",
        ),
    ),
    Story(
        "grid", days(28), "report", "other", "供电所半夜停电也不说一声，冰柜里的东西都化了。", place="便民超市",
        acts=(
            Act(minutes(35), "return", "chen", "停电归供电所管。打 95598，说户号和停电时间，三天内有答复；要赔偿得带进货单。村里也会催。"),
        ),
    ),
    Story(
        "tree", days(33), "report", "hazard", "大槐树有根枯枝要掉下来，底下常有孩子玩。", place="大槐树", name="奶奶们",
        acts=finished("先拉绳子，林业站来锯。", "枯枝锯掉了，树上挂了检查牌", took=3, score=3,
            public="大槐树上的枯枝已经锯掉，树上挂了检查牌。",
        ),
    ),
    Story(
        "dance", days(36), "report", "noise", "文化广场的音响到十点半还不停。", place="文化广场",
        acts=finished("跟领队说好，九点半停。", "约定九点半关音响，试了一周没再超", took=7, score=2),
    ),
    Story(
        "cert", days(39), "help", "papers", "儿子在外地打工要无犯罪记录证明，能代他办吗？", name="尹某", phone="13900000029",
        acts=finished("可以代办：委托书、两人的身份证，当场或三个工作日。", "证明办好，寄到儿子单位了", took=3, score=3),
    ),
    Story(
        "post", days(43), "opinion", "service", "警务室中午能不能也有人？上班的人只有中午有空。", name="小厂老板常某", phone="13900000030",
        acts=finished("从下月起中午有人值班。", "值班表改了，中午 12 点到 2 点有人", took=8, score=3, thanks="方便"),
    ),
    Story(
        "flood", days(47), "report", "water", "码头路低洼处下雨积水半米深，车过不去。", place="河滩码头", name="渡工老丘", phone="13900000031",
        acts=finished("水泵已经送去。", "水抽干了，排水口清出两车淤泥", took=1, score=3,
            public="码头路低洼处的积水抽干了，排水口清了淤泥，车能过了。",
        ),
    ),
    Story(
        "fire", days(52), "report", "fire", "有人在打谷场边烧秸秆，火苗离草垛不远。", place="打谷场", urgent=True,
        acts=finished("人到了，火已扑灭。", "火灭了，烧秸秆的人写了检讨，大喇叭播了三天", took=0.3, score=0),
    ),
)  # fmt: skip
