"""GIFT, the plain text format of quiz questions (docs.moodle.org/en/GIFT_format): read and written, nothing lost between.

What a room's quiz has no use for (essays, numbers with a tolerance) is refused with its line, never dropped silently.
Beyond the format: `\\>` stands for ">", so that typed words may hold "->" without becoming a pair.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shouwang.systems.outreach.quiz.item import FALSE, NOTHING, TRUE, WHOLE, Answer, Item, Kind

MOST_TEXT, MOST_ANSWER, MOST_TITLE, MOST_ANSWERS, MOST_CATEGORY = 1000, 300, 80, 12, 200
# While it is cut apart an escaped character is a code that no text may hold (Unicode's noncharacters).
ESCAPED = {letter: chr(0xFDD0 + place) for place, letter in enumerate("~=#{}:\\>n")}
MEANT = {code: "\n" if letter == "n" else letter for letter, code in ESCAPED.items()}
ESCAPE = re.compile(r"\\([~=#{}:\\>n])")
NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
MARK = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{1,5})?)%")
TRUTH = re.compile(r"(TRUE|FALSE|T|F)(?=#|$)", re.IGNORECASE)
BREAK, TAG = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE), re.compile(r"<[^<>]*>")
STARS = re.compile(r"(\*\*|__|`)(.+?)\1")


class Wrong(StrEnum):
    """Why a question can't be taken."""

    NO_TEXT = "no_text"
    NO_ANSWERS = "no_answers"
    NO_END = "no_end"
    TOO_MANY_BRACES = "braces"
    ESSAY = "essay"
    NUMERIC = "numeric"
    UNMARKED = "unmarked"
    EMPTY_ANSWER = "empty_answer"
    NONE_RIGHT = "none_right"
    HALF_PAIR = "half_pair"
    WEIGHT = "weight"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Fault:
    """A question left out: where it is wrong (lines from 1), why, how the line begins, and the question as it was sent."""

    line: int
    wrong: Wrong
    words: str
    source: str


@dataclass(frozen=True)
class Read:
    """What a file held: the questions that can be taken and the faults of the others, each in the file's order."""

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]


class _Refused(Exception):
    def __init__(self, wrong: Wrong, at: int = 0) -> None:
        super().__init__(wrong)
        self.wrong, self.at = wrong, at


def read(text: str) -> Read:
    """Every question of the text. Never raises: what is wrong is among the faults."""
    items: list[Item] = []
    faults: list[Fault] = []
    category = ""
    for line, block, source in _blocks(text):
        words = block.strip()
        if words.startswith("$CATEGORY:"):
            category = words.removeprefix("$CATEGORY:").strip()
            continue
        coded = ESCAPE.sub(lambda found: ESCAPED[found[1]], block)
        try:
            items.append(_item(coded, category))
        except _Refused as refused:
            down = coded[: refused.at].count("\n")
            shown = block.split("\n")[down].strip()[:60]
            faults.append(Fault(line + down, refused.wrong, shown, source))
    return Read(tuple(items), tuple(faults))


def written(items: Iterable[Item]) -> str:
    """The questions as a GIFT text, a $CATEGORY line where it changes."""
    parts, category = [], ""
    for item in items:
        if item.category != category:
            category = item.category
            parts.append(f"$CATEGORY: {category}")
        parts.append(_written(item))
    return "\n\n".join(parts) + "\n"


def answers_of(text: str) -> tuple[Kind, tuple[Answer, ...]]:
    """What stands between the braces, alone: a form's answers, one a line. Raises ValueError with the name of a Wrong."""
    coded = ESCAPE.sub(lambda found: ESCAPED[found[1]], _tidy(text))
    coded = coded.replace("{", ESCAPED["{"]).replace("}", ESCAPED["}"])
    try:
        return _answers(coded, 0, "plain")
    except _Refused as refused:
        raise ValueError(refused.wrong.value) from None


def answers_written(kind: Kind, answers: Iterable[Answer]) -> str:
    """The same back, one answer a line."""
    return "\n".join(_lines(kind, tuple(answers)))


def _tidy(text: str) -> str:
    return NONCHARACTERS.sub("", text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Line number, text without comments and text as sent, of each question or category line."""
    begun, kept, sent = 0, list[str](), list[str]()
    for number, line in enumerate([*_tidy(text).split("\n"), ""], 1):
        bare = line.strip()
        is_category = bare.startswith("$CATEGORY:")
        if kept and (not bare or is_category):
            yield begun, "\n".join(kept), "\n".join(sent)
            kept, sent = [], []
        if is_category:
            yield number, line, line
        elif bare and (kept or not bare.startswith("//")):
            begun = begun if kept else number
            kept.append("" if bare.startswith("//") else line)  # the lines below keep their numbers
            sent.append(line)


def _item(block: str, category: str) -> Item:
    rest, title = block, ""
    if found := TITLE.match(rest):
        title, rest = _meant(found[1]), rest[found.end() :]
    start = len(block) - len(rest)
    opens, closes = rest.find("{"), rest.rfind("}")
    if opens < 0:
        raise _Refused(Wrong.NO_ANSWERS, start)
    if closes < opens:
        raise _Refused(Wrong.NO_END, start + opens)
    if "{" in rest[opens + 1 : closes] or "}" in rest[opens + 1 : closes]:
        raise _Refused(Wrong.TOO_MANY_BRACES, start + opens)
    before, tail = rest[:opens], rest[closes + 1 :].strip()
    shape = "plain"
    if found := MARK.match(before):
        shape, before = found[1].lower(), before[found.end() :]
    text = _shown(f"{before.rstrip()} ____ {tail}" if tail else before, shape)
    if not text:
        raise _Refused(Wrong.NO_TEXT, start)
    inner, explanation = rest[opens + 1 : closes], ""
    if "####" in inner:
        inner, general = inner.split("####", 1)
        explanation = _marked(general, shape)
    kind, answers = _answers(inner, start + opens + 1, shape)
    if max(len(text), len(explanation)) > MOST_TEXT or len(title) > MOST_TITLE or len(category) > MOST_CATEGORY:
        raise _Refused(Wrong.TOO_LONG, start)
    return Item(kind, text, answers, title, explanation, category)


def _answers(inner: str, start: int, shape: str) -> tuple[Kind, tuple[Answer, ...]]:
    if not inner.strip():
        raise _Refused(Wrong.ESSAY, start)
    if inner.lstrip().startswith("#"):
        raise _Refused(Wrong.NUMERIC, start)
    if found := TRUTH.match(inner.strip()):
        return Kind.TRUE_FALSE, _truth(found, inner.strip(), shape)
    pieces = re.split(r"([=~])", inner)
    if pieces[0].strip():
        raise _Refused(Wrong.UNMARKED, start)
    marks, bodies, at = pieces[1::2], pieces[2::2], start + len(pieces[0])
    if len(bodies) > MOST_ANSWERS:
        raise _Refused(Wrong.TOO_MANY, start)
    are_pairs = "~" not in marks and any("->" in _head(body) for body in bodies)
    answers = []
    for mark, body in zip(marks, bodies, strict=True):
        answers.append(_pair(body, at, shape) if are_pairs else _answer(mark, body, at, shape))
        at += 1 + len(body)
    kind = Kind.MATCHING if are_pairs else _kind(marks, answers, start)
    if kind is Kind.MATCHING and len(answers) < 2:
        raise _Refused(Wrong.HALF_PAIR, start)
    return kind, tuple(answers)


def _kind(marks: list[str], answers: list[Answer], start: int) -> Kind:
    kind = Kind.SHORT if "~" not in marks else Kind.SINGLE if "=" in marks else Kind.MULTIPLE
    whole = sum((one.weight for one in answers if one.is_right), NOTHING)
    # Thirds are written 33.333: what is right together makes a hundred, within a point.
    if kind is Kind.MULTIPLE and whole and abs(whole - WHOLE) > 1:
        raise _Refused(Wrong.WEIGHT, start)
    if not whole or (kind is not Kind.MULTIPLE and not any(one.weight == WHOLE for one in answers)):
        raise _Refused(Wrong.NONE_RIGHT, start)
    return kind


def _truth(found: re.Match[str], inner: str, shape: str) -> tuple[Answer, ...]:
    is_true = found[1].upper().startswith("T")
    said = [_marked(part, shape) for part in inner[found.end() :].split("#")[1:3]]
    wrong, right = [*said, "", ""][:2]  # GIFT says what is told to who is wrong first
    return (
        Answer(TRUE, WHOLE if is_true else NOTHING, right if is_true else wrong),
        Answer(FALSE, NOTHING if is_true else WHOLE, wrong if is_true else right),
    )


def _answer(mark: str, body: str, at: int, shape: str) -> Answer:
    weight = WHOLE if mark == "=" else NOTHING
    body = body.strip()
    if found := WEIGHT.match(body):
        weight, body = Decimal(found[1]), body[found.end() :]
        if abs(weight) > WHOLE:
            raise _Refused(Wrong.WEIGHT, at)
    elif re.match(r"%[^%\s]*%", body):  # a lone percent sign is a word of the answer
        raise _Refused(Wrong.WEIGHT, at)
    head, _, feedback = body.partition("#")
    return _checked(Answer(_marked(head, shape), weight, _marked(feedback, shape)), at)


def _pair(body: str, at: int, shape: str) -> Answer:
    head, _, feedback = body.partition("#")
    left, arrow, right = head.partition("->")
    one = Answer(_marked(left, shape), WHOLE, _marked(feedback, shape), _marked(right, shape))
    if not arrow or not one.text or not one.match:
        raise _Refused(Wrong.HALF_PAIR, at)
    return _checked(one, at)


def _checked(one: Answer, at: int) -> Answer:
    if not one.text:
        raise _Refused(Wrong.EMPTY_ANSWER, at)
    if max(len(one.text), len(one.match), len(one.feedback)) > MOST_ANSWER:
        raise _Refused(Wrong.TOO_LONG, at)
    return one


def _head(body: str) -> str:
    return body.partition("#")[0]


def _marked(coded: str, shape: str) -> str:
    """The words without their own mark, which outweighs the question's."""
    if found := MARK.match(coded):
        return _shown(coded[found.end() :], found[1].lower())
    return _shown(coded, shape)


def _shown(coded: str, shape: str) -> str:
    """As plain text: tags of HTML and signs of Markdown go, their words stay."""
    text = _meant(coded)
    if shape in ("html", "moodle"):
        text = html.unescape(TAG.sub("", BREAK.sub("\n", text)))
    elif shape == "markdown":
        text = STARS.sub(r"\2", text)
    return text.strip()


def _meant(coded: str) -> str:
    return "".join(MEANT.get(letter, letter) for letter in coded).strip()


def _written(item: Item) -> str:
    title = f"::{_safe(item.title)}::" if item.title else ""
    # Always marked: a text that begins with a mark, or with a comment's slashes, stays a text.
    head = f"{title}[plain]{_safe(item.text)} {{"
    lines = _lines(item.kind, item.answers)
    if item.explanation:
        lines.append(f"####{_text(item.explanation)}")
    return "\n".join([head, *(f"  {line}" for line in lines), "}"])


def _lines(kind: Kind, answers: tuple[Answer, ...]) -> list[str]:
    if kind is Kind.TRUE_FALSE:
        return [_truth_written(answers)]
    return [_line(kind, one) for one in answers]


def _truth_written(answers: tuple[Answer, ...]) -> str:
    right, wrong = sorted(answers, key=lambda one: not one.is_right)
    said = f"#{_text(wrong.feedback)}#{_text(right.feedback)}" if right.feedback or wrong.feedback else ""
    return f"{right.text}{said}"


def _line(kind: Kind, one: Answer) -> str:
    feedback = f"#{_text(one.feedback)}" if one.feedback else ""
    if kind is Kind.MATCHING:
        return f"={_text(one.text)} -> {_text(one.match)}{feedback}"
    is_whole = one.weight == WHOLE and kind is not Kind.MULTIPLE
    mark = "=" if is_whole or kind is Kind.SHORT else "~"
    is_bare = is_whole or (one.weight == NOTHING and kind is Kind.SINGLE)
    text = _text(one.text)
    if text.startswith("%") and is_bare:
        is_bare = False  # else a text such as "%5% more" would be read as a weight
    return f"{mark}{'' if is_bare else f'%{one.weight.normalize():f}%'}{text}{feedback}"


def _text(words: str) -> str:
    return f"[plain]{_safe(words)}" if MARK.match(words) else _safe(words)


def _safe(words: str) -> str:
    escaped = re.sub(r"([\\~=#{}:])", r"\\\1", words).replace("->", "-\\>")
    return escaped.replace("\n", "\\n")
