"""A poster says what was written, stays on its page whatever is written, and never declares a warning of its own."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from shouwang.systems.outreach.poster import Look, NotOurWord, PosterWords, card, poster, slide
from shouwang.systems.outreach.poster.words import sentences, title_lines

WORDS = PosterWords(
    title="“安全账户”都是骗子",
    text="公检法不会打电话让您转账，也没有安全账户。",
    points=("马上挂断", "不转账，不下载软件"),
    room="河湾村警务室",
    phone="0379-6543210",
    valid_until=date(2026, 12, 31),
    url="https://room.example.cn/b/7k2",
    look=Look.SCAM,
)
LONG = "有人冒充快递客服，说包裹丢了要理赔，让您加微信、开屏幕共享。这是诈骗！真正的理赔原路退回。" * 9


def read(made: bytes) -> str:
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) == 1
    return "".join(pages[0].extract_text().replace("\u2060", "").replace("\u200b", "").split())


def picture(made: bytes) -> Image.Image:
    return Image.open(BytesIO(made)).convert("RGB")


def test_it_says_what_was_written_and_whom_to_call() -> None:
    said = read(poster(WORDS))
    for words in (
        "河湾村警务室",
        "反诈提示",
        "都是骗子",
        "也没有安全账户",
        "不转账",
        "96110",
        "110",
        "0379-6543210",
        "2026年12月31日",
        "扫码",
    ):
        assert words in said
    assert "草稿" not in said
    assert "草稿，未放行" in read(poster(replace(WORDS, is_draft=True)))


def test_the_same_poster_speaks_english() -> None:
    said = read(
        poster(replace(WORDS, language="en", title="No “safe account”", text="Hang up.", points=(), room="Hewan room"))
    )
    for words in ('No"safeaccount"', "Bewareoffraud", "Policeroom:0379", "Validuntil31December2026", "Scanformore"):
        assert words in said
    assert "提示" not in said


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_it_is_one_page_of_the_paper_asked_for(paper: Any) -> None:
    page = PdfReader(BytesIO(poster(WORDS, paper=paper))).pages[0]
    short = {"a4": 595, "a3": 842}[paper]
    assert (round(page.mediabox.width), round(page.mediabox.height / page.mediabox.width, 2)) == (short, 1.41)


@pytest.mark.parametrize(
    ("title", "text", "points"),
    [
        ("锁门", "出门锁门。", ()),
        ("锁门", LONG[:400], ()),
        ("锁门" * 40, LONG, tuple([LONG] * 9)),
        ("https://" + "a" * 300, "b" * 3000, ("c" * 500,)),
        ("#panic(1) $x [ ] *b* 😀", "", ('#read("/etc/passwd")',)),
    ],
    ids=["short", "400 characters", "long everywhere", "without a blank", "hostile"],
)
def test_nothing_leaves_its_place(title: str, text: str, points: tuple[str, ...]) -> None:
    """The margins, and the line between the words and the foot, stay as white as on an empty poster."""
    words = replace(WORDS, title=title, text=text, points=points)
    bare = picture(poster(replace(WORDS, title="一", text="", points=()), kind="png", ppi=40))
    made = picture(poster(words, kind="png", ppi=40))
    assert made.size == bare.size
    for left, right in ((0, 18), (made.width - 18, made.width)):
        box = (left, 0, right, made.height)
        assert made.crop(box).tobytes() == bare.crop(box).tobytes()
    foot = (0, int(made.height * 0.8), made.width, made.height)
    assert made.crop(foot).tobytes() == bare.crop(foot).tobytes()


def test_long_texts_are_cut_to_the_points() -> None:
    said = read(poster(replace(WORDS, text=LONG * 3)))
    assert "不转账" in said
    assert "冒充快递" not in said


def test_a_card_for_groups_and_a_slide_for_the_corridor() -> None:
    made = card(replace(WORDS, text=LONG))
    assert picture(made).size == (1080, 1440)
    assert len(made) <= 2 * 1024 * 1024
    assert picture(slide(WORDS)).size == (1920, 1080)
    assert picture(slide(WORDS, height=720)).size == (1280, 720)


def test_a_relayed_warning_shows_whose_it_is_and_its_number() -> None:
    relayed = replace(
        WORDS,
        look=Look.OFFICIAL,
        title="暴雨橙色预警信号",
        source="洛川县气象台",
        number="41032241600000_20261128083000_2",
        level="2",
    )
    said = read(poster(relayed))
    for words in ("官方预警转发", "洛川县气象台", "橙色", "41032241600000_20261128083000_2"):
        assert words in said
    assert "96110" not in said


@pytest.mark.parametrize("change", [{"source": ""}, {"number": " "}])
def test_a_relayed_warning_without_its_origin_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(NotOurWord, match="发布单位和编号"):
        replace(WORDS, **({"look": Look.OFFICIAL, "source": "气象台", "number": "1"} | change))  # type: ignore[arg-type]


@pytest.mark.parametrize("change", [{"title": "诈骗预警"}, {"text": "红色预警。"}, {"points": ("发布预警",)}])
def test_the_room_declares_no_warning_of_its_own(change: dict[str, Any]) -> None:
    with pytest.raises(NotOurWord, match="提示"):
        replace(WORDS, **change)
    assert replace(WORDS, text="96110 是预警劝阻电话。")


def test_titles_pause_near_their_middle_and_sentences_stay_whole() -> None:
    assert title_lines("冒充客服说要理赔的，一分钱也不要转") == ["冒充客服说要理赔的，", "一分钱也不要转"]
    assert title_lines("锁门，安全靠大家共同努力才有") == ["锁门，安全靠大家共同努力才有"]
    assert sentences("不听。“不信！”\n转 1.5 万元? Call a.b.cn. End") == [
        "不听。",
        "“不信！” ",
        "转 1.5 万元? ",
        "Call a.b.cn. ",
        "End",
    ]
