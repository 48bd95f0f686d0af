"""One text, shortened for each way it goes out. Plain rules: a person reads every piece and may write it anew."""

import re
from dataclasses import dataclass

from shouwang.systems.outreach.speech.spoken import is_rung

A_MINUTE = 150  # characters spoken slowly enough for a loudspeaker between houses
MOST_SCRIPT = 150  # one minute: longer, nobody listens to the end
LONGEST_SAID = 26  # a sentence that one breath carries
MOST_POINTS, LONGEST_POINT = 4, 44
LONGEST_SLIDE = 60
MOST_SLIDES = 6
FRAUD_LINE = "96110"

SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
NUMBER = re.compile(r"(?<!\d)(?:110|119|120|122|96110|12345|12348)(?!\d)")
CLAUSE = re.compile(r"[，,]")
ENDS = "。！？!?；;，,、 "
STRONG = "！？!?"
# What a sentence says that tells people what to do; on a wall there is room for little else.
TO_DO = re.compile(
    r"不要|不能|别(?!的|人|墅)|请|千万|切勿|挂断|马上|立即|立刻|核实|一律|当心|小心|[打拨]\s?\d{3}|拨打|绕行|远离|关好"
)


@dataclass(frozen=True)
class Told:
    """What a campaign says. `speaker` is who says it, `phone` its number; `source` and `number` of a relayed warning."""

    title: str
    text: str
    speaker: str
    phone: str = ""
    is_fraud: bool = False
    source: str = ""
    number: str = ""


def piece(way: str, told: Told) -> str:
    """The words of one way ("speaker", "wechat", "poster", "film", "slide", "bulletin")."""
    made = {"speaker": script, "wechat": post, "poster": poster, "film": film, "slide": slide, "bulletin": bulletin}
    return made[way](told)


def script(told: Told) -> str:
    """For the loudspeaker: who speaks, short sentences, the number twice; a minute at most."""
    head = [f"村民朋友们，这里是{told.speaker}。"]
    head.append(f"现在转播{told.source}发布的消息，编号{told.number}。" if told.number else "")
    head.append(f"{told.title.rstrip(ENDS)}。")
    call = call_of(told)
    tail = f"有事请打{call}，再说一遍，{call}。" if call else ""
    left = MOST_SCRIPT - spoken("".join(head) + tail)
    said: list[str] = []
    for sentence in sentences(told.text):
        short = breaths(sentence)
        left -= spoken(short)
        if left < 0 and said:
            break
        said.append(short)
    return "\n".join(line for line in ["".join(head), *said, tail] if line)


def post(told: Told) -> str:
    """For a WeChat group: the title in brackets, the text, who says it."""
    relayed = f"\n\n来源：{told.source}，编号：{told.number}" if told.number else ""
    signed = f"{told.speaker} {told.phone}".strip()
    return f"【{told.title}】\n\n{told.text.strip()}{relayed}\n\n{signed}"


def poster(told: Told) -> str:
    """The title, then up to four points, a line each."""
    return "\n".join([told.title, *points(told.text)])


def film(told: Told) -> str:
    """Slides, an empty line between: the title, the points, whom to ring."""
    call = call_of(told)
    last = [f"有事请打 {call}"] if call else []
    return "\n\n".join([told.title, *points(told.text, MOST_SLIDES - 1 - len(last)), *last])


def slide(told: Told) -> str:
    """For the corridor, under the title: what to do, as much as is read in passing; a text that tells nothing to do gives its
    first sentence."""
    found = sentences(told.text)
    if not found:
        return told.title
    said = ""
    for one in [one for one in found if TO_DO.search(one)] or found[:1]:
        if said and len(said) + len(one) > LONGEST_SLIDE:
            break
        said += one if len(one) <= LONGEST_SLIDE else _cut(one, LONGEST_SLIDE)
    return said


def bulletin(told: Told) -> str:
    """The whole text; where a relayed warning comes from hangs beside it, as of every bulletin."""
    return told.text.strip()


def points(text: str, most: int = MOST_POINTS) -> list[str]:
    """The first sentences, each cut to what is read in passing."""
    return [_cut(one, LONGEST_POINT) for one in sentences(text)[:most]]


def sentences(text: str) -> list[str]:
    """The text's sentences with their ends."""
    return [one for one in (found.strip() for found in SENTENCE.findall(text)) if one.strip(ENDS)]


def breaths(sentence: str) -> str:
    """The same with a full stop for a comma where a stretch would be too long to say at once."""
    said, stretch = "", 0
    parts = [part for part in CLAUSE.split(sentence.rstrip(ENDS)) if part]
    for at, part in enumerate(parts):
        follows = len(parts[at + 1]) if at + 1 < len(parts) else 0
        stretch += len(part)
        is_long = stretch + follows > LONGEST_SAID
        said += part + ("。" if is_long or not follows else "，")
        stretch = 0 if is_long else stretch
    end = sentence.rstrip()[-1:]
    return said[:-1] + end if end in STRONG else said


def call_of(told: Told) -> str:
    """The number to say: the first hotline in the text, for fraud 96110, else the room's."""
    found = next((one.group() for one in NUMBER.finditer(told.text) if is_rung(one)), "")
    return found or (FRAUD_LINE if told.is_fraud else told.phone)


def spoken(text: str) -> int:
    """How many characters are said: signs are not, each figure is."""
    return sum(1 for sign in text if sign.isalnum())


def seconds(text: str) -> int:
    """About how long it is to say slowly."""
    return round(spoken(text) * 60 / A_MINUTE)


def _cut(sentence: str, most: int) -> str:
    """Its first clauses that fit, without the stop; what has no clause short enough is cut with a sign for it."""
    whole = sentence.rstrip(ENDS)
    if len(whole) <= most:
        return whole
    kept = ""
    for part in CLAUSE.split(whole):
        if len(kept) + len(part) + 1 > most:
            break
        kept += ("，" if kept else "") + part
    return kept or whole[: most - 1] + "…"
